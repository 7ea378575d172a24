"""`nabij audit`: check the trail of who did and read what, and look into it."""

import uuid

import click
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.audit import guards
from nabij.core.audit.recording import INSTALLATION, chain_of, record
from nabij.core.audit.verifying import Anchor, Verdict, chains, verify
from nabij.core.models import AuditEvent, User
from nabij.ops.exits import AnswerIsNo, WrongUseError
from nabij.ops.ready import municipality_with, ready


@click.group(help=_("The trail of who did and read what."))
def command() -> None:
    """Check the trail, look into it."""


@command.command(
    "verify",
    help=_(
        "Check that no event was changed, moved, removed, put in or cut off. Prints an anchor to note "
        "down outside this machine; a next check with --anchor then finds even a trail that was put "
        "back as it was."
    ),
)
@click.option("--municipality", "code", help=_("only this municipality"))
@click.option("--anchor", "anchors", multiple=True, help=_("NUMBER:HASH that was printed earlier"))
def verify_(code: str | None, anchors: tuple[str, ...]) -> None:
    """Exit 0 where everything is whole, 1 where something is wrong."""
    with ready():
        chosen = [chain_of(municipality_with(code))] if code else chains()
        noted = [_anchor(text) for text in anchors]
        if noted and len(chosen) != 1:
            raise WrongUseError(_("An anchor is of one chain: name it with --municipality."))
        verdicts = [verify(chain, *noted[:1]) for chain in chosen]
        verdicts += [verify(chosen[0], anchor) for anchor in noted[1:]]
        for verdict in verdicts:
            _tell(verdict)
        if absent := guards.missing(connection):
            click.echo(
                _("The database does not guard the trail: {names}").format(
                    names=", ".join(sorted(absent))
                )
            )
    if absent or not all(verdict.whole for verdict in verdicts):
        raise AnswerIsNo(_("The audit trail is not whole."))


@command.command(help=_("Show events. That you look is noted too."))
@click.option(
    "--municipality", "code", help=_("of this municipality; default: of the installation")
)
@click.option("--by", "email", help=_("only what this user did (e-mail address)"))
@click.option("--verb", help=_("only this kind, such as contact.read"))
@click.option("--object", "object_id", help=_("only about the record with this number"))
@click.option("--limit", default=50, show_default=True, help=_("how many, the newest first"))
def show(
    code: str | None, email: str | None, verb: str | None, object_id: str | None, limit: int
) -> None:
    """One event a line, the newest first."""
    with ready():
        municipality = municipality_with(code) if code else None
        events = AuditEvent.objects.filter(chain=chain_of(municipality)).order_by("-sequence")
        if email:
            events = events.filter(actor_uid=_uid_of(email))
        if verb:
            events = events.filter(verb=verb)
        if object_id:
            events = events.filter(object_id=object_id)
        lines = [_line(event) for event in events[:limit]]
        record("audit.read", municipality=municipality)
    if not lines:
        raise AnswerIsNo(_("No events."))
    click.echo("\n".join(lines))


def _tell(verdict: Verdict) -> None:
    name = _("installation") if verdict.chain == INSTALLATION else verdict.chain
    if verdict.whole:
        click.echo(_("{name}: {count} events, whole.").format(name=name, count=verdict.events))
        if verdict.events:
            click.echo(_("  anchor {anchor}").format(anchor=verdict.anchor))
        return
    click.echo(_("{name}: {count} events, NOT whole:").format(name=name, count=verdict.events))
    for problem in verdict.problems:
        click.echo(f"  · {problem}")
    if verdict.more:
        click.echo(_("  · and {count} more").format(count=verdict.more))


def _anchor(text: str) -> Anchor:
    try:
        return Anchor.parse(text)
    except ValueError as problem:
        raise WrongUseError(str(problem)) from None


def _uid_of(email: str) -> uuid.UUID:
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise AnswerIsNo(_("There is no user {email}.").format(email=email))
    return user.uid


def _line(event: AuditEvent) -> str:
    parts = [
        f"{event.sequence:>6}",
        f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}",
        str(event.actor_uid or event.actor_role or "-"),
        event.verb,
        f"{event.object_type} {event.object_id}".strip(),
        ",".join(event.fields),
        event.reason,
    ]
    return "  ".join(part for part in parts if part)
