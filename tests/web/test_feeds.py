"""Calendars to subscribe to: whole, per district, per offer; quiet about whom they are for."""

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar

from nabij.core.words import taboo_words
from nabij.directory.models import Deviation, Schedule
from tests.factories import AreaFactory, OfferFactory, PlaceFactory, ScheduleFactory

TUESDAY = dt.date(2026, 12, 1)


def events(response: Any) -> list[Any]:
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def names(response: Any) -> set[str]:
    return {str(event["SUMMARY"]) for event in events(response)}


@pytest.fixture
def weekly(town: Any) -> Any:
    """`weekly(name=…)`: an offer with a weekly date."""

    def make(**fields: Any) -> Any:
        offer = OfferFactory.create(municipality=town, **fields)
        ScheduleFactory.create(municipality=town, offer=offer, starts_on=TUESDAY)
        return offer

    return make


def of_offer(look: Any, offer: Any, **asked: Any) -> Any:
    return look("offer-ics", parts={"uid": offer.uid}, **asked)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_feed_of_everything_has_the_sites_name(language: str, look: Any, weekly: Any) -> None:
    weekly(name="Koffie")
    response = look("feed", language=language)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert calendar["X-WR-CALNAME"] == "Dichtbij in Testdam"
    assert "agenda" in str(calendar["URL"])
    assert names(response) == {"Koffie"}
    assert not taboo_words(response.content.decode(), "")
    assert not response.cookies


def test_a_feed_of_a_district_holds_what_happens_there(look: Any, weekly: Any, town: Any) -> None:
    home = AreaFactory.create(code="GM9998", kind="municipality", name="Testdam")
    district = AreaFactory.create(code="WK999801", kind="district", name="De Gaarden", parent=home)
    weekly(name="Hier", place=PlaceFactory.create(municipality=town, area=district))
    weekly(name="Elders")
    response = look("feed", area="wk999801")
    assert names(response) == {"Hier"}
    assert "Dichtbij in Testdam · De Gaarden" in response.content.decode()


def test_a_feed_of_one_offer_does_not_shout_its_name(look: Any, weekly: Any) -> None:
    offer, _other = weekly(name="Rouwgroep"), weekly(name="Koffie")
    response = of_offer(look, offer)
    assert names(response) == {"Rouwgroep"}
    assert Calendar.from_ical(response.content)["X-WR-CALNAME"] == "Dichtbij in Testdam"
    assert 'filename="agenda.ics"' in response.headers["Content-Disposition"]


def test_a_cancelled_date_tells_why(look: Any, weekly: Any, town: Any) -> None:
    offer = weekly()
    schedule = Schedule.objects.get(offer=offer)
    Deviation.objects.create(
        municipality=town, schedule=schedule, date=TUESDAY, kind="cancelled", reason="Sneeuw."
    )
    off = [event for event in events(of_offer(look, offer)) if event["STATUS"] == "CANCELLED"]
    assert [(str(event["COMMENT"]), event["RECURRENCE-ID"].dt.date()) for event in off] == [
        ("Sneeuw.", TUESDAY)
    ]


def test_a_stopped_offer_stays_for_who_subscribed_and_leaves_the_whole(
    look: Any, weekly: Any
) -> None:
    offer = weekly(status="closed")
    assert [str(event["STATUS"]) for event in events(of_offer(look, offer))] == ["CANCELLED"]
    assert events(look("feed")) == []


@pytest.mark.parametrize("fields", [{"visibility": "hidden"}, {"organisation__active": False}])
def test_what_is_not_public_has_no_calendar(fields: Any, look: Any, weekly: Any) -> None:
    offer = weekly(**fields)
    assert of_offer(look, offer).status_code == 404
    assert events(look("feed")) == []


def test_an_offer_without_dates_has_no_calendar(look: Any, town: Any) -> None:
    assert of_offer(look, OfferFactory.create(municipality=town)).status_code == 404


def test_who_asks_again_hears_that_nothing_changed(look: Any, weekly: Any, client: Any) -> None:
    offer = weekly()
    first = look("feed")
    path, tag = first.request["PATH_INFO"], first.headers["ETag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    offer.name = "Thee"
    offer.save()
    again = client.get(path, headers={"if-none-match": tag})
    assert again.status_code == 200
    assert names(again) == {"Thee"}


def test_it_asks_as_many_queries_for_30_as_for_3(
    look: Any, weekly: Any, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        weekly()
    with django_assert_max_num_queries(50) as few:
        look("feed")
    for _number in range(27):
        weekly()
    with django_assert_max_num_queries(len(few)):
        assert len(events(look("feed"))) == 30
