"""Asking an organisation whether all it offers is still so: by mail with a link, on the phone with a code."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from nabij.core.audit.recording import record
from nabij.core.links.making import NewLink, end_links, make_code, make_link
from nabij.core.links.opening import LinkUsedError, use_link
from nabij.core.models import OneTimeLink
from nabij.directory.models import CheckRequest, Organisation, OrganisationContact
from nabij.directory.queries.checks import OPEN_FOR, addresses_of, due_of, due_offers

#: What the links are for.
PURPOSE = "check"

By = CheckRequest.By

Send = Callable[[CheckRequest, NewLink, str, bool], None]
"""`send(request, link, address, reminder)` queues the mail; called in the transaction that makes the request."""


@transaction.atomic
def ask(*, organisation: Organisation, now: dt.datetime, send: Send) -> CheckRequest:
    """Mail it its link, or put it on the call list where it has no address. All of it, or nothing."""
    addresses = _read_addresses(organisation)
    request: CheckRequest = CheckRequest.objects.create(
        municipality=organisation.municipality,
        organisation=organisation,
        asked_by=By.MAIL if addresses else By.PHONE,
        asked_at=now,
    )
    if addresses:
        link = _link(request, now, OPEN_FOR)
        for address in addresses:
            send(request, link, address, False)
    about = due_offers(organisation.municipality).filter(organisation=organisation)
    about.update(asked_on=timezone.localdate(now))
    record("check.asked", municipality=organisation.municipality, on=request)
    return request


@transaction.atomic
def ask_once(*, organisation: Organisation, now: dt.datetime, send: Send) -> CheckRequest | None:
    """As `ask`; None where somebody asked while the link is still open: two rounds at once mail once."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    asked = CheckRequest.objects.filter(organisation=organisation, asked_at__gt=now - OPEN_FOR)
    return None if asked.exists() else ask(organisation=organisation, now=now, send=send)


@transaction.atomic
def remind(*, request: CheckRequest, now: dt.datetime, send: Send) -> bool:
    """The one reminder, with a link of its own; the first one ends. False where somebody was before us."""
    rows = CheckRequest.objects.filter(pk=request.pk, reminded_at__isnull=True)
    if not rows.update(reminded_at=now):
        return False
    end_links(municipality=request.municipality, purpose=PURPOSE, subject=request.uid, now=now)
    link = _link(request, now, OPEN_FOR)
    for address in _read_addresses(request.organisation):
        send(request, link, address, True)
    record("check.reminded", municipality=request.municipality, on=request)
    return True


@transaction.atomic
def read_out_a_code(*, organisation: Organisation, now: dt.datetime) -> str:
    """A code for somebody on the phone, who then answers on the page themselves."""
    request = CheckRequest.objects.create(
        municipality=organisation.municipality,
        organisation=organisation,
        asked_by=By.PHONE,
        asked_at=now,
    )
    record("check.asked", municipality=organisation.municipality, on=request)
    link = _link(request, now, dt.timedelta(days=1)).link
    return make_code(link=link, now=now)


@transaction.atomic
def called_in_vain(*, organisation: Organisation, now: dt.datetime) -> None:
    """Nobody answered the phone: others come first, today."""
    asked = CheckRequest.objects.filter(organisation=organisation, answered_at__isnull=True)
    request = asked.order_by("-asked_at", "-pk").first() or CheckRequest(
        municipality=organisation.municipality,
        organisation=organisation,
        asked_by=By.PHONE,
        asked_at=now,
    )
    request.called_at = now
    request.save()
    record("check.called_in_vain", municipality=organisation.municipality, on=request)


@transaction.atomic
def all_answered(*, organisation: Organisation, now: dt.datetime) -> bool:
    """Close what it was asked, once nothing of the organisation is due any more; whether that is so."""
    if due_of(organisation):
        return False
    CheckRequest.objects.filter(organisation=organisation, answered_at__isnull=True).update(
        answered_at=now
    )
    return True


@transaction.atomic
def answered_by_link(*, request: CheckRequest, link: OneTimeLink, now: dt.datetime) -> None:
    """Use the link up, once nothing of the organisation is due any more."""
    if all_answered(organisation=request.organisation, now=now):
        with suppress(LinkUsedError):  # somebody else answered in the same moment
            use_link(link=link, now=now)


def _link(request: CheckRequest, now: dt.datetime, lasts: dt.timedelta) -> NewLink:
    return make_link(
        municipality=request.municipality,
        purpose=PURPOSE,
        subject=request.uid,
        now=now,
        lasts=lasts,
    )


def _read_addresses(organisation: Organisation) -> list[str]:
    addresses = addresses_of(organisation)
    contacts = OrganisationContact.objects.filter(organisation=organisation)
    if contacts.exists():
        record(
            "contact.read",
            municipality=organisation.municipality,
            on=organisation,
            fields=["email"],
            reason="check",
        )
    return addresses
