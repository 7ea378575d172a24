"""`nabij import hsds`: take over another social map."""

import json
from collections import Counter
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.exchange.hsds.importing import Imported, default_source, import_hsds, is_address
from nabij.exchange.hsds.web import Fetcher, UnreachableError
from nabij.exchange.reading.tables import BadInputError
from nabij.ops.cli import EXIT_BAD_INPUT
from nabij.ops.exits import UnavailableError
from nabij.ops.progress import progress_line
from nabij.ops.ready import municipality_with, ready
from nabij.ops.reporting import line_of, refuse, tell


@click.command(
    help=_(
        "Take over organisations, places and offers in HSDS (Open Referral), version 1 to 3. WHERE is "
        "a file, a directory, a zip or the address of an API. All of it is taken over, or nothing."
    )
)
@click.argument("where")
@click.option("--municipality", "code", required=True, help=_("code, such as GM0622"))
@click.option(
    "--source", default="", help=_("name of the source; with its ids it says what is whose")
)
@click.option("--preview", is_flag=True, help=_("only say what would change"))
@click.option("--json", "as_json", is_flag=True, help=_("the report as JSON"))
@click.option("--allow-private", is_flag=True, help=_("also read addresses in our own network"))
def hsds(
    where: str, code: str, source: str, preview: bool, as_json: bool, allow_private: bool
) -> None:
    """Read, take over, report. Ends with 65 where the input has errors, 69 where nothing answers."""
    with ready():
        municipality = municipality_with(code)
        try:
            with progress_line(_("Taking over")) as progress:
                imported = import_hsds(
                    where if is_address(where) else str(Path(where)),
                    municipality=municipality,
                    source=source.strip()[:80] or default_source(where),
                    preview=preview,
                    today=timezone.localdate(),
                    progress=progress,
                    fetcher=Fetcher(allow_private=allow_private),
                )
        except UnreachableError as error:
            raise UnavailableError(line_of(error.problem)) from None
        except BadInputError as error:
            refuse(error.problem, as_json=as_json)
            return
    _tell(imported, as_json=as_json)


def _tell(imported: Imported, *, as_json: bool) -> None:
    """What was read, and then as after every import."""
    if as_json:
        click.echo(json.dumps(imported.as_dict(), ensure_ascii=False, indent=2))
        if not imported.result.ok:
            raise SystemExit(EXIT_BAD_INPUT)
        return
    findings = imported.findings
    click.echo(_("Read: {tables}.").format(tables=_numbers(findings.counts)))
    if findings.unknown:
        told = _("Fields that Nabij does not know, kept as they are: {fields}.")
        click.echo(told.format(fields=_numbers(findings.unknown)))
    tell(imported.run, imported.result, as_json=False)


def _numbers(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counts.items())) or "0"
