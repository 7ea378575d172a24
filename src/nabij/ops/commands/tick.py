"""`nabij tick`: what must happen every night, for every municipality."""

import datetime as dt
from importlib import import_module

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from nabij.casework.actions.reporters import forget_reporters
from nabij.casework.actions.retention import forget_due, forget_due_cases
from nabij.casework.actions.rounds_walked import forget_due_rounds
from nabij.casework.actions.volunteers import forget_due_volunteers
from nabij.core.models import Municipality
from nabij.core.post.sending import empty_old
from nabij.core.tenancy import within
from nabij.directory.actions import sweep_pictures
from nabij.directory.actions.checking import freshen
from nabij.directory.actions.duplicates import find_duplicates
from nabij.directory.actions.rhythm import begin_round
from nabij.directory.occurrences import materialise
from nabij.ops.progress import progress_line
from nabij.web.checking.asking import ROUND
from nabij.web.desk.cases.nightly import along_the_way

#: What a queue did is of use for as long as somebody may ask why.
TASKS_KEPT = dt.timedelta(days=14)


@click.command(
    help=_(
        "Do what is due: work dates out ahead, ask organisations whether it is still so, forget what was kept long enough. "
        "Run it every night."
    )
)
def command() -> None:
    """One municipality after another; each is done or not done, so a stopped run can simply run again."""
    now, forgotten = timezone.now(), 0
    municipalities = list(Municipality.objects.order_by("code"))
    with progress_line(_("Municipalities")) as report:
        for done, municipality in enumerate(municipalities, start=1):
            with within(municipality):
                forgotten += _night_of(municipality, now)
            report(done, len(municipalities))
    DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    if forgotten:
        click.echo(_("Personal content removed: {count}").format(count=forgotten))


def _night_of(municipality: Municipality, now: dt.datetime) -> int:
    """Everything for one municipality; of how many people what they told was removed."""
    today = timezone.localdate(now)
    materialise(municipality, today=today)
    sweep_pictures(municipality, now=now)
    freshen(municipality=municipality, today=today)
    begin_round(municipality=municipality, now=now, today=today, kind=ROUND)
    find_duplicates(municipality=municipality)
    along_the_way(municipality, now=now)
    empty_old(municipality, now=now, keep=dt.timedelta(days=settings.NABIJ_MAIL_KEEP_DAYS))
    emptied = forget_due(municipality=municipality, today=today, now=now)
    emptied += forget_reporters(municipality=municipality, today=today, now=now)
    emptied += forget_due_volunteers(municipality=municipality, today=today, now=now)
    emptied += forget_due_rounds(municipality=municipality, today=today, now=now)
    return emptied + forget_due_cases(municipality=municipality, today=today, now=now)
