"""What was found, made ready for the page: the headline, what was widened, the cards."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.directory import explain
from nabij.directory.models import Occurrence
from nabij.directory.queries import FindResult, Hit
from nabij.methods.geo import distance_in_words
from nabij.methods.ranking import Reason
from nabij.web.public import words
from nabij.web.public.cards import Card, Fact, card, usual_facts

#: Reasons that every card already shows with a drawing of their own, or in its time.
_SHOWN = frozenset(
    {"distance", "reach", "free", "walk_along", "checked", "unchecked", "soon", "cancelled"}
)
_ICONS = {
    "languages": "language",
    "accessible": "wheelchair",
    "by_appointment": "phone",
    "synonym": "search",
    "spelling": "search",
}


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search, in words.

    headline: "12 dingen om te doen bij 3131 AB". widened: what was let go, read_as: how mistyped words were read,
    both in sentences.
    """

    headline: str
    cards: tuple[Card, ...]
    widened: tuple[str, ...] = ()
    read_as: tuple[str, ...] = ()


def found(municipality: Municipality, answer: FindResult, *, today: dt.date) -> Found:
    """Put the answer in words."""
    label = answer.origin.label if answer.origin else ""
    return Found(
        headline=_headline(answer, label),
        cards=tuple(_card(municipality, hit, label, today) for hit in answer.hits),
        widened=tuple(explain.widened_sentences(answer.widened, answer.hits)),
        read_as=tuple(explain.read_as(answer)),
    )


def _headline(answer: FindResult, label: str) -> str:
    if not answer.hits:
        return _("We found nothing, but there is always something")
    many = words.how_many(answer.total, more=answer.more)
    near = _("%(many)s near %(place)s") % {"many": many, "place": label} if label else many
    return near[:1].upper() + near[1:]


def _card(municipality: Municipality, hit: Hit, label: str, today: dt.date) -> Card:
    going_on = next((row for row in hit.coming if not row.cancelled), None)
    made = card(
        municipality,
        hit.offer,
        today=today,
        coming=going_on or next(iter(hit.coming), None),
        facts=(
            *usual_facts(hit.offer, _distance(hit, label)),
            *_other_reasons(hit),
            *(_cancelled(row, today) for row in hit.coming if row.cancelled and going_on),
        ),
        near=label,
    )
    return replace(made, checked=_checked(hit) or made.checked)


def _distance(hit: Hit, label: str) -> str:
    if hit.distance is None:
        return ""
    far = words.kept_together(distance_in_words(hit.distance, get_language() or "nl"))
    said = {"distance": far, "place": words.kept_together(label)}
    return _("%(distance)s from %(place)s") % said if label else far


def _other_reasons(hit: Hit) -> tuple[Fact, ...]:
    """What else speaks for it, each with the drawing that goes with it."""
    others = [reason for reason in hit.reasons if reason.code not in _SHOWN]
    facts = (Fact(_ICONS.get(one.code, "info"), _said(hit, one)) for one in others)
    return tuple(fact for fact in facts if fact.words)


def _cancelled(row: Occurrence, today: dt.date) -> Fact:
    """A date that is off, beside the one that goes on."""
    said = {"day": words.full_day(row.date, today), "reason": row.reason_text}
    if row.reason:
        return Fact("cancelled", _("cancelled on %(day)s: %(reason)s") % said)
    return Fact("cancelled", _("cancelled on %(day)s") % said)


def _checked(hit: Hit) -> str:
    return "".join(_said(hit, reason) for reason in hit.reasons if reason.code == "checked")


def _said(hit: Hit, reason: Reason) -> str:
    return ", ".join(explain.sentences(replace(hit, reasons=(reason,))))
