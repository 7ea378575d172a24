"""Agreeing to one purpose, and taking it back, which takes as little as agreeing did."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from nabij.casework.actions.cases import locked
from nabij.casework.actions.happening import happened
from nabij.casework.models import Case, CaseEvent, Consent, Person
from nabij.core.models import User


@transaction.atomic
def give_consent(
    *,
    case: Case,
    purpose: Consent.Purpose,
    by: User,
    now: dt.datetime,
    how: Consent.How = Consent.How.SPOKEN,
) -> Consent:
    """Write down that the person of the case agrees; who agreed already goes on agreeing since then. Raises NotAllowedError."""
    row, standing = _standing(case, purpose, by=by, now=now)
    if standing is not None:
        return standing
    consent: Consent = Consent.objects.create(
        municipality=row.municipality,
        person=row.person,
        purpose=purpose,
        how=how,
        given_on=timezone.localdate(now),
        by=by,
    )
    happened(row, CaseEvent.What.AGREED, now=now, by=by, fields=["purpose"])
    return consent


@transaction.atomic
def withdraw_consent(
    *, case: Case, purpose: Consent.Purpose, by: User, now: dt.datetime
) -> Consent | None:
    """Write down that the person takes it back, from now on; None where they did not agree. Raises NotAllowedError."""
    row, standing = _standing(case, purpose, by=by, now=now)
    if standing is None:
        return None
    standing.withdrawn_on, standing.withdrawn_by = timezone.localdate(now), by
    standing.save(update_fields=["withdrawn_on", "withdrawn_by"])
    happened(row, CaseEvent.What.TOOK_BACK, now=now, by=by, fields=["purpose"])
    return standing


def _standing(
    case: Case, purpose: Consent.Purpose, *, by: User, now: dt.datetime
) -> tuple[Case, Consent | None]:
    """The case, and what the person agrees to now. The person is held, for they may have two cases."""
    row = locked(case, by=by, now=now)
    Person.objects.select_for_update().get(municipality=row.municipality, pk=row.person_id)
    rows = Consent.objects.filter(municipality=row.municipality, person=row.person)
    return row, rows.filter(purpose=purpose, withdrawn_on__isnull=True).first()
