"""`nabij score`: scores of the scales, from a table of answers."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.methods.scales import SCALES, Score, score
from nabij.methods.scales.table import BadTableError, Person, read_table
from nabij.ops.exits import BadInputError, WrongUseError


@click.command(
    help=_(
        "Score answers to a scale: djg11 and djg6 (De Jong Gierveld), ucla3. ANSWERS is a CSV file with "
        "a column per item and a row per person; answers in words or from 1 on, empty is not answered. "
        "De Jong Gierveld: 1 is nee, 2 min of meer, 3 ja."
    )
)
@click.argument("scale", type=click.Choice(list(SCALES)))
@click.argument("answers", metavar="ANSWERS")
@click.option("--rule", default=None, help=_("version of the cut-offs, such as djg6/cbs"))
@click.option("--json", "as_json", is_flag=True, help=_("a JSON list, a person each"))
def command(scale: str, answers: str, rule: str | None, as_json: bool) -> None:
    """Print a score for each row. Ends with 65 where the table has errors."""
    chosen = SCALES[scale]
    known = [one.code for one in chosen.rules]
    if rule is not None and rule not in known:
        told = _("--rule does not know “{given}”. Choose from: {choices}.")
        raise WrongUseError(told.format(given=rule[:60], choices=", ".join(known)))
    try:
        people = read_table(_raw(answers), chosen)
    except BadTableError as problem:
        raise BadInputError(f"{answers}: {_in_words(problem)}") from None
    rows = [_as_row(one, score(chosen, one.answers, rule)) for one in people]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        shown = (row["row"], row["total"], row["emotional"], row["social"], row["category"])
        click.echo("  ".join(f"{'–' if value is None else value!s:>5}" for value in shown))
    invalid = sum(row["total"] is None for row in rows)
    told = ngettext("{count} person", "{count} persons", len(rows)).format(count=len(rows))
    click.echo(
        _("{people}; {invalid} without a valid total; rule {rule}.").format(
            people=told, invalid=invalid, rule=chosen.rule(rule).code
        )
    )


def _raw(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except OSError as problem:
        told = _("{file} cannot be read: {problem}").format(file=source, problem=problem.strerror)
        raise BadInputError(told) from None


def _as_row(person: Person, found: Score) -> dict[str, Any]:
    row: dict[str, Any] = {
        "row": person.row,
        "scale": found.scale,
        "rule": found.rule,
        "total": found.total,
        "emotional": found.emotional,
        "social": found.social,
        "missing": found.missing,
        "category": found.band,
        "emotional_category": found.emotional_band,
        "social_category": found.social_band,
    }
    if person.id:
        row["id"] = person.id
    if person.direct is not None:
        row["direct"] = person.direct
    return row


def _in_words(problem: BadTableError) -> str:
    place = ""
    if problem.row is not None:
        place = _("row {row}").format(row=problem.row)
    if problem.column is not None:
        place += ", " + _("column “{column}”").format(column=problem.column)
    templates = {
        "empty": _("there is nothing in it."),
        "not_text": _("this is no CSV file."),
        "no_column": _("no column for item {items}."),
        "twice": _("this item has a column already."),
        "cells": _("{found} cells, but there are {expected} headings."),
        "answer": _("“{found}” is no answer. Choose from: {choices}, a number, or nothing."),
    }
    said = templates[problem.code].format(**problem.values)
    return f"{place}: {said}" if place else said
