"""I would like to do something for somebody: three short pages, a name and one way to reach somebody suffice."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from nabij.casework.models import Volunteer
from nabij.core.models import AuditEvent, Municipality
from nabij.core.words import taboo_words
from nabij.web.public.asking.state import opened_now
from tests.web.pages import page

FORM = "/en/testdam/do-something/"
WHO = {"name": "Bo Visser", "phone": "06 11 22 33 44"}


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def state() -> str:
    """A form that was opened a minute ago."""
    town = Municipality.objects.get(slug="testdam")
    return opened_now(timezone.now() - dt.timedelta(minutes=1)).signed(town, "volunteer")


def send(client: Client, **told: Any) -> Any:
    answers = {**WHO, "form": state(), **told, "at": 3, "go": "send"}
    return client.post(FORM, answers)


def volunteer() -> Volunteer:
    found: Volunteer = Volunteer.objects.get()
    return found


def test_it_takes_three_pages_and_ticks_travel_along(
    client: Client, town: Municipality, html_valid: Any
) -> None:
    answers: dict[str, Any] = {"form": state()}
    answer = client.get(FORM)
    told: tuple[dict[str, Any], ...] = (
        {"kinds": ["buddy", "ride"], "words": "schaken"},
        {"moments": ["mornings", "weekend"], "languages": ["nl", "tr"]},
        WHO,
    )
    for at, page_told in enumerate(told):
        html_valid(answer.content.decode(), f"{FORM} {at}")
        answers |= page_told
        answer = client.post(FORM, {**answers, "at": at, "go": "next"})
    html_valid(answer.content.decode(), FORM)
    text = page(answer).text
    assert "Is this right?" in text
    assert "A ride" in text
    assert "on weekdays in the morning, at the weekend" in text
    assert "Nederlands, Türkçe" in text
    assert not Volunteer.objects.exists()
    back = client.post(FORM, {**answers, "at": 3, "go": "page-0"})
    ticked = [box["value"] for box in page(back).all("input", name="kinds") if "checked" in box]
    assert ticked == ["buddy", "ride"]


def test_sent_somebody_waits_for_a_call_and_the_last_page_names_the_day_and_nobody(
    client: Client, town: Municipality, html_valid: Any
) -> None:
    answer = send(client, kinds=["phone"], moments=["evenings"], languages=["nl"])
    assert answer.status_code == 302
    thanks = client.get(answer["Location"])
    html_valid(thanks.content.decode(), answer["Location"])
    text = page(thanks).text
    assert "calls you, by" in text
    assert "Bo" not in text
    assert not taboo_words(text, "en")
    row = volunteer()
    assert (row.state, row.kinds, row.name) == ("applied", ["phone"], "Bo Visser")
    assert row.free == [f"{day}-evening" for day in ("MO", "TU", "WE", "TH", "FR")]
    assert row.suspicious == []
    assert AuditEvent.objects.filter(verb="volunteer.registered").count() == 1


def test_a_name_and_a_mail_address_are_enough_and_nothing_ticked_is_any_time(
    client: Client, town: Municipality
) -> None:
    answer = send(client, phone="", email="bo@dorp.example")
    assert "mails you, by" in page(client.get(answer["Location"])).text
    assert (volunteer().free, volunteer().kinds) == (None, [])


def test_sent_twice_it_is_one_volunteer(client: Client, town: Municipality) -> None:
    form = state()
    for _time in range(2):
        assert send(client, form=form).status_code == 302
    assert Volunteer.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": ""}, "Tell us your name"),
        ({"phone": ""}, "Fill in a phone number"),
        ({"kinds": ["take money"]}, "not complete yet"),
    ],
)
def test_what_is_missing_or_made_up_is_said_and_nothing_is_kept(
    client: Client, town: Municipality, told: dict[str, Any], said: str
) -> None:
    assert said in page(send(client, **told)).text
    assert not Volunteer.objects.exists()


def test_what_a_program_sent_is_kept_for_a_person_to_look_at(
    client: Client, town: Municipality
) -> None:
    send(client, website="http://spam.example")
    assert volunteer().suspicious == ["trap"]


def test_it_stands_where_residents_look(client: Client, town: Municipality) -> None:
    home = client.get("/en/testdam/")
    assert FORM in home.content.decode()
    assert "Do something for somebody" in page(home).text
