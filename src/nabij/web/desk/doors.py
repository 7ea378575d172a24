"""What one can do at the desk, by subject, and what waits there for somebody.

A new page of the desk gets its line in `DOORS`. It shows for who may enter it. Where something can wait, `waiting` says
how much in one query or two: those lines come first, because that is what a working day begins with.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nabij.casework.queries.requests import waiting_count
from nabij.core.models import Municipality
from nabij.core.queries.help_lines import count_review_due
from nabij.core.rules import Permission
from nabij.core.words import public_name
from nabij.directory.queries.checks import call_list, open_notes
from nabij.directory.queries.duplicates import count_open_pairs
from nabij.directory.queries.waiting import how_many_wait


class Subject(StrEnum):
    """Where a door stands on the first page, in this order."""

    PEOPLE = "people"
    MAP = "map"
    WORDS = "words"
    WORKING = "working"
    SITE = "site"


SUBJECT_NAMES: dict[Subject, str | Promise] = {
    Subject.PEOPLE: _("People"),
    Subject.MAP: _("Activities and organisations"),
    Subject.WORDS: _("Words"),
    Subject.WORKING: _("How it runs"),
    Subject.SITE: _("The site of residents"),
}
SUBJECT_ICONS: dict[Subject, str] = {
    Subject.PEOPLE: "talk",
    Subject.MAP: "calendar",
    Subject.WORDS: "book",
    Subject.WORKING: "mail",
    Subject.SITE: "search",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many wait for somebody; late: so many of them longer than was promised."""

    count: int
    late: int = 0


@dataclass(frozen=True, slots=True)
class Door:
    """A page, for whom, and its words. named: of `core.words`, where residents know it by a name of its own."""

    subject: Subject
    permission: Permission
    page: str
    words: str | Promise = ""
    named: str = ""
    waiting: Callable[[Municipality, dt.datetime], Waiting] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A door as it stands on the page."""

    subject: Subject
    url: str
    words: str
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Group:
    """The doors of one subject."""

    name: str
    icon: str
    doors: tuple[Opened, ...]


def _requests(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(*waiting_count(municipality, now=now))


def _help_lines(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(count_review_due(municipality, today=now.date()))


def _calls(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(len(call_list(municipality, now=now)))


def _notes(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(len(open_notes(municipality)))


def _new(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(how_many_wait(municipality))


def _duplicates(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(count_open_pairs(municipality))


P, S = Permission, Subject

DOORS: tuple[Door, ...] = (
    Door(
        S.PEOPLE,
        P.HANDLE_REQUESTS,
        "desk:requests",
        _("Who to call: what people asked"),
        waiting=_requests,
    ),
    Door(S.PEOPLE, P.ASK_RESIDENTS, "desk:proposals", named="would_you_come"),
    Door(S.PEOPLE, P.HELP_SOMEONE, "public:card-call-me", _("Cards to print and hand out")),
    Door(S.PEOPLE, P.SET_PROMISES, "desk:promises", _("What we promise, and how long we keep it")),
    Door(S.MAP, P.PUBLISH, "partner:home", _("Publish activities, and keep them true")),
    Door(S.MAP, P.EDIT_DIRECTORY, "desk:waiting", _("Look at what is new"), waiting=_new),
    Door(
        S.MAP,
        P.VERIFY_OFFERS,
        "desk:calls",
        _("Organisations to call: is it still so?"),
        waiting=_calls,
    ),
    Door(S.MAP, P.VERIFY_OFFERS, "desk:checks", _("Keeping it true"), waiting=_notes),
    Door(
        S.MAP,
        P.EDIT_DIRECTORY,
        "desk:duplicates",
        _("Perhaps the same twice"),
        waiting=_duplicates,
    ),
    Door(S.WORDS, P.ENTER_DESK, "desk:writing-help", _("Help with writing")),
    Door(S.WORDS, P.CHOOSE_WORDS, "desk:words", _("Words that we avoid")),
    Door(S.WORDS, P.CHOOSE_WORDS, "desk:names", _("What we call it")),
    Door(
        S.WORKING,
        P.EDIT_HELP_LINES,
        "desk:help-lines",
        _("Help lines: whom to call in danger"),
        waiting=_help_lines,
    ),
    Door(S.WORKING, P.SEE_POST, "desk:outbox", _("Mail that we sent")),
    Door(S.WORKING, P.SEE_POST, "desk:jobs", _("Long work")),
    Door(S.WORKING, P.READ_AUDIT, "desk:trail", _("Who read what")),
    Door(S.WORKING, P.READ_AUDIT, "desk:trail-person", _("Somebody asks who read about them")),
    Door(S.WORKING, P.READ_AUDIT, "desk:register", _("Register of personal data")),
    Door(S.SITE, P.ENTER_DESK, "public:home", _("See the site as residents see it")),
    Door(S.SITE, P.ENTER_DESK, "public:find", _("Find something for someone")),
    Door(S.SITE, P.ENTER_DESK, "public:agenda", named="agenda"),
)


def open_doors(
    municipality: Municipality, permissions: frozenset[Permission], *, now: dt.datetime
) -> list[Opened]:
    """What these permissions open, with what waits there."""
    return [_opened(door, municipality, now) for door in DOORS if door.permission in permissions]


def grouped(doors: Iterable[Opened]) -> list[Group]:
    """The same by subject; a subject without doors is not there."""
    every = list(doors)
    groups = (
        Group(
            str(SUBJECT_NAMES[subject]),
            SUBJECT_ICONS[subject],
            tuple(door for door in every if door.subject is subject),
        )
        for subject in Subject
    )
    return [group for group in groups if group.doors]


def _opened(door: Door, municipality: Municipality, now: dt.datetime) -> Opened:
    return Opened(
        subject=door.subject,
        url=reverse(door.page, kwargs={"municipality": municipality.slug}),
        words=public_name(door.named, municipality) if door.named else str(door.words),
        waiting=door.waiting(municipality, now) if door.waiting else Waiting(0),
    )
