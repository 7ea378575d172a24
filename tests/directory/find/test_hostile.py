"""Whatever is typed, it is just a search."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.directory.find.world import World

TYPED = [
    "AND", "OR NOT", "NEAR(koffie thee)", '"koffie', "koffie*", "name:koffie", "^koffie", "koffie -thee",
    "'; DROP TABLE directory_offer; --", "%s %(name)s {0}", "koffie & | ! :* <->", "\x00\x01\x1b[31m", "‮eiffok",
    "🙂🙂", "( ( ( (", "koffie\ud800", "-", "ß ĳ Ÿ ł", "قهوة", "咖啡", "0x1g2 1gff", "m1", "' OR 1=1",
]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_operators_and_signs_are_words_like_others(world: World, typed: str) -> None:
    world.offer("Koffie", "TU")
    assert world.find(typed).total == 1


@pytest.mark.parametrize("typed", ["koffie " * 1500, "x" * 10_000, "a b c d " * 1250, "(" * 10_000])
def test_ten_thousand_characters_are_just_long(world: World, typed: str) -> None:
    world.offer("Koffie", "TU")
    assert world.find(typed).total == 1


def test_as_many_words_with_as_many_synonyms_as_one_can_type(world: World) -> None:
    world.offer("Koffie", "TU")
    words = "wandelen koffie gym fietsen dansen yoga eten taal computer film muziek breien schaken zwemmen lezen koken"
    assert world.find(words, near=True, days=["TU"], free=True, languages=["nl"]).total == 1


@given(typed=st.text(max_size=60))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_text_breaks_it(world: World, typed: str) -> None:
    world.find(typed, near=True, within_metres=500)
