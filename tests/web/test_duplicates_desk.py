"""The desk's pages of possible duplicates, and what a resident meets where a record went into another one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from nabij.core.models import Municipality
from nabij.core.roles import Role
from nabij.directory.actions.duplicates import find_duplicates
from nabij.directory.models import DuplicatePair, Merge, Offer, Organisation
from tests.core.people import browser, member
from tests.factories import OfferFactory, OrganisationFactory
from tests.web.pages import page

LIST = "/en/testdam/desk/duplicates/"


@pytest.fixture
def desk(town: Municipality) -> Client:
    """The link worker's browser."""
    return browser(member(town, Role.LINK_WORKER))


@pytest.fixture
def pair(town: Municipality) -> DuplicatePair:
    """One club twice, each with an offer."""
    for name, phone, website in (
        ("Stichting De Brug", "0299 55 01 23", ""),
        ("St. De Brug", "+31 299 550123", "https://debrug.example"),
    ):
        club = OrganisationFactory.create(
            municipality=town, name=name, phone=phone, website=website, email=""
        )
        OfferFactory.create(municipality=town, organisation=club, name=f"Koffie bij {name}")
    find_duplicates(municipality=town, kinds=["organisation"])
    found: DuplicatePair = DuplicatePair.objects.get()
    return found


def test_the_list_shows_both_with_the_reason(
    desk: Client, pair: DuplicatePair, html_valid: Any
) -> None:
    response = desk.get(LIST)
    html_valid(response.content, LIST)
    text = page(response).text
    assert "Stichting De Brug" in text
    assert "the names are alike, the same phone number" in text


def test_an_empty_list_says_so(desk: Client, html_valid: Any) -> None:
    response = desk.get(LIST)
    html_valid(response.content, LIST)
    assert "Every night we look again" in page(response).text


def test_the_list_costs_as_much_with_two_pairs_as_with_twenty(
    desk: Client, town: Municipality, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add(first: int, last: int) -> None:
        for number in range(first, last):
            for _twin in range(2):
                OrganisationFactory.create(
                    municipality=town, name=f"Club {chr(97 + number) * 6}", phone=f"02995501{number:02}", email=""
                )  # fmt: skip
        find_duplicates(municipality=town, kinds=["organisation"])

    add(0, 2)
    with CaptureQueriesContext(connection) as few:
        desk.get(LIST)
    add(2, 20)
    assert DuplicatePair.objects.count() == 20
    with django_assert_num_queries(len(few)):
        desk.get(LIST)


def test_not_the_same_is_one_tap_and_can_be_taken_back(desk: Client, pair: DuplicatePair) -> None:
    told = desk.post(f"{LIST}{pair.uid}/different/", follow=True)
    assert "We do not ask about these two again" in page(told).text
    pair.refresh_from_db()
    assert pair.state == "different"
    desk.post(f"{LIST}{pair.uid}/different/", {"to": "again"})
    pair.refresh_from_db()
    assert pair.state == "open"


def test_both_stand_side_by_side_with_what_differs_marked(
    desk: Client, pair: DuplicatePair, html_valid: Any
) -> None:
    response = desk.get(f"{LIST}{pair.uid}/")
    html_valid(response.content, LIST)
    made = page(response)
    assert made.all("input", name="f-website", value="right", checked="") or made.all(
        "input", name="f-website", value="right"
    )
    assert "<mark>Stichting </mark>" in response.content.decode()
    assert "The same on both sides: Description" in made.text


def test_field_by_field_is_as_it_was_chosen(desk: Client, pair: DuplicatePair) -> None:
    desk.post(
        f"{LIST}{pair.uid}/",
        {"how": "chosen", "f-name": "left", "f-phone": "left", "f-website": "right"},
    )
    club = Organisation.objects.get()
    assert (club.name, club.phone, club.website) == (
        "Stichting De Brug", "0299 55 01 23", "https://debrug.example",
    )  # fmt: skip
    assert club.offers.count() == 2


@pytest.mark.parametrize(("how", "name"), [("left", "Stichting De Brug"), ("right", "St. De Brug")])
def test_one_side_is_kept_whole(how: str, name: str, desk: Client, pair: DuplicatePair) -> None:
    desk.post(f"{LIST}{pair.uid}/", {"how": how})
    assert Organisation.objects.get().name == name


def test_it_is_taken_apart_again(desk: Client, pair: DuplicatePair) -> None:
    told = desk.post(f"{LIST}{pair.uid}/", {"how": "left"}, follow=True)
    assert "Take apart again" in page(told).text
    row = Merge.objects.get()
    for said in ("are two again", "are two already"):
        told = desk.post(f"{LIST}{row.uid}/apart/", follow=True)
        assert said in page(told).text
    assert Organisation.objects.count() == 2


def test_a_decided_pair_is_no_dead_end(desk: Client, pair: DuplicatePair) -> None:
    for _time in range(2):
        told = desk.post(f"{LIST}{pair.uid}/", {"how": "left"}, follow=True)
        assert told.status_code == 200
    assert "somebody decided already" in page(desk.get(f"{LIST}{pair.uid}/", follow=True)).text
    assert Merge.objects.count() == 1


def test_the_old_address_leads_to_the_one_that_stays(
    desk: Client, town: Municipality, pair: DuplicatePair, look: Callable[..., Any]
) -> None:
    gone = Organisation.objects.get(name="St. De Brug")
    kept = Organisation.objects.get(name="Stichting De Brug")
    desk.post(f"{LIST}{pair.uid}/", {"how": "left"})
    response = look("organisation-short", parts={"uid": gone.uid})
    assert response.status_code == 302
    assert str(kept.uid) in response.headers["Location"]


def test_an_offer_that_went_into_another_one_leads_there_with_its_calendar(
    town: Municipality, add_offer: Callable[..., Offer], look: Callable[..., Any]
) -> None:
    from django.utils.timezone import localdate

    from nabij.directory.actions.merging import merge

    kept, gone = add_offer(name="Koffie"), add_offer(name="Koffieochtend")
    by = member(town, Role.COORDINATOR, email="c@testdam.example")
    merge(kind="offer", kept=kept, gone=gone, take=[], by=by, today=localdate())
    response = look("offer-short", parts={"uid": gone.uid})
    assert str(kept.uid) in response.headers["Location"]
    calendar = look("offer-ics", parts={"uid": gone.uid})
    assert calendar.status_code == 200
    assert "SUMMARY:Koffie" in calendar.content.decode()
    assert "Koffieochtend" not in page(look("find", q="koffie")).text
    assert "Koffieochtend" not in page(look("agenda")).text


def test_while_publishing_what_is_there_already_is_pointed_out(town: Municipality) -> None:
    club = OrganisationFactory.create(municipality=town, name="De Brug")
    OfferFactory.create(municipality=town, organisation=club, name="Koffieochtend aan het water")
    editor = browser(member(town, Role.ORGANISATION_EDITOR, organisation_uid=club.uid))
    address = f"/en/testdam/partner/organisation/{club.uid}/alike/"
    found = editor.post(address, {"name": "Koffie-ochtend aan het watr"})
    assert "Do you mean this one? " in page(found).text + " "
    assert "Koffieochtend aan het water" in page(found).text
    assert editor.post(address, {"name": "Schaatsles"}).content.strip() == b""
    assert editor.post(address, {}).content.strip() == b""
