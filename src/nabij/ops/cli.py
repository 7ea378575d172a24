"""`nabij`: the command line. Commands live in `ops.commands`, one subject a file, loaded when asked.

Exit codes: 0 done; 1 the answer is no (nothing found, a check failed); 2 wrong use;
65 the input has errors and nothing was changed; 69 something needed is not there.
"""

import importlib
import locale
import os
import sys
from pathlib import Path
from typing import Any

import click

EXIT_NO = 1
EXIT_USAGE = 2
EXIT_BAD_INPUT = 65
EXIT_UNAVAILABLE = 69


class LazyGroup(click.Group):
    """A group whose commands are the modules of `ops.commands`; each has a click command `command`.

    A module is imported only when its command is used, and translation is switched on before that.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the modules, underscores shown as hyphens."""
        folder = Path(__file__).parent / "commands"
        names = (path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
        return sorted(name.rstrip("_").replace("_", "-") for name in names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that module, or None where there is no such module."""
        if cmd_name not in self.list_commands(ctx):
            return None
        stem = cmd_name.replace("-", "_")
        if stem == "import":  # a Python keyword cannot be a module that others import by name
            stem = "import_"
        module = importlib.import_module(f"nabij.ops.commands.{stem}")
        command: click.Command = module.command
        return command


def set_up() -> None:
    """Load Django and choose the language of the terminal (Dutch unless it says English)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings")
    import django
    from django.utils import translation
    from pydantic import ValidationError

    from nabij.config.unfit import UnfitError, in_words

    try:
        django.setup()
    except (ValidationError, UnfitError) as problem:  # their sentences, no trace
        for sentence in in_words(problem, terminal_language()):
            click.echo(sentence, err=True)
        sys.exit(EXIT_USAGE)
    translation.activate(terminal_language())


def terminal_language() -> str:
    """`nl` or `en`, from LC_ALL, LC_MESSAGES or LANG; Dutch where they say nothing of use."""
    for name in ("NABIJ_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            code = locale.normalize(value)[:2].lower()
            return "en" if code == "en" else "nl"
    return "nl"


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    package_name=None, version=__import__("nabij").__version__, message="%(prog)s %(version)s"
)
def nabij(**_options: Any) -> None:
    """Nabij."""


def main() -> None:
    """Run the command line."""
    set_up()
    from django.utils.translation import gettext as _

    from nabij.ops.spoken import speak

    speak()
    for option in nabij.params:  # made when this module was read, before there was a language
        if isinstance(option, click.Option) and option.name == "version":
            option.help = _("Show the version and exit.")
    nabij.help = _("The command line of Nabij. `nabij COMMAND --help` tells more of each.")
    nabij(prog_name="nabij")
