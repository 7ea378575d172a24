"""Two records weighed, and the labelled pairs that nobody chose a threshold on."""

from dataclasses import replace

import pytest

from nabij.methods.duplicates import (
    ASK,
    MENTION,
    Traits,
    like,
    likeness,
    name_likeness,
    plain_phone,
    probable_pairs,
    site_of,
)
from nabij.methods.duplicates.names import contrasts
from tests.methods.duplicates.labelled import Labelled, pairs

#: Words that say little in the invented town of the pairs.
COMMON = frozenset({"merenwaard", "markerwaard", "waterland"})
#: What docs/duplicates.md says of the held-out pairs.
PRECISION, RECALL = 0.95, 0.99


def score(pair: Labelled) -> float:
    return likeness(pair.kind, pair.left, pair.right, COMMON).score


def test_there_are_enough_pairs_and_both_halves_are_of_the_same_kind() -> None:
    tune, held = pairs("tune"), pairs("held-out")
    assert len(tune) + len(held) >= 300
    assert {pair.why for pair in tune} == {pair.why for pair in held}
    seen = {pair.left.name for pair in tune if pair.why != "written by hand"}
    assert not seen & {pair.left.name for pair in held}


def test_the_held_out_pairs_are_told_apart_as_well_as_documented() -> None:
    held = pairs("held-out")
    asked = [pair for pair in held if score(pair) >= ASK]
    right = sum(pair.same for pair in asked)
    assert right / len(asked) >= PRECISION
    assert right / sum(pair.same for pair in held) >= RECALL


def test_while_typing_no_duplicate_is_missed() -> None:
    assert all(score(pair) >= MENTION for pair in pairs("held-out") if pair.same)


def test_it_does_not_matter_which_of_the_two_comes_first() -> None:
    for pair in pairs("tune"):
        assert score(pair) == likeness(pair.kind, pair.right, pair.left, COMMON).score, (
            pair.left.name
        )


def test_every_reason_counts_and_the_weightiest_comes_first() -> None:
    left = Traits("a", "Stichting De Brug", phones=frozenset({"0299550123"}))
    right = Traits("b", "St. De Brug", phones=frozenset({"0299550123"}))
    terms = likeness("organisation", left, right).terms
    assert [(term.code, term.value) for term in terms] == [("name", 6.5), ("same_phone", 3.0)]


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("Stichting De Brug", "de brug", 1, 1),
        ("Koffie ochtend", "Koffieochtend", 1, 1),
        ("Vereniging Buurtbelang", "Verenigign Buurtbelang", 1, 1),
        ("Zangkoor De Lijsters", "Zangkoor De Lijstters", 0.9, 1),
        ("Bieb Merenwaard", "Bibliotheek Merenwaard", 1, 1),
        ("Sporthal De Waterhoek", "Zwembad De Golf", 0, 0.4),
        ("De Brug", "De Burcht", 0, 0.7),
        ("", "De Brug", 0, 0),
        ("مسجد النور", "مسجد النور", 1, 1),
    ],
)
def test_names_are_compared_as_people_would(
    left: str, right: str, least: float, most: float
) -> None:
    assert least <= name_likeness(left, right) <= most


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("Koffie op dinsdag", "Koffie op donderdag", 1),
        ("Koffieochtend dinsdag", "Koffiemiddag woensdag", 2),
        ("Zwemmen voor mannen", "Zwemmen voor vrouwen", 1),
        ("Taalles niveau 1", "Taalles niveau 2", 1),
        ("Koffie", "Koffie op dinsdag", 0),
        ("Buurthuis Centrum", "Buurthuis De Kern", 0),
    ],
)
def test_words_that_tell_two_of_a_kind_apart(left: str, right: str, count: int) -> None:
    assert contrasts(left, right) == contrasts(right, left) == count


def test_numbers_and_addresses_are_written_one_way() -> None:
    ways = ("0299 55 01 23", "+31 299 550123", "0031 (0)299-550123", "(0299) 550123")
    assert {plain_phone(way) for way in ways} == {"0299550123"}
    assert plain_phone("112") == plain_phone("zie website") == ""
    assert site_of("https://www.De-Brug.nl/agenda") == site_of("de-brug.nl") == "de-brug.nl"
    assert site_of("https://nl-nl.facebook.com/debrug") == ""


def test_the_pairs_that_are_weighed_are_those_that_matter() -> None:
    """Blocking: of the labelled pairs that score, all but a few share something telling (renamed, and nothing else)."""
    likely = [pair for pair in pairs("tune") if pair.same and score(pair) >= ASK]
    missed = [
        pair
        for pair in likely
        if not probable_pairs(
            pair.kind, [replace(pair.left, id="a"), replace(pair.right, id="b")], common=COMMON
        )
    ]
    assert len(missed) <= 0.02 * len(likely)


def test_only_the_asked_records_are_paired() -> None:
    rows = [Traits(str(n), "Stichting De Brug", phones=frozenset({"0299550123"})) for n in range(4)]
    assert len(probable_pairs("organisation", rows)) == 6
    assert len(probable_pairs("organisation", rows, only=["3"])) == 3


def test_what_is_meant_while_typing_comes_best_first() -> None:
    rows = [
        Traits("a", "Koffieochtend", owner="De Brug", moments=frozenset({"TU10"})),
        Traits("b", "Koffieochtend", owner="De Brug", moments=frozenset({"WE10"})),
        Traits("c", "Zwemles"),
    ]
    typed = Traits("new", "Koffie ochtend", owner="De Brug", moments=frozenset({"TU10"}))
    assert [one.id for one, _likely in like("offer", typed, rows)] == ["a"]
