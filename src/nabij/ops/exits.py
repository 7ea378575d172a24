"""Ways for a command to end badly: a sentence for a person, and the exit code of `ops.cli`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click
from django.db import OperationalError

from nabij.core.encryption.errors import KeysError


class Ending(click.ClickException):
    """The end of a command, told in its own words: click would put an English "Error:" before it."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it where errors go."""
        click.echo(self.format_message(), file=file, err=True)


class AnswerIsNo(Ending):
    """The answer is no: nothing found, or a check failed."""

    exit_code = 1


class BadInputError(Ending):
    """What the command was given has errors; nothing was changed."""

    exit_code = 65


class UnavailableError(Ending):
    """Something that is needed is not there."""

    exit_code = 69


class WrongUseError(Ending):
    """The command was given something that cannot be."""

    exit_code = 2


@contextmanager
def explained() -> Iterator[None]:
    """Problems with keys or the database end the command with their sentence, not with a trace."""
    try:
        yield
    except (KeysError, OperationalError) as problem:
        raise UnavailableError(str(problem).strip()) from problem
