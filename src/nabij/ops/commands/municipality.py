"""`nabij municipality`: which municipalities use this installation."""

import click
from django.utils.translation import gettext as _

from nabij.core.actions.municipalities import BadCodeError, TakenError, add_municipality
from nabij.core.models import Municipality
from nabij.ops.exits import AnswerIsNo, WrongUseError
from nabij.ops.ready import ready


@click.group(help=_("The municipalities of this installation."))
def command() -> None:
    """Add and list municipalities."""


@command.command(help=_("Add a municipality. CODE is its CBS code, such as GM0622."))
@click.argument("code")
@click.argument("name")
@click.option("--slug", default="", help=_("its part of the web address; default: from the name"))
def add(code: str, name: str, slug: str) -> None:
    """Add one; the same one twice changes nothing."""
    with ready():
        try:
            municipality, new = add_municipality(code=code, name=name, slug=slug)
        except BadCodeError as problem:
            raise WrongUseError(str(problem)) from None
        except TakenError as problem:
            raise AnswerIsNo(str(problem)) from None
    told = (
        _("{name} ({code}) is there now, at /nl/{slug}/.")
        if new
        else _("{name} ({code}) was there already, at /nl/{slug}/.")
    )
    click.echo(told.format(name=municipality.name, code=municipality.code, slug=municipality.slug))


@command.command("list", help=_("List the municipalities."))
def list_() -> None:
    """One a line: code, address, name. Ends with 1 where there are none."""
    with ready():
        municipalities = list(Municipality.objects.order_by("code"))
    if not municipalities:
        raise AnswerIsNo(
            _("There is no municipality yet. Add one: nabij municipality add CODE NAME")
        )
    for municipality in municipalities:
        example = _(" (made up)") if municipality.example else ""
        click.echo(f"{municipality.code}  /{municipality.slug}/  {municipality.name}{example}")
