"""The page behind the link: opening it does nothing, its buttons do, and it always explains itself."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from nabij.core.models import AuditEvent, Municipality, OneTimeLink, OutgoingMessage
from nabij.core.words import taboo_words
from nabij.directory.actions.asking import ask, read_out_a_code
from nabij.directory.models import CheckRequest, Offer, TimesNote, Verification
from nabij.web.checking.asking import send
from tests.web.pages import page


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def two(add_due: Any) -> tuple[Offer, Offer]:
    return add_due("Koffie aan tafel"), add_due("Wandelen", 9)


@pytest.fixture
def link(two: Any, teapot: Any) -> str:
    """The address in the mail that De Theepot got, without the name of the site."""
    ask(organisation=teapot, now=timezone.now(), send=send)
    text = OutgoingMessage.objects.get().text
    return next(
        line.removeprefix("http://localhost:8000")
        for line in text.splitlines()
        if line.startswith("http")
    )


@pytest.fixture
def scanner() -> Client:
    """A browser that keeps no cookies and checks for forged requests, as in use."""
    return Client(enforce_csrf_checks=True)


def in_english(link: str) -> str:
    return link.replace("/nl/", "/en/").replace("/nakijken/", "/check/")


def fresh(offer: Offer) -> bool:
    return Offer.objects.get(pk=offer.pk).freshness == "fresh"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_shows_what_people_read_now(
    scanner: Client, link: str, language: str, html_valid: Any
) -> None:
    response = scanner.get(link if language == "nl" else in_english(link))
    assert response.status_code == 200
    html_valid(response.content, f"check in {language}")
    made = page(response)
    assert made.all("html")[0]["lang"] == language
    assert "Koffie aan tafel" in made.text
    assert "Wandelen" in made.text
    assert made.all("a", href="tel:0299550123")
    assert not taboo_words(made.text, "both")
    assert not response.cookies
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_scanners_that_open_everything_confirm_nothing(
    scanner: Client, link: str, two: Any
) -> None:
    before = (
        list(Offer.objects.order_by("pk").values()),
        list(OneTimeLink.objects.values()),
        list(CheckRequest.objects.values()),
        AuditEvent.objects.count(),
    )
    seen, ahead = set(), [link]
    while ahead:
        address = ahead.pop()
        seen.add(address)
        for method in (scanner.get, scanner.head, scanner.options):
            method(address)
        found = page(scanner.get(address)).all("a")
        ahead += [
            href
            for given in found
            if (href := str(given["href"])).startswith(link) and href not in seen
        ]
    assert len(seen) == 5  # the page, and two more for each activity
    after = (
        list(Offer.objects.order_by("pk").values()),
        list(OneTimeLink.objects.values()),
        list(CheckRequest.objects.values()),
        AuditEvent.objects.count(),
    )
    assert after == before


def test_everything_is_right_with_one_button(scanner: Client, link: str, two: Any) -> None:
    response = scanner.post(link, {"offer": "all"}, follow=True)
    assert "Dank u" in page(response).text
    assert all(fresh(offer) for offer in two)
    assert Verification.objects.filter(how="link", changed=False).count() == 2
    assert OneTimeLink.objects.get().used_at
    assert CheckRequest.objects.get().answered_at


def test_one_by_one_the_link_stays_open_until_the_last(
    scanner: Client, link: str, two: Any
) -> None:
    coffee, walk = two
    made = page(scanner.post(link, {"offer": str(coffee.uid)}, follow=True))
    assert "Koffie aan tafel" not in made.text
    assert "Wandelen" in made.text
    assert not OneTimeLink.objects.get().used_at
    scanner.post(link, {"offer": str(walk.uid)})
    assert OneTimeLink.objects.get().used_at


def test_a_double_click_confirms_once_and_says_thank_you_twice(
    scanner: Client, link: str, two: Any
) -> None:
    for _ in range(2):
        assert "Dank u" in page(scanner.post(link, {"offer": "all"}, follow=True)).text
    assert Verification.objects.count() == 2


def test_a_page_that_was_open_for_days_still_sends(scanner: Client, link: str, two: Any) -> None:
    scanner.get(link)
    OneTimeLink.objects.update(made_at=timezone.now() - dt.timedelta(days=3))
    assert scanner.post(link, {"offer": "all"}).status_code == 302
    assert all(fresh(offer) for offer in two)


def test_what_changes_is_written_and_new_times_wait(
    scanner: Client, link: str, two: Any, html_valid: Any
) -> None:
    coffee, _walk = two
    form = scanner.get(f"{link}verandering/{coffee.uid}/")
    html_valid(form.content, "change")
    response = scanner.post(
        f"{link}verandering/{coffee.uid}/",
        {
            "cost_per_visit": "2,50",
            "cost_note": "met koek",
            "contact_phone": "0299 55 02 00",
            "contact_email": "jo@dorp.example",
            "times": "Vanaf januari op woensdag 🌻",
        },
    )
    assert response.status_code == 302
    offer = Offer.objects.get(pk=coffee.pk)
    assert (str(offer.cost_per_visit), offer.cost_note) == ("2.50", "met koek")
    assert TimesNote.objects.get().text == "Vanaf januari op woensdag 🌻"
    assert Verification.objects.get(offer=offer).changed


def test_what_cannot_be_read_is_told_beside_the_field_and_kept(
    scanner: Client, link: str, two: Any, html_valid: Any
) -> None:
    coffee, _walk = two
    typed = {"cost_per_visit": "een tientje of zo?", "contact_email": "jo@", "times": "x" * 1001}
    response = scanner.post(f"{link}verandering/{coffee.uid}/", typed)
    assert response.status_code == 400
    html_valid(response.content, "change with errors")
    made = page(response)
    assert made.all("input", name="cost_per_visit")[0]["value"] == typed["cost_per_visit"]
    assert made.all("input", name="contact_email")[0]["value"] == "jo@"
    assert not fresh(coffee)


def test_what_stopped_is_asked_once_more_and_then_off_the_list(
    scanner: Client, link: str, two: Any, html_valid: Any
) -> None:
    coffee, _walk = two
    html_valid(scanner.get(f"{link}gestopt/{coffee.uid}/").content, "stopped")
    assert Offer.objects.get(pk=coffee.pk).status == "open"
    scanner.post(f"{link}gestopt/{coffee.uid}/")
    assert Offer.objects.get(pk=coffee.pk).status == "closed"


def test_of_another_organisation_nothing_can_be_answered(
    scanner: Client, link: str, town: Municipality, add_due: Any
) -> None:
    from tests.factories import OrganisationFactory

    theirs = add_due(
        "Schaken", organisation=OrganisationFactory.create(municipality=town, name="De Toren")
    )
    assert scanner.post(f"{link}gestopt/{theirs.uid}/").status_code == 404
    scanner.post(link, {"offer": str(theirs.uid)})
    assert not fresh(theirs)


@pytest.mark.parametrize("offer", ["", "alles", "../..", "x" * 4000])
def test_an_answer_about_nothing_changes_nothing(
    scanner: Client, link: str, two: Any, offer: str
) -> None:
    assert scanner.post(link, {"offer": offer}).status_code == 302
    assert not Verification.objects.exists()


def test_an_expired_link_explains_itself(scanner: Client, link: str, html_valid: Any) -> None:
    OneTimeLink.objects.update(expires_at=timezone.now())
    for method in (scanner.get, scanner.post):
        response = method(link)
        assert response.status_code == 410
        assert page(response).all("a", href="tel:0299550123")
    html_valid(response.content, "expired")
    assert not Verification.objects.exists()


def test_a_used_link_says_thank_you(scanner: Client, link: str, two: Any, html_valid: Any) -> None:
    scanner.post(link, {"offer": "all"})
    response = scanner.get(link)
    html_valid(response.content, "thanks")
    assert "Stichting De Theepot" in page(response).text


def test_a_forged_link_is_unknown(scanner: Client, link: str) -> None:
    forged = link[:-3] + ("aaa/" if not link.endswith("aaa/") else "bbb/")
    assert scanner.get(forged).status_code == 404


def test_a_code_that_was_read_out_leads_to_the_same_page(
    scanner: Client, two: Any, teapot: Any
) -> None:
    code = read_out_a_code(organisation=teapot, now=timezone.now())
    response = scanner.post("/nl/testdam/code/", {"code": code.lower()}, follow=True)
    assert "Koffie aan tafel" in page(response).text
    scanner.post(response.request["PATH_INFO"], {"offer": "all"})
    assert all(fresh(offer) for offer in two)


def test_codes_tried_in_the_address_are_counted_too(scanner: Client, two: Any, teapot: Any) -> None:
    code = read_out_a_code(organisation=teapot, now=timezone.now())
    for number in range(10):
        assert (
            scanner.get(f"/nl/testdam/nakijken/BBBBBBB{'BCDFGHJKLM'[number]}/").status_code == 404
        )
    assert scanner.get(f"/nl/testdam/nakijken/{code}/").status_code == 404
    cache.clear()
    assert scanner.get(f"/nl/testdam/nakijken/{code}/").status_code == 200


def test_the_page_asks_the_database_no_more_for_more_activities(
    scanner: Client, link: str, add_due: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        scanner.get(link)
    for number in range(15):
        add_due(f"Nog iets {number}")
    with django_assert_max_num_queries(12):
        scanner.get(link)
