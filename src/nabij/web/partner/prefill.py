"""What the form shows before anything is typed, and what the checked form says as values for the actions."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4, uuid5

from nabij.core.models import User
from nabij.core.vocabulary import Capacity, Reach
from nabij.directory.details import OfferDetails, PlaceDetails
from nabij.directory.models import Offer, Organisation, Schedule
from nabij.directory.suggesting import Suggestion, suggestion_for
from nabij.web.partner import when
from nabij.web.partner.forms import ASK, FREE, NEW_PLACE, PAID, OfferForm

#: Fields that are called in the form as they are in the record.
_SAME = (
    "name", "summary", "description", "cost_note", "welcomed_by", "walk_along", "call_first",
    "contact_phone", "contact_email", "website", "capacity", "group_size", "languages",
    "accessible", "audiences", "only_for", "age_min", "age_max", "form", "mechanisms", "causes",
)  # fmt: skip
_LISTS = ("languages", "accessible", "audiences", "mechanisms", "causes")
_ENGLISH = ("name", "summary", "description")


def empty(organisation: Organisation) -> dict[str, Any]:
    """The form before anything is typed: what goes without saying for this organisation."""
    return {
        "form_key": uuid4(),
        "contact_phone": organisation.phone,
        "contact_email": organisation.email,
        "place_town": organisation.place.town
        if organisation.place
        else organisation.municipality.name,
        "interval": "1",
        "skip_holidays": True,
        "capacity": Capacity.ROOM,
        "languages": ["nl"],
        "only_for": "",
    }


def of_offer(offer: Offer, schedules: Sequence[Schedule], today: dt.date) -> dict[str, Any]:
    """The form filled with what an offer says; without its dates where the form cannot say them."""
    values: dict[str, Any] = {name: getattr(offer, name) for name in _SAME}
    english = offer.translations.get("en", {})
    dates = when.values_of(schedules, today)
    return {
        **empty(offer.organisation),
        **values,
        **{f"{name}_en": english.get(name, "") for name in _ENGLISH},
        **_where(offer),
        **_cost(offer),
        **({"rhythm": when.KEEP} if dates is None else dates),
    }


def for_copy(offer: Offer, schedules: Sequence[Schedule], today: dt.date) -> dict[str, Any]:
    """The same with everything kept but the dates: those are of another season."""
    values = of_offer(offer, schedules, today)
    live = when.values_of(schedules, dt.date.min) or {}
    kept = {
        name: live.get(name)
        for name in ("rhythm", "days", "interval", "weeks", "starts_at", "ends_at")
    }
    cleared = {"dates": (), "starts_on": None, "until": None}
    return {
        **values,
        **{name: value for name, value in kept.items() if value},
        **cleared,
        "form_key": uuid4(),
    }


def _where(offer: Offer) -> dict[str, Any]:
    if offer.reach in (Reach.AT_HOME, Reach.PHONE, Reach.ONLINE):
        return {"where": offer.reach}
    where = str(offer.place.uid) if offer.place else ""
    return {"where": where, "fetched": offer.reach == Reach.FETCHED}


def _cost(offer: Offer) -> dict[str, Any]:
    paid = {name: getattr(offer, name) or None for name in ("cost_per_visit", "cost_per_month")}
    return {"cost": {True: FREE, False: PAID, None: ASK}[offer.free], **paid}


def key_of(form: OfferForm, user: User) -> UUID:
    """The public id of the offer that this form makes: the same form gives the same, nobody else's can."""
    return uuid5(user.uid, str(form.cleaned_data["form_key"] or uuid4()))


def suggested(form: OfferForm) -> Suggestion | None:
    """What the name tells, where whoever filled it in chose nothing; for a checked form."""
    given = form.cleaned_data
    if given["mechanisms"] and given["form"]:
        return None
    return suggestion_for(given["name"], given["summary"])


def details_of(form: OfferForm, organisation: Organisation) -> OfferDetails:
    """What the checked form says."""
    given = form.cleaned_data
    values = {name: given[name] for name in _SAME}
    values |= {name: tuple(given[name]) for name in _LISTS}
    guess = suggested(form)
    if guess:
        values["form"] = given["form"] or guess.form
        values["mechanisms"] = values["mechanisms"] or guess.mechanisms
        values["causes"] = values["causes"] or guess.causes
    values["capacity"] = given["capacity"] or Capacity.ASK
    visit, month = form.costs()
    return OfferDetails(
        **{**values, "languages": values["languages"] or ("nl",)},
        place=form.places.get(given["where"]),
        new_place=new_place(form, organisation),
        reach=_reach(given),
        cost_per_visit=_cents(visit),
        cost_per_month=_cents(month),
        english={name: given[f"{name}_en"] for name in _ENGLISH},
    )


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(Decimal("0.01"))


def _reach(given: dict[str, Any]) -> str:
    if given["where"] in (Reach.AT_HOME, Reach.PHONE, Reach.ONLINE):
        return str(given["where"])
    return Reach.FETCHED if given["fetched"] else Reach.ON_SITE


def new_place(form: OfferForm, organisation: Organisation) -> PlaceDetails | None:
    """The place that was typed, where one was."""
    given = form.cleaned_data
    if given["where"] != NEW_PLACE:
        return None
    return PlaceDetails(
        name=given["place_name"],
        street=given["place_street"],
        postcode=given["place_postcode"],
        town=given["place_town"] or organisation.municipality.name,
    )
