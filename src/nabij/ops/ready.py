"""What every command that works on the database starts with."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.utils.translation import gettext as _

from nabij.core.actions.municipalities import BadCodeError, checked_code
from nabij.core.audit.acting import Actor, acting
from nabij.core.models import Municipality
from nabij.ops.database import ensure_database
from nabij.ops.exits import AnswerIsNo, WrongUseError, explained

COMMAND_LINE = Actor(role="command line")


@contextmanager
def ready() -> Iterator[None]:
    """A database that fits; the command line acts; problems are told in a sentence."""
    with explained():
        ensure_database(say=lambda text: click.echo(text, err=True))
        with acting(COMMAND_LINE):
            yield


def municipality_with(code: str) -> Municipality:
    """The municipality with this code. Ends the command where it is not there, or no code at all."""
    try:
        found = Municipality.objects.filter(code=checked_code(code)).first()
    except BadCodeError as problem:
        raise WrongUseError(str(problem)) from None
    if found is None:
        raise AnswerIsNo(
            _(
                "There is no municipality {code} here. `nabij municipality list` shows which are."
            ).format(code=code.upper())
        )
    return found
