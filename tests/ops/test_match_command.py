"""`nabij match`, as someone types it: input and answer as the matching contract has them."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from nabij.ops.commands import match
from tests.tools.shared import SHARED

PROFILE: dict[str, Any] = {
    "id": "anna", "on": "2026-11-22", "age": 78, "gender": "woman", "languages": ["nl"],
    "causes": ["loss", "mobility"], "wishes": ["zingen"], "talents": ["breien"],
    "avoid": {"words": ["kerk"], "group_over": 15},
    "location": {"lat": 52.1, "lon": 5.1}, "travel": {"means": ["walk", "bus"], "minutes": 20},
    "free": [{"day": "TU", "from": "09:00", "to": "13:00"}], "budget_per_month": 15,
    "needs": ["no_stairs"], "walk_along": True,
}  # fmt: skip
CHOIR: dict[str, Any] = {
    "id": "choir", "name": "Koor De Merel", "description": "Samen zingen.", "organisation": "Welzijn",
    "mechanisms": ["activity", "meeting"], "form": "group", "reach": "on_site", "status": "open",
    "location": {"lat": 52.103, "lon": 5.102}, "cost_per_visit": 3, "cost_per_month": None,
    "times": [{"day": "TU", "from": "10:00", "to": "12:00"}], "group_size": 14, "capacity": "room",
    "accessible": ["no_stairs"], "verified_on": "2026-10-01", "languages": ["nl"],
    "age": {"min": 55, "max": None}, "only_for": None, "walk_along": True, "causes": ["loss"],
}  # fmt: skip
CHURCH = CHOIR | {"id": "church", "name": "Koffie", "description": "In de kerkzaal."}
FAR = CHOIR | {"id": "far", "location": {"lat": 53, "lon": 6}, "capacity": "full"}


def run(tmp_path: Path, document: Any, *words: str) -> Result:
    file = tmp_path / "input.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document))
    return CliRunner().invoke(match.command, [str(file), *words])


def answers(tmp_path: Path, *offers: dict[str, Any], **changed: Any) -> list[dict[str, Any]]:
    document = {"profiles": [PROFILE | changed], "offers": list(offers)}
    result = run(tmp_path, document, "--json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_the_answer_is_as_the_contract_has_it(tmp_path: Path) -> None:
    contract = SHARED / "contracts" / "matching.schema.json"
    if not contract.exists():
        pytest.skip("the contract is not beside the checkout (set NABIJ_SHARED)")
    schema = json.loads(contract.read_text())
    document = {"profiles": [PROFILE, PROFILE | {"id": "bert", "budget_per_month": 1}],
                "offers": [CHOIR, CHURCH, FAR]}  # fmt: skip
    named = {"$defs": schema["$defs"], "$ref": "#/$defs/match_input"}
    jsonschema.validate(document, named)
    found = json.loads(run(tmp_path, document, "--json").stdout)
    for answer in found:
        jsonschema.validate(answer, {"$defs": schema["$defs"], "$ref": "#/$defs/answer"})
    assert [answer["profile"] for answer in found] == ["anna", "bert"]
    assert found[1]["relaxations"][0]["change"] == {"budget_per_month": 13.0}


def test_what_fits_is_proposed_and_what_does_not_has_its_reasons(tmp_path: Path) -> None:
    (answer,) = answers(tmp_path, FAR, CHOIR, CHURCH)
    (proposal,) = answer["proposals"]
    assert proposal["offer"] == "choir"
    assert sum(term["value"] for term in proposal["terms"]) == proposal["score"]
    assert answer["excluded"] == [
        {"offer": "church", "reasons": ["avoided"]},
        {"offer": "far", "reasons": ["too_far", "full"]},
    ]


def test_only_as_many_are_proposed_as_were_asked(tmp_path: Path) -> None:
    document = {"profiles": [PROFILE], "offers": [CHOIR, CHOIR | {"id": "two"}]}
    (answer,) = json.loads(run(tmp_path, document, "--top", "1", "--json").stdout)
    assert len(answer["proposals"]) == 1


def test_the_least_that_a_file_may_hold_is_enough(tmp_path: Path) -> None:
    least = {
        "id": "least", "name": "Bellen", "description": "", "mechanisms": ["meaningful_contact"],
        "form": "one_to_one", "reach": "phone", "status": "open",
    }  # fmt: skip
    bare = {
        "id": "bare", "on": "2026-11-22", "age": 30, "languages": ["nl"], "causes": [],
        "location": {"lat": 52, "lon": 5}, "travel": {"means": ["none"], "minutes": 0},
    }  # fmt: skip
    result = run(tmp_path, {"profiles": [bare], "offers": [least], "later": 1}, "--json")
    (answer,) = json.loads(result.stdout)
    assert answer["excluded"] == [{"offer": "least", "reasons": ["not_verified"]}]
    assert json.loads(run(tmp_path, {"profiles": [], "offers": []}, "--json").stdout) == []


def test_someone_can_read_it_too(tmp_path: Path) -> None:
    document = {"profiles": [PROFILE, PROFILE | {"id": "bert", "budget_per_month": 1}],
                "offers": [CHOIR, CHURCH]}  # fmt: skip
    with translation.override("nl"):
        told = run(tmp_path, document).stdout
    assert "Koor De Merel" in told
    assert "De eerste keer gaat er iemand met u mee." in told
    assert "Dit wilt u liever niet: “kerk”." in told
    assert "Als het € 13 per maand mag kosten." in told


@pytest.mark.parametrize(
    ("changed", "path", "said"),
    [
        ({"age": "old"}, "$.profiles[0].age", "must be a number"),
        ({"age": 78.5}, "$.profiles[0].age", "must be a whole number"),
        ({"age": -1}, "$.profiles[0].age", "must be from 0 to 130"),
        ({"age": True}, "$.profiles[0].age", "must be a number"),
        ({"causes": ["sadness"]}, "$.profiles[0].causes[0]", "“sadness” is not known"),
        ({"causes": "loss"}, "$.profiles[0].causes", "must be a list"),
        ({"languages": []}, "$.profiles[0].languages", "may not be empty"),
        ({"on": "22-11-2026"}, "$.profiles[0].on", "a date such as"),
        ({"on": None}, "$.profiles[0].on", "is needed"),
        ({"id": " "}, "$.profiles[0].id", "may not be empty"),
        ({"location": {"lat": 91, "lon": 5}}, "$.profiles[0].location.lat", "from -90 to 90"),
        ({"travel": {"means": ["horse"], "minutes": 5}}, "$.profiles[0].travel.means[0]", "horse"),
        ({"travel": {"means": ["walk"]}}, "$.profiles[0].travel.minutes", "is needed"),
        ({"travel": []}, "$.profiles[0].travel", "must be an object"),
        ({"walk_along": "yes"}, "$.profiles[0].walk_along", "true or false"),
        ({"wishes": [5]}, "$.profiles[0].wishes[0]", "must be a text"),
        ({"free": [{"day": "TU", "from": "9:00", "to": "10:00"}]}, "$.profiles[0].free[0].from", "13:30"),
        ({"free": [{"day": "TU", "from": "09:00", "to": "25:00"}]}, "$.profiles[0].free[0].to", "13:30"),
        ({"free": [{"day": "TU", "from": "09:00", "to": "09:00"}]}, "$.profiles[0].free[0].to", "after"),
        ({"budget_per_month": -5}, "$.profiles[0].budget_per_month", "must be from 0"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_place(
    tmp_path: Path, changed: dict[str, Any], path: str, said: str
) -> None:
    with translation.override("en"):
        result = run(tmp_path, {"profiles": [PROFILE | changed], "offers": []})
    assert result.exit_code == 65
    assert f"{path}: " in result.stderr
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no JSON: line 1, column 2"),
        ("[]", "$: must be an object"),
        ('{"profiles": [], "offers": NaN}', "such as NaN"),
        ('{"profiles": []}', "$.offers: this is needed"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_such_file_is_told_in_words(tmp_path: Path, text: str, said: str) -> None:
    with translation.override("en"):
        result = run(tmp_path, text)
    assert result.exit_code == 65
    assert said in result.stderr


def test_an_id_stands_for_one_offer_only(tmp_path: Path) -> None:
    with translation.override("nl"):
        result = run(tmp_path, {"profiles": [], "offers": [CHOIR, CHOIR]})
    assert result.exit_code == 65
    assert "$.offers[1].id: “choir” komt twee keer voor" in result.stderr


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(match.command, [str(tmp_path / "none.json")])
    assert result.exit_code == 65
    assert "none.json" in result.stderr
