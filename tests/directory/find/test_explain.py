"""A hit explains itself in words that people say."""

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from nabij.directory.explain import LANGUAGES, listed, sentences
from tests.directory.find.world import TODAY, World


def said(world: World, language: str = "nl", **asked: Any) -> list[str]:
    return sentences(world.find(**asked).hits[0], language)


def test_a_hit_says_where_what_it_costs_in_which_language_and_whether_it_is_true(
    world: World,
) -> None:
    world.offer(
        "Koffie", "SU", metres=820, languages=["nl", "ar"], verified_on=TODAY - dt.timedelta(days=8)
    )
    assert ", ".join(said(world, near=True)) == (
        "820 m van 3131 AB, over 6 dagen, gratis, Nederlands en Arabisch, vorige week gecontroleerd"
    )
    assert ", ".join(said(world, "en", near=True)) == (
        "820 m from 3131 AB, in 6 days, free, Dutch and Arabic, checked last week"
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "vandaag gecontroleerd"),
        (1, "gisteren gecontroleerd"),
        (3, "3 dagen geleden gecontroleerd"),
        (7, "vorige week gecontroleerd"),
        (14, "2 weken geleden gecontroleerd"),
        (70, "2 maanden geleden gecontroleerd"),
        (400, "meer dan een jaar niet gecontroleerd"),
    ],
)
def test_how_long_ago_it_was_checked(world: World, days: int, words: str) -> None:
    world.offer("Puzzels", "TU", form="loan", verified_on=TODAY - dt.timedelta(days=days))
    assert said(world)[-1] == words


def test_what_nobody_checked_says_so(world: World) -> None:
    world.offer("Koffie", "TU", verified_on=None)
    assert said(world)[-1] == "nog niet gecontroleerd"


def test_what_was_asked_is_answered(world: World) -> None:
    world.offer("Bellen", reach="phone", place=None, walk_along=True, accessible=["hearing_loop"])
    assert said(world, needs=["hearing_loop"], walk_along=True)[:5] == [
        "via de telefoon",
        "op afspraak",
        "gratis",
        "met een ringleiding",
        "er kan de eerste keer iemand met u mee",
    ]


def test_another_word_and_a_mistake_are_told(world: World) -> None:
    world.offer("Ommetje", "TU")
    assert "“ommetje” lijkt op “wandelen”" in said(world, words="wandelen")
    assert any(words.startswith("wij lazen “ometje” als") for words in said(world, words="ometje"))


def test_a_language_we_have_no_name_for_is_named_all_the_same(world: World) -> None:
    world.offer("Koffie", "TU", languages=["nl", "hi", "xx"])
    assert "Nederlands, Hindi en xx" in said(world)


def test_every_language_of_the_vocabulary_has_a_name() -> None:
    from nabij.core.vocabulary import LANGUAGE_NAMES

    assert LANGUAGES.keys() == LANGUAGE_NAMES.keys()


def test_things_are_summed_up_as_people_do() -> None:
    with translation.override("en"):
        summed = [listed(["a", "b", "c"][:count]) for count in range(4)]
    assert summed == ["", "a", "a and b", "a, b and c"]


def test_every_reason_that_a_find_can_give_has_words() -> None:
    """A reason without words would be silently left out."""
    from nabij.directory import explain
    from nabij.directory.queries import reasons

    source = reasons.__loader__.get_source(reasons.__name__)  # type: ignore[union-attr]
    given = {part.split('"')[0] for part in source.split('eason("')[1:]}
    assert given <= explain._SAID.keys()
    assert {"synonym", "spelling"} <= explain._SAID.keys()
