"""`nabij index`: the index behind finding, made anew or compared with the truth."""

import click
from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory import index
from nabij.ops.exits import AnswerIsNo
from nabij.ops.ready import municipality_with, ready
from nabij.ops.upkeep import out_of_date_indexes


@click.group(help=_("The index behind finding."))
def command() -> None:
    """Rebuild it, check it."""


@command.command(help=_("Make the index anew, of all municipalities or of one."))
@click.option("--municipality", "code", default="", help=_("code of the only one to do"))
@click.option("--if-needed", is_flag=True, help=_("only where the rules of the language changed"))
def rebuild(code: str, if_needed: bool) -> None:
    """Say how far it is, and how much changed."""
    with ready():
        chosen = _chosen(code)
        if if_needed:
            chosen = out_of_date_indexes(chosen)
        changed = index.rebuild(chosen, _progress)
    click.echo(
        _("The index of {count} municipalities is as it should be; {changed} rows changed.").format(
            count=len(chosen), changed=changed
        )
    )


@command.command(help=_("Compare the index with the truth. Ends with 1 where they differ."))
@click.option("--municipality", "code", default="", help=_("code of the only one to do"))
def check(code: str) -> None:
    """Name every offer that differs."""
    wrong = 0
    with ready():
        for municipality in _chosen(code):
            with within(municipality):
                if index.out_of_date(municipality):
                    wrong += 1
                    click.echo(
                        _("{code}: made by other rules of language").format(code=municipality.code)
                    )
                for difference in index.check(municipality):
                    wrong += 1
                    click.echo(f"{municipality.code} {difference.offer_id} {difference.what}")
    if wrong:
        raise AnswerIsNo(
            _("{count} differences. `nabij index rebuild` mends them.").format(count=wrong)
        )
    click.echo(_("The index says what is true."))


def _chosen(code: str) -> list[Municipality]:
    return [municipality_with(code)] if code else list(Municipality.objects.order_by("code"))


def _progress(municipality: Municipality, done: int, total: int) -> None:
    click.echo(
        _("{name}: {done} of {total}").format(name=municipality.name, done=done, total=total),
        err=True,
    )
