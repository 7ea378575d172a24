"""Reading for duplicates: what is known of records, the pairs to look at, and where an old address leads now."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from nabij.core.models import Municipality
from nabij.directory.models import (
    DuplicatePair,
    Merge,
    Offer,
    Organisation,
    Place,
    RecordKind,
    Schedule,
)
from nabij.methods.duplicates import Likeness, Traits, like, plain_phone, site_of
from nabij.methods.text import fold, words

MODELS: dict[str, type[Any]] = {
    RecordKind.ORGANISATION: Organisation,
    RecordKind.PLACE: Place,
    RecordKind.OFFER: Offer,
}
_NUMBER = re.compile(r"^(.*?)[\s,]+(\d+\s?[a-zA-Z]?(?:[-/]\d+)?)$")
#: So far an old address is followed from merge to merge.
MOST_MERGES = 20


def traits_of_all(kind: str, municipality: Municipality) -> list[Traits]:
    """What is known of every standing record of a kind. One query, two for offers; inactive and stopped ones left out."""
    if kind == RecordKind.PLACE:
        return [place_traits(row) for row in Place.objects.filter(municipality=municipality)]
    if kind == RecordKind.ORGANISATION:
        rows = Organisation.objects.filter(municipality=municipality, active=True)
        return [organisation_traits(row) for row in rows.select_related("place")]
    offers = Offer.objects.filter(municipality=municipality).exclude(status=Offer.Status.CLOSED)
    moments = _moments(municipality)
    return [
        offer_traits(row, moments.get(row.pk, ()))
        for row in offers.select_related("organisation", "place")
    ]


def organisation_traits(row: Organisation) -> Traits:
    """An organisation, with the address of its place."""
    return Traits(
        id=str(row.uid),
        name=row.name,
        phones=_some(plain_phone(row.phone)),
        mails=_some(row.email.strip().lower()),
        sites=_some(site_of(row.website)),
        origin=(row.source, row.source_id),
        **_address(row.place),
    )


def place_traits(row: Place) -> Traits:
    """A place. Its own id is its place, so that two rows are never at the same one."""
    return Traits(
        id=str(row.uid), name=row.name, origin=(row.source, row.source_id), **_address(row)
    )


def offer_traits(row: Offer, moments: Iterable[str] = ()) -> Traits:
    """An offer, with whose it is, where, and when."""
    return Traits(
        id=str(row.uid),
        name=row.name,
        owner=row.organisation.name,
        owner_id=str(row.organisation_id),
        place_id=str(row.place_id or ""),
        moments=frozenset(moments),
        phones=_some(plain_phone(row.contact_phone)),
        mails=_some(row.contact_email.strip().lower()),
        sites=_some(site_of(row.website)),
        text=frozenset(word for word in words(row.summary) if len(word) > 3),
        origin=(row.source, row.source_id),
        **_address(row.place),
    )


def common_words(municipality: Municipality) -> frozenset[str]:
    """Words that say little here: half of all clubs are called after their town."""
    return frozenset(words(municipality.name))


def looks_like(
    kind: str, municipality: Municipality, typed: Traits, *, limit: int = 3
) -> list[tuple[Any, Likeness]]:
    """The records that somebody may mean who is typing this one, the best first. Two or three queries."""
    if not fold(typed.name).strip():
        return []
    found = like(
        kind,  # type: ignore[arg-type]  # one of RecordKind
        typed,
        traits_of_all(kind, municipality),
        limit=limit,
        common=common_words(municipality),
    )
    rows = _by_uid(kind, municipality, [one.id for one, _likely in found])
    return [(rows[one.id], likely) for one, likely in found if one.id in rows]


@dataclass(frozen=True, slots=True)
class PairToLookAt:
    """A pair with its two records, the older one left."""

    pair: DuplicatePair
    left: Any
    right: Any


def open_pairs(municipality: Municipality, *, limit: int = 50) -> tuple[list[PairToLookAt], int]:
    """The pairs that nobody decided about, the likeliest first, and how many there are. At most five queries."""
    rows = DuplicatePair.objects.filter(municipality=municipality, state=DuplicatePair.State.OPEN)
    pairs = list(rows[:limit])
    return with_records(municipality, pairs), rows.count()


def with_records(municipality: Municipality, pairs: Sequence[DuplicatePair]) -> list[PairToLookAt]:
    """The pairs of which both records still stand."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        wanted[pair.kind] |= {str(pair.first_uid), str(pair.second_uid)}
    rows = {kind: _by_uid(kind, municipality, uids) for kind, uids in wanted.items()}
    found = []
    for pair in pairs:
        left = rows[pair.kind].get(str(pair.first_uid))
        right = rows[pair.kind].get(str(pair.second_uid))
        if left is not None and right is not None:
            older, newer = sorted((left, right), key=lambda row: (row.created_at, row.pk))
            found.append(PairToLookAt(pair, older, newer))
    return found


