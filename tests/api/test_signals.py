"""Worries from other systems: a key per source, one worry per client key, a receipt that tells nothing."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nabij.casework.actions.sources import add_point, add_source, revoke_source
from nabij.casework.models import Case, Reporter, Signal, SignalSource
from nabij.core.models import AuditEvent, Municipality
from nabij.core.tenancy import everywhere, within
from tests.factories import AreaFactory, MunicipalityFactory, PostcodeFactory

WORRY: dict[str, Any] = {
    "seen": "De gordijnen blijven dicht.",
    "person": {"name": "Bep Jansen", "phone": "0180 12 34 56"},
    "personKnows": False,
    "reporter": {"name": "Ans", "phone": "06 11 11 11 11", "feedback": "picked_up"},
}

Send = Callable[..., Any]


@pytest.fixture
def town(db: None) -> Municipality:
    from django.core.cache import cache

    cache.clear()
    return MunicipalityFactory.create(slug="testdam", code="GM9998")


@pytest.fixture
def elders(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="elders", code="GM7777")


@pytest.fixture
def key(town: Municipality) -> str:
    return add_source(name="Huisartsenpost", municipality=town, now=timezone.now()).key


@pytest.fixture
def send() -> Send:
    """`send(key, {…}, once="a")`: the answer to a worry that another system sends."""
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)

    def post(key: str | None, worry: Any = WORRY, *, once: str = "a1", **headers: str) -> Any:
        given = {"Idempotency-Key": once, **headers}
        if key is not None:
            given["Authorization"] = f"Bearer {key}"
        body = worry if isinstance(worry, str) else json.dumps(worry)
        return client.post("/api/v1/signals", body, content_type="application/json", headers=given)

    return post


def kept() -> list[Signal]:
    with everywhere("to see what was kept"):
        return list(Signal.objects.select_related("case", "municipality", "source"))


@pytest.mark.parametrize("length", [40_000, 3_000_000])
def test_what_is_too_long_is_refused_in_words_however_long_it_is(
    send: Send, key: str, length: int
) -> None:
    answer = send(key, "x" * length)
    assert answer.status_code == 413
    assert "bytes at most" in answer.json()["detail"]
    assert kept() == []


def mistakes(answer: Any) -> set[tuple[str, str]]:
    return {
        (each["in"], each["location"].get("pointer") or each["location"].get("name", ""))
        for each in answer.json()["errors"]
    }


def test_a_worry_is_taken_in_and_the_receipt_tells_nothing(
    send: Send, key: str, town: Municipality
) -> None:
    answer = send(key)
    assert answer.status_code == 201
    assert set(answer.json()) == {"receipt", "receivedAt"}
    assert answer["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer
    [signal] = kept()
    assert (signal.came_in, signal.knows, signal.municipality) == ("api", "no", town)
    assert signal.source is not None
    assert signal.source.last_used_on is not None
    with within(town):
        assert signal.seen == WORRY["seen"]
        assert Reporter.objects.get().owed == "picked_up"
        assert AuditEvent.objects.get(verb="signal.received").actor_role == "source"
        assert str(Case.objects.get().uid) not in answer.content.decode()


def test_the_same_key_twice_is_one_worry_and_the_same_receipt(send: Send, key: str) -> None:
    first, again = send(key), send(key)
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert len(kept()) == 1
    send(key, once="another")
    assert len(kept()) == 2


def test_keys_of_two_sources_do_not_get_in_each_others_way(
    send: Send, key: str, town: Municipality
) -> None:
    other = add_source(name="Woningbouw", municipality=town, now=timezone.now()).key
    send(key)
    send(other)
    assert len(kept()) == 2


@pytest.mark.parametrize("bad", [None, "", "nabij_niet", "x" * 500, "ключ"])
def test_without_a_good_key_nothing_is_taken_in(
    send: Send, town: Municipality, bad: str | None
) -> None:
    answer = send(bad)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert kept() == []


def test_a_key_that_was_taken_back_opens_nothing(send: Send, key: str) -> None:
    source = SignalSource.objects.get()
    assert revoke_source(uid=source.uid, now=timezone.now())
    assert not revoke_source(uid=source.uid, now=timezone.now())
    assert send(key).status_code == 401


def test_the_key_stands_nowhere(key: str) -> None:
    source = SignalSource.objects.get()
    assert key not in str(vars(source))
    assert len(source.key_hash) == 64


def test_a_key_writes_in_its_own_municipality_only(
    send: Send, key: str, elders: Municipality
) -> None:
    assert send(key, WORRY | {"municipality": elders.code}).status_code == 403
    assert kept() == []


def test_a_point_chooses_by_code_or_postcode_and_writes_in_one(
    send: Send, town: Municipality, elders: Municipality
) -> None:
    third = MunicipalityFactory.create(slug="derde", code="GM6666")
    point = add_point(name="Meldpunt", municipalities=[town, elders])
    key = add_source(name="Regio", point=point, now=timezone.now()).key
    PostcodeFactory.create(code="1111AA", area=AreaFactory.create(code="BU77770001"))
    PostcodeFactory.create(code="2222AA", area=AreaFactory.create(code="BU66660001"))
    unclear = send(key)
    assert (unclear.status_code, mistakes(unclear)) == (422, {("body", "/municipality")})
    strange = send(key, WORRY | {"person": {"name": "Bep", "postcode": "2222 AA"}})
    assert strange.status_code == 422
    assert send(key, WORRY | {"municipality": third.code}).status_code == 403
    assert send(key, WORRY | {"municipality": "gm9998"}, once="b").status_code == 201
    near = WORRY | {"person": {"name": "Bep", "postcode": "1111 aa"}}
    assert send(key, near, once="c").status_code == 201
    assert [signal.municipality.code for signal in kept()] == ["GM9998", "GM7777"]
    for here, number in ((town, 1), (elders, 1), (third, 0)):
        with within(here):
            assert Signal.objects.count() == number
    point.active = False
    point.save()
    assert send(key, once="d").status_code == 403


@pytest.mark.parametrize(
    ("worry", "where"),
    [
        ("[]", {("body", "")}),
        ({}, {("body", "/seen"), ("body", "/person")}),
        (WORRY | {"seen": "  "}, {("body", "/seen")}),
        (WORRY | {"seen": "x" * 2001}, {("body", "/seen")}),
        (WORRY | {"bsn": "123456782"}, {("body", "/bsn")}),
        (WORRY | {"person": {}}, {("body", "/person")}),
        (WORRY | {"person": {"name": "Bep", "postcode": "31"}}, {("body", "/person/postcode")}),
        (WORRY | {"reporter": {"name": "Ans", "feedback": "spoken"}}, {("body", "/reporter")}),
        (WORRY | {"reporter": {"feedback": "alles"}}, {("body", "/reporter/feedback")}),
        (WORRY | {"reporter": {}, "mayNameReporter": True}, {("body", "")}),
        (WORRY | {"personKnows": "wie weet"}, {("body", "/personKnows")}),
    ],
)
def test_mistakes_are_told_with_their_place_and_nothing_is_kept(
    send: Send, key: str, worry: Any, where: set[tuple[str, str]]
) -> None:
    answer = send(key, worry)
    assert answer.status_code == 422
    assert mistakes(answer) == where
    assert all(each["detail"] and each["code"] for each in answer.json()["errors"])
    assert "123456782" not in answer.content.decode()
    assert kept() == []


@pytest.mark.parametrize("body", ["", "{", "seen=gordijnen", "\x00"])
def test_what_is_no_json_is_told(send: Send, key: str, body: str) -> None:
    answer = send(key, body)
    assert (answer.status_code, mistakes(answer)) == (400, {("body", "")})
    assert kept() == []


def test_every_worry_has_a_client_key(send: Send, key: str) -> None:
    for once in ("", "een spatie", "x" * 201):
        answer = send(key, once=once)
        assert (answer.status_code, mistakes(answer)) == (422, {("header", "Idempotency-Key")})
    assert kept() == []


def test_about_oneself_nobody_else_is_kept(send: Send, key: str, town: Municipality) -> None:
    assert send(key, WORRY | {"about": "self"}).status_code == 201
    [signal] = kept()
    assert (signal.about, signal.case.origin, signal.told_person_by) == ("self", "self", None)
    with within(town):
        assert not Reporter.objects.exists()


def test_too_much_at_once_waits(send: Send, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nabij.api.sent.MOST", 2)
    monkeypatch.setattr("nabij.api.sent.MOST_WITHOUT", 1)
    assert [send(key, once=str(number)).status_code for number in range(3)] == [201, 201, 429]
    assert 0 < int(send(key)["Retry-After"]) <= 600
    assert [send("nabij_gok").status_code for _try in range(2)] == [401, 429]


def test_only_sending_is_possible(client: Client, town: Municipality) -> None:
    for method in ("get", "put", "delete", "patch"):
        answer = getattr(client, method)("/api/v1/signals")
        assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    assert client.options("/api/v1/signals").status_code == 204


def test_what_is_too_long_is_refused(send: Send, key: str) -> None:
    assert send(key, WORRY | {"seen": "x" * 40_000}).status_code == 413


def test_it_is_told_in_dutch(send: Send, key: str) -> None:
    answer = send(key, WORRY | {"person": {}}, **{"Accept-Language": "nl"})
    assert answer["Content-Language"] == "nl"
    assert "Verbeter" in answer.json()["detail"]


def test_the_receipt_is_not_the_number_of_the_case(send: Send, key: str) -> None:
    receipt = uuid.UUID(send(key).json()["receipt"])
    assert receipt not in {signal.case.uid for signal in kept()}
