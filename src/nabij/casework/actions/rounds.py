"""A round is made, gets its people and its list, is shared out, and ends. Only who leads it changes it."""

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import ChangedSinceError
from nabij.casework.actions.handling import EndedError
from nabij.casework.models import RoundAddress, RoundVisitor, VisitRound, Volunteer
from nabij.casework.models.rounds import OPEN_OUTCOMES
from nabij.casework.queries.rounds import Given, Weighed, marks_of, weigh
from nabij.casework.queries.settings import case_settings
from nabij.casework.rules import check_leads, check_may_assign, check_may_work_rounds
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, Postcode, User
from nabij.methods.sharing import Place, place, share_out

#: What people may write on a round. What it is (a visit or a call) is said once.
FIELDS = ("name", "reason", "ground", "source", "sentence", "begins", "ends")
#: A round is walked in weeks; a longer one is another round, with another list.
LONGEST = dt.timedelta(days=183)
#: More than this is no list for people who walk.
MOST_ADDRESSES = 2000


class TooLongError(ValueError):
    """The round would last longer than people may stand on a list."""


class TooManyError(ValueError):
    """The list would be longer than a round may be."""


class NobodyGoesError(ValueError):
    """There is nobody to share the list out to."""


@transaction.atomic
def make_round(
    *,
    municipality: Municipality,
    told: Mapping[str, Any],
    form_key: uuid.UUID,
    by: User,
    now: dt.datetime,
) -> VisitRound:
    """A new round, which its maker leads; the same form twice is one. Raises NotAllowedError, TooLongError."""
    check_may_work_rounds(by, municipality)
    there: VisitRound | None = VisitRound.objects.filter(
        municipality=municipality, form_key=form_key
    ).first()
    if there is not None:
        return there
    row = VisitRound(
        municipality=municipality,
        kind=told["kind"],
        form_key=form_key,
        leader=by,
        secret=secrets.token_hex(32),
        **{name: told[name] for name in FIELDS},
    )
    _set_terms(row)
    row.save()
    record("round.made", municipality=municipality, on=row, fields=["reason", "source"], at=now)
    return row


@transaction.atomic
def change_round(
    *, round_: VisitRound, told: Mapping[str, Any], version: int, by: User, now: dt.datetime
) -> VisitRound:
    """Write what is different. version: of what the writer began with.

    Raises ChangedSinceError, NotAllowedError, EndedError, TooLongError.
    """
    row = _held(round_, by=by, now=now)
    changed = [name for name in FIELDS if getattr(row, name) != told[name]]
    if not changed:
        return row
    if row.version != version:
        raise ChangedSinceError(row)
    for name in changed:
        setattr(row, name, told[name])
    row.version += 1
    _set_terms(row)
    row.save()
    record("round.changed", municipality=row.municipality, on=row, fields=changed, at=now)
    return row


@transaction.atomic
def end_round(*, round_: VisitRound, by: User, now: dt.datetime) -> VisitRound:
    """It ends here: nothing is tapped any more. Ended already: nothing happens. Raises NotAllowedError."""
    row = _locked(round_)
    check_leads(by, row)
    today = timezone.localdate(now)
    if row.is_over(today):
        return row
    row.ended_on = today
    row.version += 1
    _set_terms(row)
    row.save()
    record("round.ended", municipality=row.municipality, on=row, at=now)
    return row


@transaction.atomic
def take_lead(*, round_: VisitRound, by: User, now: dt.datetime) -> VisitRound:
    """Lead it from now on, where its leader is ill or left. Raises NotAllowedError unless they hand over work of others."""
    check_may_assign(by, round_.municipality)
    row = _locked(round_)
    row.leader = by
    row.save(update_fields=["leader"])
    record("round.lead_taken", municipality=row.municipality, on=row, fields=["leader"], at=now)
    return row


@transaction.atomic
def add_visitor(
    *, round_: VisitRound, who: User | Volunteer, by: User, now: dt.datetime
) -> RoundVisitor:
    """Somebody goes; who goes already goes on. Raises NotAllowedError, EndedError."""
    row = _held(round_, by=by, now=now)
    asked = {"user": who} if isinstance(who, User) else {"volunteer": who}
    visitor: RoundVisitor
    visitor, new = RoundVisitor.objects.get_or_create(
        municipality=row.municipality, round=row, **asked
    )
    if new:
        record("round.visitor_added", municipality=row.municipality, on=visitor, at=now)
    return visitor


@transaction.atomic
def remove_visitor(*, visitor: RoundVisitor, by: User, now: dt.datetime) -> int:
    """They go no more; how many addresses wait for somebody else now. Raises NotAllowedError, EndedError."""
    row = _held(visitor.round, by=by, now=now)
    waiting = RoundAddress.objects.filter(
        municipality=row.municipality, visitor=visitor, outcome__in=OPEN_OUTCOMES
    ).count()
    record("round.visitor_removed", municipality=row.municipality, on=visitor, at=now)
    visitor.delete()
    return waiting


