"""What one can do at the desk, by subject, and what waits there for somebody.

A new page of the desk gets its line in `DOORS`. It shows for who may enter it. Where something can wait, `waiting` says
how much in one query or two, or `own` how much of the viewer's own: those lines come first, because that is what a
working day begins with.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nabij.casework.queries.buddies import count_to_look_at, count_volunteers_to_see_to
from nabij.casework.queries.emergency import count_unseen
from nabij.casework.queries.requests import waiting_count
from nabij.casework.queries.rounds import to_do_of
from nabij.casework.queries.signals import waiting_worries
from nabij.casework.queries.today import count_today
from nabij.core.models import Municipality, User
from nabij.core.queries.help_lines import count_review_due
from nabij.core.rules import Permission
from nabij.core.words import public_name
from nabij.directory.queries.checks import call_list, open_notes
from nabij.directory.queries.duplicates import count_open_pairs
from nabij.directory.queries.waiting import how_many_wait
from nabij.web.desk.cases.way.waiting import how_much_waits


class Subject(StrEnum):
    """Where a door stands on the first page, in this order."""

    PEOPLE = "people"
    MAP = "map"
    WORDS = "words"
    PRIVACY = "privacy"
    WORKING = "working"
    SITE = "site"


SUBJECT_NAMES: dict[Subject, str | Promise] = {
    Subject.PEOPLE: _("People"),
    Subject.MAP: _("Activities and organisations"),
    Subject.WORDS: _("Words"),
    Subject.PRIVACY: _("What we keep about people"),
    Subject.WORKING: _("How it runs"),
    Subject.SITE: _("The site of residents"),
}
SUBJECT_ICONS: dict[Subject, str] = {
    Subject.PEOPLE: "talk",
    Subject.MAP: "calendar",
    Subject.WORDS: "book",
    Subject.PRIVACY: "hands",
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
    own: Callable[[User, Municipality, dt.datetime], Waiting] | None = None


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


def _worries(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(*waiting_worries(municipality, now=now))


def _today(viewer: User, municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(*count_today(viewer, municipality, now=now))


def _along_the_way(viewer: User, municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(how_much_waits(viewer, municipality, now))


def _rounds(viewer: User, municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(to_do_of(viewer, municipality, now=now))


def _help_lines(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(count_review_due(municipality, today=now.date()))


def _calls(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(len(call_list(municipality, now=now)))


def _notes(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(len(open_notes(municipality)))


def _volunteers(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(count_volunteers_to_see_to(municipality, now=now))


def _pairs(viewer: User, municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(count_to_look_at(viewer, municipality, now=now))


def _new(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(how_many_wait(municipality))


def _duplicates(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(count_open_pairs(municipality))


def _emergencies(municipality: Municipality, now: dt.datetime) -> Waiting:
    return Waiting(count_unseen(municipality))


P, S = Permission, Subject

DOORS: tuple[Door, ...] = (
    Door(S.PEOPLE, P.WORK_CASES, "desk:today", _("Today: what to do for whom"), own=_today),
    Door(S.PEOPLE, P.WORK_CASES, "desk:caseload", _("My cases")),
    Door(S.PEOPLE, P.WORK_CASES, "desk:find-person", _("Is somebody known here?")),
    Door(S.PEOPLE, P.WORK_CASES, "desk:handover", _("Hand over my cases")),
    Door(S.PEOPLE, P.ASSIGN_CASES, "desk:assign", _("Hand over cases of a colleague")),
    Door(
        S.PEOPLE,
        P.HANDLE_REQUESTS,
        "desk:requests",
        _("Who to call: what people asked"),
        waiting=_requests,
    ),
    Door(
        S.PEOPLE,
        P.WORK_CASES,
        "desk:cases-waiting",
        _("What organisations ask, and who to ask how it is"),
        own=_along_the_way,
    ),
    Door(
        S.PEOPLE,
        P.WORK_CASES,
        "desk:worries",
        _("Worries that came in"),
        waiting=_worries,
    ),
    Door(S.PEOPLE, P.WORK_CASES, "desk:pairs", _("Who with whom"), own=_pairs),
    Door(S.PEOPLE, P.WORK_VOLUNTEERS, "desk:volunteers", _("Volunteers"), waiting=_volunteers),
    Door(
        S.PEOPLE,
        P.WORK_ROUNDS,
        "desk:rounds",
        _("Rounds: home visits and calls"),
        own=_rounds,
    ),
    Door(S.PEOPLE, P.ASK_RESIDENTS, "desk:proposals", named="would_you_come"),
    Door(S.PEOPLE, P.HELP_SOMEONE, "public:card-call-me", _("Cards to print and hand out")),
    Door(S.PEOPLE, P.SET_PROMISES, "desk:promises", _("What we promise, and how long we keep it")),
    Door(S.PEOPLE, P.SET_PROMISES, "desk:case-limits", _("Time limits of cases")),
    Door(S.PEOPLE, P.SET_PROMISES, "desk:buddy-settings", _("How pairs are proposed")),
    Door(S.MAP, P.PUBLISH, "partner:home", _("Publish activities, and keep them true")),
    Door(S.MAP, P.EDIT_DIRECTORY, "desk:waiting", _("Look at what is new"), waiting=_new),
    Door(
        S.MAP,
        P.VERIFY_OFFERS,
        "desk:calls",
        _("Organisations to call: is it still so?"),
        waiting=_calls,
    ),
    Door(S.MAP, P.SEE_FIGURES, "desk:unmet", _("What is missing here")),
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
    Door(S.PRIVACY, P.READ_AUDIT, "desk:trail", _("Who read what")),
    Door(S.PRIVACY, P.READ_AUDIT, "desk:trail-person", _("Somebody asks who read about them")),
    Door(
        S.PRIVACY,
        P.HANDLE_RIGHTS,
        "desk:rights",
        _("Somebody asks what we keep: show it, correct it, remove it"),
    ),
    Door(
        S.PRIVACY,
        P.HANDLE_RIGHTS,
        "desk:emergencies",
        _("Cases opened in an emergency"),
        waiting=_emergencies,
    ),
    Door(S.PRIVACY, P.HANDLE_RIGHTS, "desk:deletions", _("What was removed, and when")),
    Door(S.PRIVACY, P.READ_AUDIT, "desk:register", _("Register of personal data")),
    Door(S.SITE, P.ENTER_DESK, "public:home", _("See the site as residents see it")),
    Door(S.SITE, P.ENTER_DESK, "public:find", _("Find something for someone")),
    Door(S.SITE, P.ENTER_DESK, "public:agenda", named="agenda"),
)


def open_doors(
    municipality: Municipality,
    permissions: frozenset[Permission],
    *,
    now: dt.datetime,
    viewer: User | None = None,
) -> list[Opened]:
    """What these permissions open, with what waits there; with a viewer also what waits for them alone."""
    return [
        _opened(door, municipality, now, viewer) for door in DOORS if door.permission in permissions
    ]


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


def _opened(
    door: Door, municipality: Municipality, now: dt.datetime, viewer: User | None
) -> Opened:
    waiting = door.waiting(municipality, now) if door.waiting else Waiting(0)
    if door.own and viewer:
        waiting = door.own(viewer, municipality, now)
    return Opened(
        subject=door.subject,
        url=reverse(door.page, kwargs={"municipality": municipality.slug}),
        words=public_name(door.named, municipality) if door.named else str(door.words),
        waiting=waiting,
    )
