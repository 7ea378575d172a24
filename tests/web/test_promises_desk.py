"""What we promise: set by the coordinator, read by whoever asks to be called."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from nabij.casework import promise
from nabij.casework.queries.settings import intake_settings
from nabij.core.models import AuditEvent, Municipality
from nabij.core.roles import Role
from tests.core.people import browser, member
from tests.web.pages import page

PROMISES = "/nl/testdam/desk/beloften/"
TOLD = {
    "who": "Samira of Ruud", "who_en": "Samira or Ruud", "within_days": "3", "idea_within_days": "5",
    "weekdays": ["0", "1", "3"], "ends_at": "16:30", "closed_days": "2026-12-24\n2026-12-24 2026-12-28",
    "keep_days_handled": "14", "keep_days_open": "60", "keep_days_idea": "200",
}  # fmt: skip


@pytest.fixture
def desk(town: Municipality) -> Client:
    return browser(member(town, Role.COORDINATOR))


def test_what_is_set_is_promised_from_then_on(desk: Client, town: Municipality) -> None:
    thursday = timezone.make_aware(dt.datetime(2026, 12, 17, 10))  # noqa: DTZ001 local
    assert promise.due("call", now=thursday, settings=intake_settings(town)).date() == dt.date(
        2026, 12, 21
    )
    assert desk.post(PROMISES, TOLD).headers["Location"] == PROMISES
    now_on = intake_settings(town)
    assert now_on.days_off() == {dt.date(2026, 12, 24), dt.date(2026, 12, 28)}
    # Monday, Tuesday, and then neither Thursday 24 nor Monday 28 but Tuesday 29.
    assert promise.due("call", now=thursday, settings=now_on).date() == dt.date(2026, 12, 29)
    assert now_on.shown_who("ons") == "Samira of Ruud"
    [event] = AuditEvent.objects.filter(verb="intake.settings_changed")
    assert "within_days" in event.fields


def test_sending_it_unchanged_writes_nothing(desk: Client, town: Municipality) -> None:
    desk.post(PROMISES, TOLD)
    desk.post(PROMISES, TOLD)
    assert AuditEvent.objects.filter(verb="intake.settings_changed").count() == 1


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("closed_days", "kerst"),
        ("within_days", "een paar"),
        ("within_days", "900"),
        ("weekdays", []),
        ("ends_at", "laat"),
    ],
)
def test_what_is_wrong_stands_with_its_field_and_nothing_is_lost(
    desk: Client, town: Municipality, name: str, typed: Any, html_valid: Any
) -> None:
    response = desk.post(PROMISES, {**TOLD, name: typed})
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [name]
    assert page(response).all("input", name="who")[0]["value"] == "Samira of Ruud"
    html_valid(response.content, PROMISES)
    assert intake_settings(town).pk is None
