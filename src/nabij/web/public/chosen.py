"""What was asked, as a row of small links: each takes one wish away again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from nabij.core.vocabulary import LANGUAGE_NAMES, Need, PartOfDay, Weekday
from nabij.web.public.forms import CYCLING, WALKING, FindForm


@dataclass(frozen=True, slots=True)
class Chosen:
    """One wish that was asked. url: the same search without it; lang: of the words, where they are a language's own name."""

    words: str
    url: str
    lang: str = ""


def chosen(form: FindForm, asked: QueryDict, path: str) -> list[Chosen]:
    """Everything asked besides words and place, each with the address that takes it away."""
    return [
        Chosen(
            words,
            f"{path}?{without(asked, name, value)}",
            lang=form.cleaned_data["language"] if name == "language" else "",
        )
        for name, value, words in _wishes(form)
    ]


def without(asked: QueryDict, name: str, value: str) -> str:
    """The query string less one value; and from the start of the list again."""
    left = asked.copy()
    left.setlist(name, [one for one in left.getlist(name) if one != value] if value else [])
    left.pop("show", None)
    return left.urlencode()


def _wishes(form: FindForm) -> Iterator[tuple[str, str, str]]:
    """(field, value or "" for all of it, words)."""
    given = form.cleaned_data
    for code in given.get("day", ()):
        yield "day", code, str(Weekday(code).label)
    if given.get("part"):
        yield "part", "", str(PartOfDay(given["part"]).label)
    yield from _distance(given.get("within"))
    for name in ("free", "walk_along", "wheelchair"):
        if given.get(name):
            yield name, "", str(form.fields[name].label)
    if given.get("need"):
        yield "need", "", str(Need(given["need"]).label)
    if given.get("language"):
        yield "language", "", LANGUAGE_NAMES[given["language"]]
    if given.get("age") is not None:
        yield "age", "", _("%(age)s years old") % {"age": given["age"]}


def _distance(within: str | None) -> Iterator[tuple[str, str, str]]:
    if within == WALKING:
        yield "within", "", _("within 1 kilometre")
    if within == CYCLING:
        yield "within", "", _("within 3 kilometres")
