"""Who told of a worry: told back what was agreed, and forgotten in time, each of them by itself."""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.actions.cases import locked
from nabij.casework.actions.forgetting import empty_row, enter
from nabij.casework.actions.reporting import Teller, add_reporter
from nabij.casework.models import Deletion, Reporter, Signal
from nabij.casework.queries.settings import case_settings
from nabij.casework.queries.signals import what_to_say
from nabij.casework.rules import NotAllowedError
from nabij.core.audit.recording import record
from nabij.core.encryption.fields import encrypted_fields
from nabij.core.models import Municipality, User
from nabij.core.post.emptying import empty_mail_to
from nabij.core.post.kinds import declare
from nabij.core.post.queueing import queue_message

FEEDBACK = declare("signal.feedback", gettext_lazy("Thank-you to who told of a worry"))
_BATCH = 200


class NothingOwedError(Exception):
    """They hear nothing more: it was not agreed, was told already, or is not so yet."""


@transaction.atomic
def one_more(*, signal: Signal, teller: Teller, by: User, now: dt.datetime) -> Reporter:
    """Somebody else told of the same: a second call. Raises NotAllowedError, and ValueError for nobody at all."""
    if not teller.said:
        raise ValueError("nothing was said of who tells it")
    locked(signal.case, by=by, now=now)
    reporter = add_reporter(signal, teller, now=now)
    names = [f.name for f in encrypted_fields(Reporter) if getattr(reporter, f.name)]
    record("reporter.added", municipality=signal.municipality, on=reporter, fields=names, at=now)
    return reporter


@transaction.atomic
def tell_back(*, reporter: Reporter, by: User, now: dt.datetime) -> str:
    """Tell what was agreed, and the sentence that it was: mailed where a mail was agreed, else read out by `by`.

    From today it is kept no longer than the municipality set. Raises NothingOwedError, NotAllowedError.
    """
    row = _held(reporter, by, now)
    said = what_to_say(row)
    if not row.is_owed or not said:
        raise NothingOwedError(f"reporter {row.uid} is owed nothing now")
    if row.how == Reporter.How.MAIL and row.email:
        _mail(row, now)
    today = timezone.localdate(now)
    row.told_on, row.told_by = today, by
    days = case_settings(row.municipality).keep_days_reporter
    row.keep_until = min(row.keep_until, today + dt.timedelta(days=days))
    row.save()
    record(
        "reporter.told_back",
        municipality=row.municipality,
        on=row,
        fields=["told_on", "keep_until"],
        reason=row.owed,
        at=now,
    )
    return said


def forget_reporters(*, municipality: Municipality, today: dt.date, now: dt.datetime) -> int:
    """Remove who told of worries, wherever it is time; how many of them. Each batch is done or not done."""
    total = 0
    while done := _forget_batch(municipality, today, now):
        total += done
    return total


@transaction.atomic
def forget_reporter(
    *, reporter: Reporter, why: Deletion.Why, now: dt.datetime, today: dt.date
) -> None:
    """Remove one who told of a worry, at once. Done already: nothing happens."""
    rows = Reporter.objects.select_for_update(of=("self",)).filter(
        municipality=reporter.municipality
    )
    row: Reporter = rows.select_related("municipality").get(pk=reporter.pk)
    if row.forgotten_on is not None:
        return
    count = Counter({Reporter._meta.label_lower: 1})
    _forget(row, today, now, count)
    enter(row.municipality, why=why, count=+count, today=today)


def due_to_be_forgotten(municipality: Municipality, today: dt.date) -> QuerySet[Reporter]:
    """Every reporter whose time has come: their own day passed, their case ended long enough ago, or is gone itself."""
    days = case_settings(municipality).keep_days_reporter
    ended_before = timezone.make_aware(
        dt.datetime.combine(today - dt.timedelta(days=days), dt.time())
    )
    rows: QuerySet[Reporter] = Reporter.objects.filter(
        Q(keep_until__lt=today)
        | Q(signal__case__ended_at__lt=ended_before)
        | Q(signal__case__keep_until__lt=today)
        | Q(signal__case__forgotten_on__isnull=False),
        municipality=municipality,
        forgotten_on__isnull=True,
    )
    return rows


@transaction.atomic
def _forget_batch(municipality: Municipality, today: dt.date, now: dt.datetime) -> int:
    rows = due_to_be_forgotten(municipality, today).select_for_update(of=("self",))
    batch = list(rows.select_related("municipality").order_by("keep_until", "pk")[:_BATCH])
    count = Counter({Reporter._meta.label_lower: len(batch)})
    for row in batch:
        _forget(row, today, now, count)
    enter(municipality, why=Deletion.Why.RETENTION, count=+count, today=today)
    return len(batch)


def _forget(row: Reporter, today: dt.date, now: dt.datetime, count: Counter[str]) -> None:
    """Empty everything about them and the mail to them; that somebody told it stays. `save` empties the blind indexes."""
    if row.email:
        count["core.outgoingmessage"] += empty_mail_to(
            row.municipality, row.email, now=now, about=row.uid
        )
    names = empty_row(row)
    row.forgotten_on = today
    row.save()
    record("reporter.forgotten", municipality=row.municipality, on=row, fields=names, at=now)


def _held(reporter: Reporter, by: User, now: dt.datetime) -> Reporter:
    """The row as it is now, until the transaction ends. Raises NotAllowedError outside the team of its case."""
    rows = Reporter.objects.select_for_update(of=("self",)).filter(
        municipality=reporter.municipality
    )
    row: Reporter = rows.select_related("municipality", "signal__case__municipality").get(
        pk=reporter.pk
    )
    locked(row.signal.case, by=by, now=now)
    if row.forgotten_on is not None:
        raise NotAllowedError(f"reporter {row.uid} was forgotten")
    return row


def _mail(row: Reporter, now: dt.datetime) -> None:
    """The sentence and nothing else of the case: whoever else reads the mail learns no name."""
    language = row.signal.language
    with translation.override(language):
        subject = _("Thank you for telling us")
        said = [
            _("Hello,"),
            what_to_say(row),
            _("With kind regards,"),
            row.municipality.shown_name,
        ]
    queue_message(
        municipality=row.municipality,
        kind=FEEDBACK,
        to=row.email or "",
        subject=subject,
        text="\n\n".join(said),
        language=language,
        once=f"signal.feedback:{row.uid}",
        now=now,
    )
