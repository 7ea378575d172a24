"""`nabij import`: everything that comes in, the runs that it left, and taking one back."""

import click
from django.utils.translation import gettext as _

from nabij.ops.commands._import_hsds import hsds
from nabij.ops.commands._import_map import map_
from nabij.ops.commands._import_offers import offers
from nabij.ops.commands._import_open import areas, figures, postcodes
from nabij.ops.commands._import_runs import report, runs, undo_
from nabij.ops.commands._import_template import template


@click.group(help=_("Take things over from files and other systems, and take that back."))
def command() -> None:
    """Each kind of file has its own command."""


for _each in (areas, figures, hsds, map_, offers, postcodes, report, runs, template, undo_):
    command.add_command(_each)
