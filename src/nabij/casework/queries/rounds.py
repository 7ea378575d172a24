"""Rounds as pages look at them. Whoever reads addresses is written down; counts name nobody."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from nabij.casework.models import RoundAddress, RoundTap, RoundVisitor, VisitRound, Volunteer
from nabij.casework.models.rounds import OPEN_OUTCOMES
from nabij.casework.rules import check_leads, check_may_work_rounds, readable_addresses
from nabij.core.audit.recording import record
from nabij.core.encryption.normal import lower, phone
from nabij.core.models import Membership, Municipality, User
from nabij.core.rules import MAY, Permission

NAMES = ("name", "address", "postcode", "phone")
#: So long a tap can be taken back by whoever made it.
MEANWHILE = dt.timedelta(minutes=10)
#: Rounds that a list shows, the newest first.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Given:
    """One line of a list: who, or where, or both."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a list would add: new lines; how many stand there already; how many would rather not be asked."""

    new: list[Given]
    there: int
    refused: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is, in counts only."""

    total: int
    counts: dict[str, int]
    without_visitor: int

    @property
    def done(self) -> int:
        """Where nobody goes any more."""
        return self.total - sum(self.counts.get(outcome, 0) for outcome in OPEN_OUTCOMES)


@dataclass(frozen=True, slots=True)
class Share:
    """What one visitor has: all of it, and what is still to do."""

    visitor: RoundVisitor
    total: int
    to_do: int


def rounds(viewer: User, municipality: Municipality) -> list[VisitRound]:
    """Every round, the newest first, with `total` and `to_do`. Names nobody. Raises NotAllowedError. One query."""
    check_may_work_rounds(viewer, municipality)
    rows: QuerySet[VisitRound] = VisitRound.objects.filter(municipality=municipality)
    counted = rows.annotate(
        total=Count("addresses"),
        to_do=Count("addresses", filter=Q(addresses__outcome__in=OPEN_OUTCOMES)),
    )
    return list(counted.select_related("leader")[:SHOWN])


def read_round(viewer: User, municipality: Municipality, uid: UUID) -> VisitRound | None:
    """The round, without its list; None where there is none. Raises NotAllowedError."""
    check_may_work_rounds(viewer, municipality)
    rows: QuerySet[VisitRound] = VisitRound.objects.filter(municipality=municipality, uid=uid)
    return rows.select_related("municipality", "leader").first()


def progress(round_: VisitRound) -> Progress:
    """How far it is. Names nobody. Two queries."""
    rows = RoundAddress.objects.filter(municipality=round_.municipality, round=round_)
    counts = dict(
        rows.order_by()
        .values_list("outcome")
        .annotate(number=Count("pk"))
        .values_list("outcome", "number")
    )
    waiting = rows.filter(outcome__in=OPEN_OUTCOMES, visitor__isnull=True).count()
    return Progress(sum(counts.values()), counts, waiting)


def shares(round_: VisitRound) -> list[Share]:
    """Who goes, with how much. Names nobody of the list. One query."""
    rows: QuerySet[RoundVisitor] = RoundVisitor.objects.filter(
        municipality=round_.municipality, round=round_
    )
    counted = rows.annotate(
        total=Count("addresses"),
        to_do=Count("addresses", filter=Q(addresses__outcome__in=OPEN_OUTCOMES)),
    )
    found = counted.select_related("user", "volunteer").order_by("pk")
    return [Share(row, row.total, row.to_do) for row in found]


def visitor_of(round_: VisitRound, uid: str) -> RoundVisitor | None:
    """Somebody who goes in this round; None for nobody and for what is no number."""
    try:
        number = UUID(uid)
    except ValueError:
        return None
    rows: QuerySet[RoundVisitor] = RoundVisitor.objects.filter(
        municipality=round_.municipality, round=round_, uid=number
    )
    return rows.select_related("user", "volunteer").first()


def who_can_go(viewer: User, round_: VisitRound, *, today: dt.date) -> list[User | Volunteer]:
    """Colleagues and volunteers who do not go yet, by name. Raises NotAllowedError."""
    check_leads(viewer, round_)
    here = round_.municipality
    gone = RoundVisitor.objects.filter(municipality=here, round=round_)
    users = set(gone.filter(user__isnull=False).values_list("user_id", flat=True))
    volunteers = set(gone.filter(volunteer__isnull=False).values_list("volunteer_id", flat=True))
    helping = Volunteer.objects.filter(
        municipality=here, state=Volunteer.State.ACTIVE, forgotten_on__isnull=True
    )
    record("volunteer.list_read", municipality=here)
    found: list[User | Volunteer] = [
        user for user in _colleagues(here, today) if user.pk not in users
    ]
    known = [row for row in helping if row.pk not in volunteers]
    return found + sorted(known, key=lambda row: (row.name or "").casefold())


def own_addresses(viewer: User, round_: VisitRound, *, now: dt.datetime) -> list[RoundAddress]:
    """Where the viewer goes in this round, in the order of the walk. The reading is written down. Raises NotAllowedError."""
    check_may_work_rounds(viewer, round_.municipality)
    rows = _readable(viewer, round_, now).filter(visitor__user=viewer)
    return _read(round_, rows, "own", now)


def addresses_of(
    viewer: User, round_: VisitRound, visitor: RoundVisitor | None, *, now: dt.datetime
) -> list[RoundAddress]:
    """Where this visitor goes, for who leads the round; None: what nobody has. The reading is written down.

    Raises NotAllowedError.
    """
    check_leads(viewer, round_)
    rows = _readable(viewer, round_, now).filter(visitor=visitor)
    return _read(round_, rows, str(visitor.uid) if visitor else "nobody", now)


def address_with(
    viewer: User, round_: VisitRound, uid: UUID, *, now: dt.datetime
) -> RoundAddress | None:
    """One address that the viewer may read; None for every other one."""
    rows = _readable(viewer, round_, now).filter(uid=uid)
    return rows.select_related("round", "visitor", "area").first()


def last_tap(address: RoundAddress, *, by: User, now: dt.datetime) -> RoundTap | None:
    """What this person can still take back of this address."""
    taps: QuerySet[RoundTap] = RoundTap.objects.filter(
        municipality=address.municipality_id, line=address
    )
    last = taps.order_by("-at", "-pk").first()
    if last is None or last.before is None or last.taken_back_at or last.by_id != by.pk:
        return None
    return last if now - last.at < MEANWHILE else None


def to_do_of(viewer: User, municipality: Municipality, *, now: dt.datetime) -> int:
    """To how many addresses the viewer still goes, in rounds that run. Names nobody. One query."""
    rows = readable_addresses(viewer, municipality, today=timezone.localdate(now))
    today = timezone.localdate(now)
    return rows.filter(
        visitor__user=viewer,
        outcome__in=OPEN_OUTCOMES,
        round__begins__lte=today,
        round__ends__gte=today,
        round__ended_on__isnull=True,
    ).count()


def weigh(round_: VisitRound, given: Sequence[Given]) -> Weighed:
    """What of these lines is new to the round. One query; whoever asks leads the round."""
    rows = RoundAddress.objects.filter(municipality=round_.municipality, round=round_)
    there: set[str] = set()
    refused: set[str] = set()
    for marks, outcome in rows.values_list("marks", "outcome"):
        (refused if outcome == RoundAddress.Outcome.RATHER_NOT else there).update(marks)
    new, known, unwanted = [], 0, 0
    for line in given:
        marks = set(marks_of(round_, line))
        if marks_to_avoid(round_, line) & refused:
            unwanted += 1
        elif marks & there:
            known += 1
        else:
            new.append(line)
            there |= marks
    return Weighed(new, known, unwanted)


def marks_of(round_: VisitRound, line: Given) -> list[str]:
    """By what this line is known again in this round, and in no other: who at which address, and the number."""
    number = f"phone {phone(line.phone)}" if line.phone else ""
    return _marked(round_, _place("place", line, line.name), number)


def marks_of_refusal(round_: VisitRound, line: Given) -> list[str]:
    """By what somebody who would rather not is known again: as any line, and by the door for lists without names."""
    return [*marks_of(round_, line), *_marked(round_, _place("door", line, ""))]


def marks_to_avoid(round_: VisitRound, line: Given) -> set[str]:
    """Marks of refusals that this line would pass by: of this person, of this number, of a whole address.

    A line without a name is a door, and a door at which somebody would rather not is left alone.
    """
    found = {*marks_of(round_, line), *_marked(round_, _place("place", line, ""))}
    return found if line.name else found | {*_marked(round_, _place("door", line, ""))}


def _place(kind: str, line: Given, name: str) -> str:
    place = "".join(lower(f"{line.address} {line.postcode}").split())
    who = " ".join(lower(name).split())
    return f"{kind} {place} {who}" if place else ""


def _marked(round_: VisitRound, *texts: str) -> list[str]:
    secret = (round_.secret or "").encode()
    return [
        hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()[:16] for text in texts if text
    ]


def _readable(viewer: User, round_: VisitRound, now: dt.datetime) -> QuerySet[RoundAddress]:
    rows = readable_addresses(viewer, round_.municipality, today=timezone.localdate(now))
    return rows.filter(round=round_, round__forgotten_on__isnull=True)


def _read(
    round_: VisitRound, rows: Iterable[RoundAddress], whose: str, now: dt.datetime
) -> list[RoundAddress]:
    found = list(rows)
    record(
        "round.list_read",
        municipality=round_.municipality,
        on=round_,
        fields=NAMES,
        reason=f"{whose}: {len(found)}",
        at=now,
    )
    return found


def _colleagues(municipality: Municipality, today: dt.date) -> list[User]:
    roles = [role for role, may_do in MAY.items() if Permission.WORK_ROUNDS in may_do]
    current = Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        municipality=municipality,
        since__lte=today,
        role__in=roles,
    )
    rows = User.objects.filter(pk__in=current.values("user_id"), is_active=True)
    return list(rows.order_by("first_name", "last_name", "pk"))
