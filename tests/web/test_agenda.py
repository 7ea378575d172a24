"""The week: what is to come day by day, on a page and on paper."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from nabij.directory.models import Occurrence
from tests.factories import AreaFactory, MunicipalityFactory, PlaceFactory, next_weekday
from tests.web.pages import page


def soon(days: int = 1, hour: int = 10) -> dt.datetime:
    """So many days from now, at an hour of the day."""
    there = localtime() + dt.timedelta(days=days)
    return there.replace(hour=hour, minute=0, second=0, microsecond=0)


def lines(response: Any) -> list[str]:
    return [line.name for day in response.context["agenda"].days for line in day.lines]


@pytest.fixture
def district(town: Any) -> Any:
    home = AreaFactory.create(code="GM9998", kind="municipality", name="Testdam")
    return AreaFactory.create(code="WK999801", kind="district", name="De Gaarden", parent=home)


@pytest.fixture(params=["agenda", "sheet"])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_coming_days_are_shown_in_both_languages(
    name: str, language: str, look: Any, add_offer: Any, html_valid: Any
) -> None:
    add_offer(name="Koffie in het Waaggebouw", at=soon())
    response = look(name, language=language)
    html_valid(response.content, name)
    made = page(response)
    assert "Koffie in het Waaggebouw" in made.text
    assert made.all("html")[0]["lang"] == language
    assert len(made.all("h1")) == 1
    assert not response.cookies


def test_seven_days_begin_today_whatever_the_day(look: Any, add_offer: Any) -> None:
    for days in (-1, 1, 6, 7):
        add_offer(name=f"Over {days}", at=soon(days))
    assert lines(look("agenda")) == ["Over 1", "Over 6"]


def test_what_is_over_is_not_announced(look: Any, add_offer: Any) -> None:
    offer = add_offer(name="Ontbijt", at=localtime().replace(second=0))
    assert lines(look("agenda")) == ["Ontbijt"]
    Occurrence.objects.filter(offer=offer).update(ends_at=localtime())
    assert lines(look("agenda")) == []


def test_one_goes_from_week_to_week_and_keeps_the_district(
    look: Any, add_offer: Any, client: Any, district: Any
) -> None:
    monday = next_weekday("MO", 10)
    add_offer(name="Maandagkoffie", at=monday, place__area=district)
    add_offer(name="Zondagsoep", at=monday + dt.timedelta(days=6), place__area=district)
    first = look("agenda", area="WK999801")
    link = page(first).all("a", rel="next")[0]["href"]
    assert link is not None
    second = client.get(link)
    assert lines(second) == ["Maandagkoffie", "Zondagsoep"]
    assert "area=WK999801" in str(page(second).all("a", rel="next")[0]["href"])
    back = page(second).all("a", rel="prev")[0]["href"]
    assert back == first.request["PATH_INFO"] + "?area=WK999801"


def test_the_agenda_ends_where_dates_are_not_worked_out_yet(look: Any, client: Any) -> None:
    response, steps = look("agenda"), 0
    while links := page(response).all("a", rel="next"):
        response, steps = client.get(links[0]["href"]), steps + 1
    assert steps == 12


@pytest.mark.parametrize(
    "asked",
    ["", "x", "2026", "2026-W00", "2026-W99", "1999-W01", "0000-W01", "²⁰²⁶-W٤٨", "2026-W48'--"],
)
def test_an_odd_week_is_this_week(asked: str, name: str, look: Any, add_offer: Any) -> None:
    add_offer(name="Koffie", at=soon())
    assert lines(look(name, week=asked)) == ["Koffie"]


def test_far_ahead_is_the_last_week(look: Any) -> None:
    response = look("agenda", week="9998-W10")
    assert response.status_code == 200
    assert not page(response).all("a", rel="next")


def test_a_district_shows_its_own_neighbourhoods_too(
    name: str, look: Any, add_offer: Any, district: Any
) -> None:
    quarter = AreaFactory.create(code="BU99980101", name="Tuinen", parent=district)
    add_offer(name="Hier", at=soon(), place__area=district)
    add_offer(name="Ook hier", at=soon(), place__area=quarter)
    add_offer(name="Elders", at=soon())
    assert sorted(lines(look(name, area="WK999801"))) == ["Hier", "Ook hier"]
    assert len(lines(look(name))) == 3


@pytest.mark.parametrize("page_name", ["agenda", "sheet", "feed", "widget", "embed"])
@pytest.mark.parametrize("code", ["WK888801", "nergens", "WK999899", "' OR 1=1"])
def test_an_area_of_another_municipality_is_not_found(
    page_name: str, code: str, look: Any, district: Any
) -> None:
    MunicipalityFactory.create(code="GM8888", slug="elders")
    AreaFactory.create(code="WK888801", kind="district", name="Elders")
    assert look(page_name, area=code).status_code == 404


def test_cancelled_is_shown_with_its_reason_and_moved_with_its_old_time(
    name: str, look: Any, add_offer: Any
) -> None:
    add_offer(name="Dansen", at=soon(), cancelled="De vloer is nat.")
    moved = add_offer(name="Zingen", at=soon(2, 14))
    Occurrence.objects.filter(offer=moved).update(moved_from=soon(2, 10))
    text = page(look(name)).text
    assert "Cancelled: De vloer is nat." in text
    assert "Moved, it was planned for" in text
    assert "10:00" in text


def test_hidden_paused_and_stopped_offers_are_not_there(
    name: str, look: Any, add_offer: Any
) -> None:
    add_offer(name="Verborgen", at=soon(), visibility="hidden")
    add_offer(name="Gepauzeerd", at=soon(), status="paused")
    add_offer(name="Gestopt", at=soon(), status="closed")
    response = look(name)
    assert lines(response) == []
    assert "Nothing that we know of" in page(response).text


def test_it_asks_as_many_queries_for_30_as_for_3(name: str, look: Any, add_offer: Any) -> None:
    def asked(number: int) -> int:
        for _number in range(number):
            add_offer(at=soon())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            look(name)
        return len(queries)

    few = asked(3)
    assert asked(27) == few


def test_the_sheet_says_whom_to_call_and_where_to_look(
    look: Any, add_offer: Any, town: Any
) -> None:
    add_offer(at=soon())
    assert "testserver" in page(look("sheet")).text
    town.short_url = "testdam.example/week"
    town.save()
    text = page(look("sheet")).text
    assert "testdam.example/week" in text
    assert "0299 55 01 23" in text


def test_places_where_nobody_goes_have_no_street(look: Any, add_offer: Any, town: Any) -> None:
    place = PlaceFactory.create(municipality=town, name="Telefoonpost", street="Geheimweg 1")
    add_offer(name="Bellen", at=soon(), place=place, reach="phone")
    text = page(look("sheet")).text
    assert "by phone" in text
    assert "Geheimweg" not in text


# --- much in one week ----------------------------------------------------------------------------


@pytest.fixture
def few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four lines on a page, so that a test needs no fifty."""
    monkeypatch.setattr("nabij.web.public.agenda_pages.MOST_LINES", 4)


