"""Keeping the help lines true: each change leaves an event in the audit trail."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nabij.core.audit.recording import record
from nabij.core.help_lines import REVIEW_AFTER, default_lines
from nabij.core.models import HelpLine, Municipality
from nabij.core.tenancy import within

#: What people may change.
FIELDS = (
    "name", "name_en", "phone", "other_phone", "call_if", "call_if_en", "website", "position",
    "active", "review_on",
)  # fmt: skip


class LastHelpLineError(Exception):
    """Residents would see no line any more."""


class NumberTakenError(Exception):
    """Another line of this municipality has the number."""


@transaction.atomic
def add_default_help_lines(*, municipality: Municipality, today: dt.date) -> int:
    """Give a municipality without help lines the usual ones; how many were added."""
    with within(municipality):
        if HelpLine.objects.filter(municipality=municipality).exists():
            return 0
        added = HelpLine.objects.bulk_create(default_lines(municipality, today=today))
        record(
            "help_lines.added",
            municipality=municipality,
            object_type=HelpLine._meta.label_lower,
            reason="the usual lines",
        )
        return len(added)


@transaction.atomic
def add_help_line(*, line: HelpLine) -> HelpLine:
    """Write a new line. Raises ValidationError where a field says nothing of use, and NumberTakenError."""
    _save(line)
    record("help_lines.added", municipality=line.municipality, on=line, fields=FIELDS)
    return line


@transaction.atomic
def change_help_line(*, line: HelpLine, changed: Iterable[str]) -> HelpLine:
    """Write a line whose fields `changed` are new.

    Raises ValidationError where a field says nothing of use, NumberTakenError, and LastHelpLineError where residents
    would see no line any more.
    """
    fields = sorted(set(changed) & set(FIELDS))
    if not fields:
        return line
    if not line.active and not _others_in_sight(line):
        raise LastHelpLineError(
            _("Residents must always see someone to call. Let them see another line first.")
        )
    _save(line, update_fields=[*fields, "updated_at"])
    record("help_lines.changed", municipality=line.municipality, on=line, fields=fields)
    return line


@transaction.atomic
def confirm_help_line(*, line: HelpLine, today: dt.date) -> HelpLine:
    """Somebody looked: all of it still holds. It is looked at again in a year."""
    line.review_on = today + REVIEW_AFTER
    line.save(update_fields=["review_on", "updated_at"])
    record("help_lines.confirmed", municipality=line.municipality, on=line, fields=["review_on"])
    return line


def _save(line: HelpLine, **how: Any) -> None:
    line.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            line.save(**how)
    except IntegrityError:
        raise NumberTakenError(_("This number is in the list already.")) from None


def _others_in_sight(line: HelpLine) -> bool:
    others = HelpLine.objects.filter(municipality=line.municipality, active=True)
    return others.exclude(pk=line.pk).exists()
