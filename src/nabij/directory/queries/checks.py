"""Whom to ask whether it is still so, whom to remind, and whom to call."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from nabij.core.models import Municipality
from nabij.directory.freshness import Freshness
from nabij.directory.models import (
    CheckRequest,
    CheckSettings,
    Offer,
    Organisation,
    OrganisationContact,
    TimesNote,
)
from nabij.directory.rounds import next_round

#: How long a link in a mail opens, and so how long nobody is asked again.
OPEN_FOR = dt.timedelta(days=60)
#: After so many days without an answer comes the one reminder, and after as many again the call.
REMINDED_AFTER = dt.timedelta(days=14)


def due_offers(municipality: Municipality) -> QuerySet[Offer]:
    """What somebody should look at: neither stopped nor waiting for a first look, and not checked lately."""
    rows: QuerySet[Offer] = (
        Offer.objects.filter(
            municipality=municipality,
            visibility=Offer.Visibility.PUBLIC,
            organisation__active=True,
        )
        .exclude(status=Offer.Status.CLOSED)
        .exclude(freshness=Freshness.FRESH)
    )
    return rows


def due_of(organisation: Organisation) -> list[Offer]:
    """What this organisation should look at, by name, with places and dates."""
    rows = due_offers(organisation.municipality).filter(organisation=organisation)
    loaded = rows.select_related("municipality", "organisation__municipality", "place")
    return list(loaded.prefetch_related("schedules").order_by("name", "pk"))


def due_offer(organisation: Organisation, uid: UUID) -> Offer | None:
    """One offer that this organisation may answer about: it is theirs and everyone may see it or may again."""
    rows = Offer.objects.filter(
        municipality_id=organisation.municipality_id,
        organisation=organisation,
        visibility=Offer.Visibility.PUBLIC,
        uid=uid,
    )
    found: Offer | None = rows.select_related("municipality", "organisation", "place").first()
    return found


def organisations_due(municipality: Municipality) -> QuerySet[Organisation]:
    """Organisations with something to look at, who waits longest first; `oldest`: their oldest check."""
    due = due_offers(municipality).filter(organisation=OuterRef("pk"))
    rows: QuerySet[Organisation] = Organisation.objects.filter(
        Exists(due), municipality=municipality
    )
    return (
        rows.select_related("municipality")
        .annotate(oldest=Min("offers__verified_on"))
        .order_by("oldest", "name", "pk")
    )


def to_ask(
    municipality: Municipality, *, now: dt.datetime, again: bool = True
) -> list[Organisation]:
    """Organisations to ask now: something is due, and nobody asked while a link is still open.

    again: also where all that is due was asked about before, in vain; not so in a round that comes by itself.
    """
    asked = CheckRequest.objects.filter(
        municipality=municipality, organisation=OuterRef("pk"), asked_at__gt=now - OPEN_FOR
    )
    rows = organisations_due(municipality).exclude(Exists(asked))
    if not again:
        new = due_offers(municipality).filter(_NOT_ASKED, organisation=OuterRef("pk"))
        rows = rows.filter(Exists(new))
    return list(rows)


#: Nobody asked about the offer since somebody last looked at it.
_NOT_ASKED = (
    Q(asked_on__isnull=True)
    | Q(asked_on__lte=F("verified_on"))
    | Q(asked_on__lte=F("source_seen_on"))
)


def settings_of(municipality: Municipality) -> CheckSettings:
    """How the municipality asks; where it chose nothing the usual, not saved."""
    found: CheckSettings | None = CheckSettings.objects.filter(municipality=municipality).first()
    return found or CheckSettings(municipality=municipality)


def round_on(settings: CheckSettings, today: dt.date) -> dt.date | None:
    """The day, from today, on which a round of mails goes out by itself; None for never."""
    return next_round(
        every_weeks=settings.every_weeks,
        weekday=settings.weekday,
        last=settings.last_round_on,
        today=today,
    )


def to_remind(municipality: Municipality, *, now: dt.datetime) -> list[CheckRequest]:
    """Requests by mail that nobody answered for two weeks and that were not brought to mind yet."""
    due = due_offers(municipality).filter(organisation=OuterRef("organisation"))
    rows = CheckRequest.objects.filter(
        Exists(due),
        municipality=municipality,
        asked_by=CheckRequest.By.MAIL,
        asked_at__lte=now - REMINDED_AFTER,
        asked_at__gt=now - OPEN_FOR,
        reminded_at__isnull=True,
        answered_at__isnull=True,
    )
    return list(
        rows.select_related("organisation__municipality", "municipality").order_by("asked_at", "pk")
    )


def request_of(municipality: Municipality, uid: UUID) -> CheckRequest | None:
    """The request that a link is about."""
    rows = CheckRequest.objects.filter(municipality=municipality, uid=uid)
    found: CheckRequest | None = rows.select_related(
        "organisation__municipality", "municipality"
    ).first()
    return found


def addresses_of(organisation: Organisation) -> list[str]:
    """Where to mail: its contacts, or else its public address. Whoever asks records that contacts were read."""
    rows = OrganisationContact.objects.filter(
        municipality_id=organisation.municipality_id, organisation=organisation
    )
    own = [row.email.strip() for row in rows if is_address(row.email)]
    return list(dict.fromkeys(own)) or [organisation.email.strip()] * is_address(organisation.email)


def is_address(text: str) -> bool:
    """Whether mail can be sent there."""
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Call:
    """An organisation to call. offers: what is due, the oldest check first; request: the last time it was asked.

    phone: its public number; by_phone: whether there is any, be it of a contact person.
    """

    organisation: Organisation
    offers: tuple[Offer, ...]
    request: CheckRequest | None
    phone: str
    by_phone: bool

    @property
    def since(self) -> dt.date:
        """The oldest check among what is due."""
        return self.offers[0].last_seen_on

    @property
    def tried(self) -> bool:
        """Whether somebody called in vain."""
        return self.request is not None and self.request.called_at is not None


def call_list(municipality: Municipality, *, now: dt.datetime) -> list[Call]:
    """Whom to call: without mail, or no answer to mail and reminder. With a phone first, who waits longest first.

    Whom somebody called in vain today comes last. Five queries, however long it is; no contact person is read.
    """
    due = due_offers(municipality).order_by("verified_on", "name", "pk")
    requests = CheckRequest.objects.filter(municipality=municipality).order_by("-asked_at", "-pk")
    contacts = OrganisationContact.objects.filter(municipality=municipality).only(
        "municipality_id", "organisation_id", "email_index", "phone_index"
    )
    rows = organisations_due(municipality).prefetch_related(
        Prefetch("offers", due, to_attr="due"),
        Prefetch("check_requests", requests, to_attr="asked"),
        Prefetch("contacts", contacts, to_attr="known"),
    )
    calls = [_call(row) for row in rows if _wants_a_call(row, now)]
    today = timezone.localdate(now)
    return sorted(
        calls, key=lambda call: (_called_on(call) == today, not call.by_phone, call.since)
    )


def _call(row: Organisation) -> Call:
    due: list[Offer] = row.due  # type: ignore[attr-defined]
    asked: list[CheckRequest] = row.asked  # type: ignore[attr-defined]
    known: list[OrganisationContact] = row.known  # type: ignore[attr-defined]
    phone = row.phone or next((offer.contact_phone for offer in due if offer.contact_phone), "")
    by_phone = bool(phone) or any(contact.phone_index for contact in known)
    first = sorted(due, key=lambda offer: (offer.last_seen_on, offer.name))
    return Call(row, tuple(first), asked[0] if asked else None, phone, by_phone)


def _wants_a_call(row: Organisation, now: dt.datetime) -> bool:
    asked: list[CheckRequest] = row.asked  # type: ignore[attr-defined]
    known: list[OrganisationContact] = row.known  # type: ignore[attr-defined]
    if not is_address(row.email) and not any(contact.email_index for contact in known):
        return True
    last = next((one for one in asked if one.answered_at is None), None)
    if last is None:
        return False
    if last.asked_by == CheckRequest.By.PHONE:
        return True
    return last.reminded_at is not None and last.reminded_at <= now - REMINDED_AFTER


def _called_on(call: Call) -> dt.date | None:
    called = call.request.called_at if call.request else None
    return timezone.localdate(called) if called else None


def contacts_of(organisation: Organisation) -> list[OrganisationContact]:
    """The people to call. Whoever asks records that they were read."""
    rows = OrganisationContact.objects.filter(
        municipality_id=organisation.municipality_id, organisation=organisation
    )
    return list(rows)


def open_notes(municipality: Municipality) -> list[TimesNote]:
    """New times that wait for staff, the oldest first."""
    rows = TimesNote.objects.filter(municipality=municipality, done_at__isnull=True)
    return list(rows.select_related("offer__organisation", "municipality"))
