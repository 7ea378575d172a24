"""The papers that go with the source: its licence and how catalogues find it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def publiccode() -> dict[str, Any]:
    papers: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    return papers


def test_the_licence_is_the_same_everywhere(publiccode: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("# EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert project["license"] == publiccode["legal"]["license"] == "EUPL-1.2"


def test_what_the_standard_asks_for_is_there(publiccode: dict[str, Any]) -> None:
    asked = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }
    assert asked <= publiccode.keys()
    assert publiccode["developmentStatus"] in {
        "concept",
        "development",
        "beta",
        "stable",
        "obsolete",
    }
    assert publiccode["maintenance"]["contacts"][0]["name"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_described_at_the_length_the_standard_asks(
    publiccode: dict[str, Any], language: str
) -> None:
    description = publiccode["description"][language]
    assert len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert all(len(feature) <= 100 for feature in description["features"])
    assert language in publiccode["localisation"]["availableLanguages"]


def test_the_version_is_the_same_everywhere(publiccode: dict[str, Any]) -> None:
    import nabij

    assert publiccode["softwareVersion"] == nabij.__version__