def shown(response: Any) -> list[str]:
    """The names on the page itself, in order."""
    return [line.name for day in response.context["part"].days for line in day.lines]


@pytest.fixture
def busy(add_offer: Any, district: Any) -> None:
    """Three things on the first day, three on the second, six on the third."""
    for day, number in ((1, 3), (2, 3), (3, 6)):
        for each in range(number):
            add_offer(name=f"{day}.{each}", at=soon(day, 8 + each), place__area=district)


def test_a_busy_week_is_cut_between_days_and_nothing_is_lost(
    few_lines: None, busy: None, look: Any, client: Any, html_valid: Any
) -> None:
    response = look("agenda", area="WK999801")
    pages = [shown(response)]
    while response.context["after_url"]:
        html_valid(response.content, "part of an agenda")
        made = page(response)
        link = next(a for a in made.all("a") if a.get("href") == response.context["after_url"])
        response = client.get(link["href"])
        pages.append(shown(response))
    assert pages == [
        ["1.0", "1.1", "1.2"],
        ["2.0", "2.1", "2.2"],
        ["3.0", "3.1", "3.2", "3.3"],
        ["3.4", "3.5"],
    ]
    assert "going on" in page(response).text
    assert "Part 4 of 4" in page(response).text
    assert "area=WK999801" in response.context["before_url"]
    back = client.get(response.context["before_url"])
    assert shown(back) == pages[2]


def test_each_day_can_be_gone_to_from_every_page(
    few_lines: None, busy: None, look: Any, client: Any
) -> None:
    response = look("agenda", page="2")
    jumps = page(response).all("a")
    for jump in (each["href"] for each in jumps if "#day-" in str(each.get("href"))):
        address, _hash, anchor = str(jump).partition("#")
        there = client.get(address) if address else response
        assert [each for each in page(there).all("h2") if each.get("id") == anchor], jump


@pytest.mark.parametrize(("asked", "number"), [("x", 1), ("0", 1), ("-3", 1), ("²", 1), ("99", 4)])
def test_an_odd_page_is_the_first_and_one_too_far_the_last(
    few_lines: None, busy: None, look: Any, asked: str, number: int
) -> None:
    response = look("agenda", page=asked)
    assert response.status_code == 200
    assert response.context["part"].number == number


def test_a_quiet_week_is_one_page_and_paper_has_all_of_a_busy_one(
    few_lines: None, busy: None, look: Any, add_offer: Any
) -> None:
    assert len(lines(look("sheet"))) == 12
    Occurrence.objects.all().delete()
    add_offer(name="Koffie", at=soon())
    assert "Part 1" not in page(look("agenda")).text
