"""What could help someone: offers for the guide, from the index, in three queries however much there is."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from nabij.core.models import Municipality
from nabij.core.tenancy import in_scope
from nabij.core.vocabulary import LANGUAGE_NAMES, Audience, Cause, Form, Mechanism, OnlyFor
from nabij.directory.index.calendar import BITS_A_DAY
from nabij.directory.index.entries import NO_AGE_LIMIT, ROOMS
from nabij.directory.index.numbers import WEEKDAYS, property_number
from nabij.directory.models import Occurrence, Offer
from nabij.directory.queries.candidates import Arm, Row, in_arms
from nabij.directory.queries.question import FREE, WALK_ALONG, Question, Ways
from nabij.methods import guide
from nabij.methods.geo import Point, distance
from nabij.methods.matching.model import Offer as Possible
from nabij.methods.matching.model import Slot
from nabij.methods.ranking import Criteria

#: So many rows in all of what lies near, divided over what was said with so many at least for each; and so many of what
#: comes to the person.
NEAREST, EACH, COMING = 96, 16, 48
#: A date further ahead is no next step.
AHEAD = dt.timedelta(days=60)
#: When the parts of the day begin and end, in minutes: enough to compare days.
_PARTS = ((8 * 60, 12 * 60), (12 * 60, 18 * 60), (18 * 60, 23 * 60))

_CAUSES = {property_number("cause", code): code for code in Cause.values}
_MECHANISMS = {property_number("mechanism", code): code for code in Mechanism.values}
_FORMS = {property_number("form", code): code for code in Form.values}
_ONLY_FOR = {property_number("audience", code): code for code in OnlyFor.values}
_AUDIENCES = {property_number("audience", code): code for code in Audience.values}
_LANGUAGES = {property_number("language", code): code for code in LANGUAGE_NAMES}
#: An offer in a language that has no name here; an empty set would stand for Dutch.
OTHER_LANGUAGE = frozenset({"other"})
#: What is made for these is made for most people who ask.
_ANYBODY = frozenset({Audience.EVERYONE.value, Audience.OLDER.value, Audience.MIDDLE.value})


@dataclass(frozen=True, slots=True)
class Found:
    """A step with its offer, and what a card needs. A call has no offer. metres: None where nobody goes anywhere."""

    step: guide.Step
    offer: Offer | None = None
    coming: Occurrence | None = None
    metres: int | None = None


def next_steps(
    municipality: Municipality, asked: guide.Asked, *, now: dt.datetime
) -> tuple[Found, ...]:
    """At most three next steps in this municipality, the best first; never none.

    Outside the scope of the municipality nothing is known, so that the only step is a call.
    """
    rows = _rows(municipality, asked) if in_scope(municipality.pk) else []
    chosen = guide.steps(asked, [_candidate(row, asked) for row in rows])
    ids = [int(step.offer) for step in chosen if step.offer]
    offers = (
        Offer.objects.select_related("organisation", "place", "photo").in_bulk(ids) if ids else {}
    )
    coming = _coming(offers.values(), asked, now)
    places = {row.offer_id: row for row in rows}
    found = [
        Found(
            step,
            offers[int(step.offer)],
            coming.get(int(step.offer)),
            _metres(asked.point, places[int(step.offer)]),
        )
        if step.offer
        else Found(step)
        for step in chosen
        if not step.offer or int(step.offer) in offers
    ]
    return tuple(found) or (Found(guide.CALL),)


def _rows(municipality: Municipality, asked: guide.Asked) -> list[Row]:
    """Rows of the index that take up one of the aims; where none was told, some of each way of helping."""
    criteria = Criteria(point=asked.point)
    question = Question(municipality.pk, criteria, criteria.query(), asked.on)
    every = [aim.ways for aim in asked.aims] or [
        (guide.Way(mechanisms=frozenset({code})),) for code in Mechanism.values
    ]
    return in_arms(question, list(dict.fromkeys(_arms(every))))


def _arms(every: Sequence[tuple[guide.Way, ...]]) -> Iterator[Arm]:
    """For each aim what lies near, made for it apart from what goes around it; for all together what comes to the person.

    A way that asks two things of an offer has an arm of its own. Fewer arms cost less: each is sorted by itself.
    """
    nearest = max(EACH, NEAREST // len(every))
    anyhow: dict[bool, dict[tuple[int, ...], None]] = {True: {}, False: {}}
    for ways in every:
        near: dict[bool, dict[tuple[int, ...], None]] = {True: {}, False: {}}
        for way in ways:
            groups = tuple(_groups(way))
            if len(groups) == 1 and not way.comes:
                near[bool(way.causes)].update(dict.fromkeys(groups[0]))
            else:
                yield Arm(groups, comes=way.comes, most=EACH if way.comes else nearest)
        for made_for_it, numbers in near.items():
            if numbers:
                yield Arm((tuple(numbers),), most=nearest)
            anyhow[made_for_it].update(numbers)
    for numbers in filter(None, anyhow.values()):
        yield Arm((tuple(numbers),), comes=True, most=COMING)


def _groups(way: guide.Way) -> Iterator[Ways]:
    """What an offer must have: one of each of these."""
    for kind, codes in (
        ("cause", way.causes),
        ("mechanism", way.mechanisms),
        ("form", way.forms),
    ):
        if codes:
            yield tuple((property_number(kind, code),) for code in sorted(codes))
    if way.free:
        yield ((FREE,),)
    if way.along:
        yield ((WALK_ALONG,),)


def _candidate(row: Row, asked: guide.Asked) -> guide.Candidate:
    causes = tuple(_CAUSES[n] for n in row.numbers if n in _CAUSES)
    made_for = {_AUDIENCES[n] for n in row.numbers if n in _AUDIENCES}
    return guide.Candidate(
        _possible(row, causes),
        causes=causes,
        for_few=bool(made_for) and made_for.isdisjoint(_ANYBODY | asked.welcome),
    )


def _possible(row: Row, causes: tuple[str, ...]) -> Possible:
    """A row of the index as matching sees an offer; what comes to the person counts as at home."""
    held = frozenset(row.numbers)
    mechanisms = tuple(_MECHANISMS[n] for n in row.numbers if n in _MECHANISMS)
    form = next((_FORMS[n] for n in row.numbers if n in _FORMS), Form.GROUP.value)
    here = row.lat is not None and row.lon is not None
    return Possible(
        id=str(row.offer_id),
        name="",
        description="",
        mechanisms=mechanisms or (Mechanism.ACTIVITY.value,),
        form=form,
        reach="at_home" if row.comes_to_you else "on_site",
        status="paused" if row.paused else "open",
        causes=frozenset(causes),
        languages=frozenset(_LANGUAGES[n] for n in held & _LANGUAGES.keys()) or OTHER_LANGUAGE,
        age_min=row.age_min or None,
        age_max=None if row.age_max == NO_AGE_LIMIT else row.age_max,
        only_for=next((_ONLY_FOR[n] for n in held & _ONLY_FOR.keys()), None),
        point=Point((row.lat or 0) / 1e6, (row.lon or 0) / 1e6, "") if here else None,
        cost_per_visit=0.0 if FREE in held else None,
        times=() if row.by_appointment else tuple(_slots(row)),
        capacity=ROOMS[row.room],
        walk_along=WALK_ALONG in held,
        verified_on=dt.date.fromordinal(row.confirmed),
    )


def _slots(row: Row) -> Iterator[Slot]:
    """The weekdays and parts of the day on which something goes on in the coming weeks."""
    week = BITS_A_DAY * len(WEEKDAYS)
    times, bits = 0, row.bits
    while bits:
        times |= bits & (1 << week) - 1
        bits >>= week
    for day, name in enumerate(WEEKDAYS):
        for part, (start, end) in enumerate(_PARTS):
            if times >> day * BITS_A_DAY + part & 1:
                yield Slot(name, start, end)


def _metres(point: Point | None, row: Row) -> int | None:
    if point is None or row.lat is None or row.lon is None:
        return None
    return round(distance(point.lat, point.lon, row.lat / 1e6, row.lon / 1e6))


def _coming(offers: Iterable[Offer], asked: guide.Asked, now: dt.datetime) -> dict[int, Occurrence]:
    """By offer the next time that goes on: on a day that suits, or else on another."""
    ids = [offer.pk for offer in offers]
    if not ids:
        return {}
    # Not through the manager, as in `hits`: the offers are of this municipality, and it is in scope.
    every: QuerySet[Occurrence] = QuerySet(model=Occurrence)
    rows = every.filter(
        offer_id__in=ids,
        date__range=(now.date(), now.date() + AHEAD),
        starts_at__gt=now,
        cancelled=False,
    )
    by_offer: dict[int, list[Occurrence]] = {}
    for row in rows.order_by("starts_at", "pk"):
        by_offer.setdefault(row.offer_id, []).append(row)
    return {offer: _first(times, asked.days) for offer, times in by_offer.items()}


def _first(times: Sequence[Occurrence], days: frozenset[str]) -> Occurrence:
    suiting = (row for row in times if WEEKDAYS[row.weekday] in days)
    return next(suiting, times[0])
