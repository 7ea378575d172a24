"""Signing in with a real browser: set-up of an app and of a passkey, and coming back with either."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from nabij.core.models import Municipality, User
from nabij.core.roles import Role
from nabij.web.account.links import set_password_link
from tests.core.people import PASSWORD, TOTP_SECRET, browser, member
from tests.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_attempts_from_earlier_tests() -> None:
    cache.clear()


@pytest.fixture
def testdam(transactional_db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam", name="Testdam")


@pytest.fixture
def site(live_server: Any) -> str:
    """The address as `localhost`: passkeys belong to a name, not to a number."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_device(page: Page) -> None:
    """Give the browser a device that keeps passkeys and always recognises its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_new_colleague_sets_a_password_and_an_app_and_works_without_a_script(
    new_context: Callable[..., BrowserContext], site: str, testdam: Municipality
) -> None:
    user = member(testdam, Role.LINK_WORKER)
    Authenticator.objects.all().delete()
    user.set_unusable_password()
    user.save()
    page = new_context(js=False).new_page()
    page.goto(set_password_link(user, site=site))
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator(".reading button[type=submit]").click()
    expect(page).to_have_url(re.compile("/2fa/"))
    page.goto(f"{site}/nl/account/2fa/app/")
    secret = page.locator("main .code").inner_text()
    page.locator("input[name=code]").fill(code_now(secret))
    page.locator(".reading form button").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto(f"{site}/nl/testdam/desk/")
    expect(page.locator("h1")).to_contain_text("Link_Worker")


def test_a_passkey_is_added_and_opens_the_door_without_a_password(
    new_context: Callable[..., BrowserContext], site: str, testdam: Municipality
) -> None:
    user = member(testdam, Role.COORDINATOR)
    Authenticator.objects.all().delete()
    page = new_context().new_page()
    with_device(page)
    page.goto(f"{site}/nl/account/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator(".reading form").first.locator("button[type=submit]").click()
    expect(page).to_have_url(re.compile("/2fa/"))
    page.goto(f"{site}/nl/account/2fa/passkeys/add/")
    expect(page.locator("#id_passwordless")).to_be_checked()
    page.locator("#mfa_webauthn_add").click()
    expect(page.locator(".codes li")).to_have_count(10)

    page.locator(".desk-bar button").click()
    expect(page).to_have_url(re.compile("/login/"))
    page.locator("#passkey_login").click()
    expect(page).to_have_url(re.compile("/testdam/desk/"))
    expect(page.locator("h1")).to_contain_text("Coordinator")


def test_a_passkey_that_fails_is_told_in_words(
    new_context: Callable[..., BrowserContext], site: str, testdam: Municipality
) -> None:
    page = new_context().new_page()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    page.goto(f"{site}/nl/account/login/")
    page.route("**/2fa/passkeys/login/", lambda route: route.abort())
    expect(page.locator("#passkey_login")).to_be_visible()
    page.locator("#passkey_login").click()
    expect(page.locator("#passkey-failed")).to_be_visible()


@pytest.mark.parametrize(
    "where",
    [
        "account/login/",
        "account/password/reset/",
        "account/me/",
        "account/2fa/",
        "account/2fa/app/",
        "testdam/desk/",
    ],
)
def test_the_pages_keep_to_what_every_page_must(
    new_context: Callable[..., BrowserContext],
    look_at: Callable[..., None],
    site: str,
    testdam: Municipality,
    where: str,
) -> None:
    page = new_context(320).new_page()
    user = member(testdam, Role.ANALYST)
    if "login" not in where and "reset" not in where:
        session = browser(user).cookies["nabij_session"].value
        page.context.add_cookies([{"name": "nabij_session", "value": session, "url": site}])
    page.goto(f"{site}/nl/{where}")
    look_at(page)


def test_who_comes_back_gives_a_code_from_the_app(
    new_context: Callable[..., BrowserContext], site: str, testdam: Municipality
) -> None:
    user: User = member(testdam, Role.LINK_WORKER)
    page = new_context(js=False).new_page()
    page.goto(f"{site}/nl/testdam/desk/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator(".reading form").first.locator("button[type=submit]").click()
    page.locator("input[name=code]").fill(code_now(TOTP_SECRET))
    page.locator(".reading form").first.locator("button[type=submit]").click()
    expect(page).to_have_url(f"{site}/nl/testdam/desk/")
