"""What a resident asks is what they find: words, place, time, cost, language, access, company, wish."""

import datetime as dt
from typing import Any

import pytest

from nabij.core.tenancy import within
from nabij.directory import index
from nabij.directory.actions import cancel_date
from nabij.directory.models import Offer
from nabij.directory.queries import find_offers
from nabij.methods.ranking import Criteria
from tests.directory.find.world import HERE, NOW, TODAY, World


def codes(world: World, **given: Any) -> list[str]:
    return [reason.code for reason in world.find(**given).hits[0].reasons]


# --- words ---------------------------------------------------------------------------------------


def test_a_word_in_the_name_comes_before_one_in_the_sentence_before_one_in_the_description(
    world: World,
) -> None:
    world.offer("Buurtkamer", "TU", description="Elke week drinken wij koffie.")
    world.offer("Koffieochtend", "TU")
    world.offer("Inloop", "TU", summary="Samen koffie drinken.")
    assert world.names("koffie") == ["Koffieochtend", "Inloop", "Buurtkamer"]


def test_all_words_must_be_found(world: World) -> None:
    world.offer("Koffie en schaken", "TU")
    world.offer("Koffie en breien", "TU")
    assert world.names("koffie schaken") == ["Koffie en schaken"]


def test_organisation_place_and_town_are_words_to_find_by(world: World) -> None:
    world.offer("Inloop", "TU", place=world.place(name="De Zaagmolen", town="Oosterwoude"))
    assert world.names("zaagmolen") == ["Inloop"]
    assert world.names("ringvaart") == ["Inloop"]
    assert world.names("oosterwoude") == ["Inloop"]


def test_an_english_reader_finds_by_english_and_by_dutch_words(world: World) -> None:
    world.offer("Wandelgroep", "TU", translations={"en": {"name": "Walking group"}})
    world.offer("Koffieochtend", "TU")
    assert world.names("walk", language="en") == ["Wandelgroep"]
    assert world.names("wandelen", language="en") == ["Wandelgroep"]
    assert world.names("coffee", language="en") == ["Koffieochtend"]


def test_a_day_or_language_typed_as_a_word_finds_what_is_then_or_so(world: World) -> None:
    world.offer("Koffie", "TU", languages=["nl", "ar"])
    world.offer("Thee", "FR")
    assert world.names("dinsdag") == ["Koffie"]
    assert world.names("arabisch") == ["Koffie"]


# --- place ---------------------------------------------------------------------------------------


def test_what_is_near_comes_first_and_what_is_too_far_not_at_all(world: World) -> None:
    world.offer("Ver", "TU", metres=2400)
    world.offer("Dichtbij", "TU", metres=300)
    world.offer("Te ver", "TU", metres=2600)
    assert world.names(near=True, within_metres=2500) == ["Dichtbij", "Ver"]


def test_the_distance_is_a_circle_not_a_box(world: World) -> None:
    corner = world.place(lat=HERE.lat + 0.8 / 111.195, lon=HERE.lon + 0.8 / 67.6)
    world.offer("Op de hoek", "TU", place=corner)
    assert world.find(near=True, within_metres=1000).widened
    assert world.names(near=True, within_metres=1200) == ["Op de hoek"]


def test_what_comes_to_your_home_is_never_too_far(world: World) -> None:
    world.offer("Maatje", reach="at_home", metres=9000)
    world.offer("Bellen", reach="phone", place=None)
    world.offer("Ergens", "TU", place=None)
    assert sorted(world.names(near=True, within_metres=500)) == ["Bellen", "Maatje"]
    assert world.find(near=True, within_metres=500).hits[0].distance is None


def test_the_distance_is_told_in_metres_from_the_place_asked(world: World) -> None:
    world.offer("Koffie", "TU", metres=820)
    hit = world.find(near=True).hits[0]
    assert hit.distance == 820
    assert hit.reasons[0].code == "distance"
    assert dict(hit.reasons[0].values) == {"metres": 820, "place": "3131 AB"}


# --- time ----------------------------------------------------------------------------------------


def test_only_what_is_on_that_day_and_part_of_the_day(world: World) -> None:
    world.offer("Dinsdagochtend", "TU", "10:00")
    world.offer("Dinsdagavond", "TU", "19:30")
    world.offer("Woensdagochtend", "WE", "10:00")
    assert world.names(days=["TU"], part="morning") == ["Dinsdagochtend"]
    assert sorted(world.names(days=["TU"])) == ["Dinsdagavond", "Dinsdagochtend"]
    assert sorted(world.names(part="morning")) == ["Dinsdagochtend", "Woensdagochtend"]
    assert sorted(world.names(days=["TU", "WE"], part="morning")) == [
        "Dinsdagochtend",
        "Woensdagochtend",
    ]


def test_a_morning_and_another_day_do_not_make_a_morning_on_that_day(world: World) -> None:
    offer = world.offer("Twee keer", "TU", "19:00")
    world.schedule(offer, "WE", "10:00")
    assert world.find(days=["TU"], part="morning").widened


