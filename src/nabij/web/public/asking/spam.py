"""Signs that nobody typed this. What shows one is kept for a person to look at, never dropped."""

import datetime as dt
import re

from django.http import HttpRequest

from nabij.web.public.asking.state import FormState

#: A field that people do not see; its name is one that programs like to fill in.
TRAP = "website"
#: Nobody reads and answers a form quicker, in seconds.
LEAST_SECONDS = 4
#: More links than this in one's own words.
MOST_LINKS = 1

_LINK = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)


def signs(
    request: HttpRequest, state: FormState, *, name: str, words: str, now: dt.datetime
) -> list[str]:
    """The signs that a form shows: `trap`, `fast`, `links`, `elsewhere`."""
    found = {
        "trap": bool(request.POST.get(TRAP, "")),
        "fast": now.timestamp() - state.opened < LEAST_SECONDS,
        "links": len(_LINK.findall(words)) > MOST_LINKS or bool(_LINK.search(name)),
        "elsewhere": request.headers.get("Sec-Fetch-Site") == "cross-site",
    }
    return [sign for sign, seen in found.items() if seen]
