"""What the check page and the preview show of a form: the card that residents will see, and the dates read back."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nabij.core.models import Municipality, Postcode
from nabij.core.vocabulary import Form, Mechanism
from nabij.directory.details import OfferDetails
from nabij.directory.models import Offer, Organisation, Place
from nabij.directory.rich_text import plain_text, safe_html
from nabij.methods.dates import Recurrence
from nabij.web.advice import Advice, advise
from nabij.web.partner import when
from nabij.web.partner.forms import OfferForm
from nabij.web.partner.plain import FORMS, HELPS
from nabij.web.partner.prefill import details_of, suggested
from nabij.web.public import words
from nabij.web.public.cards import Card, Fact, usual_facts
from nabij.web.public.pictures import picture_of


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date in words."""

    day: str
    time: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything to look at once more. guessed: how it helps, where we filled that in by the name."""

    card: Card
    description: SafeString
    sentences: tuple[str, ...]
    dates: tuple[DateLine, ...]
    more: bool
    skipped: tuple[str, ...]
    helps: tuple[str, ...]
    guessed: bool
    missing: tuple[str, ...]
    advice: Advice | None


def checked(form: OfferForm, organisation: Organisation, rules: list[Recurrence]) -> Checked:
    """What a valid form comes down to."""
    details = details_of(form, organisation)
    offer = unsaved(organisation, details)
    read = when.read_back(rules, form.today)
    return Checked(
        card=_card(offer, form, read),
        description=safe_html(offer.text("description")),
        sentences=read.sentences,
        dates=date_lines(read, form.today),
        more=read.more,
        skipped=tuple(words.full_day(date, form.today) for date in read.skipped),
        helps=tuple(_helps(details)),
        guessed=suggested(form) is not None,
        missing=tuple(_missing(details)),
        advice=_advice(details, organisation.municipality),
    )


def date_lines(read: when.ReadBack, today: dt.date) -> tuple[DateLine, ...]:
    """The coming dates in words."""
    return tuple(
        DateLine(words.full_day(each.date, today), words.span(each.start, each.end))
        for each in read.dates
    )


def unsaved(organisation: Organisation, details: OfferDetails) -> Offer:
    """The offer as it would be."""
    offer = Offer(municipality=organisation.municipality, organisation=organisation)
    details.write_to(offer)
    if details.new_place:
        new = details.new_place
        offer.place = Place(
            municipality=organisation.municipality,
            name=new.name,
            street=new.street,
            postcode=new.postcode,
            town=new.town,
        )
    return offer


def _card(offer: Offer, form: OfferForm, read: when.ReadBack) -> Card:
    first = read.dates[0].start if read.dates else None
    facts = usual_facts(offer)
    if form.cleaned_data["rhythm"] == when.KEEP:
        facts = (Fact("calendar", _("on the dates that it has now")), *facts)
    return Card(
        id="card",
        url="#card",
        picture=picture_of(offer),
        when=words.moment(first, form.today) if first else _("when it suits you"),
        name=offer.text("name"),
        lang=offer.text_language("name"),
        summary=offer.text("summary"),
        facts=facts,
    )


def _helps(details: OfferDetails) -> Iterator[str]:
    yield str(FORMS[Form(details.form)])
    yield from (str(HELPS[Mechanism(code)]) for code in details.mechanisms)


def _advice(details: OfferDetails, municipality: Municipality) -> Advice | None:
    """On the words that residents will read."""
    texts = (details.name, details.summary, plain_text(details.description))
    return advise("\n\n".join(filter(None, texts)), "nl", municipality)


def _missing(details: OfferDetails) -> Iterator[str]:
    """What we would look at once more, besides the words; whoever publishes decides."""
    if not details.welcomed_by:
        yield _("Nobody is named who welcomes people. A first name makes coming easier.")
    new = details.new_place
    if new and not Postcode.objects.filter(code=new.postcode).exists():
        yield _(
            "We do not know the postcode %(postcode)s, so there will be no map. Is it right?"
        ) % {"postcode": new.postcode}


def typed(data: Any) -> list[tuple[str, str]]:
    """What was typed, to be carried to the next page."""
    left_out = {"csrfmiddlewaretoken", "step", "where"}
    carried = [
        (name, value) for name, values in data.lists() if name not in left_out for value in values
    ]
    # Once: the button of a known place says where after the form said it.
    return [("where", data["where"]), *carried] if "where" in data else carried
