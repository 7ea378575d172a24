"""The examples in the docs do what the docs say."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from django.utils import translation

from nabij.ops.commands import match, pair, score

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


def told(command: Any, *words: str) -> Any:
    result = CliRunner().invoke(command, [*words, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_two_people_are_matched() -> None:
    first, second = told(match.command, str(EXAMPLES / "match.json"))
    assert [proposal["offer"] for proposal in first["proposals"]] == ["rit", "rouw", "koor"]
    assert first["excluded"] == [
        {"offer": "bingo", "reasons": ["too_expensive", "no_time_fits", "avoided"]},
        {"offer": "fietsen", "reasons": ["not_accessible"]},
    ]
    assert second["proposals"] == []
    (nearer, driven) = second["relaxations"]
    assert (nearer["limit"], nearer["offers"]) == ("too_far", ["fietsen"])
    assert driven["change"] == {"travel.means": ["walk", "car"]}


def test_the_readable_answer_is_plain_dutch() -> None:
    with translation.override("nl"):
        lines = CliRunner().invoke(match.command, [str(EXAMPLES / "match.json")]).stdout
    assert "Praktische hulp past bij: ergens kunnen komen." in lines
    assert "Als iemand u met de auto brengt. Fietswerkplaats" in lines


def test_two_pairs_are_made() -> None:
    found = told(pair.command, str(EXAMPLES / "pair.json"))
    assert found["pairs"] == [["ann", "dina"], ["bo", "cees"]]


def test_three_people_are_scored() -> None:
    found = told(score.command, "djg6", str(EXAMPLES / "djg6.csv"))
    assert [(row["id"], row["total"], row["category"]) for row in found] == [
        ("a", 0, "not"), ("b", 4, "moderately"), ("c", 5, "strongly"),
    ]  # fmt: skip
    assert found[2]["social"] is None
