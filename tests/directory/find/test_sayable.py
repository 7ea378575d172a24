"""One may look for any word; our own sentences repeat none that labels people."""

import pytest

from nabij.core.actions.words import avoid_word
from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.core.words import taboo_words
from nabij.directory.explain import read_as, sentences, widened_sentences
from nabij.directory.queries import FindResult, UnknownPlaceError, point_of
from tests.directory.find.world import World


def spoken(result: FindResult) -> str:
    said = [*read_as(result, "nl"), *widened_sentences(result.widened, result.hits, "nl")]
    for hit in result.hits:
        said += [*sentences(hit, "nl"), *widened_sentences(hit.widened, [hit], "nl")]
    return " ".join(said)


def test_a_synonym_that_labels_people_is_found_and_not_said(world: World) -> None:
    world.offer("Koffie", "TU", summary="Voor oudjes uit de wijk.")
    found = world.find("senioren")
    assert len(found.hits) == 1
    assert "oudjes" not in spoken(found)


def test_other_synonyms_are_still_said(world: World) -> None:
    world.offer("Koffie", "TU", summary="Voor senioren uit de wijk.")
    assert "“senioren” lijkt op “ouderen”" in spoken(world.find("ouderen"))


@pytest.mark.parametrize(
    "typed", ["eenzaamheid", "eenzaamhied", "bejaarden", "kwetsbaar", "lonely"]
)
def test_what_was_typed_stays_in_the_field(typed: str, world: World) -> None:
    world.offer("Koffie tegen de eenzaamheid", "TU", summary="Voor bejaarden en kwetsbare mensen.")
    world.offer("Biljart", "FR")
    said = spoken(world.find(f"{typed} in zwaluwenburgh"))
    assert taboo_words(said, "any") == []


def test_nothing_found_is_told_without_the_word(world: World) -> None:
    world.offer("Biljart", "FR")
    assert "Wij vonden niets voor uw woorden" in spoken(world.find("zielig"))
    assert "“zwemles”" in spoken(world.find("zwemles"))


def test_a_word_that_the_municipality_avoids_is_not_said_either(world: World) -> None:
    world.offer("Biljart", "FR")
    with within(world.municipality):
        avoid_word(municipality=world.municipality, language="nl", word="zwemles", better="zwemmen")
    assert "zwemles" not in spoken(world.find("zwemles"))


def test_a_place_that_nobody_knows_is_not_repeated_when_it_labels_people(world: World) -> None:
    municipality: Municipality = world.municipality
    with within(municipality):
        with pytest.raises(UnknownPlaceError) as unknown:
            point_of(municipality, "Eenzaamstraat")
        assert taboo_words(str(unknown.value), "any") == []
        with pytest.raises(UnknownPlaceError, match="Zwaluwstraat"):
            point_of(municipality, "Zwaluwstraat")
