"""The example's door: one click in the example, and nothing at all in production."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client

from nabij.core.models import Membership, Municipality, User
from nabij.core.roles import Role
from nabij.web.demo_door import views
from nabij.web.demo_door.backend import DemoDoorBackend, door_exists
from nabij.web.demo_door.checks import no_door_in_production
from nabij.web.second_factor import DEMO_DOOR
from tests.factories import MunicipalityFactory


@pytest.fixture
def testdam(db: None) -> Municipality:
    return MunicipalityFactory.create(slug="testdam", name="Testdam")


@pytest.fixture
def samira(testdam: Municipality) -> User:
    """A link worker of the cast, without password or second factor."""
    user = User.objects.create_user(
        "samira@testdam.example",
        first_name="Samira",
        last_name="Bakkali",
        job_title="Welzijnscoach",
        demo_text="Belt elke ochtend drie mensen.",
        demo_text_en="Calls three people every morning.",
    )
    Membership.objects.create(user=user, municipality=testdam, role=Role.LINK_WORKER)
    return user


@pytest.fixture
def real(testdam: Municipality) -> User:
    """A user who is not of the cast."""
    return User.objects.create_user("echt@testdam.example")


def test_the_cast_is_shown_by_role_with_what_they_do(
    client: Client, samira: User, real: User
) -> None:
    page = client.get("/nl/demo/").content.decode()
    assert "Samira Bakkali" in page
    assert "Belt elke ochtend drie mensen." in page
    assert real.email not in page
    assert "Calls three people every morning." in client.get("/en/demo/").content.decode()


def test_one_click_and_one_stands_at_the_desk_second_factor_and_all(
    client: Client, samira: User
) -> None:
    response = client.post("/nl/demo/enter/", {"who": samira.uid})
    assert client.get(response["Location"])["Location"] == "/nl/testdam/desk/vandaag/"
    page = client.get("/nl/testdam/desk/")
    assert page.status_code == 200
    assert "Samira" in page.content.decode()


def test_a_click_is_a_click_and_no_address(client: Client, samira: User) -> None:
    assert client.get("/nl/demo/enter/", {"who": str(samira.uid)}).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/nl/demo/enter/", {"who": samira.uid}).status_code == 403


@pytest.mark.parametrize("who", ["", "samira", "00000000-0000-4000-8000-000000000000"])
def test_who_is_not_there_cannot_be_entered_as(client: Client, samira: User, who: str) -> None:
    assert client.post("/nl/demo/enter/", {"who": who}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_real_user_cannot_be_entered_as(client: Client, real: User) -> None:
    assert client.post("/nl/demo/enter/", {"who": real.uid}).status_code == 404


def test_the_page_is_valid_and_has_one_question_for_each(
    client: Client, samira: User, html_valid: Any
) -> None:
    response = client.get("/nl/demo/")
    html_valid(response.content, "/nl/demo/")
    assert len(re.findall('name="who"', response.content.decode())) == 1


def test_the_list_costs_the_same_whatever_its_length(
    client: Client, samira: User, testdam: Municipality, django_assert_num_queries: Any
) -> None:
    for n in range(5):
        user = User.objects.create_user(f"p{n}@testdam.example", demo_text="x")
        Membership.objects.create(user=user, municipality=testdam, role=Role.AMBASSADOR)
    with django_assert_num_queries(2):
        client.get("/nl/demo/")


# --- elsewhere ---------------------------------------------------------------------------------


def test_outside_the_example_each_part_refuses_by_itself(
    rf: Any, samira: User, settings: Any
) -> None:
    settings.NABIJ_DEMO = False
    assert not door_exists()
    for view in (views.people, views.enter):
        request = rf.post("/", {"who": str(samira.uid)}) if view is views.enter else rf.get("/")
        with pytest.raises(Http404):
            view(request)
    with pytest.raises(PermissionDenied):
        DemoDoorBackend().authenticate(None, demo_cast=samira.uid)
    assert authenticate(demo_cast=samira.uid) is None
    assert DemoDoorBackend().get_user(samira.pk) is None


def test_a_session_of_the_door_is_worth_nothing_once_the_example_is_over(
    client: Client, samira: User, settings: Any
) -> None:
    client.post("/nl/demo/enter/", {"who": samira.uid})
    assert client.session[DEMO_DOOR]
    settings.NABIJ_DEMO = False
    assert client.get("/nl/testdam/desk/")["Location"].startswith("/nl/account/login/")


def test_in_production_the_door_stays_shut_even_if_somebody_switches_the_example_on(
    client: Client, samira: User, settings: Any
) -> None:
    settings.PRODUCTION = True
    assert not door_exists()
    assert client.get("/nl/demo/").status_code == 404
    assert client.post("/nl/demo/enter/", {"who": samira.uid}).status_code == 404
    assert [problem.id for problem in no_door_in_production()] == ["nabij.E001"]


PRODUCTION = """
import django, sys
django.setup()
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.contrib.staticfiles.storage import ManifestFilesMixin
ManifestFilesMixin.stored_name = lambda self, name: name  # no files were collected for this test
from nabij.core.models import User
from nabij.web.demo_door.backend import DemoDoorBackend
from nabij.web.demo_door.checks import BACKEND, no_door_in_production
user = User.objects.create_user("samira@testdam.example", demo_text="x")
client = Client(headers={"host": "dichtbij.example"})
answers = [client.get(f"/{language}/demo/", secure=True).status_code for language in ("nl", "en")]
answers.append(client.post("/nl/demo/enter/", {"who": user.uid}, secure=True).status_code)
assert answers == [404, 404, 404], answers
assert settings.PRODUCTION and not settings.NABIJ_DEMO
assert BACKEND not in settings.AUTHENTICATION_BACKENDS
try:
    DemoDoorBackend().authenticate(None, demo_cast=user.uid)
except PermissionDenied:
    print("refused")
assert no_door_in_production() == []
"""


def in_production(tmp_path: Path, program: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "nabij.config.settings",
        "NABIJ_MODE": "production",
        "NABIJ_DATA": str(tmp_path),
        "NABIJ_SECRET_KEY": "s" * 50,
        "NABIJ_HOSTS": "dichtbij.example",
        "NABIJ_SITE_URL": "https://dichtbij.example",
        "NABIJ_MAIL_URL": "none",
        "NABIJ_DEMO": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_production_server_has_no_such_address_and_no_such_way_in(
    tmp_path: Path, migrated: Path
) -> None:
    shutil.copy(migrated, tmp_path)
    done = in_production(tmp_path, PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "refused"


def test_a_production_server_does_not_start_with_the_example_switched_on(tmp_path: Path) -> None:
    program = "import django; from django.conf import settings; settings.NABIJ_DEMO = True; django.setup()"
    done = in_production(tmp_path, program)
    assert done.returncode != 0
    assert "the example's door is open in production" in done.stderr
