"""`nabij words check`, as someone types it."""

import json
from pathlib import Path

from click.testing import CliRunner, Result
from django.utils import translation

from nabij.core.actions.words import avoid_word
from nabij.core.tenancy import within
from nabij.ops.commands import words
from tests.factories import MunicipalityFactory


def check(*asked: str, text: str = "") -> Result:
    with translation.override("en"):
        return CliRunner().invoke(words.command, ["check", *asked], input=text)


def test_words_are_told_with_their_place_and_something_better() -> None:
    result = check("-", "--language", "nl", text="Koffie.\nVoor eenzame mensen.")
    assert result.exit_code == 1
    assert "2:6 “eenzame”: rather zeg wat er te doen is" in result.output
    assert "5 words, 2 sentences" not in result.output
    assert "4 words, 2 sentences, 2.0 words in a sentence." in result.output


def test_a_text_without_them_is_fine_however_hard(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("\ufeffWij faciliteren participatie.", encoding="utf-8")
    result = check(str(file), "--language", "nl")
    assert result.exit_code == 0
    assert "“faciliteren”: rather mogelijk maken" in result.output


def test_programs_get_json() -> None:
    result = check("-", "--language", "en", "--json", text="For lonely people. " * 11)
    told = json.loads(result.output)
    assert result.exit_code == 1
    assert told["words"][0] == {
        "found": "lonely", "line": 1, "column": 5, "word": "lonely",
        "better": "say what there is to do, or: more people around you",
    }  # fmt: skip
    assert told["readability"]["words"] == 33
    assert 0 <= told["readability"]["score"] <= 100


def test_a_municipality_has_words_of_its_own(db: None) -> None:
    municipality = MunicipalityFactory.create(code="GM9123")
    with within(municipality):
        avoid_word(municipality=municipality, language="nl", word="praatje", better="gesprek")
    assert check("-", "--language", "nl", text="Een praatje").exit_code == 0
    result = check("-", "--language", "nl", "--municipality", "GM9123", text="Een praatje")
    assert result.exit_code == 1


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert check(str(tmp_path / "nowhere.txt")).exit_code == 65
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\xff\xfe")
    assert "not a text" in check(str(picture)).output
    assert check("-", "--language", "fr").exit_code == 2
