"""What click says by itself ("Usage:", "Missing option"), in the language of the terminal.

Click asks the catalogs of the operating system for its words, and ships none. Its modules look `_` and `ngettext`
up when they speak, so they are given ours.
"""

from types import ModuleType

from click import core, decorators, exceptions, formatting, parser, termui, types
from django.utils.translation import gettext, gettext_noop, ngettext

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


def speak() -> None:
    """Let click speak the language that is active when it says something."""
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
