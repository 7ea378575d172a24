"""`nabij pair`, as someone types it: input and answer as the matching contract has them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from nabij.ops.commands import pair
from tests.tools.shared import SHARED

ASKED: dict[str, Any] = {
    "volunteers": [{"id": "ann", "capacity": 1}, {"id": "bo", "capacity": 2}],
    "residents": [
        {"id": "cees", "waiting_days": 10}, {"id": "dina", "waiting_days": 100},
        {"id": "eva", "waiting_days": 0},
    ],
    "edges": [
        {"volunteer": "ann", "resident": "cees", "weight": 5},
        {"volunteer": "ann", "resident": "dina", "weight": 4.5},
        {"volunteer": "bo", "resident": "cees", "weight": 4},
        {"volunteer": "bo", "resident": "eva", "weight": 0.5},
    ],
    "floor": 1,
    "fairness_per_day": 0.01,
}  # fmt: skip


def run(tmp_path: Path, document: Any, *words: str) -> Result:
    file = tmp_path / "input.json"
    file.write_text(json.dumps(document))
    return CliRunner().invoke(pair.command, [str(file), *words])


def test_the_pairs_and_their_total_are_printed(tmp_path: Path) -> None:
    contract = SHARED / "contracts" / "matching.schema.json"
    if contract.exists():
        schema = json.loads(contract.read_text())
        jsonschema.validate(ASKED, {"$defs": schema["$defs"], "$ref": "#/$defs/pair_input"})
    result = run(tmp_path, ASKED, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["pairs"] == [["ann", "dina"], ["bo", "cees"]]
    assert found["total"] == pytest.approx(4.5 + 1 + 4 + 0.1)


def test_someone_can_read_it_too(tmp_path: Path) -> None:
    with translation.override("nl"):
        told = run(tmp_path, ASKED).stdout
    assert told.splitlines() == [
        "ann – dina",
        "bo – cees",
        "Paren: 2; totaal: 9.6. 1 bewoner wacht verder.",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"volunteers": [{"id": "ann", "capacity": -1}]}, "$.volunteers[0].capacity: must be from 0"),
        ({"volunteers": [{"id": "ann", "capacity": 1}] * 2}, "$.volunteers[1].id: “ann” occurs twice"),
        ({"residents": [{"id": "cees"}]}, "$.residents[0].waiting_days: this is needed"),
        ({"edges": [{"volunteer": "x", "resident": "cees", "weight": 1}]},
         "$.edges[0].volunteer: “x” is not in this file"),
        ({"edges": [{"volunteer": "ann", "resident": "cees", "weight": "1"}]},
         "$.edges[0].weight: must be a number"),
        ({"floor": "low"}, "$.floor: must be a number"),
        ({"edges": None}, "$.edges: this is needed"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_place(
    tmp_path: Path, changed: dict[str, Any], said: str
) -> None:
    with translation.override("en"):
        result = run(tmp_path, ASKED | changed)
    assert result.exit_code == 65
    assert said in result.stderr
