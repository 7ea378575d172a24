"""Pictures on the pages: added by the organisation, seen by everyone, kept by browsers."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nabij.core.models import Municipality
from nabij.directory.freshness import Freshness
from nabij.directory.models import Offer, Organisation, Picture
from tests.directory.pictures import SVG, photo
from tests.factories import OfferFactory, OrganisationFactory
from tests.web.pages import page
from tests.web.partner.test_publishing import address


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def offer(add_offer: Any, teapot: Organisation) -> Offer:
    made: Offer = add_offer(organisation=teapot, name="Soep")
    return made


def upload(data: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def add(browser: Client, offer: Offer, alt: str = "Een tafel met soep") -> Picture:
    url = address("picture", uid=offer.uid)
    browser.post(url, {"picture": upload(photo()), "alt": alt})
    found: Picture = Picture.objects.get(offer=offer)
    return found


def test_a_picture_is_seen_on_card_and_page_in_a_place_of_its_own_size(
    editor: Client, offer: Offer, client: Client
) -> None:
    picture = add(editor, offer)
    for path in (f"/nl/testdam/activiteit/{offer.uid}/soep/", "/nl/testdam/"):
        [image] = page(client.get(path)).all("img", alt="Een tafel met soep")
        assert (image["width"], image["height"]) == ("900", "600")
    answer = client.get(str(image["src"]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
    webp = client.get(f"/nl/testdam/pictures/{picture.uid}/640.webp")
    assert webp.headers["Content-Type"] == "image/webp"


@pytest.mark.parametrize("name", ["641.webp", "640.svg", "640.png"])
def test_only_what_was_made_is_served(
    name: str, editor: Client, offer: Offer, client: Client
) -> None:
    picture = add(editor, offer)
    assert client.get(f"/nl/testdam/pictures/{picture.uid}/{name}").status_code == 404


def test_a_picture_of_what_waits_is_seen_by_who_made_it_only(
    editor: Client, offer: Offer, client: Client
) -> None:
    picture = add(editor, offer)
    offer.visibility = Offer.Visibility.AWAITING
    offer.save()
    url = f"/nl/testdam/pictures/{picture.uid}/320.webp"
    assert client.get(url).status_code == 404
    answer = editor.get(url)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_picture_of_what_left_the_public_list_leaves_with_it(
    editor: Client, offer: Offer, client: Client
) -> None:
    picture = add(editor, offer)
    url = f"/nl/testdam/pictures/{picture.uid}/320.webp"
    Offer.objects.filter(pk=offer.pk).update(freshness=Freshness.LABELLED)
    assert client.get(url).status_code == 200, "people still read it, with its label"
    Offer.objects.filter(pk=offer.pk).update(freshness=Freshness.GONE)
    assert client.get(url).status_code == 404
    assert "no-store" in editor.get(url).headers["Cache-Control"]


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ({"alt": "Een tafel"}, "picture"),
        ({"alt": "Een tafel", "picture": SVG}, "picture"),
        ({"alt": "Een tafel", "picture": b"geen foto"}, "picture"),
        ({"alt": "", "picture": photo()}, "alt"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(
    sent: dict[str, Any], name: str, editor: Client, offer: Offer, html_valid: Any
) -> None:
    if "picture" in sent:
        sent = {**sent, "picture": upload(sent["picture"])}
    response = editor.post(address("picture", uid=offer.uid), sent)
    assert response.status_code == 422
    assert f'id="id_{name}_error"' in response.content.decode()
    html_valid(response.content, name)
    assert not Picture.objects.exists()


def test_the_picture_of_an_organisation_and_taking_it_away(
    editor: Client, teapot: Organisation, client: Client, html_valid: Any
) -> None:
    url = address("organisation-picture", uid=teapot.uid)
    editor.post(url, {"picture": upload(photo()), "alt": "Onze deur"})
    shown = client.get(f"/nl/testdam/organisatie/{teapot.uid}/stichting-de-theepot/")
    assert page(shown).all("img", alt="Onze deur")
    html_valid(editor.get(url).content, "picture")
    editor.post(url, {"do": "remove"})
    assert not Picture.objects.exists()


def test_nobody_adds_a_picture_to_what_is_of_others(editor: Client, town: Municipality) -> None:
    other = OfferFactory.create(
        municipality=town, organisation=OrganisationFactory.create(municipality=town)
    )
    url = address("picture", uid=other.uid)
    assert editor.post(url, {"picture": upload(photo()), "alt": "x"}).status_code == 404


def test_a_page_with_pictures_costs_no_more_queries(
    editor: Client, client: Client, add_offer: Any, teapot: Organisation
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    offers = [add_offer(organisation=teapot, name=f"Soep {number}") for number in range(4)]

    def queries() -> list[int]:
        counts = []
        for path in (
            "/nl/testdam/",
            "/nl/testdam/vinden/?q=soep",
            f"/nl/testdam/organisatie/{teapot.uid}/stichting-de-theepot/",
        ):
            with CaptureQueriesContext(connection) as counted:
                assert client.get(path).status_code == 200
            counts.append(len(counted))
        return counts

    queries()
    before = queries()
    for offer in offers:
        add(editor, offer)
    assert queries() == before
