"""One-time links: what opens them, what does not, and that looking changes nothing."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from nabij.core.links.making import CODE_LASTS, NewLink, end_links, make_code, make_link
from nabij.core.links.opening import LinkState, LinkUsedError, look_up, use_link
from nabij.core.links.secrets import LETTERS, is_ours, new_token, plain_code, shown_code
from nabij.core.models import AuditEvent, Municipality, OneTimeLink
from nabij.core.tenancy import within
from tests.factories import MunicipalityFactory

NOW = timezone.now()
WEEK = dt.timedelta(days=7)
SUBJECT = uuid.UUID("00000000-0000-4000-8000-000000000001")


@pytest.fixture
def testdam(db: None) -> Iterator[Municipality]:
    municipality = MunicipalityFactory.create()
    with within(municipality):
        yield municipality


@pytest.fixture
def made(testdam: Municipality) -> NewLink:
    return make_link(municipality=testdam, purpose="check", subject=SUBJECT, now=NOW, lasts=WEEK)


def state(municipality: Municipality, key: str, at: dt.datetime = NOW, **more: str) -> LinkState:
    return look_up(municipality=municipality, key=key, now=at, **more).state


def test_a_link_opens_until_it_ends(testdam: Municipality, made: NewLink) -> None:
    assert state(testdam, made.token) is LinkState.OPEN
    assert state(testdam, made.token, NOW + WEEK - dt.timedelta(seconds=1)) is LinkState.OPEN
    assert state(testdam, made.token, NOW + WEEK) is LinkState.EXPIRED


def test_looking_however_often_writes_nothing(
    testdam: Municipality, made: NewLink, django_assert_num_queries: Any
) -> None:
    before = OneTimeLink.objects.filter(pk=made.link.pk).values().get()
    for _ in range(20):
        with django_assert_num_queries(1):
            look_up(municipality=testdam, key=made.token, now=NOW)
    assert OneTimeLink.objects.filter(pk=made.link.pk).values().get() == before


def test_a_link_is_used_once(testdam: Municipality, made: NewLink) -> None:
    use_link(link=made.link, now=NOW)
    assert state(testdam, made.token) is LinkState.USED
    with pytest.raises(LinkUsedError):
        use_link(link=made.link, now=NOW)
    assert AuditEvent.objects.filter(verb="link.used").count() == 1


def test_an_expired_link_cannot_be_used(made: NewLink) -> None:
    with pytest.raises(LinkUsedError):
        use_link(link=made.link, now=NOW + WEEK)


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: t[1:], str.lower]
)
def test_a_link_that_was_tampered_with_is_unknown_before_the_database_is_asked(
    testdam: Municipality, made: NewLink, change: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert state(testdam, change(made.token)) is LinkState.UNKNOWN


@pytest.mark.parametrize("key", ["", "x", "é" * 38, "../../etc/passwd", "A" * 5000, "\x00"])
def test_nonsense_is_unknown(testdam: Municipality, key: str) -> None:
    assert state(testdam, key) is LinkState.UNKNOWN


def test_a_token_of_ours_that_stands_for_nothing_is_unknown(testdam: Municipality) -> None:
    assert is_ours(new_token())
    assert state(testdam, new_token()) is LinkState.UNKNOWN


def test_a_link_opens_in_its_own_municipality_only(testdam: Municipality, made: NewLink) -> None:
    elders = MunicipalityFactory.create(slug="elders")
    with within(elders):
        assert state(elders, made.token) is LinkState.UNKNOWN


def test_a_link_opens_for_its_own_purpose_only(testdam: Municipality, made: NewLink) -> None:
    assert state(testdam, made.token, purpose="check") is LinkState.OPEN
    assert state(testdam, made.token, purpose="accept") is LinkState.UNKNOWN


def test_the_database_holds_nothing_that_opens_a_link(made: NewLink) -> None:
    code = make_code(link=made.link, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_onetimelink")
        everything = str(cursor.fetchall())
    assert made.token not in everything
    assert code not in everything


def test_a_link_made_with_the_signing_key_before_this_one_still_opens(
    testdam: Municipality, made: NewLink, settings: Any
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another " * 8
    assert state(testdam, made.token) is LinkState.OPEN


def test_a_newer_link_ends_the_older_one(testdam: Municipality, made: NewLink) -> None:
    assert end_links(municipality=testdam, purpose="check", subject=SUBJECT, now=NOW) == 1
    assert state(testdam, made.token) is LinkState.EXPIRED


# --- the code that is read out -----------------------------------------------------------------


def test_a_code_opens_the_link_however_it_is_typed(testdam: Municipality, made: NewLink) -> None:
    code = make_code(link=made.link, now=NOW)
    for typed in (code, code.lower(), shown_code(code), f" {code[:4]}-{code[4:]} "):
        found = look_up(municipality=testdam, key=typed, now=NOW)
        assert (found.state, found.link, found.by_code) == (LinkState.OPEN, made.link, True)


def test_a_code_lasts_a_day_and_the_link_goes_on(testdam: Municipality, made: NewLink) -> None:
    code = make_code(link=made.link, now=NOW)
    later = NOW + CODE_LASTS
    assert state(testdam, code, later) is LinkState.UNKNOWN
    assert state(testdam, made.token, later) is LinkState.OPEN


def test_a_newer_code_ends_the_older_one(testdam: Municipality, made: NewLink) -> None:
    first, second = make_code(link=made.link, now=NOW), make_code(link=made.link, now=NOW)
    assert state(testdam, first) is LinkState.UNKNOWN
    assert state(testdam, second) is LinkState.OPEN


def test_a_code_never_outlives_its_link(testdam: Municipality, made: NewLink) -> None:
    late = NOW + WEEK - dt.timedelta(hours=1)
    code = make_code(link=made.link, now=late)
    assert state(testdam, code, NOW + WEEK) is not LinkState.OPEN


def test_a_code_has_no_letters_that_look_alike_and_makes_no_words(made: NewLink) -> None:
    assert not set(LETTERS) & set("AEIOUY0125IlOQ")
    assert all(plain_code(make_code(link=made.link, now=NOW)) for _ in range(5))


@pytest.mark.parametrize("typed", ["BCDF GHJ", "BCDF GHJKL", "BCDF GHJA", "12345678", "🌻" * 8])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert plain_code(typed) == ""
