"""Looking at what is new: organisations that present themselves, and what they publish before they are known."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User
from nabij.directory.index import refresh
from nabij.directory.models import Offer, Organisation, OrganisationContact, Review

Verdict = Review.Verdict
Standing = Organisation.Standing


class NotWaitingError(Exception):
    """Somebody else was earlier: it does not wait any more."""


@dataclass(frozen=True, kw_only=True)
class Presented:
    """What an organisation tells of itself. signs: why it may be no person who sent it."""

    name: str
    about: str
    website: str = ""
    contact_name: str
    phone: str = ""
    email: str = ""
    signs: tuple[str, ...] = ()


@transaction.atomic
def present_organisation(
    *, municipality: Municipality, uid: UUID, presented: Presented
) -> Organisation:
    """Keep who presents itself, out of sight until somebody looked. The same `uid` twice is the same, once."""
    organisation: Organisation
    organisation, made = Organisation.objects.get_or_create(
        uid=uid,
        municipality=municipality,
        defaults={
            "name": presented.name,
            "description": presented.about,
            "website": presented.website,
            "active": False,
            "standing": Standing.WAITING,
            "extra": {"signs": list(presented.signs)} if presented.signs else {},
        },
    )
    if made:
        OrganisationContact.objects.create(
            municipality=municipality,
            organisation=organisation,
            name=presented.contact_name,
            phone=presented.phone,
            email=presented.email,
        )
        record("organisation.presented", municipality=municipality, on=organisation)
    return organisation


@transaction.atomic
def review_organisation(
    *, organisation: Organisation, verdict: Verdict, words: str, by: User
) -> Review:
    """Let it in, note what was asked, or refuse it. What it publishes then still waits for a first look.

    Raises NotWaitingError.
    """
    there = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if there.standing != Standing.WAITING:
        raise NotWaitingError(f"organisation {there.uid} is {there.standing}")
    if verdict == Verdict.APPROVED:
        there.standing, there.active = Standing.NEW, True
    elif verdict == Verdict.REFUSED:
        there.standing = Standing.REFUSED
    there.save(update_fields=["standing", "active", "updated_at"])
    record(f"organisation.{verdict}", municipality=there.municipality, on=there)
    return _review(there, None, verdict, words, by)


@transaction.atomic
def review_offer(*, offer: Offer, verdict: Verdict, words: str, by: User) -> Review:
    """Let an offer through, ask about it, or refuse it; its organisation reads the words.

    The first that is let through makes its organisation known: what it publishes next is seen at once.
    Raises NotWaitingError.
    """
    there = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if there.visibility != Offer.Visibility.AWAITING:
        raise NotWaitingError(f"offer {there.uid} is {there.visibility}")
    if verdict == Verdict.APPROVED:
        there.visibility = Offer.Visibility.PUBLIC
        _trust(there.organisation)
    elif verdict == Verdict.REFUSED:
        there.visibility = Offer.Visibility.HIDDEN
    review = _review(there.organisation, there, verdict, words, by)
    if verdict != Verdict.ASKED:  # a question leaves the offer as it was sent
        there.save(update_fields=["visibility", "updated_at"])
        refresh(there.municipality, [there.pk])
    record(f"offer.{verdict}", municipality=there.municipality, on=there, fields=["visibility"])
    return review


def _trust(organisation: Organisation) -> None:
    if organisation.standing == Standing.NEW:
        organisation.standing = Standing.TRUSTED
        organisation.save(update_fields=["standing", "updated_at"])


def _review(
    organisation: Organisation, offer: Offer | None, verdict: Verdict, words: str, by: User
) -> Review:
    made: Review = Review.objects.create(
        municipality_id=organisation.municipality_id,
        organisation=organisation,
        offer=offer,
        verdict=verdict,
        words=words,
        by=by,
    )
    return made
