"""Requests as the desk shows them: in words, with what is late and what it is about."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.casework.models import IntakeSettings, Request
from nabij.casework.promise import working_day
from nabij.directory.models import Offer
from nabij.web.public.words import day as near_day
from nabij.web.public.words import full_day

ICONS = {
    Request.Kind.CALL: "phone",
    Request.Kind.WALK_ALONG: "together",
    Request.Kind.HELP_WITH: "hands",
    Request.Kind.IDEA: "idea",
}
#: So many working days ahead one can agree on with one tap.
DAYS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One request in a list. `due` and `waits` are sentences; `signs` why it may be no real question."""

    asked: Request
    icon: str
    kind: str
    name: str
    due: str
    late: bool
    waits: str
    facts: list[str]
    offer: Offer | None
    signs: list[str]


def rows(asked: Iterable[Request], offers: dict[UUID, Offer], *, now: dt.datetime) -> list[Row]:
    """Rows of a list, in its order."""
    return [row(each, offers, now=now) for each in asked]


def row(asked: Request, offers: dict[UUID, Offer], *, now: dt.datetime) -> Row:
    """One request in words."""
    today = timezone.localdate(now)
    return Row(
        asked=asked,
        icon=ICONS[Request.Kind(asked.kind)],
        kind=str(asked.get_kind_display()),
        name=asked.name or _("without a name"),
        due=_due(asked, today),
        late=asked.is_late(now),
        waits=_waits(asked, today),
        facts=_facts(asked),
        offer=offers.get(asked.offer_uid) if asked.offer_uid else None,
        signs=signs_in_words(asked.suspicious),
    )


def follow_up_days(settings: IntakeSettings, *, now: dt.datetime) -> list[tuple[str, str]]:
    """The next working days, to agree on: the date, and how one says it."""
    today = timezone.localdate(now)
    days = [working_day(ahead, now=now, settings=settings) for ahead in range(1, DAYS_AHEAD + 1)]
    return [(day.isoformat(), full_day(day, today)) for day in days]


def signs_in_words(signs: Iterable[str]) -> list[str]:
    """Why something may be no real question."""
    return [_SIGNS[sign]() for sign in signs if sign in _SIGNS]


def _due(asked: Request, today: dt.date) -> str:
    due = timezone.localdate(asked.due_at)
    if not asked.is_open:
        ended = timezone.localdate(asked.ended_at) if asked.ended_at else due
        return _("%(state)s on %(day)s") % {
            "state": asked.get_state_display(),
            "day": full_day(ended, today),
        }
    if due < today:
        return _("promised by %(day)s") % {"day": full_day(due, today)}
    return _("by %(day)s") % {"day": near_day(due, today)}


def _waits(asked: Request, today: dt.date) -> str:
    days = asked.days_waiting(today)
    if not days:
        return _("came in today")
    return ngettext("waits for %(days)s day", "waits for %(days)s days", days) % {"days": days}


def _facts(asked: Request) -> list[str]:
    """What matters before one calls."""
    facts = []
    if asked.moment != Request.Moment.ANY:
        facts.append(str(asked.get_moment_display()))
    if asked.area:
        facts.append(asked.area.name)
    if asked.came_in != Request.CameIn.WEB:
        facts.append(str(asked.get_came_in_display()))
    if asked.behalf == Request.Behalf.SOMEONE:
        facts.append(str(asked.get_behalf_display()))
    if asked.language != "nl":
        facts.append(_("filled in in English"))
    if asked.tries:
        tries = asked.tries
        facts.append(
            ngettext("tried %(tries)s time", "tried %(tries)s times", tries) % {"tries": tries}
        )
    if asked.handler:
        facts.append(_("picked up by %(name)s") % {"name": asked.handler.name})
    return facts


_SIGNS = {
    "trap": lambda: _("a field that people do not see was filled in"),
    "fast": lambda: _("filled in faster than somebody reads"),
    "links": lambda: _("it holds links"),
    "elsewhere": lambda: _("it was sent from another site"),
}
