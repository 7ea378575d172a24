"""Referrals from other systems: only with the person's agreement, one referral per client key, and always an answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nabij.casework.actions.sources import add_source
from nabij.casework.models import Case, Referral, SignalSource
from nabij.core.models import AuditEvent, Municipality, OutgoingMessage
from nabij.core.tenancy import everywhere, within
from tests.factories import AreaFactory, MunicipalityFactory, PostcodeFactory

SENDS = SignalSource.Sends
REFERRAL: dict[str, Any] = {
    "person": {"name": "Corrie van Dam", "phone": "0180 123 456", "postcode": "1111 AA"},
    "personAgreed": True,
    "words": "Wil overdag onder de mensen.",
    "referrer": {"name": "dr. De Wit", "email": "praktijk@dorp.example", "role": "gp"},
}

Send = Callable[..., Any]


@pytest.fixture
def town(db: None) -> Municipality:
    from django.core.cache import cache

    cache.clear()
    return MunicipalityFactory.create(slug="testdam", code="GM9998")


def key_for(town: Municipality, sends: SignalSource.Sends) -> str:
    return add_source(name="Praktijk", municipality=town, sends=sends, now=timezone.now()).key


@pytest.fixture
def key(town: Municipality) -> str:
    return key_for(town, SENDS.REFERRALS)


@pytest.fixture
def send() -> Send:
    """`send(key, {…}, once="a")`: the answer to a referral that another system sends."""
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)

    def post(
        key: str | None, referral: Any = REFERRAL, *, once: str = "a1", to: str = "referrals"
    ) -> Any:
        given = {"Idempotency-Key": once} | (
            {} if key is None else {"Authorization": f"Bearer {key}"}
        )
        return client.post(
            f"/api/v1/{to}", json.dumps(referral), content_type="application/json", headers=given
        )

    return post


def kept() -> list[Referral]:
    with everywhere("to see what was kept"):
        return list(Referral.objects.select_related("case__person__area", "municipality"))


def pointers(answer: Any) -> set[str]:
    return {each["location"]["pointer"] for each in answer.json()["errors"]}


def test_a_referral_is_a_case_and_who_referred_has_the_mail_of_the_form(
    send: Send, key: str, town: Municipality
) -> None:
    area = AreaFactory.create(code="BU99980001")
    PostcodeFactory.create(code="1111AA", area=area)
    answer = send(key)
    assert answer.status_code == 201
    assert (answer["Cache-Control"], "Access-Control-Allow-Origin" in answer) == ("no-store", False)
    [referral] = kept()
    assert (referral.came_in, referral.role, referral.person_agreed) == ("api", "gp", True)
    assert answer.json() == {
        "receipt": str(referral.uid),
        "reference": referral.case.reference,
        "answerOn": str(referral.answer_on),
    }
    with within(town):
        assert referral.case.origin == "referral"
        assert referral.case.person.area == area
        assert AuditEvent.objects.get(verb="referral.received").actor_role == "source"
        mail = OutgoingMessage.objects.get()
        assert mail.to == "praktijk@dorp.example"
        assert referral.case.reference in mail.text
        assert "Corrie" not in f"{mail.subject} {mail.text} {mail.html}"


def test_sent_again_it_is_one_referral_one_mail_and_the_same_receipt(
    send: Send, key: str, town: Municipality
) -> None:
    first, again = send(key), send(key)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    send(key, once="another")
    assert len(kept()) == 2
    with within(town):
        assert OutgoingMessage.objects.count() == 2


@pytest.mark.parametrize("agreed", [False, "yes", 1, None])
def test_nobody_is_referred_behind_their_back(
    send: Send, key: str, town: Municipality, agreed: Any
) -> None:
    answer = send(key, REFERRAL | {"personAgreed": agreed})
    assert (answer.status_code, pointers(answer)) == (422, {"/personAgreed"})
    with within(town):
        assert not Case.objects.exists()
        assert not OutgoingMessage.objects.exists()


def test_without_a_word_about_agreement_nothing_is_kept_and_it_says_what_to_do(
    send: Send, key: str
) -> None:
    silent = {name: told for name, told in REFERRAL.items() if name != "personAgreed"}
    assert pointers(send(key, silent)) == {"/personAgreed"}
    told = send(key, REFERRAL | {"personAgreed": False}).json()["errors"][0]
    assert (told["code"], told["detail"]) == (
        "not_agreed",
        "Ask the person first. Nobody is referred without their agreement.",
    )
    assert kept() == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"words": " "}, {"/words"}),
        ({"words": "x" * 1001}, {"/words"}),
        ({"bsn": "123456782"}, {"/bsn"}),
        ({"person": {"name": "Corrie"}}, {"/person"}),
        ({"person": {"phone": "0180 123 456"}}, {"/person/name"}),
        ({"referrer": {"name": "dr. De Wit"}}, {"/referrer/email"}),
        ({"referrer": {"name": "dr. De Wit", "email": "dorp"}}, {"/referrer/email"}),
        ({"referrer": REFERRAL["referrer"] | {"role": "baas"}}, {"/referrer/role"}),
    ],
)
def test_mistakes_are_told_with_their_place_and_nothing_is_kept(
    send: Send, key: str, change: dict[str, Any], where: set[str]
) -> None:
    answer = send(key, REFERRAL | change)
    assert (answer.status_code, pointers(answer)) == (422, where)
    assert all(each["detail"] for each in answer.json()["errors"])
    assert "123456782" not in answer.content.decode()
    assert kept() == []


@pytest.mark.parametrize(
    ("sends", "worries", "referrals"),
    [(SENDS.SIGNALS, 422, 403), (SENDS.REFERRALS, 403, 201), (SENDS.BOTH, 422, 201)],
)
def test_a_key_sends_only_what_it_was_given_for(
    send: Send, town: Municipality, sends: SignalSource.Sends, worries: int, referrals: int
) -> None:
    key = key_for(town, sends)
    assert send(key, {}, to="signals").status_code == worries
    assert send(key).status_code == referrals
    assert len(kept()) == (referrals == 201)


def test_a_key_writes_in_its_own_municipality_only(
    send: Send, key: str, town: Municipality
) -> None:
    MunicipalityFactory.create(slug="elders", code="GM7777")
    assert send(key, REFERRAL | {"municipality": "GM7777"}).status_code == 403
    assert send("nabij_niet").status_code == 401
    assert kept() == []
    assert send(key, REFERRAL | {"municipality": "GM9998"}).status_code == 201
    assert [referral.municipality for referral in kept()] == [town]
