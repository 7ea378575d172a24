"""What a volunteer is asked, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.casework.buddies import Question, Together
from nabij.core.vocabulary import LANGUAGE_NAMES
from nabij.web.public.words import clock, full_day
from nabij.web.week_words import free_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that they may know. own: in the person's own words."""

    label: str
    text: str
    own: bool = False


def lines(question: Question) -> list[Line]:
    """What is asked: what, where, when, in which language, and the person's words where they agreed to that."""
    return [line for line in _lines(question) if line.text]


def _lines(question: Question) -> Iterator[Line]:
    yield Line(_("What"), str(Together(question.kind).label))
    yield Line(_("When"), _when(question))
    yield Line(_("Where to"), question.place, own=True)
    yield Line(_("Lives in"), question.neighbourhood)
    yield Line(_("Speaks"), ", ".join(LANGUAGE_NAMES.get(one, one) for one in question.languages))
    yield Line(_("In their own words"), question.words, own=True)


def _when(question: Question) -> str:
    if question.on is None:
        return free_in_words(question.free or ())
    day = full_day(question.on, timezone.localdate())
    return f"{day}, {clock(question.at)}" if question.at else day
