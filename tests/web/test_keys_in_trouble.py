"""The keys file is another one, is damaged or is gone: pages say so in plain words, and no text leaks by it."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from nabij.casework.actions.cases import add_note
from nabij.casework.models import Case, Person, Signal
from nabij.core.encryption.masters import make_keys_file
from nabij.core.models import AuditEvent, Municipality, User
from nabij.core.roles import Role
from nabij.web.public.asking.state import opened_now
from tests.casework.placing import case_of
from tests.core.people import browser, member
from tests.web.pages import page

NAME, NOTE, SEEN = "Corrie van Dam", "Hoort slecht aan de telefoon.", "De gordijnen blijven dicht."


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Path:
    path = tmp_path / "keys.json"
    monkeypatch.setattr(settings, "NABIJ_KEYS_FILE", path)
    make_keys_file(path)
    return path


@pytest.fixture
def user(keys: Path, town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


@pytest.fixture
def case(town: Municipality, user: User) -> Case:
    case = case_of(town, user, now=timezone.now(), name=NAME)
    add_note(case=case, text=NOTE, by=user, now=timezone.now())
    return case


@pytest.fixture
def samira(user: User, case: Case) -> Client:
    """Signed in before it went wrong."""
    client = browser(user)
    client.raise_request_exception = False
    return client


def another(keys: Path) -> None:
    keys.unlink()
    make_keys_file(keys)


def damaged(keys: Path) -> None:
    keys.write_text(keys.read_text()[:40])


TROUBLE: list[Callable[[Path], None]] = [another, damaged, Path.unlink]


@pytest.fixture(params=TROUBLE, ids=["another", "damaged", "gone"])
def trouble(request: pytest.FixtureRequest, keys: Path, samira: Client) -> str:
    """What is wrong with the keys from now on; given is what an administrator must find in the log."""
    request.param(keys)
    return str(keys)


def test_a_page_about_somebody_is_refused_in_words_and_the_log_says_what_to_do(
    samira: Client, case: Case, trouble: str, log: io.StringIO
) -> None:
    answer = samira.get(f"/nl/testdam/desk/dossiers/{case.uid}/")
    assert answer.status_code == 500
    assert "bel" in page(answer).text.lower()
    assert trouble in log.getvalue()
    for secret in (NAME, NOTE):
        assert secret not in answer.content.decode()
        assert secret not in log.getvalue()


def test_a_worry_is_not_taken_in_half_and_what_was_typed_stays_out_of_log_and_trail(
    client: Client, town: Municipality, trouble: str, log: io.StringIO
) -> None:
    client.raise_request_exception = False
    people = Person.objects.count()
    state = opened_now(timezone.now() - dt.timedelta(minutes=1)).signed(town, "worried")
    told = {
        "danger": "no",
        "whom": "not_yet",
        "person_name": NAME,
        "seen": SEEN,
        "may_name": "no",
        "form": state,
        "at": 4,
        "go": "send",
    }
    answer = client.post("/nl/testdam/zorgen-om-iemand/", told)
    assert answer.status_code == 500
    assert (Signal.objects.count(), Person.objects.count()) == (0, people)
    trail = [str(vars(event)) for event in AuditEvent.objects.all()]
    for secret in (NAME, SEEN):
        assert secret not in log.getvalue()
        assert not any(secret in line for line in trail)
