"""An offer as matching sees it: what its fields mean there, said once."""

from collections.abc import Sequence
from decimal import Decimal

from nabij.core.vocabulary import Mechanism, Reach
from nabij.directory.freshness import Freshness
from nabij.directory.models import Offer
from nabij.directory.rich_text import plain_text
from nabij.methods.geo import Point
from nabij.methods.matching.model import Offer as Possible
from nabij.methods.matching.model import Slot

MICRO = 1e6
"""Places are told in millionths of a degree, as the index has them."""
_ORDER = {code: place for place, code in enumerate(Mechanism.values)}


def possible(offer: Offer, times: Sequence[Slot] | None) -> Possible:
    """The offer for `methods.matching`; its organisation and place must be loaded.

    times: its weekly times; none of them where it is by appointment (None) or nothing is coming, and then it is paused.
    Whether it was checked lately enough is what the municipality's own rhythm says (`directory.freshness`).
    """
    place = offer.place
    return Possible(
        id=str(offer.pk),
        name=offer.name,
        description=described(offer.summary, offer.description),
        organisation=offer.organisation.name,
        mechanisms=_ways(offer.mechanisms),
        causes=frozenset(map(str, offer.causes)),
        form=str(offer.form),
        reach=str(offer.reach),
        languages=frozenset(map(str, offer.languages)),
        age_min=offer.age_min,
        age_max=offer.age_max,
        only_for=str(offer.only_for) or None,
        point=_point(offer),
        cost_per_visit=_euros(offer.cost_per_visit),
        cost_per_month=_euros(offer.cost_per_month),
        times=tuple(times or ()),
        group_size=offer.group_size,
        capacity=str(offer.capacity),
        accessible=frozenset([*offer.accessible, *(place.accessible if place else ())]),
        walk_along=offer.walk_along,
        verified_on=offer.verified_on,
        stale=offer.freshness == Freshness.GONE,
        status="paused" if offer.status == "open" and times == () else str(offer.status),
    )


def described(summary: str, description: str) -> str:
    """All that an offer tells of itself, without marks."""
    return "\n".join(filter(None, (summary, plain_text(description))))


def micro_position(offer: Offer) -> tuple[int | None, int | None]:
    """Millionths of a degree; nothing where no one has to go anywhere, or where nobody knows."""
    place = offer.place or offer.organisation.place
    if offer.reach != Reach.ON_SITE or place is None or place.lat is None or place.lon is None:
        return None, None
    return round(place.lat * MICRO), round(place.lon * MICRO)


def _point(offer: Offer) -> Point | None:
    lat, lon = micro_position(offer)
    return None if lat is None or lon is None else Point(lat / MICRO, lon / MICRO)


def _ways(mechanisms: Sequence[str]) -> tuple[str, ...]:
    """The main mechanism first, the others in the order of the vocabulary; without any it is doing things."""
    main, *others = [*dict.fromkeys(map(str, mechanisms))] or [Mechanism.ACTIVITY.value]
    return (main, *sorted(others, key=lambda one: (_ORDER.get(one, len(_ORDER)), one)))


def _euros(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
