"""`nabij municipality`: which municipalities use this installation."""

from collections.abc import Callable

import click
from django.utils.translation import gettext as _

from nabij.core.actions.municipalities import (
    CHANGEABLE,
    BadCodeError,
    NotFittingError,
    TakenError,
    add_municipality,
    change_municipality,
    labels_of_fields,
)
from nabij.core.models import Municipality
from nabij.ops.exits import AnswerIsNo, WrongUseError
from nabij.ops.ready import municipality_with, ready
from nabij.web.context import themes


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
        except (BadCodeError, NotFittingError) as problem:
            raise WrongUseError(str(problem)) from None
        except TakenError as problem:
            raise AnswerIsNo(str(problem)) from None
    told = (
        _("{name} ({code}) is there now, at /nl/{slug}/.")
        if new
        else _("{name} ({code}) was there already, at /nl/{slug}/.")
    )
    click.echo(told.format(name=municipality.name, code=municipality.code, slug=municipality.slug))


def _options(function: Callable[..., None]) -> Callable[..., None]:
    """An option for each thing that may change, with the words of its column."""
    labels = labels_of_fields()
    for name in reversed(CHANGEABLE):
        function = click.option(f"--{name.replace('_', '-')}", name, help=labels[name])(function)
    return function


@command.command(
    help=_(
        "Change what residents see of a municipality, such as the phone number on every page. What is not named "
        'stays as it is; "" makes it empty.'
    )
)
@click.argument("code")
@_options
def change(code: str, **given: str | None) -> None:
    """Change some of it, and say what became different."""
    changes = {name: value for name, value in given.items() if value is not None}
    if not changes:
        raise WrongUseError(_("Say what to change; --help tells what can be."))
    _check_theme(changes.get("theme", ""))
    with ready():
        municipality = municipality_with(code)
        try:
            different = change_municipality(municipality=municipality, **changes)
        except NotFittingError as problem:
            raise WrongUseError(str(problem)) from None
    labels = labels_of_fields()
    told = _("Changed: {what}.") if different else _("It was so already.")
    click.echo(told.format(what=", ".join(labels[name] for name in different)))


def _check_theme(name: str) -> None:
    """A theme that is not there would show our own look, without anybody saying so."""
    if name and name not in (there := themes()):
        told = _("There is no theme “{name}”. Choose from: {themes}.")
        raise WrongUseError(told.format(name=name, themes=", ".join(there)))


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
