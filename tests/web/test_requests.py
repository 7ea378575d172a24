"""The desk's pages of what people asked."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.pages import page

if TYPE_CHECKING:
    from django.test import Client

    from nabij.casework.models import Request


@pytest.fixture
def desk(town: Any) -> "Client":
    """The browser of a link worker."""
    from nabij.core.roles import Role
    from tests.core.people import browser, member

    return browser(member(town, Role.LINK_WORKER))


@pytest.fixture
def asked(town: Any) -> Callable[..., "Request"]:
    from tests.factories import RequestFactory

    def make(**told: Any) -> "Request":
        row: Request = RequestFactory.create(municipality=town, **told)
        return row

    return make


def at(town: Any, path: str = "", language: str = "nl") -> str:
    words = {"nl": "vragen", "en": "requests"}[language]
    return f"/{language}/{town.slug}/desk/{words}/{path}"


def tap(desk: "Client", town: Any, row: "Request", went: str, **more: str) -> Any:
    address = at(town, f"{row.uid}/uitkomst/")
    return desk.post(address, {"went": went, **more}, follow=True)


def test_nobody_waits_is_said_too(desk: Any, town: Any, html_valid: Any) -> None:
    response = desk.get(at(town))
    assert "Niemand wacht" in page(response).text
    html_valid(response.content, "empty")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_to_call_first_with_what_is_late_and_what_is_doubtful(
    desk: Any, town: Any, asked: Any, html_valid: Any, language: str
) -> None:
    from django.utils import timezone

    now = timezone.now()
    asked(name="Nel")
    asked(
        name="محمد علي", due_at=now - dt.timedelta(days=2), received_at=now - dt.timedelta(days=6)
    )
    asked(name="Pillen", suspicious=["links", "fast"])
    asked(name=None, state="closed", reason="not_needed", ended_at=now)
    response = desk.get(at(town, language=language))
    html_valid(response.content, f"list {language}")
    text = page(response).text
    assert text.index("محمد علي") < text.index("Nel") < text.index("Pillen")
    assert {"nl": "Te laat:", "en": "Late:"}[language] in text


def test_one_request_with_its_number_its_words_and_what_can_be_done(
    desk: Any, town: Any, asked: Any, html_valid: Any, add_offer: Any
) -> None:
    offer = add_offer(name="Soep op dinsdag")
    row = asked(
        kind="walk_along",
        name="Nel <i>",
        words="Regel één.\n\nRegel twee.",
        offer_uid=offer.uid,
        tries=3,
        suspicious=["trap"],
    )
    asked(phone=row.phone)
    response = desk.get(at(town, f"{row.uid}/"))
    html_valid(response.content, "one")
    made = page(response)
    assert made.all("a", href="tel:0612345678")
    for words in ("Soep op dinsdag", "Regel twee.", "hetzelfde nummer", "kaart door de brievenbus"):
        assert words in made.text


@pytest.mark.parametrize(
    ("went", "state"),
    [
        ("spoken", "done"),
        ("not_reached", "tried"),
        ("close-not_needed", "closed"),
        ("close-not_reached", "closed"),
        ("pick_up", "picked_up"),
        ("close-no_question", "closed"),
    ],
)
def test_one_tap_is_enough(desk: Any, town: Any, asked: Any, went: str, state: str) -> None:
    row = asked()
    response = tap(desk, town, row, went)
    assert response.status_code == 200
    row.refresh_from_db()
    assert row.state == state


def test_another_moment_is_one_of_the_days_on_the_page(desk: Any, town: Any, asked: Any) -> None:
    row = asked()
    shown = page(desk.get(at(town, f"{row.uid}/")))
    day = str(shown.all("button", name="day")[1]["value"])
    tap(desk, town, row, "another_moment", day=day)
    row.refresh_from_db()
    assert row.due_at.date().isoformat() == day


@pytest.mark.parametrize("told", [{"went": "another_moment", "day": "gisteren"}, {"went": "x"}, {}])
def test_what_cannot_be_read_changes_nothing_and_says_so(
    desk: Any, town: Any, asked: Any, told: dict[str, str]
) -> None:
    row = asked()
    response = desk.post(at(town, f"{row.uid}/uitkomst/"), told, follow=True)
    assert "Er is niets veranderd." in page(response).text
    row.refresh_from_db()
    assert row.state == "received"


def test_a_day_that_has_passed_is_told_in_words(desk: Any, town: Any, asked: Any) -> None:
    response = tap(desk, town, asked(), "another_moment", day="2020-01-01")
    assert "Die dag is voorbij." in page(response).text


def test_two_colleagues_at_once_hear_who_was_first(desk: Any, town: Any, asked: Any) -> None:
    row = asked()
    tap(desk, town, row, "spoken")
    assert "Iemand anders was u voor." in page(tap(desk, town, row, "not_reached")).text


def test_what_was_forgotten_says_so(desk: Any, town: Any, asked: Any, html_valid: Any) -> None:
    row = asked(
        name=None, phone=None, state="done", ended_at=dt.datetime.now(dt.UTC),
        forgotten_on=dt.date(2026, 1, 1),
    )  # fmt: skip
    response = desk.get(at(town, f"{row.uid}/"))
    assert "is verwijderd" in page(response).text
    html_valid(response.content, "forgotten")


def test_nobody_prints_the_letter_of_somebody_elses_help(town: Any, asked: Any) -> None:
    from nabij.core.roles import Role
    from tests.core.people import browser, member

    other = browser(member(town, Role.ORGANISATION_EDITOR))
    response = other.get(at(town, f"{asked(name='Nel').uid}/brief/"), follow=True)
    text = page(response).text
    assert "Nel" not in text
    assert "op de dag dat u het invulde" in text


def test_the_letter_says_what_happens_in_plain_words(
    desk: Any, town: Any, asked: Any, html_valid: Any
) -> None:
    from nabij.core.words import taboo_words

    response = desk.get(at(town, f"{asked(name='Nel').uid}/brief/"))
    html_valid(response.content, "letter")
    text = page(response).text
    assert "Beste Nel" in text
    assert "belt u, uiterlijk op" in text
    assert not taboo_words(text, "nl")


@pytest.mark.parametrize("path", ["", "{uid}/"])
def test_the_number_of_queries_does_not_grow(
    desk: Any, town: Any, asked: Any, add_offer: Any, path: str
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    offer = add_offer()
    row = asked(offer_uid=offer.uid)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(at(town, path.format(uid=row.uid))).status_code == 200
        return len(queries)

    count()
    before = count()
    for number in range(6):
        asked(name=f"Nel {number}", offer_uid=offer.uid)
    assert count() == before