def test_the_next_times_that_suit_are_told(world: World) -> None:
    offer = world.offer("Twee keer", "MO", "14:00")
    world.schedule(offer, "TU", "10:00")
    coming = world.find(days=["TU"]).hits[0].coming
    assert [one.date for one in coming] == [
        dt.date(2026, 11, 24),
        dt.date(2026, 12, 1),
        dt.date(2026, 12, 8),
    ]


def test_by_appointment_is_found_on_any_day_said_so_and_below_what_is_on_then(world: World) -> None:
    world.offer("Maatje voor koffie")
    world.offer("Buurthuis", "TU", description="Er is ook koffie.")
    result = world.find("koffie", days=["TU"])
    assert [hit.offer.name for hit in result.hits] == ["Buurthuis", "Maatje voor koffie"]
    assert "by_appointment" in [reason.code for reason in result.hits[1].reasons]
    assert result.hits[0].score >= result.hits[1].score


def test_a_cancelled_date_is_no_match_but_is_shown_with_its_reason(world: World) -> None:
    offer = world.offer("Koffie", "TU")
    with within(world.municipality):
        cancel_date(
            schedule=offer.schedules.get(), date=dt.date(2026, 11, 24),
            reason="De zaal wordt geverfd.", today=TODAY,
        )  # fmt: skip
    only_that_day: dict[str, Any] = {
        "from_date": dt.date(2026, 11, 24),
        "to_date": dt.date(2026, 11, 24),
    }
    assert world.find(**only_that_day).widened
    hit = world.find("koffie").hits[0]
    assert [(one.date.day, one.cancelled) for one in hit.coming] == [
        (24, True),
        (1, False),
        (8, False),
    ]
    assert {"date": "2026-11-24", "today": "2026-11-23", "why": "De zaal wordt geverfd."} in [
        dict(reason.values) for reason in hit.reasons
    ]


def test_between_two_dates(world: World) -> None:
    world.offer("Elke week", "WE")
    world.offer("Een keer", rule={"frequency": "once", "weekdays": [], "dates": ["2026-12-24"]})
    christmas: dict[str, Any] = {
        "from_date": dt.date(2026, 12, 24),
        "to_date": dt.date(2026, 12, 26),
    }
    assert world.names(**christmas) == ["Een keer"]


def test_what_was_on_this_morning_is_on_again_next_week(world: World) -> None:
    world.offer("Vroeg", "MO", "08:00")
    assert world.find(days=["MO"]).hits[0].coming[0].date == dt.date(2026, 11, 30)


def test_what_has_only_just_passed_is_not_found_when_a_time_is_asked(world: World) -> None:
    world.offer(
        "Vanmorgen", rule={"frequency": "once", "weekdays": [], "dates": ["2026-11-23"]}, at="08:00"
    )
    assert not world.find(days=["MO"]).hits


def test_what_is_soon_comes_before_what_is_later(world: World) -> None:
    world.offer("Zaterdag", "SA")
    world.offer("Dinsdag", "TU")
    assert world.names() == ["Dinsdag", "Zaterdag"]


# --- wishes --------------------------------------------------------------------------------------


def test_only_what_is_free(world: World) -> None:
    world.offer("Gratis", "TU", cost_per_visit=0)
    world.offer("Twee euro", "TU", cost_per_visit=2)
    world.offer("Gratis, maar lid worden", "TU", cost_per_visit=0, cost_per_month=5)
    world.offer("Weten wij niet", "TU", cost_per_visit=None)
    assert world.names(free=True) == ["Gratis"]


def test_only_in_a_language_that_one_speaks(world: World) -> None:
    world.offer("Thee", "TU", languages=["nl", "ar"])
    world.offer("Koffie", "TU", languages=["nl"])
    world.offer("Zonder taal", "TU", languages=[])
    assert world.names(languages=["ar", "so"]) == ["Thee"]
    assert sorted(world.names(languages=["nl"])) == ["Koffie", "Thee", "Zonder taal"]
    assert "languages" in codes(world, languages=["ar"])


def test_what_one_cannot_enter_is_never_found_not_even_by_looking_wider(world: World) -> None:
    world.offer("Trap op", "TU")
    assert not world.find(needs=["wheelchair"]).hits
    world.offer("Gelijkvloers", "TU", place=world.place(accessible=["wheelchair", "toilet"]))
    world.offer("Met lus", "TU", accessible=["wheelchair", "hearing_loop"])
    assert sorted(world.names(needs=["wheelchair"])) == ["Gelijkvloers", "Met lus"]
    assert world.names(needs=["wheelchair", "hearing_loop"]) == ["Met lus"]
    assert world.names("trap", needs=["wheelchair", "hearing_loop"]) == ["Met lus"]


def test_only_for_one_s_age(world: World) -> None:
    world.offer("Jong", "TU", age_min=12, age_max=18)
    world.offer("Oud", "TU", age_min=55)
    world.offer("Iedereen", "TU")
    assert sorted(world.names(age=70)) == ["Iedereen", "Oud"]
    assert sorted(world.names(age=18)) == ["Iedereen", "Jong"]


