"""Volunteers and pairs as a colleague reads them: papers, what somebody does, and why two people were proposed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.casework.models import BuddySettings, BuddyWish, Pair, Together, Volunteer
from nabij.casework.queries.buddies import oldest_valid
from nabij.core.vocabulary import LANGUAGE_NAMES, Need
from nabij.methods.pairing.fitting import Term
from nabij.web.public.words import clock
from nabij.web.week_words import free_in_words

#: Metres within which one says no number of kilometres.
ON_FOOT = 1000
TERMS = frozenset(Term)


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate or references. wrong: missing where it is needed, or too old."""

    text: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that somebody told. own: in their own words."""

    label: str
    text: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of a score in words, with its points."""

    text: str
    points: float


def kinds_in_words(kinds: list[str]) -> str:
    """What somebody does."""
    return ", ".join(str(Together(kind).label) for kind in kinds if kind in Together)


def papers(row: Volunteer, settings: BuddySettings, today: dt.date) -> list[Paper]:
    """The certificate of conduct and the references, as they stand."""
    oldest = oldest_valid(settings, today=today)
    needed = not set(row.kinds).isdisjoint(settings.certificate_kinds)
    return [
        _certificate(row.certificate_on, oldest, needed),
        _references(row.references_on, oldest),
    ]


def _certificate(day: dt.date | None, oldest: dt.date, needed: bool) -> Paper:
    if day is None:
        return Paper(_("No certificate of conduct (VOG) yet"), needed)
    told = {"day": date_format(day, "j F Y")}
    if day < oldest:
        return Paper(_("Certificate of conduct (VOG) too old: of %(day)s") % told, True)
    return Paper(_("Certificate of conduct (VOG) of %(day)s") % told, False)


def _references(day: dt.date | None, oldest: dt.date) -> Paper:
    if day is None:
        return Paper(_("References not asked yet"), True)
    told = {"day": date_format(day, "j F Y")}
    if day < oldest:
        return Paper(_("References too old: of %(day)s") % told, True)
    return Paper(_("References of %(day)s") % told, False)


def facts(row: Volunteer) -> list[Fact]:
    """What somebody told; what was not told is left out."""
    return [fact for fact in _facts(row) if fact.text]


def _facts(row: Volunteer) -> Iterator[Fact]:
    yield Fact(_("Would like to do"), kinds_in_words(row.kinds))
    yield Fact(_("Lives in"), row.area.name if row.area else "")
    yield Fact(_("Speaks"), ", ".join(LANGUAGE_NAMES.get(one, one) for one in row.languages))
    yield Fact(_("Can come"), free_in_words(row.free or ()) or _("any time"))
    yield Fact(_("Likes to be asked for"), _needs(row.likes))
    yield Fact(_("Likes to do, is good at"), row.words or "", own=True)
    yield Fact(_("Would rather not be asked for"), _needs(row.avoid))
    yield Fact(_("Rather not, in words"), row.avoid_words or "", own=True)
    yield Fact(_("Goes as far as"), _("%(count)s kilometres") % {"count": row.within_km})


def _needs(codes: list[str]) -> str:
    return ", ".join(str(Need(code).label) for code in codes if code in Need)


def room(row: Any) -> str:
    """To how many people somebody goes, of how many they can."""
    return _("goes to %(taken)s of %(capacity)s") % {"taken": row.taken, "capacity": row.capacity}


def sought(wish: BuddyWish) -> list[Fact]:
    """What a person looks for."""
    told = [
        Fact(_("On"), _moment(wish)),
        Fact(_("Where to"), wish.place or "", own=True),
        Fact(_("In their own words"), wish.words or "", own=True),
    ]
    return [fact for fact in told if fact.text]


def _moment(wish: BuddyWish) -> str:
    if wish.on is None:
        return ""
    day = date_format(wish.on, "l j F Y")
    return f"{day}, {clock(wish.at)}" if wish.at else day


def reasons(pair: Pair) -> list[Reason]:
    """Why these two: the terms of the score in words, which add up to it."""
    return [
        Reason(_reason(term, amount, word), points)
        for term, points, amount, word in pair.terms
        if term in TERMS
    ]


def _reason(term: str, amount: int, word: str) -> str:
    if term == Term.SHARED:
        return ngettext(
            "They share one thing that they like or ask for",
            "They share %(count)s things that they like or ask for",
            amount,
        ) % {"count": amount}
    if term == Term.LANGUAGE:
        if word == "nl":
            return _("They can speak Dutch together")
        return _("Both speak %(language)s") % {"language": LANGUAGE_NAMES.get(word, word)}
    if term == Term.TIMES:
        return _times(amount)
    return _near(amount, word)


def _times(parts: int) -> str:
    if not parts:
        return _("Neither said when, so it can be agreed on")
    return ngettext(
        "Both can on one part of the week", "Both can on %(count)s parts of the week", parts
    ) % {"count": parts}


def _near(metres: int, word: str) -> str:
    if word == "same":
        return _("They live in the same neighbourhood")
    if metres < ON_FOOT:
        return _("They live less than a kilometre apart")
    return _("They live about %(count)s kilometres apart") % {"count": round(metres / 1000)}
