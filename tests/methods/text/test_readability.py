"""How easily a text reads, against texts whose syllables, words and sentences were counted by hand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.text.readability import (
    FEWEST_WORDS,
    ease,
    hard_words,
    readability,
    split_sentences,
)
from nabij.methods.text.syllables import syllables

#: Counted by hand, cut as one says them.
DUTCH = re.findall(
    r"\S+",
    """
a-vond o-ma i-dee e-ten kof-fie ac-ti-vi-teit or-ga-ni-sa-tie vrij-wil-li-ger ge-meen-te bi-bli-o-theek ont-moe-ten
buurt-huis ie-de-reen wel-kom sa-men kop-je ou-de-ren wan-de-len mu-ziek be-we-ging co-ör-di-na-tor in-for-ma-tie
el-ke dins-dag och-tend mu-se-um cre-a-tief re-ü-nie the-a-ter po-ë-zie au-to o-pen uur u ook eeuw nieuw nieu-we
zee-ën i-dee-ën fi-nan-ci-ë-le of-fi-ci-eel so-ci-aal sta-tion vrien-de-lijk mooi-e groei-en zaai-en du-o ra-di-o
in-di-vi-du-eel er-va-ring aan-mel-den man-tel-zor-ger a-po-theek a-gen-da uit-je on-ze ei ei-e-ren hob-by yo-ga
roy-aal bin-go jij blij e-go-ïst pa-ti-ënt be-ant-woor-den ge-ïn-te-res-seerd re-a-ge-ren the-o-rie be-ëin-di-gen
""",
)
ENGLISH = re.findall(
    r"\S+",
    """
the cat ta-ble make makes walked want-ed need-ed cof-fee peo-ple to-geth-er neigh-bour-hood ac-tiv-i-ty vol-un-teer
wel-come tues-day morn-ing some-thing please be-cause li-brar-y mu-se-um ar-e-a i-de-a cre-ate be-ing ques-tion qui-et
pas-sage used prove point hy-brid crea-ture hous-es chang-es box-es wash-es clothes fam-i-ly friend-ly sci-ence eye
they years gui-tar guide age ag-es lit-tle old-er spe-cial so-cial ra-di-o pre-vi-ous ex-pe-ri-ence do-ing lan-guage
""",
)

#: The first article of the Dutch constitution. 12 and 17 words, 25 and 37 syllables.
ARTICLE = (
    "Allen die zich in Nederland bevinden, worden in gelijke gevallen gelijk behandeld. Discriminatie wegens "
    "godsdienst, levensovertuiging, politieke gezindheid, ras, geslacht of op welke grond dan ook, is niet toegestaan."
)


@pytest.mark.parametrize("counted", DUTCH)
def test_dutch_syllables_are_those_that_one_says(counted: str) -> None:
    assert syllables(counted.replace("-", "")) == counted.count("-") + 1


@pytest.mark.parametrize("counted", ENGLISH)
def test_english_syllables_are_those_that_one_says(counted: str) -> None:
    assert syllables(counted.replace("-", ""), "en") == counted.count("-") + 1


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Wilhelmus van Nassouwe", 7),
        ("ben ik, van Duitsen bloed,", 6),
        ("den vaderland getrouwe", 7),
        ("blijf ik tot in den dood.", 6),
        ("Een Prinse van Oranje", 7),
        ("ben ik, vrij onverveerd,", 6),
        ("den Koning van Hispanje", 7),
        ("heb ik altijd geëerd.", 6),
    ],
)
def test_a_verse_has_the_syllables_of_its_tune(line: str, count: int) -> None:
    assert readability(line).syllables == count


def test_what_is_joined_or_shortened_is_counted_by_its_parts() -> None:
    assert syllables("75-plusser") == 2
    assert syllables("stoel-yoga") == 3
    assert syllables("foto's") == 2
    assert syllables("1234") == 0


def test_a_published_text_is_counted_as_by_hand() -> None:
    measured = readability(ARTICLE)
    assert (measured.words, measured.sentences, measured.syllables) == (29, 2, 62)


def test_flesch_gives_the_published_score() -> None:
    """“This sentence, taken as a reading passage unto itself …”: 69, in Wikipedia's article on the test."""
    measured = readability(
        "This sentence, taken as a reading passage unto itself, is being used to prove a point.",
        "en",
    )
    assert (measured.words, measured.syllables) == (16, 23)
    made = ease(measured.words_per_sentence, measured.syllables_per_word, "en")
    assert made == pytest.approx(69, abs=0.05)


