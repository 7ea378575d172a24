"""From rows to the edges of pairing: who could go with whom, and why. Six queries, however many people there are."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from nabij.casework.models import (
    BuddySettings,
    BuddyWish,
    Case,
    Conversation,
    Over,
    Pair,
    Volunteer,
)
from nabij.casework.models.conversations import FREE_PARTS
from nabij.casework.models.together import ONE_OFF, Together
from nabij.casework.queries.buddies import (
    buddy_settings,
    oldest_valid,
    waiting_wishes,
    with_room,
)
from nabij.casework.queries.conversations import phrases
from nabij.core.models import Area, Municipality, Postcode
from nabij.core.vocabulary import Form, Weekday
from nabij.methods.geo import Point
from nabij.methods.pairing import Resident, pair
from nabij.methods.pairing import Volunteer as Giver
from nabij.methods.pairing.fitting import Fit, Helper, Wanted, fits, things

#: What is done by phone, so that the way there does not count.
_AT_A_DISTANCE = frozenset({Together.PHONE})


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides as pairing takes them, by the uid of their row, with the rows."""

    volunteers: dict[str, Volunteer]
    wishes: dict[str, BuddyWish]
    helpers: list[Helper]
    wanted: list[Wanted]


def proposals(
    municipality: Municipality, *, today: dt.date
) -> list[tuple[BuddyWish, Volunteer, Fit]]:
    """The pairs of the greatest total among who looks for somebody now, each with why; in the order of waiting."""
    settings = buddy_settings(municipality)
    sides = sides_of(municipality, settings, today=today)
    found = {(fit.helper, fit.wanted): fit for fit in fits(sides.helpers, sides.wanted)}
    pairing = pair(
        [Giver(helper.id, helper.room) for helper in sides.helpers],
        [Resident(uid, _waited(wish, today)) for uid, wish in sides.wishes.items()],
        [fit.edge() for fit in found.values()],
        floor=float(settings.floor),
        fairness_per_day=settings.fairness_per_day,
    )
    rows = [
        (sides.wishes[wish], sides.volunteers[volunteer], found[volunteer, wish])
        for volunteer, wish in pairing.pairs
    ]
    return sorted(rows, key=lambda row: (row[0].since, row[0].pk))


def sides_of(municipality: Municipality, settings: BuddySettings, *, today: dt.date) -> Sides:
    """Volunteers who help and have room, and wishes that wait."""
    active = with_room(municipality).filter(state=Volunteer.State.ACTIVE, capacity__gt=0)
    volunteers = {str(row.uid): row for row in active.select_related("area")}
    wishes = {str(row.uid): row for row in waiting_wishes(municipality, today=today)}
    cases = [wish.case for wish in wishes.values()]
    told = _newest_of(municipality, cases)
    before = _before(municipality, wishes.values())
    points = _points(cases)
    valid_from = oldest_valid(settings, today=today)
    return Sides(
        volunteers,
        wishes,
        [_helper(row, valid_from) for row in volunteers.values()],
        [
            _wanted(wish, told.get(wish.case_id), points, before, settings)
            for wish in wishes.values()
        ],
    )


def _helper(row: Volunteer, valid_from: dt.date) -> Helper:
    taken: int = getattr(row, "taken", 0)
    return Helper(
        id=str(row.uid),
        kinds=frozenset(row.kinds),
        languages=frozenset(row.languages),
        free=None if row.free is None else frozenset(row.free),
        likes=frozenset(row.likes),
        liked=things(phrases(row.words)),
        avoid=frozenset(row.avoid),
        avoided=things(phrases(row.avoid_words)),
        area=row.area.code if row.area else "",
        point=_middle(row.area),
        metres=row.within_km * 1_000.0,
        certified=row.certificate_on is not None and row.certificate_on >= valid_from,
        room=max(0, row.capacity - taken),
    )


def _wanted(
    wish: BuddyWish,
    told: Conversation | None,
    points: dict[int, Point],
    before: dict[int, frozenset[str]],
    settings: BuddySettings,
) -> Wanted:
    person = wish.case.person
    said = told or Conversation()
    lasting = wish.kind not in ONE_OFF
    return Wanted(
        id=str(wish.uid),
        kind=wish.kind,
        languages=frozenset(said.languages or filter(None, [person.language])),
        free=free_of(wish, told),
        likes=frozenset(said.wishes) if lasting else frozenset(),
        liked=things(
            [*phrases(wish.words), *phrases(said.wish_words), *phrases(said.talents)]
            if lasting
            else phrases(wish.words)
        ),
        avoided=things(phrases(said.avoid_words)),
        refuses=lasting and Form.ONE_TO_ONE in said.avoid_forms,
        area=person.area.code if person.area else "",
        point=points.get(wish.case_id),
        asks_certificate=wish.kind in settings.certificate_kinds,
        at_a_distance=wish.kind in _AT_A_DISTANCE,
        before=before.get(wish.case_id, frozenset()),
    )


def free_of(wish: BuddyWish, told: Conversation | None) -> frozenset[str] | None:
    """Parts of the week that suit: that of the date where it is for once, else those of the conversation."""
    if wish.on is not None:
        day = list(Weekday)[wish.on.weekday()].value
        minutes = None if wish.at is None else wish.at.hour * 60 + wish.at.minute
        parts = [
            part
            for part, (start, end) in FREE_PARTS.items()
            if minutes is None or start <= minutes < end
        ]
        return frozenset(f"{day}-{part}" for part in parts or FREE_PARTS)
    return None if told is None or told.free is None else frozenset(told.free)


def _newest_of(municipality: Municipality, cases: list[Case]) -> dict[int, Conversation]:
    """The conversation that holds now, by case."""
    rows = Conversation.objects.filter(municipality=municipality, case__in=cases)
    return {row.case_id: row for row in rows.order_by("case_id", "version")}


def _before(municipality: Municipality, wishes: Collection[BuddyWish]) -> dict[int, frozenset[str]]:
    """By case the volunteers who are not proposed again; who went along once and it was done may go again."""
    persons = {wish.case.person_id for wish in wishes}
    over = [Pair.State.DECLINED, Pair.State.DROPPED, Pair.State.ENDED]
    rows = Pair.objects.filter(
        municipality=municipality, wish__case__person__in=persons, state__in=over
    ).exclude(wish__kind__in=ONE_OFF, state=Pair.State.ENDED, over=Over.DONE)
    found: dict[int, set[str]] = defaultdict(set)
    for person, uid in rows.values_list("wish__case__person_id", "volunteer__uid"):
        found[person].add(str(uid))
    return {wish.case_id: frozenset(found[wish.case.person_id]) for wish in wishes}


def _points(cases: list[Case]) -> dict[int, Point]:
    """Where people live, by case: by postcode, else the middle of their neighbourhood. One query for all postcodes."""
    codes = {case.pk: re.sub(r"\s", "", case.person.postcode or "").upper() for case in cases}
    known = Postcode.objects.in_bulk(set(filter(None, codes.values())))
    found: dict[int, Point] = {}
    for case in cases:
        postcode = known.get(codes[case.pk])
        point = Point(postcode.lat, postcode.lon) if postcode else _middle(case.person.area)
        if point is not None:
            found[case.pk] = point
    return found


def _middle(area: Area | None) -> Point | None:
    if area is None or area.lat is None or area.lon is None:
        return None
    return Point(area.lat, area.lon, area.name)


def _waited(wish: BuddyWish, today: dt.date) -> int:
    return max(0, (today - wish.since).days)
