"""The pages of one's account and of the desk: valid, one heading, nothing of others, in both languages."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from nabij.core.models import Membership, Municipality, User
from nabij.core.roles import Role
from nabij.web.account.links import set_password_link
from nabij.web.desk.doors import DOORS
from tests.core.people import TOTP_SECRET, browser, member, passkey
from tests.factories import MunicipalityFactory
from tests.web.conftest import TABOO

OUTSIDE = (
    "account/login/",
    "account/inactive/",
    "account/password/reset/",
    "account/password/reset/done/",
    "account/password/reset/key/1-wrong/",
    "account/password/reset/key/done/",
    "account/own/cancelled/",
    "account/own/error/",
)
INSIDE = (
    "account/me/",
    "account/logout/",
    "account/reauthenticate/",
    "account/password/change/",
    "account/2fa/",
    "account/2fa/reauthenticate/",
    "account/2fa/codes/",
    "account/2fa/codes/new/",
    "account/2fa/passkeys/",
    "account/2fa/passkeys/add/",
    "account/2fa/passkeys/reauthenticate/",
    "account/2fa/passkeys/{key}/edit/",
    "account/2fa/passkeys/{key}/remove/",
    "account/2fa/app/remove/",
    "testdam/desk/",
)
LANGUAGES = ("nl", "en")


@pytest.fixture(autouse=True)
def no_attempts_from_earlier_tests() -> None:
    cache.clear()


@pytest.fixture
def testdam(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam", name="Testdam")


@pytest.fixture
def worker(testdam: Municipality) -> User:
    """With an app, a passkey and recovery codes; works in two places."""
    user = member(testdam, Role.LINK_WORKER)
    user.first_name, user.last_name = "Samira", "Bakkali"
    user.save()
    elders = MunicipalityFactory.create(slug="elders", name="Elders")
    Membership.objects.create(user=user, municipality=elders, role=Role.ANALYST)
    passkey(user)
    return user


@pytest.fixture
def inside(worker: User) -> Client:
    client = browser(worker)
    client.post("/nl/account/2fa/codes/new/")
    return client


def check(html: str) -> str:
    """What holds for every page; gives back its title."""
    assert len(re.findall(r"<h1[ >]", html)) == 1
    for form in re.findall(r"<form[^>]*>", html):
        assert "novalidate" in form or "method" in form
    assert "placeholder=" not in html
    assert not re.search(r'(src|href|action)="(https?:)?//', html)
    words = re.sub(r"<[^>]+>", " ", html).lower()
    assert not [word for word in TABOO if word in words]
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert title
    return title[1].strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", OUTSIDE)
def test_pages_before_signing_in(
    client: Client, db: None, page: str, language: str, html_valid: Any
) -> None:
    response = client.get(f"/{language}/{page}", follow=True)
    assert response.status_code in (200, 401)
    html_valid(response.content, f"{language}/{page}")
    check(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", INSIDE)
def test_pages_after_signing_in(inside: Client, page: str, language: str, html_valid: Any) -> None:
    key = Authenticator.objects.get(type="webauthn").pk
    response = inside.get(f"/{language}/{page.format(key=key)}")
    assert response.status_code == 200
    html_valid(response.content, f"{language}/{page}")
    check(response.content.decode())


def test_every_page_has_its_own_title(inside: Client) -> None:
    key = Authenticator.objects.get(type="webauthn").pk
    titles: dict[str, list[str]] = {}
    for page in INSIDE:
        html = inside.get(f"/nl/{page.format(key=key)}").content.decode()
        titles.setdefault(check(html), []).append(page)
    shared = [pages for pages in titles.values() if len(pages) > 1]
    assert all(all("reauthenticate" in page for page in pages) for pages in shared), shared


def test_pages_with_errors_are_valid_and_say_them_beside_the_field(
    client: Client, worker: User, html_valid: Any
) -> None:
    empty = client.post("/nl/account/login/", {"login": "geen adres", "password": ""})
    html_valid(empty.content, "login with errors")
    assert empty.content.count(b"field__error") >= 2
    assert b'value="geen adres"' in empty.content
    form = client.get(set_password_link(worker, site="x")[1:])["Location"]
    weak = client.post(form, {"password1": "kort", "password2": "anders"})
    html_valid(weak.content, "set password with errors")
    assert b"field__error" in weak.content


def test_the_pages_halfway_are_valid(client: Client, worker: User, html_valid: Any) -> None:
    client.post(
        "/nl/account/login/", {"login": worker.email, "password": "een lange zin om in te komen"}
    )
    for response in (
        client.get("/nl/account/2fa/authenticate/"),
        client.post("/nl/account/2fa/authenticate/", {"code": "1"}),
    ):
        html_valid(response.content, "second factor")
        check(response.content.decode())


def test_setting_up_an_app_is_valid_with_its_qr_code_and_its_letters(
    testdam: Municipality, html_valid: Any
) -> None:
    client = browser(member(testdam, Role.ANALYST))
    page = client.get("/nl/account/2fa/app/")
    html_valid(page.content, "app")
    assert b'src="data:image/svg+xml;base64,' in page.content
    wrong = client.post("/nl/account/2fa/app/", {"code": "x"})
    html_valid(wrong.content, "app with an error")


def test_without_a_script_password_and_app_work_and_nothing_is_shown_that_does_not(
    client: Client, worker: User
) -> None:
    page = client.get("/nl/account/login/").content.decode()
    hidden = re.search(r'<div class="needs-script stack" hidden>(.*?)</div>', page, re.DOTALL)
    assert hidden
    assert "passkey_login" in hidden[1]
    client.post(
        "/nl/account/login/", {"login": worker.email, "password": "een lange zin om in te komen"}
    )
    code = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))
    client.post("/nl/account/2fa/authenticate/", {"code": code})
    assert client.get("/nl/testdam/desk/").status_code == 200


def test_the_desk_says_who_and_where_one_is_and_leads_on(inside: Client) -> None:
    page = inside.get("/en/testdam/desk/").content.decode()
    for words in ("Samira", "Testdam", "Link worker", "/en/elders/desk/", "/en/testdam/"):
        assert words in page


@pytest.mark.parametrize("others", [0, 30])
def test_the_desk_costs_the_same_whatever_one_works_on(
    worker: User, others: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(others):
        place = MunicipalityFactory.create(slug=f"place-{number}")
        Membership.objects.create(user=worker, municipality=place, role=Role.ANALYST)
    client = browser(worker)
    # Seven to know who this is and where; the others count what waits: one or two each, whatever there is.
    with django_assert_max_num_queries(
        7 + 2 * len([door for door in DOORS if door.waiting or door.own])
    ):
        assert client.get("/nl/testdam/desk/").status_code == 200
