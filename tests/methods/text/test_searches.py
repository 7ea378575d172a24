"""What people type finds what they mean: measured on labelled searches, and told by example."""

from collections import Counter

import pytest

from nabij.methods.text import analyse, match_text, parse_query, words
from tests.methods.text.searches import Search, searches


def found(typed: str, text: str, language: str = "nl") -> bool:
    query = parse_query(typed, language)
    return not query.empty and not match_text(query, {"description": analyse(text)}).missing


def recall_and_precision(
    rows: list[Search], vocabulary: dict[str, int] | None
) -> tuple[float, float]:
    right = wrong = missed = 0
    for row in rows:
        query = parse_query(row.typed, row.language, vocabulary=vocabulary)
        for texts, wanted in ((row.finds, True), (row.misses, False)):
            for text in texts:
                match = match_text(query, {"description": analyse(text)})
                hit = bool(query.groups) and not match.missing
                right += hit and wanted
                wrong += hit and not wanted
                missed += wanted and not hit
    return right / (right + missed), right / (right + wrong)


@pytest.mark.parametrize("name", ["tuning", "second", "blind"])
@pytest.mark.parametrize("with_vocabulary", [False, True])
def test_searches_find_what_they_should(name: str, with_vocabulary: bool) -> None:
    rows = searches(name)
    texts = [text for row in rows for text in (*row.finds, *row.misses)]
    vocabulary = Counter(word for text in texts for word in words(text))
    recall, precision = recall_and_precision(rows, vocabulary if with_vocabulary else None)
    assert recall >= 0.95
    assert precision >= 0.93


def test_a_search_for_lopen_finds_wandelen() -> None:
    assert found("lopen", "Samen wandelen")


def test_a_search_for_the_parts_finds_the_compound_and_the_other_way_round() -> None:
    assert found("taal cafe", "Taalcafé")
    assert found("taalcafé", "Café over taal")


def test_a_typing_mistake_in_part_of_a_compound_is_understood() -> None:
    assert found("kofieochtend", "Koffieochtend")
    assert found("computerkursus", "Computercursus")


def test_every_day_talk_finds_an_offer() -> None:
    assert found("ik kom eigenlijk bijna de deur niet meer uit", "Huisbezoek door vrijwilligers")
    assert found("m'n man is pas overleden", "Rouwgroep")
    assert found("mijn moeder heeft alzheimer", "Alzheimer Café")


def test_words_around_what_is_looked_for_do_not_count() -> None:
    query = parse_query("ik zoek een leuke activiteit: breien in de buurt")
    assert [group.typed for group in query.groups] == ["breien"]
    assert {"zoek", "buurt"} <= set(query.left_out)


def test_such_words_count_when_there_is_nothing_else() -> None:
    assert [group.typed for group in parse_query("activiteiten").groups] == ["activiteiten"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "de het een", "the and of", "?!", "💬🎉", "\x00\u202e"]
)
def test_a_search_without_meaning_is_empty(typed: str) -> None:
    assert parse_query(typed).empty == (typed != "the and of")
    assert parse_query(typed, "en").empty or typed == "de het een"


def test_an_english_speaker_finds_dutch_offers() -> None:
    assert found("walking", "Wandelgroep", "en")
    assert found("help with forms", "Formulierenspreekuur", "en")
    assert found("my husband passed away", "Rouwgroep", "en")


def test_an_english_word_on_the_dutch_screen_is_understood() -> None:
    assert found("knitting", "Breicafé")


def test_a_dutch_word_on_the_english_screen_is_understood() -> None:
    assert found("breien", "Handwerkgroep", "en")


def test_a_day_is_found_in_the_text_or_by_its_filter() -> None:
    query = parse_query("dinsdag")
    assert ("xdtu",) in [alternative.tokens for alternative in query.groups[0].alternatives]


def test_the_typed_word_counts_more_than_its_synonym_and_more_than_a_correction() -> None:
    def score(typed: str, text: str) -> float:
        return match_text(parse_query(typed), {"name": analyse(text)}).score

    assert score("wandelen", "Wandelen") > score("lopen", "Wandelen") > score("wandlen", "Lopen")


def test_a_match_in_the_name_counts_more_than_in_the_description() -> None:
    query = parse_query("wandelen")
    wandelen, other = analyse("wandelen"), analyse("koffie")
    in_name = match_text(query, {"name": wandelen, "description": other})
    in_summary = match_text(query, {"name": other, "summary": wandelen})
    in_description = match_text(query, {"name": other, "description": wandelen})
    assert in_name.score > in_summary.score > in_description.score
    assert in_name.groups[0].field == "name"


def test_a_hit_says_by_which_word_it_was_found() -> None:
    match = match_text(parse_query("lopen"), {"name": analyse("Wandelclub: samen wandelen")})
    (group,) = match.groups
    assert (group.typed, group.alternative.word, group.alternative.why) == (
        "lopen",
        "wandelen",
        "synonym",
    )


def test_a_correction_is_told() -> None:
    assert parse_query("wandlen met vrouwen").corrected == (("wandlen", "wandelen"),)


def test_a_word_that_the_municipality_uses_is_not_corrected() -> None:
    assert parse_query("wandlen", vocabulary={"wandlen": 3}).corrected == ()


def test_a_word_is_corrected_towards_what_the_municipality_has() -> None:
    query = parse_query("Merenwaart", vocabulary={"merenwaard": 12})
    assert query.corrected == (("merenwaart", "merenwaard"),)


def test_a_word_is_asked_once_however_often_it_is_typed() -> None:
    assert len(parse_query("koor koor Koor").groups) == 1


def test_a_search_of_ten_thousand_characters_is_just_a_search() -> None:
    query = parse_query("wandelen " + " ".join(f"woord{n}" for n in range(2000)))
    assert 0 < len(query.groups) <= 16
