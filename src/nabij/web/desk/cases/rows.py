"""Cases as lists show them: in words, with what is late, whom to call and what to do."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.casework.models import Case
from nabij.casework.queries.due import Due
from nabij.casework.queries.today import ToDo
from nabij.core.models import User
from nabij.web.public.words import day as near_day
from nabij.web.public.words import full_day


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list. to_do and facts: sentences; late: the state lasts longer than was set."""

    case: Case
    name: str
    phone: str
    state: str
    late: bool
    due: str
    to_do: list[str]
    facts: list[str]


def to_do_rows(found: Iterable[ToDo], viewer: User, *, now: dt.datetime) -> list[Row]:
    """Rows of what falls due, each with what and on which day."""
    return [row(each.case, viewer, now=now, lines=each.lines) for each in found]


def rows(cases: Iterable[Case], viewer: User, *, now: dt.datetime) -> list[Row]:
    """Rows of a caseload, in its order."""
    return [row(case, viewer, now=now) for case in cases]


def row(case: Case, viewer: User, *, now: dt.datetime, lines: Iterable[Due] = ()) -> Row:
    """One case in words."""
    today = timezone.localdate(now)
    return Row(
        case=case,
        name=case.person.name or _("Case %(number)s") % {"number": case.reference},
        phone=case.person.phone or "",
        state=str(case.get_state_display()),
        late=case.is_late(now),
        due=_due(case, today),
        to_do=[_line(line, today) for line in lines] or _agreed(case, today),
        facts=[*with_whom(case, viewer, today), *how_far(case, today)],
    )


def with_whom(case: Case, viewer: User, today: dt.date) -> list[str]:
    """That it came from a colleague, or is somebody else's."""
    if case.worker is None:
        return [_("nobody took this up yet")]
    if case.worker_id == viewer.pk:
        told = [_("handed over to you")] if case.handed_over_at else []
        if case.stand_in and (case.stand_in_until is None or case.stand_in_until >= today):
            told.append(_("%(name)s stands in") % {"name": case.stand_in.name})
        return told
    if case.stand_in_id == viewer.pk and case.stand_in_until:
        told_until = {"name": case.worker.name, "day": full_day(case.stand_in_until, today)}
        return [_("you stand in for %(name)s until %(day)s") % told_until]
    return [_("with %(name)s") % {"name": case.worker.name}]


def how_far(case: Case, today: dt.date) -> list[str]:
    """The last contact, how often it was tried since, and where the person lives."""
    told = [_contact(case, today)]
    if case.tries:
        told.append(
            ngettext("tried %(tries)s time", "tried %(tries)s times", case.tries)
            % {"tries": case.tries}
        )
    if case.person.area:
        told.append(case.person.area.name)
    return told


def _contact(case: Case, today: dt.date) -> str:
    if case.last_contact_on:
        return _("last contact %(day)s") % {"day": full_day(case.last_contact_on, today)}
    days = max(0, (today - timezone.localdate(case.received_at)).days)
    if not days:
        return _("came in today")
    return ngettext("waits for %(days)s day", "waits for %(days)s days", days) % {"days": days}


def _due(case: Case, today: dt.date) -> str:
    if case.due_at is None:
        return ""
    due = timezone.localdate(case.due_at)
    if due < today:
        return _("to go on before %(day)s") % {"day": full_day(due, today)}
    return _("to go on before %(day)s") % {"day": near_day(due, today)}


def _agreed(case: Case, today: dt.date) -> list[str]:
    if not case.next_on:
        return []
    step = str(case.get_next_step_display()) if case.next_step else _("Go on")
    return [_line(Due(case.pk, step, case.next_on), today)]


def _line(line: Due, today: dt.date) -> str:
    """What to do, and when it was to be done."""
    day = full_day(line.on, today) if line.on < today else near_day(line.on, today)
    return _("%(what)s: %(day)s") % {"what": line.what, "day": day}
