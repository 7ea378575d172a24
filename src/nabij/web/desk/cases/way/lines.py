"""What was proposed, as a colleague reads it: the offer, why it was proposed and what stands in the way."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.models import Placement
from nabij.core.models import Municipality
from nabij.directory.models import Offer
from nabij.directory.queries.reaching import offers_named
from nabij.web.checking.lines import CheckLine, check_line

#: The terms of a score in words, for one that was kept; the sentence itself was for that day.
TERMS: dict[str, str | Promise] = {
    "limits": gettext_lazy("It kept all limits"),
    "cause": gettext_lazy("It takes up what is behind it"),
    "served": gettext_lazy("It is made for that"),
    "wish": gettext_lazy("It fits a wish"),
    "talent": gettext_lazy("It is about something they are good at"),
    "travel": gettext_lazy("Getting there"),
    "group": gettext_lazy("A small group"),
    "walk_along": gettext_lazy("Somebody comes along"),
    "fresh": gettext_lazy("Checked lately"),
    "price": gettext_lazy("What it costs"),
    "room": gettext_lazy("Whether there is room"),
    "variety": gettext_lazy("Resembles another one on the list"),
}
#: Limits of matching, in a few words.
LIMITS: dict[str, str | Promise] = {
    "too_far": gettext_lazy("too far"),
    "wrong_age": gettext_lazy("another age"),
    "not_for_this_person": gettext_lazy("for another group"),
    "wrong_language": gettext_lazy("another language"),
    "too_expensive": gettext_lazy("too expensive"),
    "not_accessible": gettext_lazy("not accessible"),
    "not_open": gettext_lazy("not open now"),
    "full": gettext_lazy("full"),
    "no_time_fits": gettext_lazy("no time fits"),
    "avoided": gettext_lazy("rather not"),
    "not_verified": gettext_lazy("not checked for long"),
}


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A proposal with its offer; offer None where it is gone."""

    placement: Placement
    offer: CheckLine | None
    late: bool

    @property
    def name(self) -> str:
        """What it is called on the map."""
        return self.offer.name if self.offer else _("No longer on the map")

    @property
    def lang(self) -> str:
        """Language of the name."""
        return self.offer.lang if self.offer else ""


def placement_lines(
    municipality: Municipality, placements: Iterable[Placement], today: dt.date
) -> list[PlacementLine]:
    """Two queries, however many there are."""
    every = list(placements)
    offers = offers_named(municipality, (one.offer_uid for one in every))
    return [placement_line(one, offers, today) for one in every]


def placement_line(
    placement: Placement, offers: dict[UUID, Offer], today: dt.date
) -> PlacementLine:
    """One proposal with its offer."""
    offer = offers.get(placement.offer_uid) if placement.offer_uid else None
    line = check_line(offer, today) if offer else None
    return PlacementLine(placement, line, placement.is_late(today))


def kept_terms(placement: Placement) -> list[tuple[str, float]]:
    """Why it was proposed, as it was kept: words and points, which add up to the score."""
    return [(_term(code), points) for code, points in placement.terms]


def _term(code: str) -> str:
    if code.startswith("despite:"):
        limit = code.removeprefix("despite:")
        return _("Chosen although: %(limit)s") % {"limit": LIMITS.get(limit, limit)}
    return str(TERMS.get(code, code))
