"""Asking what people think of something that may come, and taking in what they answer."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from nabij.core.audit.recording import record
from nabij.core.models import Municipality
from nabij.directory.models import Opinion, Proposal

#: What a proposal says, as far as it may be changed.
FIELDS = ("name", "about", "place", "moment", "asked_by", "open_until", "translations")


class ClosedError(Exception):
    """One can no longer say what one thinks of this."""


@transaction.atomic
def propose(*, municipality: Municipality, told: Mapping[str, object]) -> Proposal:
    """Ask what people think of this. told: by the names of `FIELDS`."""
    proposal: Proposal = Proposal.objects.create(
        municipality=municipality, **{name: told[name] for name in FIELDS if name in told}
    )
    record("proposal.made", municipality=municipality, on=proposal, fields=sorted(told))
    return proposal


@transaction.atomic
def change_proposal(*, proposal: Proposal, told: Mapping[str, object]) -> list[str]:
    """Change what it says; the names of what changed."""
    changed = [n for n in FIELDS if n in told and getattr(proposal, n) != told[n]]
    for name in changed:
        setattr(proposal, name, told[name])
    if changed:
        proposal.save(update_fields=[*changed, "updated_at"])
        record("proposal.changed", municipality=proposal.municipality, on=proposal, fields=changed)
    return changed


@transaction.atomic
def close_proposal(*, proposal: Proposal, today: dt.date) -> None:
    """From now on nobody answers any more, and the result is shown."""
    if proposal.is_open(today):
        proposal.open_until = today - dt.timedelta(days=1)
        proposal.save(update_fields=["open_until", "updated_at"])
        record(
            "proposal.closed",
            municipality=proposal.municipality,
            on=proposal,
            fields=["open_until"],
        )


def give_opinion(
    *,
    proposal: Proposal,
    answer: Opinion.Answer,
    easier: str,
    form_key: uuid.UUID,
    now: dt.datetime,
    today: dt.date,
    doubtful: bool = False,
) -> bool:
    """Take in what one person thinks; False where this form was sent before. Raises ClosedError."""
    if not proposal.is_open(today):
        raise ClosedError(f"proposal {proposal.uid} closed on {proposal.open_until}")
    return _add(
        proposal=proposal,
        answer=answer,
        count=1,
        easier=easier,
        way=Opinion.Way.WEB,
        doubtful=doubtful,
        form_key=form_key,
        at=now,
    )


@transaction.atomic
def tally(
    *,
    proposal: Proposal,
    counted: Mapping[Opinion.Answer, int],
    form_key: uuid.UUID,
    now: dt.datetime,
) -> int:
    """Add what was counted on paper, also after it closed. How many people it were; none where sent before."""
    return sum(
        count
        for answer, count in counted.items()
        if count
        and _add(
            proposal=proposal,
            answer=answer,
            count=count,
            easier="",
            way=Opinion.Way.PAPER,
            doubtful=False,
            form_key=uuid.uuid5(form_key, answer.value),
            at=now,
        )
    )


@transaction.atomic
def remove_words(*, opinion: Opinion) -> None:
    """Take away what somebody wrote, such as a name in it; their answer still counts."""
    opinion.easier = ""
    opinion.save(update_fields=["easier"])
    record(
        "opinion.words_removed", municipality=opinion.municipality, on=opinion, fields=["easier"]
    )


def _add(*, proposal: Proposal, **columns: object) -> bool:
    try:
        with transaction.atomic():
            opinion = Opinion.objects.create(
                municipality=proposal.municipality, proposal=proposal, **columns
            )
            record("opinion.given", municipality=proposal.municipality, on=opinion)
    except IntegrityError:
        return False
    return True
