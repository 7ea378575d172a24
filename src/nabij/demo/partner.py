"""What organisations did in the example: pictures, and a new group whose first activities wait for a look."""

import datetime as dt
import uuid
from dataclasses import replace

from nabij.core.models import Municipality, User
from nabij.demo.drawings import drawing
from nabij.directory.actions import (
    Presented,
    add_picture,
    present_organisation,
    publish_offer,
    review_offer,
    review_organisation,
)
from nabij.directory.details import OfferDetails
from nabij.directory.imaging.child import made
from nabij.directory.imaging.limits import Limits
from nabij.directory.imaging.prepare import Prepared
from nabij.directory.models import Offer, Organisation, Place, Review
from nabij.methods.dates import Recurrence

_NAMESPACE = uuid.UUID("6a1f6c4e-7d0e-5a55-9d5c-0f3a52b7c002")
Verdict = Review.Verdict

#: Which drawing goes with what: name of the organisation or offer, drawing, words.
_OF_ORGANISATIONS = (
    ("Bibliotheek Merenwaard", "books", "Twee planken met boeken, een lamp en een kop thee. Een tekening."),
    ("Huiskamer Dahlia", "door", "Een groene deur die openstaat, met licht erachter. Een tekening."),
)  # fmt: skip
_OF_OFFERS = (
    (r"lange tafel|soep|eten", "table", "Een lange tafel met kommen soep, voor een raam. Een tekening."),
    (r"wandel|dijk", "path", "Een pad langs het water, met bomen en een bank. Een tekening."),
    (r"leeskring|krantentafel", "books", "Twee planken met boeken, een lamp en een kop thee. Een tekening."),
    (r"inloop|koffie", "door", "Een groene deur die openstaat, met licht erachter. Een tekening."),
)  # fmt: skip


def fill_partners(municipality: Municipality, *, today: dt.date) -> None:
    """Pictures, one new group that was let in, and one that still waits."""
    _fill_pictures(municipality)
    coordinator = User.objects.get(email="hanneke.brouwershof@merenwaard.example")
    _fill_new_group(municipality, coordinator, today)
    _present(
        municipality,
        "dijkfietsers",
        Presented(
            name="De Dijkfietsers",
            about="Wij fietsen op zondagmiddag een rondje van twintig kilometer, met een stop voor koffie.\n\n"
            "- Iedereen fietst **zijn eigen tempo**\n- Wij wachten op elkaar",
            contact_name="Wubbe Haringsma",
            phone="0299 55 03 91",
            email="wubbe@dijkfietsers.example",
        ),
    )


def _fill_pictures(municipality: Municipality) -> None:
    ready = {name: _prepared(name) for name in ("books", "door", "path", "table")}
    for name, drawn, alt in _OF_ORGANISATIONS:
        owner = Organisation.objects.filter(municipality=municipality, name=name).first()
        if owner is not None:
            add_picture(owner=owner, prepared=ready[drawn], alt=alt)
    rows = Offer.objects.filter(municipality=municipality, status=Offer.Status.OPEN)
    for pattern, drawn, alt in _OF_OFFERS:
        suiting = rows.filter(name__iregex=pattern, photo__isnull=True)
        for offer in suiting.select_related("municipality").order_by("source_id")[:2]:
            add_picture(owner=offer, prepared=ready[drawn], alt=alt)


def _prepared(name: str) -> Prepared:
    files, (width, height) = made(drawing(name), Limits())
    return Prepared(dict(files), width, height)


def _present(municipality: Municipality, key: str, presented: Presented) -> Organisation:
    return present_organisation(
        municipality=municipality, uid=uuid.uuid5(_NAMESPACE, key), presented=presented
    )


def _fill_new_group(municipality: Municipality, coordinator: User, today: dt.date) -> None:
    """Let in last week; of its first two activities one waits, and about the other something was asked."""
    group = _present(
        municipality,
        "steekje",
        Presented(
            name="Haakclub Het Steekje",
            about="Vijf vrouwen uit De Gaarden die samen haken, en wie wil leren haken is welkom.",
            contact_name="Jannie Molenwerf",
            phone="0299 55 03 92",
            email="jannie@hetsteekje.example",
        ),
    )
    review_organisation(organisation=group, verdict=Verdict.APPROVED, words="", by=coordinator)
    group.refresh_from_db()
    place = Place.objects.filter(municipality=municipality, source_id="bibliotheek").first()
    for key, details, rule in _activities(place, today):
        offer = publish_offer(
            organisation=group,
            uid=uuid.uuid5(_NAMESPACE, key),
            details=details,
            rules=[rule],
            by=coordinator,
            today=today,
        )
        if key == "dekens":
            question = "Wat kost de wol, als iemand zelf niets heeft? Zet dat er graag bij."
            review_offer(offer=offer, verdict=Verdict.ASKED, words=question, by=coordinator)


def _activities(
    place: Place | None, today: dt.date
) -> tuple[tuple[str, OfferDetails, Recurrence], ...]:
    weekly = Recurrence(
        freq="weekly",
        start_time=dt.time(14),
        end_time=dt.time(16),
        weekdays=("WE",),
        starts_on=today,
    )
    soon = frozenset({today + dt.timedelta(days=12), today + dt.timedelta(days=26)})
    once = Recurrence(
        freq="once", start_time=dt.time(19, 30), end_time=dt.time(21), extra_dates=soon
    )
    crochet = OfferDetails(
        name="Haken op woensdag",
        summary="Met een kop thee aan een grote tafel; wie het niet kan, leert het.",
        description="Neem mee:\n- een haaknaald, als u die hebt\n- zin in een praatje",
        place=place,
        mechanisms=("activity", "meeting"),
        causes=("small_network",),
        welcomed_by="Jannie",
        contact_phone="0299 55 03 92",
    )
    blanket = replace(
        crochet,
        name="Een deken voor een ander",
        summary="Ieder haakt een lapje, samen wordt het een deken voor iemand die ziek is.",
        description="",
    )
    return (("haken", crochet, weekly), ("dekens", blanket, once))
