"""Typing mistakes, by finger and by ear, and the keys by which a database finds what was meant."""

import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from nabij.methods.text import Vocabulary, sound, spelling_keys, suggest
from nabij.methods.text.lexicon import lexicon

NEIGHBOURS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnm",
        [
            "wa",
            "qes",
            "wrd",
            "etf",
            "ryg",
            "tuh",
            "yij",
            "uok",
            "ipl",
            "ol",
            "qsz",
            "adw",
            "sfe",
            "dgr",
            "fht",
            "gjy",
            "hku",
            "jli",
            "kop",
            "xas",
            "zcs",
            "xvd",
            "cbf",
            "vng",
            "bmh",
            "nj",
        ],
        strict=True,
    )
)
BY_EAR = [
    ("ei", "ij"), ("ij", "ei"), ("au", "ou"), ("ou", "au"), ("g", "ch"), ("ch", "g"), ("c", "k"), ("k", "c"),
    ("d$", "t"), ("t$", "d"), ("v", "f"), ("f", "v"), ("s", "z"), ("z", "s"), ("ie", "i"), ("oe", "u"), ("en$", "e"),
    ("th", "t"), ("ph", "f"), ("sch", "sg"), ("tie", "sie"), ("x", "ks"), ("isch", "is"), ("y", "ie"),
    ("(?P<a>[bdfgklmnprst])(?P=a)", r"\g<a>"), ("(?P<a>[aeou])(?P=a)", r"\g<a>"),
]  # fmt: skip
WORDS = sorted(w for w in lexicon().vocabulary if w.isascii() and w.isalpha() and len(w) > 3)


def slip(word: str, chance: random.Random) -> str:
    """One slip of the finger after the first letter, on a Dutch keyboard."""
    at = chance.randrange(1, len(word))
    kind = chance.choice("dist")
    if kind == "d":
        return word[:at] + word[at + 1 :]
    if kind == "i":
        return word[:at] + chance.choice(NEIGHBOURS[word[at]] + word[at]) + word[at:]
    if kind == "s" or at + 1 == len(word):
        return word[:at] + chance.choice(NEIGHBOURS[word[at]]) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def misheard(word: str, chance: random.Random) -> str:
    """One mistake by ear, or the word itself where none is possible."""
    for pattern, heard in chance.sample(BY_EAR, len(BY_EAR)):
        spots = list(re.finditer(pattern, word))
        if spots:
            spot = chance.choice(spots)
            return word[: spot.start()] + spot.expand(heard) + word[spot.end() :]
    return word


def mistakes(
    make: Callable[[str, random.Random], str], longest_first: int
) -> list[tuple[str, str]]:
    chance = random.Random(7)
    made: list[tuple[str, str]] = []
    while len(made) < 400:
        meant = chance.choice(WORDS)
        typed = make(meant, chance) if len(meant) >= longest_first else meant
        if typed not in lexicon().vocabulary and len(typed) > 3:
            made.append((typed, meant))
    return made


KINDS = {
    "one slip": (slip, 4, 0.93, 0.96),
    "one by ear": (misheard, 4, 0.95, 0.94),
    "two by ear": (lambda w, c: misheard(misheard(w, c), c), 6, 0.93, 0.88),
    "one of both": (lambda w, c: slip(misheard(w, c), c), 7, 0.92, 0.82),
    "two slips": (lambda w, c: slip(slip(w, c), c), 7, 0.80, 0.82),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_keys_and_the_suggestions_reach_what_was_meant(kind: str) -> None:
    make, shortest, by_key, in_three = KINDS[kind]
    pairs = mistakes(make, shortest)
    vocabulary = Vocabulary(WORDS)
    shared = sum(bool(spelling_keys(typed) & spelling_keys(meant)) for typed, meant in pairs)
    told = sum(meant in [s.word for s in suggest(typed, vocabulary)] for typed, meant in pairs)
    assert shared / len(pairs) >= by_key
    assert told / len(pairs) >= in_three


def test_a_word_has_few_short_keys() -> None:
    counts = [len(spelling_keys(word)) for word in WORDS]
    assert max(counts) <= 14
    assert sum(counts) / len(counts) <= 12.5
    assert max(len(key) for word in WORDS for key in spelling_keys(word)) <= 8


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wandlen", "wandelen"), ("reperatie", "reparatie"), ("biblioteek", "bibliotheek"), ("komputer", "computer"),
        ("klaverjasse", "klaverjassen"), ("schilderuh", "schilderen"), ("mantelzogr", "mantelzorg"),
        ("fietzen", "fietsen"), ("gimnastiek", "gymnastiek"), ("alsheimer", "alzheimer"), ("demensie", "dementie"),
        ("polisie", "politie"), ("koffei", "koffie"), ("boodschapen", "boodschappen"), ("vrijwiliger", "vrijwilliger"),
        ("ontmoetting", "ontmoeting"), ("eenzaamhijd", "eenzaamheid"), ("rolstoul", "rolstoel"), ("zinge", "zingen"),
    ],
)  # fmt: skip
def test_mistakes_as_people_make_them(typed: str, meant: str) -> None:
    assert meant in [suggestion.word for suggestion in suggest(typed, WORDS)]


@pytest.mark.parametrize(
    "pair",
    [
        "zeil zijl",
        "rauw rouw",
        "lach lag",
        "hout houd",
        "vee fee",
        "cafe kafee",
        "pagina paginna",
        "tie sie",
    ],
)
def test_words_that_sound_alike_share_their_sound(pair: str) -> None:
    one, other = pair.split()
    assert sound(one) == sound(other)


def test_short_words_and_numbers_are_not_corrected() -> None:
    assert suggest("bas", ["bus"]) == []
    assert suggest("2024", ["2025"]) == []


def test_the_frequent_word_comes_first_among_equals() -> None:
    found = suggest("kaarden", {"kaarten": 5, "kaarsen": 50, "kaarten ": 1})
    assert next(s.word for s in found) in ("kaarsen", "kaarten")
    assert [s.word for s in suggest("kaarxen", {"kaarten": 5, "kaarsen": 50})] == [
        "kaarsen",
        "kaarten",
    ]


def test_a_word_is_never_suggested_for_itself() -> None:
    assert suggest("koffie", ["koffie"]) == []


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=14), st.sampled_from(WORDS)
)
def test_a_suggestion_is_near_as_written_or_as_heard(typed: str, word: str) -> None:
    for suggestion in suggest(typed, [word]):
        near = min(OSA.distance(typed, word), OSA.distance(sound(typed), sound(word)))
        assert near <= 2
        assert suggestion.distance > 0


@given(st.text())
def test_keys_and_sounds_exist_for_whatever_is_written(text: str) -> None:
    assert spelling_keys(text)
    assert suggest(text, ["koffie", text]) is not None
