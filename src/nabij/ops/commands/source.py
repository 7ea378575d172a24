"""`nabij source`: other systems that send worries or referrals, each with a key, and points that serve several municipalities."""

from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.casework.actions.sources import TakenError, add_point, add_source, revoke_source
from nabij.casework.models import SignalSource
from nabij.casework.queries.sources import every_point, every_source, point_at
from nabij.ops.exits import AnswerIsNo, WrongUseError
from nabij.ops.ready import municipality_with, ready


@click.group(help=_("Other systems that send worries or referrals, each with a key of its own."))
def command() -> None:
    """Add, list and revoke sources; add points."""


@command.command(
    help=_(
        "Give another system a key, for one municipality or for a point. The key is shown once: only a hash of it is kept."
    )
)
@click.argument("name")
@click.option("--municipality", "code", default="", help=_("its CBS code, such as GM0622"))
@click.option("--point", "slug", default="", help=_("the address of a point"))
@click.option(
    "--sends",
    type=click.Choice(SignalSource.Sends.values),
    default=SignalSource.Sends.SIGNALS.value,
    help=_("what it may send; default: signals, which are worries"),
)
def add(name: str, code: str, slug: str, sends: str) -> None:
    """Make it and show its key, by itself on the last line."""
    if bool(code) == bool(slug):
        raise WrongUseError(_("Say --municipality or --point, one of the two."))
    with ready():
        municipality = municipality_with(code) if code else None
        point = point_at(slug) if slug else None
        if slug and point is None:
            raise AnswerIsNo(_("There is no point at {address}.").format(address=slug))
        made = add_source(
            name=name,
            municipality=municipality,
            point=point,
            sends=SignalSource.Sends(sends),
            now=timezone.now(),
        )
    click.echo(_("{name} has a key. It is shown once; keep it as you keep a password:").format(name=made.source.name))  # fmt: skip
    click.echo(made.key)


@command.command("list", help=_("List the sources and points."))
def list_() -> None:
    """One a line: its number, where it writes, when it was last used. No key is shown."""
    with ready():
        sources, points = every_source(), every_point()
    if not sources and not points:
        raise AnswerIsNo(_("There is no source yet. Add one: nabij source add NAME --municipality CODE"))  # fmt: skip
    for source in sources:
        where = source.municipality.code if source.municipality else str(source.point)
        click.echo(
            f"{source.uid}  {where}  {source.name}  {source.get_sends_display()}  {_state(source)}"
        )
    for point in points:
        codes = " ".join(one.code for one in point.municipalities.all())
        click.echo(f"/{point.slug}/  {point.name}  {codes}")


@command.command(help=_("Take a key back, at once. NUMBER is the source's, as `nabij source list` shows it."))  # fmt: skip
@click.argument("number", type=click.UUID)
def revoke(number: UUID) -> None:
    """Exit 1 where there is no such source, or its key was taken back already."""
    with ready():
        done = revoke_source(uid=number, now=timezone.now())
    if not done:
        raise AnswerIsNo(_("There is no such source, or its key was taken back already."))
    click.echo(_("Its key no longer opens anything."))


@command.command(help=_("Make one point for several municipalities. CODES are their CBS codes."))
@click.argument("name")
@click.argument("codes", nargs=-1, required=True)
@click.option("--slug", default="", help=_("its part of the web address; default: from the name"))
def point(name: str, codes: tuple[str, ...], slug: str) -> None:
    """Make it, and say where it is."""
    with ready():
        chosen = [municipality_with(code) for code in codes]
        try:
            made = add_point(name=name, municipalities=chosen, slug=slug)
        except TakenError as problem:
            raise AnswerIsNo(str(problem)) from None
        except ValueError as problem:
            raise WrongUseError(str(problem)) from None
    told = _("{name} is there now, at /nl/zorgen/{slug}/.")
    click.echo(told.format(name=made.name, slug=made.slug))


def _state(source: SignalSource) -> str:
    if source.revoked_at is not None:
        return _("taken back on {day}").format(day=timezone.localdate(source.revoked_at))
    if source.last_used_on is not None:
        return _("last used on {day}").format(day=source.last_used_on)
    return _("never used")
