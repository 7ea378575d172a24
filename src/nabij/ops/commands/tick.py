"""`nabij tick`: what must happen every night, for every municipality."""

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory.occurrences import materialise


@click.command(help=_("Do what is due: work dates out ahead. Run it every night."))
def command() -> None:
    """One municipality after another; each is done or not done, so a stopped run can simply run again."""
    today = timezone.localdate()
    municipalities = Municipality.objects.order_by("code")
    with click.progressbar(municipalities, length=municipalities.count(), label=_("Dates")) as bar:
        for municipality in bar:
            with within(municipality):
                materialise(municipality, today=today)
