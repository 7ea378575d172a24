"""`nabij find` and `nabij index`, as someone types them."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone, translation

from nabij.core.tenancy import within
from nabij.directory import index
from nabij.directory.models import Offer, OfferEntry, SpellingWords
from nabij.ops.commands import find
from nabij.ops.commands import index as index_command
from nabij.ops.upkeep import ensure_index
from tests.directory.find.world import NOW, World
from tests.factories import PostcodeFactory


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    world = World()
    PostcodeFactory.create(code="3131AB", lat=52.566, lon=5.158)
    world.offer(
        "Koffieochtend", "TU", metres=300, source_id="koffie-1", source="csv", walk_along=True,
        languages=["nl", "ar"], accessible=["wheelchair"], causes=["loss"],
    )  # fmt: skip
    world.offer("Biljart", "FR", "20:00", metres=2000, cost_per_visit=2)
    return world


def nabij(command: Any, *words: str) -> Result:
    return CliRunner().invoke(command.command, list(words))


def rows(*words: str) -> list[dict[str, Any]]:
    result = nabij(find, *words, "--json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_an_index_of_an_older_version_is_made_anew_before_anyone_asks(world: World) -> None:
    with within(world.municipality):
        SpellingWords.objects.update(fingerprint="older")
        OfferEntry.objects.update(days=b"not as now", first_day=0)
    told: list[str] = []
    assert ensure_index(told.append) == 1
    assert told
    assert [row["name"] for row in rows("koffie", "--near", "3131AB")] == ["Koffieochtend"]
    assert ensure_index(told.append) == 0


def test_the_list_holds_what_the_contract_says(world: World) -> None:
    (row,) = rows(
        "koffie",
        "--near",
        "3131ab",
        "--within",
        "500",
        "--day",
        "TU",
        "--part",
        "morning",
        "--free",
    )
    with within(world.municipality):
        offer = Offer.objects.get(name="Koffieochtend")
    assert list(row) == ["id", "source_id", "name", "distance", "score", "reasons", "widened"]
    assert (row["id"], row["source_id"], row["name"]) == (
        str(offer.uid),
        "koffie-1",
        "Koffieochtend",
    )
    assert (row["distance"], row["widened"]) == (300, [])
    assert 0 < row["score"] <= 1


def test_reasons_and_widening_are_sentences_in_the_language_asked(world: World) -> None:
    (row,) = rows("koffie", "--near", "3131 AB", "--day", "we", "--lang", "nl")
    assert row["reasons"][0] == "300 m van 3131 AB"
    assert row["widened"] == ["Wij zochten ook op dinsdag."]
    (row,) = rows("koffie", "--near", "3131 AB", "--day", "we", "--lang", "en")
    assert row["reasons"][0] == "300 m from 3131 AB"


@pytest.mark.parametrize(
    "asked",
    [
        ["--language", "ar"],
        ["--language", "so,AR"],
        ["--needs", "wheelchair"],
        ["--walk-along"],
        ["--need", "grief"],
        ["--need", "loss"],
        ["--near", "52.566,5.158", "--within", "1000"],
        ["--from", "2026-11-24", "--to", "2026-11-24"],
        ["--age", "70", "--limit", "1"],
        ["--day", "TU,WE", "--day", "TH"],
        ["--municipality", "GM8000"],
    ],
)
def test_every_option_narrows(world: World, asked: list[str]) -> None:
    world.municipality.code = "GM8000"
    world.municipality.save()
    assert rows(*asked)[0]["name"] == "Koffieochtend"


def test_several_words_and_words_that_begin_with_a_hyphen(world: World) -> None:
    assert rows("koffie", "ochtend")[0]["name"] == "Koffieochtend"
    assert rows("--json", "--", "-koffie", "AND", "NEAR(")[0]["name"] == "Koffieochtend"
    assert rows("x" * 10_000)


def test_lines_to_read(world: World) -> None:
    result = nabij(find, "koffie", "--near", "3131AB", "--lang", "nl")
    assert result.exit_code == 0
    assert "1. Koffieochtend · Stichting Ringvaart" in result.stdout
    assert "300 m van 3131 AB" in result.stdout
    assert "morgen van" not in result.stdout
    assert "morgen om 10.00 uur" in result.stdout


def test_nothing_found_ends_with_one(world: World) -> None:
    with within(world.municipality):
        index.forget(world.municipality, Offer.objects.values_list("pk", flat=True))
    result = nabij(find, "koffie", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])
    assert nabij(find, "koffie").exit_code == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--day", "XX"], "MO, TU, WE, TH, FR, SA, SU"),
        (["--day", "dinsdag"], "dinsdag"),
        (["--part", "noon"], "morning, afternoon, evening"),
        (["--needs", "wheels"], "wheelchair"),
        (["--need", "joy"], "meet"),
        (["--within", "500"], "--near"),
        (["--near", "3131AB", "--within", "far"], "--within"),
        (["--near", "9999ZZ"], "9999 ZZ"),
        (["--near", "Nergens"], "Nergens"),
        (["--near", "1,1"], "51.91,4.34"),
        (["--age", "old"], "130"),
        (["--limit", "0"], "1000"),
        (["--limit", "²"], "1000"),
        (["--from", "31-12-2026"], "2026-12-01"),
        (["--from", "2026-12-02", "--to", "2026-12-01"], "--from"),
        (["--lang", "fr"], "nl, en"),
        (["--language", "Arabisch"], "Arabisch"),
        (["--municipality", "Testdam"], "GM"),
    ],
)
def test_wrong_use_says_what_is_right_and_ends_with_two(
    world: World, asked: list[str], said: str
) -> None:
    result = nabij(find, "koffie", *asked)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert not result.stdout


def test_of_several_municipalities_with_something_to_find_one_must_be_named(world: World) -> None:
    elsewhere = World("elders")
    assert rows("koffie")
    elsewhere.offer("Thee", "TU")
    result = nabij(find, "koffie")
    assert result.exit_code == 2
    assert "--municipality" in result.stderr
    assert rows("thee", "--municipality", elsewhere.municipality.code)[0]["name"] == "Thee"


def test_index_check_and_rebuild(world: World) -> None:
    with within(world.municipality):
        Offer.objects.filter(name="Biljart").update(name="Snooker")
    with translation.override("en"):
        check = nabij(index_command, "check")
        assert check.exit_code == 1
        assert "differs" in check.stdout
        rebuild = nabij(index_command, "rebuild")
        assert rebuild.exit_code == 0
        assert "1 rows changed" in rebuild.stdout
        assert nabij(index_command, "check").exit_code == 0
        assert "0 municipalities" in nabij(index_command, "rebuild", "--if-needed").stdout
