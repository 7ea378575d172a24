"""Asking an organisation whether somebody is welcome: by mail with a link, on the phone with a code; once more where it is silent."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.db import transaction

from nabij.casework.actions.happening import happened
from nabij.casework.actions.placing import become, held
from nabij.casework.models import CaseEvent, Consent, Placement, Shared, Stage
from nabij.casework.promise import working_day
from nabij.casework.queries.consents import agreed
from nabij.casework.queries.settings import intake_settings
from nabij.core.audit.recording import record
from nabij.core.links.making import NewLink, end_links, make_code, make_link
from nabij.core.models import User
from nabij.directory.models import Offer
from nabij.directory.queries.reaching import addresses_for, offer_named

#: What the links are for.
PURPOSE = "placement"
#: How long a link in a mail opens.
OPEN_FOR = dt.timedelta(days=21)
#: Working days after which the organisation is reminded, once, and after which the link worker hears of it.
REMINDED_AFTER, LATE_AFTER = 3, 5

Send = Callable[[Placement, Offer, NewLink, str, bool], None]
"""`send(placement, offer, link, address, reminder)` queues the mail, which says nothing about the person."""


class NotAgreedError(Exception):
    """The person did not agree, or not any more, that an organisation hears of them."""


class NoAddressError(Exception):
    """No mail can be sent to this organisation: call, and read out a code."""


class OfferGoneError(Exception):
    """What was proposed is not there any more."""


@transaction.atomic
def ask_provider(
    *,
    placement: Placement,
    shared: Sequence[Shared],
    note: str,
    by: User,
    now: dt.datetime,
    send: Send | None,
) -> Placement:
    """Ask the organisation, with no more of the person than is in `shared`. send None: by phone, with a code.

    Raises NotAgreedError, NoAddressError, OfferGoneError, CannotBecomeError, NotAllowedError.
    """
    row = held(placement, by=by, now=now)
    _check_agreed(row)
    row.shared = [one.value for one in Shared if one in shared]
    row.note_for_them = note or None
    _mark_asked(row, now, by_mail=send is not None)
    become(row, Stage.ASKED, now=now, fields=["shared", "note_for_them"])
    happened(row.case, CaseEvent.What.PROVIDER_ASKED, now=now, by=by)
    if send is not None:
        _mail(row, now=now, send=send, reminder=False)
    return row


@transaction.atomic
def answer_provider(
    *, placement: Placement, answer: str, by: User, now: dt.datetime, send: Send | None
) -> Placement:
    """Answer its question; it gets a new link. Raises as `ask_provider`."""
    row = held(placement, by=by, now=now)
    _check_agreed(row)
    row.answer = answer
    _mark_asked(row, now, by_mail=send is not None)
    become(row, Stage.ASKED, now=now, fields=["answer"])
    if send is not None:
        _mail(row, now=now, send=send, reminder=False)
    return row


@transaction.atomic
def remind_provider(*, placement: Placement, now: dt.datetime, send: Send) -> bool:
    """The one reminder, with a link of its own. False where somebody was before us, or nobody may or can be reminded."""
    row = held(placement, by=None, now=now)
    if row.stage != Stage.ASKED or row.reminded_at is not None:
        return False
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    try:
        _check_agreed(row)
        _mail(row, now=now, send=send, reminder=True)
    except (NotAgreedError, NoAddressError, OfferGoneError):
        return False
    record("placement.reminded", municipality=row.case.municipality, on=row, at=now)
    return True


@transaction.atomic
def read_out_a_code(*, placement: Placement, by: User, now: dt.datetime) -> str:
    """A code for somebody on the phone, who then answers themselves; what is agreed about the person is said aloud.

    Raises NotAgreedError, NotAllowedError.
    """
    row = held(placement, by=by, now=now)
    _check_agreed(row)
    municipality = row.case.municipality
    made = make_link(
        municipality=municipality,
        purpose=PURPOSE,
        subject=row.uid,
        now=now,
        lasts=dt.timedelta(days=1),
    )
    return make_code(link=made.link, now=now)


def end_open_links(placement: Placement, *, now: dt.datetime) -> None:
    """Nobody answers by a link any more: somebody did so another way."""
    end_links(
        municipality=placement.case.municipality, purpose=PURPOSE, subject=placement.uid, now=now
    )


def _check_agreed(row: Placement) -> None:
    if not agreed(row.case.person, Consent.Purpose.SHARE_WITH_PROVIDER):
        raise NotAgreedError(f"no agreement to share for {row.uid}")


def _mark_asked(row: Placement, now: dt.datetime, *, by_mail: bool) -> None:
    settings = intake_settings(row.case.municipality)
    row.asked_at, row.reminded_at, row.answered_at = now, None, None
    row.remind_on = working_day(REMINDED_AFTER, now=now, settings=settings) if by_mail else None
    row.late_on = working_day(LATE_AFTER, now=now, settings=settings)


def _mail(row: Placement, *, now: dt.datetime, send: Send, reminder: bool) -> None:
    municipality = row.case.municipality
    offer = offer_named(municipality, row.offer_uid)
    if offer is None:
        raise OfferGoneError(str(row.offer_uid))
    addresses = addresses_for(offer)
    if not addresses:
        raise NoAddressError(str(offer.uid))
    record(
        "contact.read",
        municipality=municipality,
        on=offer.organisation,
        fields=["email"],
        reason="placement",
        at=now,
    )
    end_open_links(row, now=now)
    link = make_link(
        municipality=municipality, purpose=PURPOSE, subject=row.uid, now=now, lasts=OPEN_FOR
    )
    for address in addresses:
        send(row, offer, link, address, reminder)
