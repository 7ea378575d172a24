"""An offer as somebody checks it: what people read of it now."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.directory.models import Offer
from nabij.directory.occurrences import recurrence
from nabij.methods.dates import in_words
from nabij.web.public import words
from nabij.web.public.cards import where


@dataclass(frozen=True, slots=True)
class CheckLine:
    """facts: pairs of what it is about and what people read."""

    offer: Offer
    name: str
    lang: str
    facts: tuple[tuple[str, str], ...]
    checked: str


def check_line(offer: Offer, today: dt.date) -> CheckLine:
    """What people read of this offer. Its schedules, place and organisation should be at hand."""
    language = get_language() or "nl"
    when = "; ".join(in_words(recurrence(rule), language, today) for rule in offer.schedules.all())
    contact = " · ".join(part for part in (offer.contact_phone, offer.contact_email) if part)
    facts = (
        (_("When"), when or _("by appointment")),
        (_("Where"), where(offer)),
        (_("Cost"), words.cost(offer)),
        (_("Welcomed by"), offer.text("welcomed_by")),
        (_("To call or write"), contact or _("through us")),
    )
    return CheckLine(
        offer=offer,
        name=offer.text("name"),
        lang=offer.text_language("name"),
        facts=tuple((about, told) for about, told in facts if told),
        checked=words.checked(offer, today),
    )
