"""Nothing found: looking wider one step at a time, and saying so."""

from typing import Any

from nabij.directory.explain import read_as, widened_of_hit, widened_sentences
from tests.directory.find.world import World


def told(world: World, words: str = "", **asked: Any) -> list[str]:
    result = world.find(words, **asked)
    return widened_sentences(result.widened, result.hits, "nl")


def test_what_is_found_as_asked_is_not_widened(world: World) -> None:
    world.offer("Koffie", "TU")
    result = world.find("koffie", days=["TU"])
    assert not result.widened
    assert not result.hits[0].widened


def test_first_further_away_no_further_than_needed(world: World) -> None:
    world.offer("Koffie", "TU", metres=900)
    world.offer("Koffie ver weg", "TU", metres=5000)
    result = world.find("koffie", near=True, within_metres=500)
    assert [hit.offer.name for hit in result.hits] == ["Koffie"]
    assert told(world, "koffie", near=True, within_metres=500) == [
        "Wij zochten ook verder weg, tot 1 km."
    ]


def test_then_the_whole_municipality(world: World) -> None:
    world.offer("Koffie", "TU", metres=5000)
    assert told(world, "koffie", near=True, within_metres=500) == [
        "Wij zochten ook in de hele gemeente."
    ]


def test_then_another_time_of_the_day_before_another_day(world: World) -> None:
    world.offer("Koffie op woensdag", "WE", "10:00")
    world.offer("Koffie in de middag", "TU", "14:00")
    asked: dict[str, Any] = {"days": ["TU"], "part": "morning"}
    assert world.names("koffie", **asked) == ["Koffie in de middag"]
    assert told(world, "koffie", **asked) == ["Wij zochten ook op andere tijden van de dag."]


def test_another_day_is_named(world: World) -> None:
    world.offer("Koffie", "WE")
    world.offer("Koffie en thee", "FR")
    assert told(world, "koffie", days=["TU"]) == ["Wij zochten ook op woensdag en vrijdag."]


def test_a_day_is_let_go_before_the_cost(world: World) -> None:
    world.offer("Betaalde koffie", "TU", cost_per_visit=3)
    world.offer("Koffie", "WE")
    assert world.names("koffie", days=["TU"], free=True) == ["Koffie"]


def test_only_what_made_the_difference_is_told(world: World) -> None:
    world.offer("Koffie", "TU", metres=100, cost_per_visit=2)
    assert told(world, "koffie", near=True, within_metres=500, days=["TU"], free=True) == [
        "Wij zochten ook naar wat niet gratis is."
    ]


def test_each_hit_tells_the_limits_that_it_does_not_keep(world: World) -> None:
    world.offer("Koffie", "WE", metres=100)
    world.offer("Koffie ver weg", "WE", metres=3000)
    near, far = world.find("koffie", near=True, within_metres=500, days=["TU"]).hits
    assert widened_of_hit(near, "nl") == ["Wij zochten ook op woensdag."]
    assert widened_of_hit(far, "en") == [
        "We also looked in the whole municipality.",
        "We also looked on Wednesday.",
    ]


def test_language_company_and_wish_are_let_go_one_by_one(world: World) -> None:
    world.offer("Koffie", "TU", walk_along=False, languages=["nl"])
    assert told(world, "koffie", languages=["ti"]) == ["Wij zochten ook in andere talen."]
    assert told(world, "koffie", walk_along=True) == ["Wij zochten ook waar niemand met u mee kan."]
    assert told(world, "koffie", need="money") == ["Wij zochten ook bij andere wensen."]


def test_one_of_the_words_and_at_last_none_of_them(world: World) -> None:
    world.offer("Schaken", "TU")
    assert told(world, "schaken saxofoon") == ["Wij zochten ook met één van uw woorden."]
    assert told(world, "saxofoon") == ["Wij vonden niets voor “saxofoon”; dit is er wel."]


def test_where_there_is_nothing_at_all_nothing_is_found(world: World) -> None:
    result = world.find("koffie", near=True, within_metres=500)
    assert (result.hits, result.total, result.widened) == ((), 0, ())


def test_a_name_of_the_neighbourhood_with_a_mistake_is_understood(world: World) -> None:
    world.offer("Inloop in de Grutterhof", "TU")
    result = world.find("gruterhof")
    assert [hit.offer.name for hit in result.hits] == ["Inloop in de Grutterhof"]
    assert not result.widened
    assert read_as(result, "nl") == ["Wij lazen “gruterhof” als “grutterhof”."]


def test_a_word_that_is_found_as_typed_is_not_corrected(world: World) -> None:
    world.offer("Wandlen met Wandl", "TU")
    assert not world.find("wandl").corrected


def test_a_word_of_a_hidden_offer_is_not_suggested(world: World) -> None:
    world.offer("Geheim Zwaluwnest", "TU", visibility="hidden")
    world.offer("Koffie", "TU")
    result = world.find("zwaluwnst")
    assert not result.corrected
    assert [hit.offer.name for hit in result.hits] == ["Koffie"]