def test_only_where_someone_walks_along(world: World) -> None:
    world.offer("Samen erheen", "TU", walk_along=True)
    world.offer("Alleen erheen", "TU")
    assert world.names(walk_along=True) == ["Samen erheen"]


@pytest.mark.parametrize(
    ("need", "found"),
    [
        ("grief", ["Rouwgroep"]),
        ("learn", ["Cursus"]),
        ("loss", ["Rouwgroep"]),
        ("meaningful_role", ["Meehelpen"]),
    ],
)
def test_a_wish_a_cause_or_a_mechanism(world: World, need: str, found: list[str]) -> None:
    plain: dict[str, Any] = {"causes": [], "mechanisms": ["activity"]}
    world.offer("Rouwgroep", "TU", **{**plain, "causes": ["loss"]})
    world.offer("Cursus", "TU", **plain, form="course")
    world.offer("Meehelpen", "TU", **{**plain, "mechanisms": ["meaningful_role"]})
    assert world.names(need=need) == found


# --- what is and is not shown --------------------------------------------------------------------


@pytest.mark.parametrize(
    "hidden", [{"visibility": "hidden"}, {"visibility": "awaiting"}, {"status": "closed"}]
)
def test_what_is_not_public_is_not_found(world: World, hidden: dict[str, str]) -> None:
    world.offer("Koffie", "TU", **hidden)
    assert not world.find("koffie").hits
    assert not world.find().hits


def test_what_an_organisation_that_stopped_offers_is_not_found(world: World) -> None:
    offer = world.offer("Koffie", "TU")
    with within(world.municipality):
        world.organisation.active = False
        world.organisation.save()
        index.refresh(world.municipality, [offer.pk], today=TODAY)
    assert not world.find("koffie").hits


def test_a_paused_offer_is_found_below_the_others_and_said_so(world: World) -> None:
    world.offer("Koffie met stilte", "TU", status="paused")
    world.offer("Koffie", "TU")
    result = world.find("koffie")
    assert [hit.offer.name for hit in result.hits] == ["Koffie", "Koffie met stilte"]
    assert "paused" in [reason.code for reason in result.hits[1].reasons]


def test_what_nobody_confirmed_in_time_sinks(world: World) -> None:
    world.offer("Oude koffie", "TU", metres=100, verified_on=dt.date(2026, 7, 1))
    world.offer("Koffie", "TU", metres=2000)
    assert world.names("koffie", near=True) == ["Koffie", "Oude koffie"]


def test_what_nobody_confirmed_for_long_is_found_by_staff_only(world: World) -> None:
    world.offer("Oude koffie", "TU", verified_on=dt.date(2025, 7, 1))
    assert world.names("koffie") == []


def test_another_municipality_is_another_world(world: World) -> None:
    elsewhere = World("elders")
    elsewhere.offer("Koffie", "TU")
    assert not world.find("koffie").hits
    assert elsewhere.names("koffie") == ["Koffie"]


def test_outside_the_wall_nothing_is_found(world: World) -> None:
    world.offer("Koffie", "TU")
    asked = Criteria(words="koffie")
    assert not find_offers(None, world.municipality, asked, now=NOW).hits
    with within(World("elders").municipality):
        assert not find_offers(None, world.municipality, asked, now=NOW).hits


def test_the_same_question_has_the_same_answer_in_the_same_order(world: World) -> None:
    for _number in range(12):
        world.offer("Koffie", "TU", metres=500)
    first = [hit.offer.pk for hit in world.find("koffie", near=True).hits]
    assert first == [hit.offer.pk for hit in world.find("koffie", near=True).hits] == sorted(first)


def test_a_page_further_goes_on_where_the_first_ended(world: World) -> None:
    for number in range(5):
        world.offer(f"Koffie {number}", "TU", metres=100 * number)
    asked = Criteria(words="koffie", point=HERE)
    with within(world.municipality):
        pages = [
            find_offers(None, world.municipality, asked, now=NOW, limit=2, offset=first)
            for first in (0, 2, 4)
        ]
    names = [hit.offer.name for page in pages for hit in page.hits]
    assert names == [f"Koffie {number}" for number in range(5)]
    assert [page.total for page in pages] == [5, 5, 5]


def test_scores_never_rise_down_the_list(world: World) -> None:
    for number, status in enumerate(["open", "paused", "open", "open"]):
        world.offer(f"Koffie {number}", "TU" if number else "", metres=900 * number, status=status)
    scores = [hit.score for hit in world.find("koffie", near=True, days=["TU"]).hits]
    assert scores == sorted(scores, reverse=True)


def test_hits_are_offers_with_organisation_and_place(world: World) -> None:
    world.offer("Koffie", "TU")
    hit = world.find("koffie").hits[0]
    assert isinstance(hit.offer, Offer)
    assert hit.offer.organisation.name == "Stichting Ringvaart"
