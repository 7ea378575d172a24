"""New organisations: they present themselves, are let in, and their first offer waits for a look."""

from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from nabij.core.models import AuditEvent, Municipality
from nabij.directory.models import Offer, OfferEntry, Organisation, OrganisationContact, Review
from tests.core.rows import a_row
from tests.factories import OfferFactory, OrganisationFactory
from tests.web.pages import page
from tests.web.partner.test_publishing import address, publish_url


def desk(name: str, language: str = "nl", **parts: Any) -> str:
    with translation.override(language):
        return reverse(f"desk:{name}", kwargs={"municipality": "testdam", **parts})


def present_url(language: str = "nl", name: str = "present") -> str:
    with translation.override(language):
        return reverse(f"public:{name}", kwargs={"municipality": "testdam"})


@pytest.fixture
def told() -> dict[str, str]:
    return {
        "name": "De Haakclub",
        "about": "Wij haken **samen**.",
        "contact_name": "Willemien de Vries",
        "phone": "0299 55 09 99",
        "step": "send",
    }


@pytest.fixture
def new(town: Municipality, teapot: Organisation) -> Organisation:
    """De Theepot, let in but not known yet."""
    teapot.standing = Organisation.Standing.NEW
    teapot.save()
    return teapot


def opened(client: Client, *, ago: int = 60) -> dict[str, str]:
    """What the page carries, as if it was opened a while ago."""
    state = client.get(present_url()).context["form"].initial["state"]
    key, at = signing.loads(state, salt="nabij.present")
    return {"state": signing.dumps([key, at - ago], salt="nabij.present")}


def test_who_presents_itself_waits_out_of_sight_with_its_contact_sealed(
    client: Client, town: Municipality, told: dict[str, str]
) -> None:
    form = {**told, **opened(client)}
    response = client.post(present_url(), form)
    assert response.headers["Location"].endswith("/bedankt/")
    client.post(present_url(), form)
    made = Organisation.objects.get()
    assert (made.standing, made.active, made.extra) == ("waiting", False, {})
    assert OrganisationContact.objects.get().name == "Willemien de Vries"
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone FROM directory_organisationcontact")
        assert all(value.startswith("n1:") for value in cursor.fetchone())
    assert client.get(f"/nl/testdam/organisatie/{made.uid}/de-haakclub/").status_code == 404


@pytest.mark.parametrize(("more", "signs"), [({"homepage": "x"}, ["trap"]), ({}, ["fast"])])
def test_what_looks_like_a_program_is_kept_and_marked(
    more: dict[str, str], signs: list[str], client: Client, town: Municipality, told: dict[str, str]
) -> None:
    client.post(present_url(), {**told, **opened(client, ago=60 if more else 0), **more})
    assert Organisation.objects.get().extra == {"signs": signs}


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"name": ""}, "name"),
        ({"phone": ""}, "phone"),
        ({"phone": "bel mij"}, "phone"),
        ({"email": "geen"}, "email"),
        ({"website": "geen adres"}, "website"),
        ({"about": "x" * 3001}, "about"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    wrong: dict[str, str], name: str, client: Client, town: Municipality, told: dict[str, str]
) -> None:
    response = client.post(present_url(), {**told, **wrong})
    assert response.status_code == 422
    assert f'id="id_{name}_error"' in response.content.decode()
    assert not Organisation.objects.exists()


def test_a_very_long_or_strange_name_is_fine(
    client: Client, town: Municipality, told: dict[str, str]
) -> None:
    for name in ("ש" * 200, "Café 🫖 <b>", "O'Brien & co"):
        client.post(present_url(), {**told, **opened(client), "name": name})
        assert Organisation.objects.filter(name=name).exists()


def test_reading_whom_to_call_is_noted_and_letting_in_makes_it_new(
    client: Client, worker: Client, town: Municipality, told: dict[str, str]
) -> None:
    client.post(present_url(), {**told, **opened(client)})
    made = Organisation.objects.get()
    url = desk("waiting-organisation", uid=made.uid)
    assert "Willemien de Vries" in worker.get(url).content.decode()
    assert AuditEvent.objects.filter(verb="contact.read").count() == 1
    worker.post(url, {"verdict": "approved"})
    made.refresh_from_db()
    assert (made.standing, made.active) == ("new", True)
    assert worker.post(url, {"verdict": "refused", "words": "x"}).status_code == 302
    made.refresh_from_db()
    assert made.standing == "new", "a colleague was earlier"


def test_the_first_offer_waits_and_letting_it_through_makes_the_organisation_known(
    editor: Client, worker: Client, new: Organisation, filled: Any, client: Client
) -> None:
    editor.post(publish_url(new), filled())
    first = Offer.objects.get()
    assert first.visibility == Offer.Visibility.AWAITING
    assert client.get(f"/nl/testdam/activiteit/{first.uid}/").status_code == 404
    assert not OfferEntry.objects.get(offer=first).public
    worker.post(desk("waiting-offer", uid=first.uid), {"verdict": "approved"})
    first.refresh_from_db()
    new.refresh_from_db()
    assert (first.visibility, new.standing) == ("public", "trusted")
    assert OfferEntry.objects.get(offer=first).public
    editor.post(publish_url(new), filled(name="Nog iets"))
    assert Offer.objects.get(name="Nog iets").visibility == Offer.Visibility.PUBLIC