def pair_with_records(municipality: Municipality, pair: DuplicatePair) -> PairToLookAt | None:
    """The pair with its records; None where one of them stands no longer."""
    return next(iter(with_records(municipality, [pair])), None)


def decided_different(municipality: Municipality, *, limit: int = 10) -> list[PairToLookAt]:
    """The pairs that somebody last said to be two."""
    rows = DuplicatePair.objects.filter(
        municipality=municipality, state=DuplicatePair.State.DIFFERENT
    ).order_by("-decided_at", "-pk")
    return with_records(municipality, list(rows[:limit]))


def count_open_pairs(municipality: Municipality) -> int:
    """How many pairs wait for a look."""
    return DuplicatePair.objects.filter(
        municipality=municipality, state=DuplicatePair.State.OPEN
    ).count()


def latest_merges(municipality: Municipality, *, limit: int = 20) -> list[Merge]:
    """What was merged last, with who did it."""
    rows = Merge.objects.filter(municipality=municipality).select_related("by")
    return list(rows[:limit])


def merged_into(model: type[Any], municipality: Municipality, uid: UUID) -> Any | None:
    """The standing record into which the record with this public id was merged; None where it was not."""
    for _step in range(MOST_MERGES):
        row = model.everything.filter(municipality=municipality, uid=uid).first()
        if row is None:
            return None
        if row.merged_into_uid is None:
            return row
        uid = row.merged_into_uid
    return None


def _by_uid(kind: str, municipality: Municipality, uids: Iterable[str]) -> dict[str, Any]:
    rows = MODELS[kind].objects.filter(municipality=municipality, uid__in=list(uids))
    related = {
        RecordKind.OFFER: ("organisation", "place"),
        RecordKind.ORGANISATION: ("place",),
        RecordKind.PLACE: ("area",),
    }[RecordKind(kind)]
    return {str(row.uid): row for row in rows.select_related(*related)}


def _address(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    found = _NUMBER.match(place.street.strip())
    return {
        "street": found[1] if found else place.street,
        "number": found[2].replace(" ", "").lower() if found else "",
        "postcode": place.postcode.replace(" ", "").upper(),
        "lat": place.lat,
        "lon": place.lon,
    }


def _moments(municipality: Municipality) -> dict[int, set[str]]:
    """Weekday and hour (or the days themselves) of every offer's rules."""
    today = timezone.localdate()
    found: dict[int, set[str]] = defaultdict(set)
    rows = Schedule.objects.filter(municipality=municipality).values_list(
        "offer_id", "frequency", "weekdays", "dates", "starts_at", "ends_on"
    )
    for offer, frequency, weekdays, dates, starts_at, ends_on in rows:
        if ends_on is not None and ends_on < today:
            continue
        if frequency == Schedule.Frequency.ONCE:
            found[offer].update(str(date) for date in dates)
        else:
            found[offer].update(f"{day}{starts_at.hour:02}" for day in weekdays)
    return found


def _some(value: str) -> frozenset[str]:
    return frozenset({value} if value else ())