@transaction.atomic
def add_addresses(
    *, round_: VisitRound, given: Sequence[Given], by: User, now: dt.datetime
) -> Weighed:
    """Put these on the list; what stands there, and who would rather not, is left out. The same list twice is one.

    Raises NotAllowedError, EndedError, TooManyError.
    """
    row = _held(round_, by=by, now=now)
    weighed = weigh(row, given)
    rows = RoundAddress.objects.filter(municipality=row.municipality, round=row)
    if rows.count() + len(weighed.new) > MOST_ADDRESSES:
        raise TooManyError(f"more than {MOST_ADDRESSES}")
    areas = _areas(weighed.new)
    for line in weighed.new:
        RoundAddress.objects.create(
            municipality=row.municipality,
            round=row,
            name=line.name or None,
            address=line.address or None,
            postcode=line.postcode or None,
            phone=line.phone or None,
            marks=marks_of(row, line),
            area_id=areas.get(_code(line.postcode)),
        )
    _put_in_order(row)
    number = f"new: {len(weighed.new)}"
    fields = ["name", "address", "postcode", "phone"]
    record("round.list_added", municipality=row.municipality, on=row, fields=fields, reason=number, at=now)  # fmt: skip
    return weighed


@transaction.atomic
def share_out_round(*, round_: VisitRound, by: User, now: dt.datetime) -> int:
    """Give everybody who goes a fair share of what nobody has yet; of how many addresses.

    Raises NotAllowedError, EndedError, NobodyGoesError.
    """
    row = _held(round_, by=by, now=now)
    visitors = list(row.visitors.order_by("pk"))
    if not visitors:
        raise NobodyGoesError(str(row.uid))
    rows = list(
        RoundAddress.objects.filter(
            municipality=row.municipality, round=row, outcome__in=OPEN_OUTCOMES
        ).select_related("area")
    )
    loads = {str(visitor.pk): 0 for visitor in visitors}
    theirs: dict[tuple[str, str], str] = {}
    for has in (each for each in rows if each.visitor_id is not None):
        loads[str(has.visitor_id)] += 1
        where = _where(has)
        theirs.setdefault((where.area, where.street), str(has.visitor_id))
    waiting = {str(each.pk): each for each in rows if each.visitor_id is None}
    shared = share_out((_where(each) for each in waiting.values()), loads, theirs=theirs)
    for key, who in shared.items():
        waiting[key].visitor_id = int(who)
        waiting[key].save(update_fields=["visitor"])
    record("round.shared_out", municipality=row.municipality, on=row, reason=f"{len(shared)}", at=now)  # fmt: skip
    return len(shared)


def _where(row: RoundAddress) -> Place:
    area = row.area.name if row.area else ""
    return place(str(row.pk), area=area, address=row.address or "")


def _put_in_order(round_: VisitRound) -> None:
    """Number the addresses as one walks them."""
    rows = RoundAddress.objects.filter(municipality=round_.municipality, round=round_)
    found = {str(row.pk): row for row in rows.select_related("area")}
    walk = sorted((_where(row) for row in found.values()), key=lambda each: each.walked)
    for number, each in enumerate(walk, start=1):
        if found[each.key].order != number:
            rows.filter(pk=each.key).update(order=number)


def _areas(given: Sequence[Given]) -> dict[str, int]:
    """Postcode → neighbourhood. One query."""
    codes = {_code(line.postcode) for line in given if line.postcode}
    known = Postcode.objects.filter(code__in=codes, area__isnull=False)
    return dict(known.values_list("code", "area_id"))


def _code(postcode: str) -> str:
    return "".join(postcode.upper().split())


def _set_terms(row: VisitRound) -> None:
    """Until when it is kept, counted from its end. Raises TooLongError."""
    if row.ends - row.begins > LONGEST:
        raise TooLongError(f"{row.begins} to {row.ends}")
    days = case_settings(row.municipality).keep_days_round
    row.keep_until = row.last_day + dt.timedelta(days=days)


def _locked(round_: VisitRound) -> VisitRound:
    rows = VisitRound.objects.select_for_update(of=("self",)).filter(
        municipality=round_.municipality
    )
    row: VisitRound = rows.select_related("municipality").get(pk=round_.pk)
    return row


def _held(round_: VisitRound, *, by: User, now: dt.datetime) -> VisitRound:
    """The round as it is now, held until the transaction ends. Raises NotAllowedError, EndedError."""
    row = _locked(round_)
    check_leads(by, row)
    if row.is_over(timezone.localdate(now)):
        raise EndedError(f"round {row.uid} has ended")
    return row
