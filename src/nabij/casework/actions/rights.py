"""What a person may ask about what we keep: correct it, leave it as it is, remove it. Each is written down."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from nabij.casework.actions.cases import ChangedSinceError
from nabij.casework.actions.forgetting import empty_row, enter, forget_case
from nabij.casework.actions.happening import happened
from nabij.casework.actions.reporters import forget_reporter
from nabij.casework.actions.steps import take_step
from nabij.casework.actions.volunteers import forget
from nabij.casework.belongings import known_as, told_fields
from nabij.casework.models import (
    Case,
    CaseEvent,
    Deletion,
    Person,
    Referral,
    Reporter,
    Request,
    Step,
    Volunteer,
)
from nabij.casework.rules import check_may_handle_rights
from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User
from nabij.core.personal_data.lines import Whom
from nabij.core.post.emptying import empty_mail_to

#: What a person can have corrected here. What was talked about is corrected in the conversation.
CORRECTABLE = ("name", "phone", "email", "address", "postcode", "birth_year")


@transaction.atomic
def correct(
    *, person: Person, told: Mapping[str, str], expected: int, by: User, now: dt.datetime
) -> list[str]:
    """Set what was wrong; the names of what changed.

    Raises NotAllowedError, and ChangedSinceError where somebody else changed the person since version `expected`.
    """
    row = _locked(person, by)
    if row.version != expected:
        raise ChangedSinceError(row)
    changed = [
        name for name in CORRECTABLE if name in told and (getattr(row, name) or "") != told[name]
    ]
    if changed:
        for name in changed:
            setattr(row, name, told[name] or None)
        row.version += 1
        row.save()
        _tell_cases(row, CaseEvent.What.CORRECTED, by, now, fields=changed)
    return changed


@transaction.atomic
def restrict(*, person: Person, by: User, now: dt.datetime, today: dt.date) -> None:
    """Leave everything about the person as it is: nobody changes or uses it until `lift`. Raises NotAllowedError."""
    for one in known_as(person):
        _restrict(one, by, now, today)


def _restrict(person: Person, by: User, now: dt.datetime, today: dt.date) -> None:
    row = _locked(person, by)
    if row.restricted_on is None:
        row.restricted_on = today
        row.save(update_fields=["restricted_on"])
        _tell_cases(row, CaseEvent.What.RESTRICTED, by, now)


@transaction.atomic
def lift(*, person: Person, by: User, now: dt.datetime) -> None:
    """What was left as it is may be worked with again. Raises NotAllowedError."""
    for one in known_as(person):
        _lift(one, by, now)


def _lift(person: Person, by: User, now: dt.datetime) -> None:
    row = _locked(person, by)
    if row.restricted_on is not None:
        row.restricted_on = None
        row.save(update_fields=["restricted_on"])
        record("person.restriction_lifted", municipality=row.municipality, on=row, at=now)


@transaction.atomic
def erase(*, person: Person, by: User, now: dt.datetime, today: dt.date) -> None:
    """Remove everything about the person, at once: every record of them, their cases, all that hangs on these, mail and links.

    Raises NotAllowedError.
    """
    for one in known_as(person):
        _erase(one, by, now, today)


def _erase(person: Person, by: User, now: dt.datetime, today: dt.date) -> None:
    row = _locked(person, by)
    record("person.erased", municipality=row.municipality, on=row, at=now)
    cases = Case.objects.filter(municipality=row.municipality, person=row)
    for case in cases.order_by("pk"):
        forget_case(case=case, why=Deletion.Why.ERASURE, now=now, today=today)


@transaction.atomic
def erase_volunteer(*, volunteer: Volunteer, by: User, now: dt.datetime, today: dt.date) -> None:
    """Remove a volunteer at once; for whom they went to somebody else is sought. Raises NotAllowedError."""
    check_may_handle_rights(by, volunteer.municipality)
    record("volunteer.erased", municipality=volunteer.municipality, on=volunteer, at=now)
    forget(volunteer=volunteer, why=Deletion.Why.ERASURE, now=now, today=today)


@transaction.atomic
def erase_reporter(*, reporter: Reporter, by: User, now: dt.datetime, today: dt.date) -> None:
    """Remove who told of a worry, at once; that it was told stays, and they hear nothing more. Raises NotAllowedError."""
    check_may_handle_rights(by, reporter.municipality)
    forget_reporter(reporter=reporter, why=Deletion.Why.ERASURE, now=now, today=today)


@transaction.atomic
def erase_referrer(*, referral: Referral, by: User, now: dt.datetime, today: dt.date) -> None:
    """Remove who referred somebody, at once; that somebody was referred, and what they ask, stays. Raises NotAllowedError."""
    check_may_handle_rights(by, referral.municipality)
    rows = Referral.objects.select_for_update().filter(municipality=referral.municipality)
    row: Referral = rows.get(pk=referral.pk)
    count = 0
    if row.referrer_email:
        count = empty_mail_to(referral.municipality, row.referrer_email, now=now, about=row.uid)
    names = list(told_fields(Referral, [Whom.CONTACT]))
    for name in names:
        setattr(row, name, None)
    row.save()
    record(
        "referral.referrer_erased", municipality=referral.municipality, on=row, fields=names, at=now
    )
    enter_erased(
        referral.municipality, {"casework.referral": 1, "core.outgoingmessage": count}, today
    )


@transaction.atomic
def erase_request(*, asked: Request, by: User, now: dt.datetime, today: dt.date) -> None:
    """Remove what somebody told with a request, at once. Raises NotAllowedError."""
    check_may_handle_rights(by, asked.municipality)
    row: Request = Request.objects.select_for_update().get(pk=asked.pk)
    if row.forgotten_on is not None:
        return
    count = 0
    if row.email:
        count = empty_mail_to(asked.municipality, row.email, now=now)
    if row.is_open:
        row.state, row.reason, row.ended_at = Request.State.CLOSED, Request.Reason.NOT_NEEDED, now
    names = empty_row(row)
    row.entered_by, row.forgotten_on = None, today
    row.save()
    take_step(row, Step.What.FORGOTTEN, now=now, by=by, fields=names)
    enter_erased(asked.municipality, {"casework.request": 1, "core.outgoingmessage": count}, today)


def enter_erased(municipality: Municipality, count: Mapping[str, int], today: dt.date) -> None:
    """Add to the register of deletions what was removed because the person asked."""
    held = Counter({kind: number for kind, number in count.items() if number})
    enter(municipality, why=Deletion.Why.ERASURE, count=held, today=today)


def _locked(person: Person, by: User) -> Person:
    check_may_handle_rights(by, person.municipality)
    rows = Person.objects.select_for_update(of=("self",)).filter(municipality=person.municipality)
    row: Person = rows.select_related("municipality").get(pk=person.pk)
    return row


def _tell_cases(
    person: Person,
    what: CaseEvent.What,
    by: User,
    now: dt.datetime,
    fields: list[str] | None = None,
) -> None:
    """Write it in the history of each case that is still about somebody."""
    record(f"person.{what.value}", municipality=person.municipality, on=person, fields=fields or ())
    cases = Case.objects.filter(
        municipality=person.municipality, person=person, forgotten_on__isnull=True
    )
    for case in cases.select_related("municipality"):
        happened(case, what, now=now, by=by, fields=fields or ())
