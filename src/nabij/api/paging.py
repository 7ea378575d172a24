"""Pages that stay in step while records are added, changed and withdrawn.

Records come in the order in which they were added, by a key that never changes: a new or changed record
does not move the others. `next_page` goes on after the last key, up to the newest key there was when
the walk began: whoever follows it gets every record that was there all along exactly once, whatever
happens meanwhile. Whoever counts pages instead gets the same as long as the server remembers where the
page before ended (in its cache, for a quarter of an hour); otherwise a record that was withdrawn from
an earlier page moves the rest up by one (docs/adr/0030-hsds-api.md).
"""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nabij.api.asked import camel
from nabij.api.problems import WrongInputError, wrong

#: How long it is remembered where a page ended, in seconds: longer than anyone takes to ask for the next.
REMEMBERED = 900


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, and what the envelope of HSDS says about it."""

    rows: list[Any]
    number: int
    total_items: int
    total_pages: int
    next_page: str | None

    def envelope(self, contents: list[Any]) -> dict[str, Any]:
        """The page as it goes out."""
        return {
            "total_items": self.total_items,
            "total_pages": self.total_pages,
            "page_number": self.number,
            "size": len(contents),
            "first_page": self.number == 1,
            "last_page": self.next_page is None,
            "empty": not contents,
            "next_page": self.next_page,
            "contents": contents,
        }


@dataclass(frozen=True, slots=True)
class _Walk:
    """Where a walk through the pages is. `after`, `until`: keys; `number`: of the page that comes."""

    after: int
    until: int
    number: int
    total: int
    question: str

    def token(self) -> str:
        parts = [self.after, self.until, self.number, self.total, self.question]
        return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def _walk(token: str, question: str) -> _Walk:
    """The walk that a cursor stands for. Raises WrongInputError for one that we did not give."""
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        after, until, number, total, asked = json.loads(text)
        walk = _Walk(int(after), int(until), int(number), int(total), question)
        numbers = (walk.after, walk.until, walk.number, walk.total)
        if asked != question or not all(0 <= each < 2**62 for each in numbers):
            raise ValueError(asked)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        detail = _("This cursor does not belong to this question. Begin at the first page.")
        raise WrongInputError(wrong("cursor", "cursor", detail)) from error
    return walk


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any],
    visible: Q,
    *,
    number: int,
    per_page: int,
    cursor: str,
) -> Page:
    """The page that is asked for: by `cursor` where there is one, else by number (from 1).

    `rows`: all that the filters let through; `visible`: which of them are given.
    """
    shown = rows.filter(visible).order_by("pk")
    question = _question(request)
    if cursor:
        return _next_of_walk(request, shown, _walk(cursor, question), per_page)
    ends = _Ends(question, per_page)
    ended = ends.before(number, shown)
    keys = _keys(shown, number, per_page, ended)
    here = keys[:per_page]
    total = shown.count()
    pages = -(-total // per_page)
    following = None
    if ended is not None:
        pages = number - 1 + -(-shown.filter(pk__gt=ended).count() // per_page)
    if len(keys) > per_page:
        ends.remember(number, here[-1])
        until = shown.aggregate(newest=Max("pk"))["newest"]
        following = _address(request, _Walk(here[-1], until, number + 1, total, question))
    found = list(shown.filter(pk__in=here)) if here else []
    return Page(found, number, total, pages, following)


def _keys(shown: QuerySet[Any], number: int, per_page: int, ended: int | None) -> list[int]:
    """Keys of the page, and one more where there is a next page."""
    keys = shown.values_list("pk", flat=True)
    if ended is not None:
        return list(keys.filter(pk__gt=ended)[: per_page + 1])
    first = (number - 1) * per_page
    return list(keys[first : first + per_page + 1])


class _Ends:
    """Where the pages of a question ended when they were given."""

    def __init__(self, question: str, per_page: int) -> None:
        self._name = f"api:page:{question}:{per_page}"
        self._per_page = per_page

    def remember(self, number: int, key: int) -> None:
        cache.set(f"{self._name}:{number}", key, REMEMBERED)

    def before(self, number: int, shown: QuerySet[Any]) -> int | None:
        """The last key of the page before, if it is remembered and can still be true.

        As many records as there were up to that key should be there now, give or take a page.
        """
        ended: int | None = cache.get(f"{self._name}:{number - 1}") if number > 1 else None
        if ended is None:
            return None
        then = (number - 1) * self._per_page
        now = shown.filter(pk__lte=ended).count()
        return ended if abs(now - then) <= max(self._per_page, then // 10) and now else None


def _next_of_walk(request: HttpRequest, rows: QuerySet[Any], walk: _Walk, per_page: int) -> Page:
    ahead = rows.filter(pk__gt=walk.after, pk__lte=walk.until)
    found = list(ahead[: per_page + 1])
    shown = found[:per_page]
    following = None
    if len(found) > per_page:
        onward = _Walk(shown[-1].pk, walk.until, walk.number + 1, walk.total, walk.question)
        following = _address(request, onward)
    pages = max(-(-walk.total // per_page), walk.number)
    return Page(shown, walk.number, walk.total, pages, following)


def _question(request: HttpRequest) -> str:
    """A fingerprint of what is asked, apart from which page of it."""
    told = sorted(
        (camel(name), value)
        for name, values in request.GET.lists()
        for value in values
        if name not in ("page", "cursor", "perPage", "per_page", "size")
    )
    text = json.dumps([request.path, told])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _address(request: HttpRequest, walk: _Walk) -> str:
    told = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in ("page", "cursor")
    ]
    return request.build_absolute_uri(
        f"{request.path}?{urlencode([*told, ('cursor', walk.token())])}"
    )


def page_of_list(request: HttpRequest, records: list[Any], *, number: int, per_page: int) -> Page:
    """A page of a list that does not change while the program runs, by number."""
    first = (number - 1) * per_page
    pages = -(-len(records) // per_page)
    following = None
    if number < pages:
        told = {**request.GET.dict(), "page": number + 1}
        following = request.build_absolute_uri(f"{request.path}?{urlencode(told)}")
    return Page(records[first : first + per_page], number, len(records), pages, following)