def test_a_question_is_read_by_the_organisation_until_it_changes_something(
    editor: Client, worker: Client, new: Organisation, filled: Any
) -> None:
    editor.post(publish_url(new), filled())
    offer = Offer.objects.get()
    worker.post(
        desk("waiting-offer", uid=offer.uid), {"verdict": "asked", "words": "Is de zaal verwarmd?"}
    )
    waiting = editor.get(address("home")).context["overview"].waiting
    assert [(line.kind, line.told) for line in waiting] == [("asked", "Is de zaal verwarmd?")]
    editor.post(address("edit", uid=offer.uid), filled(description="De zaal is verwarmd."))
    waiting = editor.get(address("home")).context["overview"].waiting
    assert [line.kind for line in waiting] == ["waiting"]


def test_a_refusal_says_why_and_a_change_is_looked_at_anew(
    editor: Client, worker: Client, new: Organisation, filled: Any
) -> None:
    editor.post(publish_url(new), filled())
    offer = Offer.objects.get()
    url = desk("waiting-offer", uid=offer.uid)
    assert worker.post(url, {"verdict": "refused"}).status_code == 422
    worker.post(url, {"verdict": "refused", "words": "Dit is verkoop."})
    offer.refresh_from_db()
    assert offer.visibility == Offer.Visibility.HIDDEN
    assert "Dit is verkoop." in editor.get(address("offer", uid=offer.uid)).content.decode()
    editor.post(address("edit", uid=offer.uid), filled(name="Soep, zonder verkoop"))
    offer.refresh_from_db()
    assert offer.visibility == Offer.Visibility.AWAITING


def test_what_staff_hid_without_a_look_stays_hidden(
    editor: Client, teapot: Organisation, town: Municipality, filled: Any
) -> None:
    offer = OfferFactory.create(municipality=town, organisation=teapot, visibility="hidden")
    editor.post(address("edit", uid=offer.uid), filled(rhythm="none"))
    offer.refresh_from_db()
    assert offer.visibility == Offer.Visibility.HIDDEN


def test_the_list_costs_the_same_for_many(worker: Client, town: Municipality) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert worker.get(desk("waiting")).status_code == 200
        return len(counted)

    def add(number: int) -> None:
        for offer in OfferFactory.create_batch(
            number, municipality=town, visibility=Offer.Visibility.AWAITING
        ):
            a_row(Review, town, offer=offer, organisation=offer.organisation)
        OrganisationFactory.create_batch(
            number, municipality=town, active=False, standing=Organisation.Standing.WAITING
        )

    add(2)
    few = queries()
    add(20)
    assert queries() == few


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_valid(
    language: str, client: Client, worker: Client, town: Municipality, new: Organisation,
    told: dict[str, str], html_valid: Any,
) -> None:  # fmt: skip
    present, thanks = present_url(language), present_url(language, "presented")
    answers = {
        "form": client.get(present),
        "wrong": client.post(present, {"step": "check"}),
        "check": client.post(present, {**told, "step": "check"}),
        "thanks": client.get(thanks),
        "nothing waits": worker.get(desk("waiting", language)),
    }
    client.post(present, {**told, **opened(client), "homepage": "x"})
    offer = OfferFactory.create(municipality=town, organisation=new, visibility="awaiting")
    Review.objects.create(
        municipality=town, organisation=new, offer=offer, verdict="asked", words="Hoe dan?",
        at=timezone.now(),
    )  # fmt: skip
    waits = Organisation.objects.get(standing="waiting")
    answers["waiting"] = worker.get(desk("waiting", language))
    answers["offer"] = worker.get(desk("waiting-offer", language, uid=offer.uid))
    answers["organisation"] = worker.get(desk("waiting-organisation", language, uid=waits.uid))
    answers["no verdict"] = worker.post(desk("waiting-offer", language, uid=offer.uid))
    for name, response in answers.items():
        html_valid(response.content, f"{language}/{name}")
        assert len(page(response).all("h1")) == 1, name


def test_who_stands_on_the_map_already_is_told_so_before_sending(
    client: Client, town: Municipality, told: dict[str, str]
) -> None:
    there = OrganisationFactory.create(municipality=town, name="Stichting De Theepot")
    OrganisationFactory.create(municipality=town, name="De Theepot", standing="waiting")
    told_twice = {**told, "name": "De Theepot", "step": "check"}
    shown = client.post(present_url(), told_twice)
    assert [name for name, _url in shown.context["known"]] == [there.name]
    assert (
        client.post(present_url(), {**told_twice, "name": "Zanggroep Riet"}).context["known"] == []
    )
