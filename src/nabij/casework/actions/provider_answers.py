"""What an organisation answers: welcome, a question, or not possible; and whether somebody came. By link, or told on the phone."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from nabij.casework.actions.aftercare import plan_aftercare
from nabij.casework.actions.asking_providers import end_open_links
from nabij.casework.actions.happening import happened
from nabij.casework.actions.placing import back_to_plan, become, go_on, held
from nabij.casework.models import CaseEvent, Decline, Placement, Said, Stage, State
from nabij.core.audit.recording import record
from nabij.core.links.opening import use_link
from nabij.core.models import OneTimeLink, User
from nabij.core.vocabulary import Capacity
from nabij.directory.actions.room import set_room
from nabij.directory.models import Verification
from nabij.directory.queries.reaching import offer_named


@dataclass(frozen=True, slots=True)
class Answered:
    """Who answered and how: by the link that is used up with it, or on the phone to a colleague.

    room: what they say of the room there is, where that changed.
    """

    link: OneTimeLink | None = None
    by: User | None = None
    room: Capacity | None = None


@transaction.atomic
def accept(
    *,
    placement: Placement,
    answered: Answered,
    now: dt.datetime,
    welcomed_by: str = "",
    first_on: dt.date | None = None,
    first_at: dt.time | None = None,
) -> Placement:
    """Somebody is welcome: by whom, and when first. Raises CannotBecomeError, LinkUsedError, NotAllowedError."""
    row = _answering(placement, answered, now)
    row.welcomed_by = welcomed_by or None
    row.first_on, row.first_at = first_on, first_at
    become(row, Stage.ACCEPTED, now=now, fields=["welcomed_by", "first_on", "first_at"])
    _answered(row, answered, now)
    go_on(row.case, State.GUIDED, by=answered.by, now=now)
    return row


@transaction.atomic
def ask_back(
    *, placement: Placement, answered: Answered, question: str, now: dt.datetime
) -> Placement:
    """They want to know something first. Raises as `accept`."""
    row = _answering(placement, answered, now)
    row.question, row.answer = question, None
    become(row, Stage.QUESTION, now=now, fields=["question"])
    _answered(row, answered, now)
    return row


@transaction.atomic
def decline(
    *,
    placement: Placement,
    answered: Answered,
    because: Decline,
    now: dt.datetime,
    words: str = "",
) -> Placement:
    """It cannot be there, and why. The case looks for something else. Raises as `accept`."""
    row = _answering(placement, answered, now)
    row.declined_because, row.decline_words = because, words or None
    become(row, Stage.DECLINED, now=now, fields=["declined_because", "decline_words"])
    _answered(row, answered, now)
    back_to_plan(row.case, by=answered.by, now=now)
    return row


@transaction.atomic
def told_whether_there(
    *, placement: Placement, provider: Said | None, person: Said | None, by: User, now: dt.datetime
) -> Placement:
    """Whether somebody came, as the organisation and as the person tell it, apart; the person's word goes first.

    Raises CannotBecomeError, NotAllowedError.
    """
    row = held(placement, by=by, now=now)
    if provider is not None:
        row.told_by_provider = provider
    if person is not None:
        row.told_by_person = person
    there = person or (None if row.told_by_person else provider)
    stage = {Said.YES: Stage.ARRIVED, Said.NO: Stage.NOT_ARRIVED}.get(there) if there else None
    fields = ["told_by_provider", "told_by_person"]
    if stage is None or stage == row.stage:
        row.save(update_fields=fields)
        record("placement.told", municipality=row.case.municipality, on=row, fields=fields, at=now)
        return row
    if stage == Stage.ARRIVED:
        row.arrived_on = min(filter(None, (row.first_on, now.date())), default=now.date())
    become(row, stage, now=now, fields=fields)
    if stage == Stage.ARRIVED:
        plan_aftercare(case=go_on(row.case, State.ARRIVED, by=by, now=now), now=now)
    return row


def _answering(placement: Placement, answered: Answered, now: dt.datetime) -> Placement:
    """The proposal, held; the link used up in the same transaction, or every open one ended."""
    row = held(placement, by=answered.by, now=now)
    if answered.link is not None:
        use_link(link=answered.link, now=now)
    end_open_links(row, now=now)
    return row


def _answered(row: Placement, answered: Answered, now: dt.datetime) -> None:
    row.answered_at = now
    row.save(update_fields=["answered_at"])
    happened(row.case, CaseEvent.What.PROVIDER_SAID, now=now, by=answered.by)
    if answered.room is None:
        return
    offer = offer_named(row.case.municipality, row.offer_uid)
    if offer is not None:
        how = Verification.How.LINK if answered.link else Verification.How.PHONE
        set_room(offer=offer, room=answered.room, how=how, now=now)
