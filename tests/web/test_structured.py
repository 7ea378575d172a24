"""What search engines read of an offer or a week: read back by another program."""

import datetime as dt
from decimal import Decimal
from typing import Any

import extruct
import pytest
from django.utils.timezone import localtime

from nabij.core.words import taboo_words
from nabij.directory.models import Occurrence, Schedule
from tests.factories import OfferFactory, next_weekday
from tests.web.pages import page

SCHEMA = "https://schema.org/"


def read(response: Any) -> list[dict[str, Any]]:
    """What extruct finds in a page."""
    found = extruct.extract(response.content.decode(), syntaxes=["json-ld"])["json-ld"]
    assert [block["@context"] for block in found] == ["https://schema.org"]
    graph: list[dict[str, Any]] = found[0]["@graph"]
    return graph


@pytest.fixture
def show(look: Any, client: Any) -> Any:
    def get(offer: Any, language: str = "en") -> Any:
        return client.get(
            look("offer-short", parts={"uid": offer.uid}, language=language).headers["Location"]
        )

    return get


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_date_is_an_event_with_its_rule_and_price(
    language: str, add_offer: Any, show: Any
) -> None:
    at = next_weekday("TU", 10)
    offer = add_offer(name="Koffie", at=at)
    (event,) = read(show(offer, language))
    assert event["@type"] == "Event"
    assert event["name"] == "Koffie"
    assert event["eventStatus"] == SCHEMA + "EventScheduled"
    assert event["isAccessibleForFree"] is True
    assert event["offers"]["price"] == "0"
    assert dt.datetime.fromisoformat(event["startDate"]) == at
    assert event["startDate"].endswith(("+01:00", "+02:00"))
    assert event["eventSchedule"]["byDay"] == [SCHEMA + "Tuesday"]
    assert event["eventSchedule"]["repeatFrequency"] == "P1W"
    assert event["eventSchedule"]["scheduleTimezone"] == "Europe/Amsterdam"
    assert event["location"]["address"]["addressCountry"] == "NL"
    assert event["url"].startswith(f"http://testserver/{language}/testdam/")


def test_a_cancelled_and_a_moved_date_say_so(add_offer: Any, show: Any) -> None:
    off = add_offer(cancelled="De vloer is nat.")
    (event,) = read(show(off))
    assert event["eventStatus"] == SCHEMA + "EventCancelled"
    moved = add_offer(at=next_weekday("WE", 14))
    Occurrence.objects.filter(offer=moved).update(moved_from=next_weekday("TU", 10))
    (event,) = read(show(moved))
    assert event["eventStatus"] == SCHEMA + "EventRescheduled"
    assert dt.datetime.fromisoformat(event["previousStartDate"]) == next_weekday("TU", 10)


def test_what_costs_money_or_is_not_known_says_so(add_offer: Any, show: Any) -> None:
    (paid,) = read(show(add_offer(cost_per_visit=Decimal("2.50"))))
    assert paid["isAccessibleForFree"] is False
    assert (paid["offers"]["price"], paid["offers"]["priceCurrency"]) == ("2.50", "EUR")
    (unknown,) = read(show(add_offer(cost_per_visit=None)))
    assert "isAccessibleForFree" not in unknown
    assert "offers" not in unknown


def test_one_single_date_has_no_rule(add_offer: Any, show: Any) -> None:
    offer = add_offer()
    Schedule.objects.filter(offer=offer).update(frequency=Schedule.Frequency.ONCE)
    (event,) = read(show(offer))
    assert "eventSchedule" not in event


def test_what_has_no_dates_is_a_service(town: Any, show: Any) -> None:
    (service,) = read(show(OfferFactory.create(municipality=town, name="Boodschappenhulp")))
    assert service["@type"] == "Service"
    assert service["name"] == "Boodschappenhulp"


def test_no_name_can_become_a_script(add_offer: Any, show: Any, look: Any) -> None:
    name = "</script><b>Koffie & 'thee' <!-- \u2028"
    offer = add_offer(name=name)
    for response in (show(offer), look("agenda", week=week_of(next_weekday("TU", 10)))):
        html = response.content.decode()
        assert "<b>Koffie" not in html
        assert "</script><b>" not in html
        assert read(response)[0]["name"] == name


def week_of(moment: dt.datetime) -> str:
    year, number, _day = moment.isocalendar()
    return f"{year}-W{number:02}"


def test_the_agenda_tells_of_at_most_fifty(
    add_offer: Any, look: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nabij.web.public.agenda_pages.MOST_LINES", 60)
    tomorrow = localtime() + dt.timedelta(days=1)
    for number in range(52):
        add_offer(name=f"Koffie {number}", at=tomorrow)
    events = read(look("agenda"))
    assert len(events) == 50
    assert len({event["@id"] for event in events}) == 50


def test_an_empty_week_is_still_readable(look: Any, town: Any) -> None:
    assert read(look("agenda")) == []


def test_pages_point_to_their_calendar(add_offer: Any, show: Any, look: Any, client: Any) -> None:
    for response in (show(add_offer()), look("agenda")):
        link = page(response).all("link", type="text/calendar")[0]
        assert link["rel"] == "alternate"
        assert client.get(str(link["href"])).headers["Content-Type"].startswith("text/calendar")
        assert not taboo_words(str(read(response)), "")
