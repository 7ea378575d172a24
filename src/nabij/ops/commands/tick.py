"""`nabij tick`: what must happen every night, for every municipality."""

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.casework.actions.retention import forget_due
from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory.occurrences import materialise


@click.command(
    help=_(
        "Do what is due: work dates out ahead, forget what was kept long enough. Run it every night."
    )
)
def command() -> None:
    """One municipality after another; each is done or not done, so a stopped run can simply run again."""
    now = timezone.now()
    today, forgotten = timezone.localdate(now), 0
    municipalities = Municipality.objects.order_by("code")
    with click.progressbar(municipalities, length=municipalities.count(), label=_("Dates")) as bar:
        for municipality in bar:
            with within(municipality):
                materialise(municipality, today=today)
                forgotten += forget_due(municipality=municipality, today=today, now=now)
    if forgotten:
        click.echo(_("Personal content removed from requests: {count}").format(count=forgotten))
