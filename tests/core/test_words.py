"""Words that label people: known inflected and inside compounds, never where they are something else."""

import pytest

from nabij.core.words import AVOIDED, taboo_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bent u eenzaam?", ["eenzaam"]),
        ("de EENZAAMHEIDSAANPAK en anti-eenzaamheid", ["EENZAAMHEIDSAANPAK", "eenzaamheid"]),
        ("eenzame mensen, vereenzaming", ["eenzame", "vereenzaming"]),
        ("een kwetsbare oudere in een sociaal isolement", ["kwetsbare", "isolement"]),
        ("voor doelgroepen", ["doelgroepen"]),
        ("een\N{SOFT HYPHEN}zaam", ["eenzaam"]),
        ("sociaal gei\N{COMBINING DIAERESIS}soleerd", ["geïsoleerd"]),
    ],
)
def test_they_are_found_as_they_stand_there(text: str, found: list[str]) -> None:
    assert [hit.found for hit in taboo_words(text, "nl")] == found


@pytest.mark.parametrize(
    "text",
    [
        "Hulp bij het isoleren van uw huis: isolatie en tochtstrips.",
        "Samen eten, samen zijn. Een zaak van ons allemaal.",
        "Wie alleen woont, is welkom.",
        "Doel: een groep die wandelt.",
    ],
)
def test_other_words_are_let_be(text: str) -> None:
    assert taboo_words(text, "nl") == []


def test_english_has_words_of_its_own_and_another_language_is_read_for_all() -> None:
    assert [hit.found for hit in taboo_words("Loneliness and target  groups", "en")] == [
        "Loneliness",
        "target  groups",
    ]
    assert taboo_words("Insulation of your home: isolation valves", "en") == []
    assert len(taboo_words("eenzaam, lonely", "ar")) == 2
    assert len(taboo_words("eenzaam, lonely", "en-GB")) == 1


def test_every_word_has_something_better() -> None:
    for rows in AVOIDED.values():
        for row in rows:
            assert row.better
            assert taboo_words(row.word, "xx")
            assert not taboo_words(row.better, "xx")
