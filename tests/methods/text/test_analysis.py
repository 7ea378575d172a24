"""Reading texts and searches: the same letters, words and stems for both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.text import (
    FILTER_KINDS,
    analyse,
    clean,
    encode,
    filter_token,
    fingerprint,
    fold,
    is_filter_token,
    lemma,
    split,
    stem,
    words,
)


def same_token(*forms: str) -> bool:
    return len({analyse(form)[0] for form in forms}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "wandelen wandelt gewandeld wandeling wandelingen wandelaars",
        "eten eet gegeten",
        "zingen zong gezongen",
        "boek boeken",
        "foto foto's fotos",
        "café cafe cafés cafes",
        "idee ideeën ideeen",
        "vrijwilliger vrijwilligers vrijwillige",
        "wandelgroep wandelgroepen",
        "koffieochtend koffieochtenden",
        "taalles taallessen",
        "ontmoeting ontmoetingen ontmoeten",
        "turks Turkse",
        "coördinator coordinator coördinatoren",
        "museum musea",
    ],
)
def test_the_forms_of_a_word_are_found_alike(forms: str) -> None:
    assert same_token(*forms.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gezond", "zon"),
        ("gebed", "bed"),
        ("regen", "rennen"),
        ("uitje", "ui"),
        ("tekenen", "teek"),
        ("leden", "lijden"),
        ("ouderen", "ouders"),
        ("beleid", "begeleiding"),
        ("boodschap", "boodschappen"),
        ("jongeren", "jong"),
        ("maatje", "maat"),
        ("taxi", "taxeren"),
    ],
)
def test_words_that_a_stemmer_confuses_stay_apart(one: str, other: str) -> None:
    assert analyse(one) != analyse(other)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("wandelgroep", "wandel groep"),
        ("koffieochtend", "koffie ochtend"),
        ("taalcafe", "taal cafe"),
        ("rolstoelbasketbal", "rolstoel basketbal"),
        ("buurthuis", "buurt huis"),
        ("ouderengymnastiek", "ouderen gymnastiek"),
        ("schuldhulpmaatje", "schuld hulp maatje"),
        ("woensdagmiddagclub", "woensdag middag club"),
        ("jeugdhonk", "jeugd honk"),
        ("aquarelclub", "aquarel club"),
        ("ontmoetingsplek", "ontmoetings plek"),
        ("vrouwenochtenden", "vrouwen ochtenden"),
    ],
)
def test_a_compound_is_read_in_its_parts(word: str, parts: str) -> None:
    assert split(word) == tuple(parts.split())


@pytest.mark.parametrize(
    "word",
    [
        "maandag",
        "middag",
        "vandaag",
        "vergadering",
        "verhaal",
        "digitaal",
        "volwassenen",
        "afstand",
        "kantoor",
        "handicap",
        "voorstelling",
        "bijzonder",
        "parkeren",
        "dagelijks",
        "vrijwilligers",
        "mensen",
        "bestaan",
        "leeftijd",
        "ervaring",
        "breinbrekers",
        "telefoonster",
        "restaurant",
        "mantelzorg",
    ],
)
def test_a_word_that_only_looks_like_a_compound_stays_whole(word: str) -> None:
    assert split(word) == ()


def test_a_text_is_found_by_a_compound_and_by_its_parts() -> None:
    assert {"wandelgroep", "wandel", "groep"} <= set(analyse("Onze wandelgroepen lopen graag."))


def test_a_hyphenated_word_is_found_joined_and_apart() -> None:
    assert set(analyse("Repair-Café")) == set(analyse("repaircafé")) >= {"repair", "cafe"}


def test_a_fixed_expression_is_one_thing() -> None:
    assert "dagjeuit" in analyse("Een dagje uit met de bus")
    assert "dagjeuit" not in analyse("Een dagje thuis")


def test_an_age_with_a_plus_is_a_word() -> None:
    assert "xv65plus" in analyse("Voor 65+ en ouder")
    assert "xv65plus" in analyse("65 +")


def test_small_words_are_not_indexed_and_short_words_with_a_meaning_are() -> None:
    assert analyse("'s ochtends in de auto's, met z'n allen aan het werk") == [
        "ochtend", "auto", "werk",
    ]  # fmt: skip
    assert analyse("een tv, pc en wc") == ["tv", "pc", "wc"]


def test_accents_and_ligatures_do_not_matter() -> None:
    assert fold("Één ĲSJE bij CAFÉ Ökologie, Łódź") == "een ijsje bij cafe okologie, lodz"


def test_hidden_and_direction_characters_do_not_matter() -> None:
    assert analyse("wan\u200bde\u00adlen\u202e nu\x00dan") == analyse("wandelen nu dan")
    assert clean("a\x00b\u202ec\td\ud800") == "a bc d"


def test_other_scripts_are_kept_and_made_safe() -> None:
    assert analyse("مرحبا") == analyse("مَرْحَبًا")
    assert analyse("مرحبا")[0].startswith("xu")
    assert analyse("Київ")[0] != analyse("Киив")[0]


def test_english_texts_have_english_stems() -> None:
    assert analyse("The walking groups are meeting", "en") == ["walk", "group", "meet"]
    assert analyse("Walks", "en-GB") == ["walk"]


def test_any_other_language_is_read_as_dutch() -> None:
    assert analyse("wandelen", "tr") == analyse("wandelen", "nl")


def test_words_count_hyphenated_words_apart() -> None:
    assert words("Repair-Café, 's avonds!") == ["repair", "cafe", "s", "avonds"]


@given(st.text())
def test_tokens_are_letters_and_digits_whatever_is_written(text: str) -> None:
    tokens = analyse(text)
    assert all(token.isascii() and token.isalnum() and token == token.lower() for token in tokens)
    assert len(tokens) == len(set(tokens))
    assert tokens == analyse(text)


@given(st.text())
def test_no_word_looks_like_a_filter(text: str) -> None:
    assert not any(map(is_filter_token, [*analyse(text), *analyse(text, "en")]))


@given(st.sampled_from(sorted(FILTER_KINDS)), st.text())
def test_a_filter_is_one_token_and_is_known_as_one(kind: str, value: str) -> None:
    token = filter_token(kind, value)
    assert token.isascii()
    assert token.isalnum()
    assert is_filter_token(token)


@given(st.tuples(*[st.tuples(st.sampled_from(sorted(FILTER_KINDS)), st.text())] * 2))
def test_two_filters_never_share_a_token(pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    (kind, value), (other_kind, other_value) = pair
    same = (kind, value.lower()) == (other_kind, other_value.lower())
    assert (filter_token(kind, value) == filter_token(other_kind, other_value)) == same


def test_filters_are_short_for_the_usual_values() -> None:
    assert filter_token("municipality", "GM9999") == "xmgm9999"
    assert filter_token("language", "ar") == "xlar"
    assert filter_token("cost", "free") == "xcfree"
    with pytest.raises(ValueError, match="kind of filter token"):
        filter_token("colour", "red")


def test_a_word_that_begins_with_x_is_no_filter() -> None:
    assert encode("xlar") == "xxlar"
    assert analyse("xylofoon") == ["xxylofoon"]


def test_the_fingerprint_tells_when_an_index_is_old() -> None:
    assert len(fingerprint()) == 12
    assert fingerprint() == fingerprint()


def test_a_dictionary_form_and_a_stem_can_be_asked_for() -> None:
    assert lemma("liep") == "lopen"
    assert stem("liep") == "loop"
