"""`nabij import`: everything that comes in, the runs that it left, and taking one back."""

import uuid

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.tenancy import everywhere
from nabij.exchange.models import ImportRun
from nabij.exchange.undo import CannotUndoError, undo
from nabij.ops.commands._import_hsds import hsds
from nabij.ops.commands._import_map import map_
from nabij.ops.commands._import_offers import offers
from nabij.ops.commands._import_open import areas, figures, postcodes
from nabij.ops.exits import AnswerIsNo
from nabij.ops.progress import progress_line
from nabij.ops.ready import ready


@click.group(help=_("Take things over from files and other systems, and take that back."))
def command() -> None:
    """Each kind of file has its own command."""


for _each in (areas, figures, hsds, map_, offers, postcodes):
    command.add_command(_each)


@command.command(help=_("The newest imports: when, what, and how it ended."))
@click.option("--limit", default=20, show_default=True, help=_("how many"))
def runs(limit: int) -> None:
    """A line per run."""
    with ready(), everywhere("the operator lists the imports of the whole installation"):
        for run in ImportRun.objects.select_related("municipality").order_by("-started_at")[:limit]:
            where = run.municipality.code if run.municipality else "–"
            click.echo(
                f"{run.uid}  {run.started_at:%Y-%m-%d %H:%M}  {where:<6}  {run.kind:<9}  "
                f"{run.get_state_display():<12}  {run.file}"
            )


@command.command("undo", help=_("Take an import back: everything is as it was before, or nothing."))
@click.argument("run_id", metavar="RUN", type=click.UUID)
@click.option("--force", is_flag=True, help=_("also what was changed by hand since"))
def undo_(run_id: uuid.UUID, force: bool) -> None:
    """Refuses, naming the records, where something was changed since."""
    with ready():
        with everywhere("the operator names the import by its id"):
            run = ImportRun.objects.select_related("municipality").filter(uid=run_id).first()
        if run is None:
            raise AnswerIsNo(_("There is no import {run}.").format(run=run_id))
        try:
            with progress_line(_("Taking back")) as progress:
                done = undo(run, today=timezone.localdate(), force=force, progress=progress)
        except CannotUndoError as problem:
            raise AnswerIsNo(str(problem)) from None
        for conflict in done.conflicts:
            click.echo(conflict, err=True)
        if not done.ok:
            raise AnswerIsNo(
                _("Nothing was taken back. With --force it is taken back all the same.")
            )
        click.echo(_("Taken back."))
