"""The desk's list of help lines, and the block that residents see."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from django.utils.timezone import localdate

from nabij.core.actions.help_lines import add_default_help_lines
from nabij.core.models import HelpLine, Municipality
from nabij.core.roles import Role
from tests.core.people import browser, member
from tests.factories import HelpLineFactory
from tests.web.pages import page

LIST = "/en/testdam/desk/help-lines/"
GOOD = {
    "phone": "0299 55 09 11",
    "name": "Crisisdienst",
    "call_if": "u niet tot morgen kunt wachten.",
    "position": "6",
    "review_on": "2027-01-31",
    "active": "on",
}


@pytest.fixture
def desk(town: Municipality) -> Client:
    """The coordinator's browser."""
    return browser(member(town, Role.COORDINATOR))


def test_the_list_shows_every_line_and_which_must_be_looked_at(
    desk: Client, town: Municipality, html_valid: Any
) -> None:
    add_default_help_lines(municipality=town, today=localdate())
    HelpLine.objects.filter(phone="113").update(review_on=dt.date(2026, 1, 5))
    HelpLine.objects.filter(phone="0800-2000").update(active=False)
    response = desk.get(LIST)
    html_valid(response.content, LIST)
    text = page(response).text
    assert "1 line must be looked at" in text
    assert "since 5 January 2026" in text
    assert "residents do not see it" in text


def test_a_list_without_lines_says_what_residents_see(desk: Client, html_valid: Any) -> None:
    response = desk.get(LIST)
    html_valid(response.content, LIST)
    assert "the usual national ones" in page(response).text
    assert page(response).all("a", href="tel:112")


def test_the_list_costs_as_much_with_one_line_as_with_thirty(
    desk: Client, town: Municipality, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    HelpLineFactory.create(municipality=town)
    with CaptureQueriesContext(connection) as one:
        desk.get(LIST)
    for _number in range(29):
        HelpLineFactory.create(municipality=town)
    with django_assert_num_queries(len(one)):
        desk.get(LIST)


def test_a_line_of_ones_own_is_seen_by_residents(
    desk: Client, town: Municipality, html_valid: Any
) -> None:
    html_valid(desk.get(f"{LIST}new/").content, "new")
    response = desk.post(f"{LIST}new/", GOOD)
    assert response["Location"] == LIST
    assert HelpLine.objects.get().call_if == GOOD["call_if"]
    assert "0299 55 09 11" in shown(town)


def test_a_double_click_adds_one_line_and_says_so(desk: Client) -> None:
    for _click in range(2):
        response = desk.post(f"{LIST}new/", GOOD)
    assert HelpLine.objects.count() == 1
    assert response.status_code == 400
    assert "This number is in the list already." in page(response).text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("phone", "bel ons", "Type a phone number"),
        ("call_if", "", "This field is required"),
        ("review_on", "morgen", "Enter a valid date"),
        ("website", "geen adres", "Enter a valid URL"),
        ("position", "0", "greater than or equal to 1"),
    ],
)
def test_what_was_typed_stays_and_the_error_stands_beside_it(
    desk: Client, html_valid: Any, field: str, typed: str, said: str
) -> None:
    response = desk.post(f"{LIST}new/", {**GOOD, field: typed})
    assert response.status_code == 400
    html_valid(response.content, "new")
    made = page(response)
    assert said in made.text
    assert made.all("input", name="name", value="Crisisdienst")
    assert HelpLine.objects.count() == 0


def test_the_last_line_is_not_taken_out_of_sight(desk: Client, town: Municipality) -> None:
    line = HelpLineFactory.create(municipality=town)
    response = desk.post(f"{LIST}{line.uid}/", {**GOOD, "active": ""})
    assert "Residents must always see someone to call" in page(response).text
    assert HelpLine.objects.get().active


def test_still_right_moves_the_day_on_a_year(desk: Client, town: Municipality) -> None:
    line = HelpLineFactory.create(municipality=town, review_on=dt.date(2026, 1, 5))
    response = desk.post(f"{LIST}{line.uid}/still-right/", follow=True)
    assert "still holds" in page(response).text
    assert "must be looked at" not in page(response).text
    assert desk.get(f"{LIST}{line.uid}/still-right/").status_code == 405


def shown(town: Municipality, language: str = "nl") -> str:
    with translation.override(language):
        return Template("{% load help_in_danger %}{% help_in_danger %}").render(
            Context({"municipality": town, "language": language})
        )


def test_residents_read_when_to_call_which_number(
    town: Municipality, django_assert_num_queries: Callable[..., Any]
) -> None:
    add_default_help_lines(municipality=town, today=localdate())
    with django_assert_num_queries(1):
        html = shown(town)
    assert "Bel 112" in html
    assert 'href="tel:08000113"' in html
    assert html.index("112") < html.index("0800-2000")
    assert 'lang="nl"' not in html
    assert "someone is in danger now" in shown(town, "en")


def test_where_there_is_no_municipality_there_is_no_block() -> None:
    html = Template("{% load help_in_danger %}{% help_in_danger %}").render(Context({}))
    assert html.strip() == ""
