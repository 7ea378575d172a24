"""Finding something to do, as a resident does."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import AreaFactory, OccurrenceFactory, next_weekday
from tests.web.pages import page


def names(response: Any) -> list[str]:
    return [card.name for card in response.context["found"].cards]


def test_someone_finds_tuesday_morning_near_a_postcode_free_and_in_company(
    look: Any, add_offer: Any
) -> None:
    add_offer(name="Koffie aan de lange tafel")
    add_offer(name="Bingo", at=next_weekday("WE", 14))
    add_offer(name="Schilderen", cost_per_visit=5)
    add_offer(name="Biljarten", walk_along=False)

    response = look("find", near="3131 AB", day="TU", part="morning", free="on", walk_along="on")

    assert names(response) == ["Koffie aan de lange tafel"]
    text = page(response).text
    assert "1 thing to do near 3131" in text
    assert re.search(r"\d+\sm from 3131\sAB", text)
    assert "Tuesday, 10:00" in text or "Tuesday 10:00" in text or "tomorrow 10:00" in text
    assert "You are welcomed by Gerrit".lower() in text.lower()


def test_a_card_leads_to_the_offer_and_remembers_from_where(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie")
    card = look("find", near="3131ab").context["found"].cards[0]
    assert card.url == f"/en/testdam/activity/{offer.uid}/koffie/?near=3131+AB"


def test_what_was_typed_stays_in_the_form(look: Any, add_offer: Any) -> None:
    add_offer()
    made = page(look("find", q="koffie", near="3131ab", day=["TU", "WE"], age="72"))
    assert made.all("input", name="q")[0]["value"] == "koffie"
    assert made.all("input", name="near")[0]["value"] == "3131ab"
    assert made.all("input", name="age")[0]["value"] == "72"
    ticked = {given["value"] for given in made.all("input", name="day") if "checked" in given}
    assert ticked == {"TU", "WE"}


def test_an_unknown_postcode_is_said_beside_its_field_and_everything_is_shown(
    look: Any, add_offer: Any
) -> None:
    add_offer(name="Koffie")
    response = look("find", near="9999 ZZ")
    made = page(response)
    field = made.all("input", name="near")[0]
    assert field["value"] == "9999 ZZ"
    assert field["aria-invalid"] == "true"
    assert "id_near_error" in str(field["aria-describedby"])
    assert made.all("div", id="id_near_error")
    assert "We do not know the postcode 9999 ZZ." in made.text
    assert names(response) == ["Koffie"]


def test_the_name_of_a_neighbourhood_will_do(look: Any, add_offer: Any) -> None:
    AreaFactory.create(code="BU99980001", name="Havenbuurt")
    add_offer()
    assert "near Havenbuurt" in look("find", near="havenbuurt").context["found"].headline


def test_an_age_in_words_is_an_error_beside_its_field(look: Any, add_offer: Any) -> None:
    add_offer()
    made = page(look("find", age="oud"))
    assert made.all("input", name="age")[0]["value"] == "oud"
    assert "Type your age in figures" in made.text


def test_nothing_found_widens_and_says_so(look: Any, add_offer: Any) -> None:
    add_offer(name="Koffie")
    response = look("find", day="SU", part="evening")
    assert names(response) == ["Koffie"]
    assert "There was nothing that fits exactly." in page(response).text


def test_never_an_empty_page(look: Any, town: Any) -> None:
    response = look("find", q="onderwaterhockey")
    text = page(response).text
    assert "We found nothing, but there is always something" in text
    assert "0299 55 01 23" in text
    assert "Would you rather talk about it?" in text


def test_a_mistyped_word_is_understood_and_said(look: Any, add_offer: Any) -> None:
    add_offer(name="Wandelen langs de dijk", summary="Een uur door het riet.")
    response = look("find", language="nl", q="wandelne")
    assert names(response) == ["Wandelen langs de dijk"]


def test_each_wish_can_be_taken_away(look: Any, add_offer: Any) -> None:
    add_offer()
    wishes = look("find", q="koffie", day=["TU", "WE"], free="on").context["chosen"]
    assert [wish.words for wish in wishes] == ["Tuesday", "Wednesday", "Only what is free"]
    assert wishes[0].url == "/en/testdam/find/?q=koffie&day=WE&free=on"


def test_more_comes_with_a_link(look: Any, add_offer: Any) -> None:
    for number in range(23):
        add_offer(name=f"Koffie {number:02}")
    first = look("find")
    assert len(names(first)) == 20
    assert first.context["more_url"] == "/en/testdam/find/?show=40#more"
    second = look("find", show="40")
    assert names(second)[:20] == names(first)
    assert len(names(second)) == 23
    assert page(second).all("li", id="more")
    assert not second.context["more_url"]


def test_the_list_asks_as_many_queries_for_30_as_for_3(look: Any, add_offer: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            look("find", near="3131AB", day="TU", show="40")
        return len(asked)

    for number in range(3):
        add_offer(name=f"Koffie {number}")
    few = queries()
    for number in range(27):
        add_offer(name=f"Thee {number}")
    assert queries() == few <= 8


def test_the_first_page_asks_as_many_queries_for_30_as_for_3(look: Any, add_offer: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            look("home")
        return len(asked)

    for _number in range(3):
        add_offer()
    few = queries()
    for _number in range(27):
        add_offer()
    assert queries() == few <= 4


HOSTILE = {
    "long": "a" * 10_000,
    "very many words": "koffie " * 3_000,
    "control characters": "kof\x00fie\x1b[2J\r\n",
    "right to left": "قهوة ‮koffie‬",
    "sql": "'; DROP TABLE directory_offer; --",
    "fts": 'koffie AND ("thee" OR NEAR(x y)) NOT * ^ {name}:',
    "html": '"><script>alert(1)</script>',
    "template": "{{ 7*7 }}{% debug %}",
    "surrogate": "\udcff koffie",
    "only signs": "%_*?\\",
    "format": "%s %(x)s %n",
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_typed_is_just_a_search(typed: str, look: Any, add_offer: Any) -> None:
    add_offer(name="Koffie")
    safe = typed.encode("utf-8", "surrogateescape")
    for field in ("q", "near"):
        response = look("find", **{field: safe})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    "asked",
    [
        {"day": ["XX", "'", ""]},
        {"part": "night"},
        {"need": "everything"},
        {"within": "../../etc"},
        {"within": "-1"},
        {"show": "999999999999"},
        {"show": "-5"},
        {"show": "²"},
        {"age": "9" * 400},
        {"free": "maybe", "unknown": "x"},
    ],
)
def test_a_changed_address_is_just_a_search(
    asked: dict[str, Any], look: Any, add_offer: Any
) -> None:
    add_offer(name="Koffie")
    response = look("find", **asked)
    assert response.status_code == 200
    assert names(response) == ["Koffie"]


def test_a_cancelled_date_is_told_and_the_next_one_stands_large(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Koffie", cancelled="Gerrit is ziek.")
    OccurrenceFactory.create(
        municipality=offer.municipality,
        offer=offer,
        starts_at=next_weekday("TU", 10) + dt.timedelta(days=7),
    )
    card = look("find").context["found"].cards[0]
    assert not card.cancelled
    assert any("Gerrit is ziek." in fact.words for fact in card.facts)


def test_hidden_and_stopped_offers_are_not_found(look: Any, add_offer: Any) -> None:
    add_offer(name="Koffie")
    add_offer(name="Geheim", visibility="hidden")
    add_offer(name="Wacht", visibility="awaiting")
    add_offer(name="Gestopt", status="closed")
    assert names(look("find")) == ["Koffie"]
