"""`nabij pair`: volunteers and residents paired with the greatest total, from a file."""

import json

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.methods.pairing import pair
from nabij.methods.pairing.contract import as_json as pairing_as_json
from nabij.methods.pairing.contract import read_input
from nabij.methods.reading import BadFieldError
from nabij.ops.exits import BadInputError
from nabij.ops.json_files import in_words, read_json


@click.command(
    help=_(
        "Pair volunteers with residents so that the total is the greatest. INPUT is a JSON file as the "
        "matching contract has it; - reads what is typed. Needs no database."
    )
)
@click.argument("source", metavar="INPUT")
@click.option("--json", "as_json", is_flag=True, help=_("the pairs and the total as JSON"))
def command(source: str, as_json: bool) -> None:
    """Print the pairs. Ends with 65 where the file has errors."""
    try:
        asked = read_input(read_json(source))
    except BadFieldError as problem:
        raise BadInputError(in_words(problem, source)) from None
    found = pair(
        asked.volunteers,
        asked.residents,
        asked.edges,
        floor=asked.floor,
        fairness_per_day=asked.fairness_per_day,
    )
    if as_json:
        click.echo(json.dumps(pairing_as_json(found), ensure_ascii=False))
        return
    for volunteer, resident in found.pairs:
        click.echo(f"{volunteer} – {resident}")
    alone = len(asked.residents) - len(found.pairs)
    told = _("Pairs: {pairs}; total: {total}.").format(
        pairs=len(found.pairs), total=f"{found.total:g}"
    )
    waiting = ngettext("{count} resident waits on.", "{count} residents wait on.", alone)
    click.echo(f"{told} {waiting.format(count=alone)}" if alone else told)
