"""Signing in: password, app, recovery codes, first link; what is refused, and what is told."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client

from nabij.core.audit.recording import INSTALLATION
from nabij.core.audit.verifying import verify
from nabij.core.models import AuditEvent, Membership, Municipality, User
from nabij.core.roles import Role
from nabij.web.account.links import set_password_link
from tests.core.people import PASSWORD, TOTP_SECRET, browser, member
from tests.factories import MunicipalityFactory

LOGIN = "/nl/account/login/"
DESK = "/nl/testdam/desk/"


@pytest.fixture(autouse=True)
def no_attempts_from_earlier_tests() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def testdam(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam")


@pytest.fixture
def analyst(testdam: Municipality) -> User:
    """No personal data, so a password is enough."""
    return member(testdam, Role.ANALYST)


@pytest.fixture
def worker(testdam: Municipality) -> User:
    """Meets personal data; has an app."""
    return member(testdam, Role.LINK_WORKER)


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": user.email, "password": password, **more})


def code_now(secret: str = TOTP_SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def verbs() -> list[str]:
    events = AuditEvent.objects.filter(chain=INSTALLATION, verb__startswith="account.")
    return list(events.values_list("verb", flat=True))


# --- password ----------------------------------------------------------------------------------


def test_who_meets_no_personal_data_comes_in_with_a_password(client: Client, analyst: User) -> None:
    assert sign_in(client, analyst)["Location"] == "/nl/account/"
    assert client.get("/nl/account/")["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_one_comes_back_at_the_page_one_asked_for_but_never_elsewhere(
    client: Client, analyst: User
) -> None:
    assert sign_in(client, analyst, next=DESK)["Location"] == DESK
    client.logout()
    assert sign_in(client, analyst, next="https://elders.example/")["Location"] == "/nl/account/"


def test_the_address_is_read_whatever_its_capitals(client: Client, analyst: User) -> None:
    response = client.post(LOGIN, {"login": analyst.email.upper(), "password": PASSWORD})
    assert response.status_code == 302


@pytest.mark.parametrize("password", ["", "fout", PASSWORD + " ", "x" * 10_000])
def test_a_wrong_password_is_told_beside_the_form_and_the_address_is_kept(
    client: Client, analyst: User, password: str
) -> None:
    response = sign_in(client, analyst, password)
    assert response.status_code == 200
    assert analyst.email in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(
    client: Client, analyst: User
) -> None:
    def told(address: str) -> str:
        page = client.post(LOGIN, {"login": address, "password": "fout"}).content.decode()
        page = page.replace(address, "…")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    assert told(analyst.email) == told("niemand@dorp.example")


def test_a_closed_account_does_not_come_in(client: Client, analyst: User) -> None:
    analyst.is_active = False
    analyst.save()
    assert sign_in(client, analyst)["Location"] == "/nl/account/inactive/"
    assert "_auth_user_id" not in client.session


def test_the_session_ends_with_the_browser_and_signing_out_forgets_it(
    client: Client, analyst: User
) -> None:
    sign_in(client, analyst)
    assert client.cookies["nabij_session"]["expires"] == ""
    assert client.cookies["nabij_session"]["httponly"]
    assert client.get("/nl/account/logout/").status_code == 200
    client.post("/nl/account/logout/")
    assert client.get(DESK).status_code == 302
    assert not Session.objects.exists()


def test_nobody_signs_themselves_up(client: Client, db: None) -> None:
    for path in ("signup", "email", "confirm-email", "3rdparty/signup", "social/signup"):
        assert client.get(f"/nl/account/{path}/").status_code == 404
    assert b"signup" not in client.get(LOGIN).content


# --- guessing ----------------------------------------------------------------------------------


def test_whoever_guesses_is_slowed_down_and_the_others_at_that_address_are_not_shut_out(
    client: Client, analyst: User, testdam: Municipality
) -> None:
    colleague = member(testdam, Role.AMBASSADOR)
    for _ in range(6):
        page = sign_in(client, analyst, "fout").content.decode()
    assert "Te veel" in page
    assert sign_in(client, analyst).status_code == 200, "the right one waits too"
    assert sign_in(Client(), colleague).status_code == 302


def test_after_some_minutes_one_can_try_again(
    client: Client, analyst: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(6):
        sign_in(client, analyst, "fout")
    later = time.time() + 5 * 60 + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert sign_in(client, analyst).status_code == 302


def test_a_page_for_too_many_attempts_says_what_to_do(client: Client, db: None) -> None:
    for _ in range(61):
        response = client.post(LOGIN, {"login": "a", "password": "b"})
    assert response.status_code == 429
    assert b"<h1" in response.content


# --- second factor -----------------------------------------------------------------------------


def test_who_meets_personal_data_gives_a_code_too(client: Client, worker: User) -> None:
    assert sign_in(client, worker)["Location"] == "/nl/account/2fa/authenticate/"
    assert client.get(DESK).status_code == 302, "not in yet"
    assert client.post("/nl/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    response = client.post("/nl/account/2fa/authenticate/", {"code": code_now()})
    assert response["Location"] == "/nl/account/"
    assert client.get(DESK).status_code == 200


def test_a_code_works_once(client: Client, worker: User) -> None:
    code = code_now()
    sign_in(client, worker)
    assert client.post("/nl/account/2fa/authenticate/", {"code": code}).status_code == 302
    other = Client()
    sign_in(other, worker)
    assert other.post("/nl/account/2fa/authenticate/", {"code": code}).status_code == 200


def test_who_has_no_second_factor_yet_sets_one_up_before_anything_else(
    client: Client, testdam: Municipality
) -> None:
    coordinator = member(testdam, Role.COORDINATOR)
    Authenticator.objects.all().delete()
    sign_in(client, coordinator)
    assert client.get(DESK)["Location"].startswith("/nl/account/2fa/")

    page = client.get("/nl/account/2fa/app/").content.decode()
    secret = re.search(r'class="code">([A-Z2-7]+)<', page)
    assert secret
    assert client.post("/nl/account/2fa/app/", {"code": "123"}).status_code == 200
    response = client.post("/nl/account/2fa/app/", {"code": code_now(secret[1])})
    assert response["Location"] == "/nl/account/2fa/codes/"
    codes = re.findall(r"<li>(\d{8})</li>", client.get("/nl/account/2fa/codes/").content.decode())
    assert len(codes) == 10
    assert client.get(DESK).status_code == 200, "setting it up counts as using it"

    again = Client()
    sign_in(again, coordinator)
    assert again.post("/nl/account/2fa/authenticate/", {"code": codes[3]}).status_code == 302
    assert again.get(DESK).status_code == 200

    third = Client()
    sign_in(third, coordinator)
    assert third.post("/nl/account/2fa/authenticate/", {"code": codes[3]}).status_code == 200, (
        "used"
    )


def test_recovery_codes_are_shown_once(client: Client, worker: User) -> None:
    sign_in(client, worker)
    client.post("/nl/account/2fa/authenticate/", {"code": code_now()})
    client.post("/nl/account/2fa/codes/new/")
    page = "/nl/account/2fa/codes/"
    assert re.search(r"<li>\d{8}</li>", client.get(page).content.decode())
    assert not re.search(r"<li>\d{8}</li>", client.get(page).content.decode())


def test_a_session_from_before_the_second_factor_asks_for_it(worker: User) -> None:
    old = browser(worker, second_factor=False)
    where = old.get(DESK)["Location"]
    assert where == "/nl/account/confirm/?next=%2Fnl%2Ftestdam%2Fdesk%2F"
    where = old.get(where)["Location"]
    assert where == "/nl/account/2fa/reauthenticate/?next=%2Fnl%2Ftestdam%2Fdesk%2F"
    response = old.post(where, {"code": code_now(), "next": DESK})
    assert response["Location"] == DESK
    assert old.get(DESK).status_code == 200


def test_the_last_factor_stays_where_a_role_needs_one(worker: User) -> None:
    inside = browser(worker)
    page = inside.get("/nl/account/2fa/app/remove/")
    if page.status_code == 302:
        inside.post(
            "/nl/account/2fa/reauthenticate/", {"code": code_now(), "next": "/nl/account/me/"}
        )
    inside.post("/nl/account/2fa/app/remove/")
    assert Authenticator.objects.filter(user=worker, type="totp").exists()


def test_changing_a_factor_asks_who_you_are_once_more(analyst: User) -> None:
    client = browser(analyst, second_factor=False)
    response = client.get("/nl/account/2fa/app/")
    assert response["Location"].startswith("/nl/account/reauthenticate/")
    wrong = client.post(
        "/nl/account/reauthenticate/", {"password": "fout", "next": "/nl/account/me/"}
    )
    assert wrong.status_code == 200
    client.post("/nl/account/reauthenticate/", {"password": PASSWORD, "next": "/nl/account/me/"})
    assert client.get("/nl/account/2fa/app/").status_code == 200


def test_the_secret_of_the_app_does_not_stand_readable_in_the_database(worker: User) -> None:
    assert TOTP_SECRET not in str(Authenticator.objects.get(user=worker).data)


def test_a_passkey_can_be_asked_for_without_saying_who_one_is(client: Client, db: None) -> None:
    response = client.get("/nl/account/2fa/passkeys/login/", headers={"Accept": "application/json"})
    options = response.json()["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    assert not options.get("allowCredentials")
    for credential in ("", "{}", "null", '{"response": 3}', "no json"):
        answer = client.post("/nl/account/2fa/passkeys/login/", {"credential": credential})
        assert answer.status_code == 302
        assert "_auth_user_id" not in client.session


# --- the first link, and a forgotten password --------------------------------------------------


def test_a_new_user_chooses_a_password_with_a_link_that_works_once(
    client: Client, testdam: Municipality
) -> None:
    user = User.objects.create_user("nieuw@testdam.example")
    Membership.objects.create(user=user, municipality=testdam, role=Role.ANALYST)
    link = set_password_link(user, site="https://dichtbij.example")
    assert link.startswith("https://dichtbij.example/nl/account/password/reset/key/")
    path = link.removeprefix("https://dichtbij.example")
    form = client.get(path)["Location"]
    weak = client.post(form, {"password1": "kort", "password2": "kort"})
    assert weak.status_code == 200
    done = client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert done["Location"] == "/nl/account/"
    assert client.get(DESK).status_code == 200

    other = Client()
    page = other.get(path, follow=True)
    assert page.status_code == 200
    assert b"password1" not in page.content


def test_a_link_expires(client: Client, analyst: User, settings: Any) -> None:
    path = set_password_link(analyst, site="")
    settings.PASSWORD_RESET_TIMEOUT = -1
    page = client.get(path.removeprefix("http://localhost:8000"), follow=True)
    assert b"password1" not in page.content


def test_the_first_link_does_not_pass_the_second_factor(client: Client, worker: User) -> None:
    form = client.get(set_password_link(worker, site="x")[1:])["Location"]
    done = client.post(
        form, {"password1": "een andere lange zin", "password2": "een andere lange zin"}
    )
    assert done["Location"] == "/nl/account/2fa/authenticate/"
    assert client.get(DESK).status_code == 302


def test_a_forgotten_password_is_answered_alike_for_everyone_and_mails_only_users(
    client: Client, analyst: User
) -> None:
    pages = []
    for address in (analyst.email, "niemand@dorp.example"):
        response = client.post("/nl/account/password/reset/", {"email": address})
        assert response["Location"] == "/nl/account/password/reset/done/"
        pages.append(client.get(response["Location"]).content)
    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [[analyst.email]]
    assert "/nl/account/password/reset/key/" in mail.outbox[0].body


# --- what goes along ---------------------------------------------------------------------------


def test_signing_in_trying_and_signing_out_are_in_the_trail(client: Client, analyst: User) -> None:
    sign_in(client, analyst, "fout")
    client.post(LOGIN, {"login": "niemand@dorp.example", "password": "fout"})
    sign_in(client, analyst)
    client.post("/nl/account/logout/")
    assert verbs() == [
        "account.sign_in_failed",
        "account.sign_in_failed",
        "account.signed_in",
        "account.signed_out",
    ]
    tried, nobody, entered, left = AuditEvent.objects.filter(verb__startswith="account.")
    assert tried.object_id == str(analyst.uid)
    assert nobody.object_id == ""
    assert entered.actor_uid == left.actor_uid == analyst.uid
    assert entered.request_id
    assert verify(INSTALLATION).whole
    assert not [event for event in (tried, nobody) if "dorp.example" in str(vars(event))]


def test_every_answer_carries_the_number_of_its_request(client: Client, db: None) -> None:
    first, second = client.get(LOGIN), client.get(LOGIN)
    assert re.fullmatch(r"[0-9a-f]{32}", first["X-Request-ID"])
    assert first["X-Request-ID"] != second["X-Request-ID"]


@pytest.mark.parametrize(
    "page", ["login", "password/reset", "2fa/passkeys/add", "2fa/app", "me", "2fa", "logout"]
)
def test_pages_run_no_script_and_no_style_of_their_own(analyst: User, page: str) -> None:
    client = browser(analyst) if page not in ("login", "password/reset") else Client()
    html = client.get(f"/nl/account/{page}/", follow=True).content.decode()
    assert "<style" not in html
    assert " style=" not in html
    assert not re.search(r"\son\w+=", html)
    for tag in re.findall(r"<script[^>]*>", html):
        assert " src=" in tag or 'type="application/json"' in tag


def test_the_municipalitys_own_sign_in_is_offered_only_where_it_is_set_up(
    client: Client, db: None
) -> None:
    assert client.get("/account/own/login/").status_code == 404
    assert b"/account/own/login/" not in client.get(LOGIN).content


def test_an_address_that_allauth_noted_as_unverified_is_in_nobodys_way(
    client: Client, analyst: User
) -> None:
    EmailAddress.objects.create(user=analyst, email=analyst.email, verified=False, primary=True)
    assert sign_in(client, analyst)["Location"] == "/nl/account/"
    assert client.get("/nl/account/2fa/app/").status_code == 200
