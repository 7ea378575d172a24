"""A municipality chooses which words it avoids and what it calls things."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from nabij.core.actions.words import (
    UnfitWordError,
    allow_word,
    avoid_word,
    choose_name,
    restore_word,
)
from nabij.core.models import AuditEvent, AvoidedWord, Municipality
from nabij.core.tenancy import within
from nabij.core.words import public_name, taboo_words
from nabij.core.words.lexicon import entries
from tests.factories import MunicipalityFactory


@pytest.fixture
def town(db: None) -> Iterator[Municipality]:
    municipality = MunicipalityFactory.create(slug="testdam")
    with within(municipality), translation.override("en"):
        yield municipality


def found(text: str, municipality: Municipality, language: str = "nl") -> list[str]:
    return [hit.found for hit in taboo_words(text, language, municipality)]


def origins(municipality: Municipality, language: str = "nl") -> dict[str, str]:
    return {one.avoided.word: one.origin for one in entries(language, municipality)}


def test_a_word_of_ones_own_is_found_here_and_nowhere_else(town: Municipality) -> None:
    elsewhere = MunicipalityFactory.create(slug="elders")
    avoid_word(municipality=town, language="nl", word="Cliënt", better="wie u helpt")
    assert found("de cliënten van Stroom", town) == ["cliënten"]
    assert found("de cliënten van Stroom", elsewhere) == []
    assert found("our clients", town, "en") == []
    assert origins(town)["cliënt"] == "own"


def test_other_processes_see_it_in_the_municipality_that_they_load(town: Municipality) -> None:
    before = Municipality.objects.get(pk=town.pk)
    avoid_word(municipality=town, language="nl", word="opaatjes", better="ouderen")
    after = Municipality.objects.get(pk=town.pk)
    assert found("voor opaatjes", after) == ["opaatjes"]
    assert before.words_version != after.words_version


def test_a_change_that_was_rolled_back_is_never_remembered(town: Municipality) -> None:
    def try_and_fail(word: str) -> None:
        with transaction.atomic():
            avoid_word(municipality=town, language="nl", word=word, better="iets anders")
            assert found(f"een {word}", town) == [word]
            raise RuntimeError

    with pytest.raises(RuntimeError):
        try_and_fail("knolraap")
    avoid_word(municipality=town, language="nl", word="pompoen", better="iets anders")
    assert found("een knolraap en een pompoen", Municipality.objects.get(pk=town.pk)) == ["pompoen"]


def test_words_cost_two_queries_once_and_then_none(
    town: Municipality, django_assert_num_queries: Any
) -> None:
    for number in range(20):
        avoid_word(
            municipality=town, language="nl", word=f"woord{'xy' * (number + 1)}", better="iets"
        )
    loaded = Municipality.objects.get(pk=town.pk)
    with django_assert_num_queries(2):
        taboo_words("Koffie", "nl", loaded)
    with django_assert_num_queries(0):
        taboo_words("Thee", "en", loaded)
        public_name("call_me", loaded, "nl")


def test_a_word_of_nabij_is_switched_off_and_on_again(town: Municipality) -> None:
    allow_word(municipality=town, language="nl", word="doelgroep")
    assert found("de doelgroep", town) == []
    assert origins(town)["doelgroep"] == "off"
    restore_word(municipality=town, language="nl", word="doelgroep")
    assert found("de doelgroep", town) == ["doelgroep"]
    assert origins(town)["doelgroep"] == "built_in"


def test_a_word_of_nabij_gets_another_alternative(town: Municipality) -> None:
    avoid_word(
        municipality=town,
        language="nl",
        word="bejaard",
        stems="bejaard|hoogbejaard",
        better="80-plusser",
    )
    assert taboo_words("een bejaarde", "nl", town)[0].avoided.better == "80-plusser"
    assert origins(town)["bejaard"] == "changed"
    assert len(AvoidedWord.objects.all()) == 1


def test_a_word_of_ones_own_is_forgotten(town: Municipality) -> None:
    avoid_word(municipality=town, language="nl", word="opaatjes", better="ouderen")
    allow_word(municipality=town, language="nl", word="opaatjes")
    assert "opaatjes" not in origins(town)
    assert not AvoidedWord.objects.exists()


def test_signs_that_mean_something_to_a_computer_are_just_letters(town: Municipality) -> None:
    avoid_word(municipality=town, language="nl", word="65+ (senior.*)", better="65 en ouder")
    assert found("Voor 65+ (senior.*) en senioren", town) == ["65+ (senior.*)"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"word": " ", "better": "iets"}, "word"),
        ({"word": "x" * 61, "better": "iets"}, "word"),
        ({"word": "opaatjes", "better": ""}, "better"),
        ({"word": "opaatjes", "better": "z" * 201}, "better"),
        ({"word": "op", "better": "iets"}, "word"),
        ({"word": "opaatjes", "stems": "opaatjes|a.", "better": "iets"}, "stems"),
        ({"word": "opaatjes", "stems": "ouden van dagen", "better": "iets"}, "stems"),
        ({"word": "opaatjes", "better": "lieve opaatjes"}, "better"),
        ({"word": "opaatjes", "better": "bejaarden"}, "better"),
        ({"word": "coach", "better": "iemand die u helpt"}, "word"),  # the welzijnscoach is one
    ],
)
def test_what_cannot_work_is_refused_beside_its_field(
    given: dict[str, Any], field: str, town: Municipality
) -> None:
    with pytest.raises(UnfitWordError) as refused:
        avoid_word(municipality=town, language="nl", **given)
    assert refused.value.field == field
    assert not AvoidedWord.objects.exists()


def test_a_name_of_ones_own_is_shown_in_its_language_only(town: Municipality) -> None:
    assert choose_name(municipality=town, key="call_me", language="nl", text="  Bel\tmij terug ")
    assert public_name("call_me", town, "nl") == "Bel mij terug"
    assert public_name("call_me", town, "en") == "Call me"
    assert not choose_name(municipality=town, key="call_me", language="nl", text="Bel mij terug")
    assert choose_name(municipality=town, key="call_me", language="nl", text="")
    assert public_name("call_me", town, "nl") == "Bel mij"


def test_the_name_of_the_site_is_that_of_the_municipality_everywhere(town: Municipality) -> None:
    choose_name(municipality=town, key="site", language="nl", text="Samen Testdam")
    choose_name(municipality=town, key="site", language="en", text="Testdam together")
    loaded = Municipality.objects.get(pk=town.pk)
    assert loaded.shown_name == public_name("site", loaded, "nl") == "Samen Testdam"
    assert public_name("site", loaded, "en") == "Testdam together"


def test_a_name_that_labels_people_is_refused_with_the_reason(town: Municipality) -> None:
    with pytest.raises(UnfitWordError, match=r"eenzame.*meer mensen om u heen"):
        choose_name(municipality=town, key="call_me", language="nl", text="Voor eenzame mensen")
    with pytest.raises(UnfitWordError, match="lonely"):
        choose_name(municipality=town, key="site", language="nl", text="Never lonely again")
    with pytest.raises(UnfitWordError, match="61"):
        choose_name(municipality=town, key="call_me", language="nl", text="b" * 61)
    assert public_name("call_me", town, "nl") == "Bel mij"


def test_a_name_may_not_hold_a_word_of_ones_own_and_the_other_way_round(town: Municipality) -> None:
    avoid_word(municipality=town, language="nl", word="klets", better="praten")
    with pytest.raises(UnfitWordError, match="kletslijn"):
        choose_name(municipality=town, key="call_me", language="nl", text="De kletslijn")
    choose_name(municipality=town, key="idea", language="nl", text="Mijn plannetje")
    with pytest.raises(UnfitWordError, match="Mijn plannetje"):
        avoid_word(municipality=town, language="nl", word="plannetje", better="idee")
    allow_word(municipality=town, language="nl", word="zielig")
    choose_name(municipality=town, key="ambassador", language="nl", text="Zielige dierenvriend")
    with pytest.raises(UnfitWordError, match="Zielige dierenvriend"):
        restore_word(municipality=town, language="nl", word="zielig")


def test_each_change_is_in_the_trail_without_its_text(town: Municipality) -> None:
    avoid_word(municipality=town, language="nl", word="opaatjes", better="ouderen")
    allow_word(municipality=town, language="nl", word="zielig")
    restore_word(municipality=town, language="nl", word="zielig")
    choose_name(municipality=town, key="call_me", language="en", text="Ring me")
    verbs = list(
        AuditEvent.objects.filter(chain=town.code, verb__startswith="words.").values_list(
            "verb", flat=True
        )
    )
    assert verbs == ["words.avoided", "words.allowed", "words.restored", "words.name_chosen"]
    assert "Ring me" not in str(list(AuditEvent.objects.values()))
