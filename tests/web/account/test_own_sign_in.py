"""The municipality's own sign-in (OpenID Connect): who comes in by it, and who does not."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as real_settings
from django.test import Client
from pydantic import SecretStr

from nabij.config.environment import Environment
from nabij.config.own_sign_in import own_sign_in, sign_in_origins
from nabij.core.models import Municipality, User
from nabij.core.roles import Role
from tests.core.people import PASSWORD, member
from tests.factories import MunicipalityFactory
from tests.web.account.provider import Provider, running_provider

LOGIN = "/account/own/login/"


def environment(url: str) -> Environment:
    return Environment(
        mode="test",
        oidc_name="Gemeente Testdam",
        oidc_url=url,
        oidc_client="nabij",
        oidc_secret=SecretStr("geheim"),
    )


@pytest.fixture
def testdam(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam")


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with running_provider() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = own_sign_in(environment(provider.address))
        yield provider


def come_in(client: Client, provider: Provider, **claims: Any) -> Any:
    """From the button on the sign-in page, by way of the other side, back to us."""
    provider.claims = {"sub": "123", **claims}
    leaving = client.post(LOGIN)
    asked = parse_qs(urlsplit(leaving["Location"]).query)
    assert leaving["Location"].startswith(f"{provider.address}/authorize?")
    assert asked["redirect_uri"] == ["http://testserver/account/own/login/callback/"]
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(f"{LOGIN}callback/", {"code": "c", "state": asked["state"][0]})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_button_stands_on_the_sign_in_page(
    client: Client, db: None, provider: Provider
) -> None:
    page = client.get("/nl/account/login/").content.decode()
    assert "Gemeente Testdam" in page
    assert 'action="/account/own/login/' in page


def test_who_was_added_comes_in(client: Client, testdam: Municipality, provider: Provider) -> None:
    analyst = member(testdam, Role.ANALYST)
    response = come_in(client, provider, email=analyst.email)
    assert response["Location"] == "/nl/account/"
    assert client.get("/nl/testdam/desk/").status_code == 200


def test_who_has_a_second_factor_gives_it_here_too(
    client: Client, testdam: Municipality, provider: Provider
) -> None:
    worker = member(testdam, Role.LINK_WORKER)
    response = come_in(client, provider, email=worker.email)
    assert response["Location"] == "/nl/account/2fa/authenticate/"
    assert not is_in(client)


def test_who_was_not_added_does_not_come_in_and_no_account_is_made(
    client: Client, testdam: Municipality, provider: Provider
) -> None:
    response = come_in(client, provider, email="vreemd@testdam.example")
    assert response.status_code == 200
    assert not is_in(client)
    assert not User.objects.exists()


def test_who_is_known_is_known_by_their_number_once_they_came_in(
    client: Client, testdam: Municipality, provider: Provider
) -> None:
    analyst = member(testdam, Role.ANALYST)
    come_in(client, provider, email=analyst.email)
    other = Client()
    come_in(other, provider, email="nieuw-adres@testdam.example")
    assert is_in(other)


def test_coming_in_this_way_leaves_the_password_as_it_was(
    client: Client, testdam: Municipality, provider: Provider
) -> None:
    analyst = member(testdam, Role.ANALYST)
    EmailAddress.objects.create(user=analyst, email=analyst.email, verified=False, primary=True)
    come_in(client, provider, email=analyst.email)
    analyst.refresh_from_db()
    assert analyst.check_password(PASSWORD)


def test_a_closed_account_stays_closed(
    client: Client, testdam: Municipality, provider: Provider
) -> None:
    analyst = member(testdam, Role.ANALYST)
    User.objects.update(is_active=False)
    come_in(client, provider, email=analyst.email)
    assert not is_in(client)


@pytest.mark.parametrize(
    "answer", [{"code": "c", "state": "made up"}, {"error": "access_denied"}, {"code": "c"}, {}]
)
def test_an_answer_that_nobody_asked_for_lets_nobody_in(
    client: Client, db: None, provider: Provider, answer: dict[str, str]
) -> None:
    response = client.get(f"{LOGIN}callback/", answer)
    assert response.status_code in (200, 302, 401, 403)
    assert not is_in(client)


def test_the_button_needs_a_click(client: Client, db: None, provider: Provider) -> None:
    assert client.get(LOGIN).status_code == 200
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(LOGIN).status_code == 403


def test_it_is_there_only_where_the_environment_names_it() -> None:
    assert own_sign_in(Environment(mode="test")) == {}
    assert sign_in_origins(Environment(mode="test")) == []
    assert real_settings.SOCIALACCOUNT_PROVIDERS == {}


def test_the_browser_may_follow_the_form_to_the_other_side() -> None:
    assert sign_in_origins(environment("https://login.testdam.example/realms/x")) == [
        "https://login.testdam.example"
    ]
