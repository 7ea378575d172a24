"""What was found, made ready for the page: the headline, what was widened, the cards."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.directory.queries import FindResult, Hit
from nabij.methods.geo import distance_in_words
from nabij.web.public import words
from nabij.web.public.cards import Card, Fact, card, usual_facts


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search. headline: "12 dingen om te doen bij 3131 AB"; widened: what was let go, in a sentence."""

    headline: str
    cards: tuple[Card, ...]
    widened: str = ""
    read_as: str = ""


def found(municipality: Municipality, answer: FindResult, *, today: dt.date) -> Found:
    """Put the answer in words."""
    label = answer.origin.label if answer.origin else ""
    return Found(
        headline=_headline(answer, label),
        cards=tuple(_card(municipality, hit, label, today) for hit in answer.hits),
        widened="",
        read_as=answer.read_as,
    )


def _headline(answer: FindResult, label: str) -> str:
    if not answer.hits:
        return _("We found nothing, but there is always something")
    many = words.how_many(answer.total, more=answer.more)
    if label:
        return _("%(many)s near %(place)s") % {"many": many, "place": label}
    return many


def _card(municipality: Municipality, hit: Hit, label: str, today: dt.date) -> Card:
    coming = next((row for row in hit.coming if not row.cancelled), None)
    return card(
        municipality,
        hit.offer,
        today=today,
        coming=coming or (hit.coming[0] if hit.coming else None),
        facts=usual_facts(hit.offer, _distance(hit, label)) + _extra_reasons(hit),
        near=label,
    )


def _distance(hit: Hit, label: str) -> str:
    if hit.distance is None:
        return ""
    far = distance_in_words(hit.distance, get_language() or "nl")
    return _("%(distance)s from %(place)s") % {"distance": far, "place": label} if label else far


def _extra_reasons(hit: Hit) -> tuple[Fact, ...]:
    return ()
