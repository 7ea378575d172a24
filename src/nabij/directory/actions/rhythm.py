"""How a municipality asks whether it is still so: how often, with what patience, and by itself or not."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from nabij.core.audit.recording import record
from nabij.core.jobs.control import UNDER_WAY, start_job
from nabij.core.models import Job, Municipality
from nabij.directory.actions.checking import freshen
from nabij.directory.freshness import Patience
from nabij.directory.models import CheckRhythm, CheckSettings
from nabij.directory.queries.checks import round_on, settings_of, to_ask, to_remind


class PatienceError(ValueError):
    """Days that do not go up: an offer would leave before it sinks."""


@transaction.atomic
def choose_rhythm(
    *,
    municipality: Municipality,
    months: Mapping[str, int],
    today: dt.date,
    patience: Patience | None = None,
) -> list[str]:
    """Choose after how many months each kind is asked about, and the patience (None: as it is); what changed.

    What is too old by the new numbers sinks or comes back at once, and the index with it. Raises PatienceError.
    """
    changed = _choose_months(municipality, months)
    changed += _choose_patience(municipality, patience) if patience else []
    if changed:
        freshen(municipality=municipality, today=today)
        record(
            "check_rhythm.chosen",
            municipality=municipality,
            object_type="directory.checkrhythm",
            fields=changed,
        )
    return changed


def _choose_months(municipality: Municipality, months: Mapping[str, int]) -> list[str]:
    there = {row.form: row for row in CheckRhythm.objects.filter(municipality=municipality)}
    changed = []
    for form, number in months.items():
        row = there.get(form) or CheckRhythm(municipality=municipality, form=form)
        if row.months != number:
            row.months = number
            row.save()
            changed.append(form)
    return changed


def _choose_patience(municipality: Municipality, patience: Patience) -> list[str]:
    if not 0 < patience.sinks < patience.labelled < patience.gone:
        raise PatienceError(f"{patience} does not go up")
    names = ("sinks", "labelled", "gone")
    return _write(municipality, {name: getattr(patience, name) for name in names})


@transaction.atomic
def choose_round(*, municipality: Municipality, every_weeks: int, weekday: int) -> list[str]:
    """Choose whether and when a round of mails goes out by itself (see CheckSettings); what changed."""
    changed = _write(municipality, {"every_weeks": every_weeks, "weekday": weekday})
    if changed:
        record(
            "check_round.chosen",
            municipality=municipality,
            object_type="directory.checksettings",
            fields=changed,
        )
    return changed


def _write(municipality: Municipality, values: Mapping[str, int]) -> list[str]:
    row = settings_of(municipality)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save()
    return changed


@transaction.atomic
def begin_round(
    *, municipality: Municipality, now: dt.datetime, today: dt.date, kind: str
) -> Job | None:
    """Start the round of mails that goes out by itself today, once; kind: of the job that does it.

    None where it is not its day, it began already, somebody started one by hand that is still under way, or nobody
    is to be asked. What a round leaves undone (stopped, or it went wrong) is for the next one.
    """
    if round_on(settings_of(municipality), today) != today:
        return None
    CheckSettings.objects.get_or_create(municipality=municipality)
    row = CheckSettings.objects.select_for_update().get(municipality=municipality)
    jobs = Job.objects.filter(municipality=municipality, kind=kind, state__in=UNDER_WAY)
    if round_on(row, today) != today or jobs.exists():
        return None
    row.last_round_on = today
    row.save(update_fields=["last_round_on"])
    if not to_ask(municipality, now=now, again=False) and not to_remind(municipality, now=now):
        return None
    job, _new = start_job(municipality=municipality, kind=kind, by_itself=True)
    return job
