"""What click says by itself ("Usage:", "Missing option"), in the language of the terminal.

Click asks the catalogs of the operating system for its words, and ships none. Its modules look `_` and `ngettext`
up when they speak, so they are given ours.
"""

import re
from collections.abc import Iterable
from types import ModuleType

from click import (
    Context,
    HelpFormatter,
    core,
    decorators,
    exceptions,
    formatting,
    parser,
    termui,
    types,
)
from django.utils.translation import gettext, gettext_noop, ngettext, pgettext_lazy

MODULES: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, termui, types)

#: Click's own sentences, so that the catalog holds them; plurals stand in `_plurals`.
SENTENCES = (
    gettext_noop("Usage:"),
    gettext_noop("Options"),
    gettext_noop("Commands"),
    gettext_noop("Show this message and exit."),
    gettext_noop("Show the version and exit."),
    gettext_noop("default: {default}"),
    gettext_noop("required"),
    gettext_noop("Aborted!"),
    gettext_noop("Error: {message}"),
    gettext_noop("Error: invalid input"),
    gettext_noop("Try '{command} {option}' for help."),
    gettext_noop("Missing command."),
    gettext_noop("Missing argument"),
    gettext_noop("Missing option"),
    gettext_noop("No such command {name!r}."),
    gettext_noop("No such option {name!r}."),
    gettext_noop("Invalid value: {message}"),
    gettext_noop("Invalid value for {param_hint}: {message}"),
    gettext_noop("Could not open file {filename!r}: {message}"),
    gettext_noop("Choose from:\n\t{choices}"),
    gettext_noop("{value!r} is not a valid {number_type}."),
    gettext_noop("{value} is not in the range {range}."),
    gettext_noop("{value!r} is not a valid UUID."),
    gettext_noop("{name} {filename!r} does not exist."),
    gettext_noop("{name} {filename!r} is a directory."),
    gettext_noop("{name} {filename!r} is a file."),
    gettext_noop("{name} {filename!r} is not readable."),
    gettext_noop("{name} {filename!r} is not writable."),
    gettext_noop("Option {name!r} does not take a value."),
)

#: What stands in help for what one types, as click or a command names it.
METAVARS = {
    "ANSWERS": pgettext_lazy("in help", "ANSWERS"),
    "ARGS": pgettext_lazy("in help", "ARGS"),
    "BOOLEAN": pgettext_lazy("in help", "BOOLEAN"),
    "COMMAND": pgettext_lazy("in help", "COMMAND"),
    "DATE": pgettext_lazy("in help", "DATE"),
    "DIRECTORY": pgettext_lazy("in help", "DIRECTORY"),
    "EMAIL": pgettext_lazy("in help", "EMAIL"),
    "FILE": pgettext_lazy("in help", "FILE"),
    "FILENAME": pgettext_lazy("in help", "FILENAME"),
    "FLOAT RANGE": pgettext_lazy("in help", "FLOAT RANGE"),
    "FLOAT": pgettext_lazy("in help", "FLOAT"),
    "INPUT": pgettext_lazy("in help", "INPUT"),
    "INTEGER RANGE": pgettext_lazy("in help", "INTEGER RANGE"),
    "INTEGER": pgettext_lazy("in help", "INTEGER"),
    "METRES": pgettext_lazy("in help", "METRES"),
    "NAME": pgettext_lazy("in help", "NAME"),
    "OPTIONS": pgettext_lazy("in help", "OPTIONS"),
    "PATH": pgettext_lazy("in help", "PATH"),
    "PLACE": pgettext_lazy("in help", "PLACE"),
    "RUN_ID": pgettext_lazy("in help", "RUN_ID"),
    "SCALE": pgettext_lazy("in help", "SCALE"),
    "TEXT": pgettext_lazy("in help", "TEXT"),
    "WHERE": pgettext_lazy("in help", "WHERE"),
    "WORDS": pgettext_lazy("in help", "WORDS"),
}
_METAVAR = re.compile(rf"\b(?:{'|'.join(METAVARS)})\b")


def named(text: str) -> str:
    """The text with what one types named in the language that is active, as the help around it does."""
    return _METAVAR.sub(lambda found: str(METAVARS[found[0]]), text)


class SpokenFormatter(HelpFormatter):
    """Writes help in which FILE has the same name in the usage line, the list of options and the sentences."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how to use it."""
        super().write_usage(prog, named(args), prefix)

    def write_text(self, text: str) -> None:
        """A sentence of help."""
        super().write_text(named(text))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """The options, or the commands."""
        super().write_dl(
            [(named(term), named(words)) for term, words in rows], col_max, col_spacing
        )


_make_metavar = core.Argument.make_metavar


def _argument_name(argument: core.Argument, ctx: Context) -> str:
    """So that a mistake names an argument as its help does."""
    return named(_make_metavar(argument, ctx))


def speak() -> None:
    """Let click speak the language that is active when it says something."""
    Context.formatter_class = SpokenFormatter
    setattr(core.Argument, "make_metavar", _argument_name)  # noqa: B010 - mypy takes no other way
    for module in MODULES:
        for name, ours in (("_", gettext), ("ngettext", ngettext)):
            if hasattr(module, name):
                setattr(module, name, ours)


def _plurals(count: int) -> tuple[str, ...]:
    """Never called: click's sentences with a plural, for the catalog."""
    return (
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
        ngettext(
            "Got unexpected extra argument ({args})",
            "Got unexpected extra arguments ({args})",
            count,
        ),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
        ngettext(
            "Option {name!r} requires an argument.",
            "Option {name!r} requires {nargs} arguments.",
            count,
        ),
    )
