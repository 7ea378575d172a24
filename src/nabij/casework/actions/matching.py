"""Looking for what fits one person: each look is written down with its seed, and what nothing here helps with is counted."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import locked
from nabij.casework.actions.placing import propose
from nabij.casework.models import Case, Conversation, Matching, Placement, UnmetNeed
from nabij.casework.queries.conversations import profile_of
from nabij.core.audit.recording import record
from nabij.core.models import User
from nabij.directory.queries import matching
from nabij.directory.queries.matching import Matched
from nabij.directory.queries.reaching import offer_named
from nabij.methods.matching import Language


@transaction.atomic
def look(*, case: Case, by: User, now: dt.datetime, language: Language = "nl") -> Matched:
    """What to propose now, and why; where nothing fits, what would give something. Raises NotAllowedError.

    Nothing fits and there was a conversation: that is counted as an unmet need, once a case a day.
    """
    row = locked(case, by=by, now=now)
    found = _matched(row, now=now, language=language)
    _keep(row, found, day=timezone.localdate(now))
    record(
        "case.matched",
        municipality=row.municipality,
        on=row,
        reason=f"seed {found.answer.seed}",
        at=now,
    )
    return found


@transaction.atomic
def choose(*, case: Case, offer_uid: UUID, by: User, now: dt.datetime) -> Placement | None:
    """Propose an offer with the reasons that hold now; None where it is not there. Raises NotAllowedError.

    One that breaks limits can be chosen too: each limit is kept as a term of no points.
    """
    row = locked(case, by=by, now=now)
    offer = offer_named(row.municipality, offer_uid)
    if offer is None or not offer.listed:
        return None
    found = _matched(row, now=now)
    terms = next(
        (
            [(term.code, term.value) for term in proposal.terms]
            for proposal in found.answer.proposals
            if proposal.offer == str(offer.pk)
        ),
        None,
    )
    if terms is None:
        profile = profile_of(row, today=timezone.localdate(now))
        blocks = matching.why_not(row.municipality, profile, offer_uid) or ()
        terms = [(f"despite:{block.reason}", 0.0) for block in blocks]
    seed = found.answer.seed
    return propose(case=row, offer_uid=offer_uid, terms=terms, seed=seed, by=by, now=now)


def _matched(case: Case, *, now: dt.datetime, language: Language = "nl") -> Matched:
    profile = profile_of(case, today=timezone.localdate(now))
    area = case.person.area
    return matching.propose(
        case.municipality, profile, area=area.code if area else "", language=language
    )


def _keep(case: Case, found: Matched, *, day: dt.date) -> None:
    """One row a case a day; the first time on a day that nothing fits is counted, without the case."""
    here = {"municipality": case.municipality, "case": case}
    row, _new = Matching.objects.get_or_create(
        **here, day=day, defaults={"seed": found.answer.seed}
    )
    row.seed, row.found = found.answer.seed, len(found.answer.proposals)
    unmet = found.unmet
    if unmet is not None and not row.unmet and Conversation.objects.filter(**here).exists():
        row.unmet = True
        UnmetNeed.objects.create(
            municipality=case.municipality,
            day=day,
            causes=list(unmet.causes),
            area=case.person.area,
            limits=list(unmet.limits),
        )
    row.save(update_fields=["seed", "found", "unmet"])