def test_flesch_douma_follows_its_formula() -> None:
    """Per hundred words: 206.84 - 0.77 x 213.79 - 0.93 x 14.5 for the article of the constitution."""
    measured = readability(ARTICLE)
    made = ease(measured.words_per_sentence, measured.syllables_per_word, "nl")
    assert made == pytest.approx(206.84 - 0.77 * 213.793 - 0.93 * 14.5, abs=0.01)


def test_a_short_text_gets_no_score() -> None:
    text = "Kom je ook? " * 10
    assert readability(text).words == FEWEST_WORDS
    assert readability(text).score == 100
    assert readability(text[:-10]).score is None
    assert readability("").level is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (
            "Kom langs voor koffie. De deur staat open. U bent welkom, ook met hond of kind. " * 3,
            "easy",
        ),
        (
            "De organisatie faciliteert ontmoetingsactiviteiten ten behoeve van de maatschappelijke participatie van "
            "inwoners, waarbij de ondersteuningsbehoefte van deelnemers richtinggevend is voor de individuele invulling "
            "van het begeleidingstraject en de samenwerking met ketenpartners.",
            "hard",
        ),
    ],
)
def test_the_level_says_what_it_takes_to_read(text: str, level: str) -> None:
    assert readability(text).level == level


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kom om 10.00 uur. Het kost € 2.50.", 2),
        ("Bel dhr. Jansen of mw. De Vries. Zij weten het.", 2),
        ("Neem iets mee, bijv. soep. Of niets.", 2),
        ("Kom je ook? graag! Tot dan.", 3),
        ("Elke dinsdag\nKoffie en thee\nWelkom", 3),
        ("Een regel die\ndoorloopt op de volgende.", 1),
        ("Wat is er:\n- soep\n- brood\n- koffie", 4),
        ("Kijk op www.voorbeeld.nl. Of mail naar info@voorbeeld.nl.", 2),
        ("En toen… niets. En toen... Stilte.", 3),
        ("J. Jansen woont hier.", 1),
        ("", 0),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text: str, sentences: int) -> None:
    assert len(list(split_sentences(text))) == sentences


def test_numbers_and_addresses_are_no_words() -> None:
    assert (
        readability("Bel 0299 55 01 23 of kijk op https://www.voorbeeld.nl/agenda?x=1").words == 4
    )


def test_long_sentences_are_shown_as_they_stand_there() -> None:
    long = "Wij gaan " + "en dan weer " * 7 + "naar huis."
    (one,) = readability(f"Kort. {long} Weer kort.").long_sentences
    assert one.text == long
    assert one.words == 25


def test_hard_words_come_with_something_easier_in_their_order() -> None:
    text = (
        "Participeren in een laagdrempelige setting, met betrekking tot participatie. PARTICIPEREN!"
    )
    assert [(one.found, one.easier) for one in hard_words(text, "nl")] == [
        ("Participeren", "meedoen"),
        ("laagdrempelige", "makkelijk: u loopt zo binnen"),
        ("met betrekking tot", "over"),
        ("participatie", "meedoen"),
    ]
    assert [one.easier for one in hard_words("in order to participate", "en")] == [
        "to",
        "take part",
    ]


def test_what_is_easier_is_not_hard_itself() -> None:
    from nabij.methods.text.lexicon import read

    for language in ("nl", "en"):
        for line in read(f"{language}_hard.txt").splitlines():
            if line and not line.startswith("#"):
                words, better = line.split("=")
                assert not list(hard_words(better, language)), line
                assert all(
                    list(hard_words(form.strip(" *"), language)) for form in words.split(",")
                )


def test_long_words_are_named_unless_they_are_hard_already() -> None:
    measured = readability("De vrijwilligersbijeenkomst over maatschappelijke ontwikkelingen.")
    assert measured.long_words == ("vrijwilligersbijeenkomst",)


@given(st.text(max_size=300), st.sampled_from(["nl", "en"]))
def test_whatever_is_pasted_is_measured(text: str, language: str) -> None:
    measured = readability(text, language)
    assert measured.syllables >= measured.words >= 0
    assert measured.score is None or 0 <= measured.score <= 100
    assert sum(map(len, split_sentences(text))) <= len(text)
