"""Whom to call in danger: there from the first day, never empty, changed in the open."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from nabij.core.actions.help_lines import (
    LastHelpLineError,
    NumberTakenError,
    add_default_help_lines,
    add_help_line,
    change_help_line,
    confirm_help_line,
)
from nabij.core.actions.municipalities import add_municipality
from nabij.core.models import AuditEvent, HelpLine, Municipality
from nabij.core.queries.help_lines import every_help_line, review_due, shown_help_lines
from nabij.core.tenancy import within
from nabij.core.words import taboo_words
from tests.factories import HelpLineFactory, MunicipalityFactory

TODAY = dt.date(2026, 3, 10)
NUMBERS = ["112", "113", "088 0767 000", "0800-2000", "0800-1205"]


@pytest.fixture
def testdam(db: None) -> Iterator[Municipality]:
    municipality = MunicipalityFactory.create(slug="testdam")
    with within(municipality):
        yield municipality


def numbers(municipality: Municipality) -> list[str]:
    return [line.phone for line in shown_help_lines(municipality)]


def test_a_new_municipality_begins_with_the_five_national_lines(db: None) -> None:
    new, _added = add_municipality(code="GM8123", name="Nieuwdam")
    with within(new):
        lines = every_help_line(new)
    assert [line.phone for line in lines] == NUMBERS
    assert lines[1].other_phone == "0800-0113"
    assert {line.review_on for line in lines} == {lines[0].review_on}


def test_the_usual_lines_are_given_once(testdam: Municipality) -> None:
    assert add_default_help_lines(municipality=testdam, today=TODAY) == 5
    assert add_default_help_lines(municipality=testdam, today=TODAY) == 0
    assert HelpLine.objects.count() == 5


def test_where_nobody_chose_any_the_usual_lines_are_shown(testdam: Municipality) -> None:
    assert numbers(testdam) == NUMBERS


def test_a_line_out_of_sight_is_not_shown_and_a_due_one_is(testdam: Municipality) -> None:
    HelpLineFactory.create(municipality=testdam, phone="112", active=False)
    HelpLineFactory.create(municipality=testdam, phone="113", review_on=TODAY, position=2)
    assert numbers(testdam) == ["113"]
    assert [review_due(line, today=TODAY) for line in shown_help_lines(testdam)] == [True]
    assert not review_due(shown_help_lines(testdam)[0], today=TODAY - dt.timedelta(days=1))


def test_a_change_leaves_who_changed_what_and_no_values(testdam: Municipality) -> None:
    line = HelpLineFactory.create(municipality=testdam)
    line.phone = "0299 55 00 00"
    change_help_line(line=line, changed=["phone"])
    event = AuditEvent.objects.latest("id")
    assert (event.verb, event.object_id, event.fields) == (
        "help_lines.changed",
        str(line.uid),
        ["phone"],
    )
    assert HelpLine.objects.get().phone == "0299 55 00 00"


def test_nothing_changed_leaves_nothing(testdam: Municipality) -> None:
    change_help_line(line=HelpLineFactory.create(municipality=testdam), changed=[])
    assert not AuditEvent.objects.filter(verb="help_lines.changed").exists()


def test_the_last_line_stays_in_sight(testdam: Municipality) -> None:
    line = HelpLineFactory.create(municipality=testdam)
    line.active = False
    with pytest.raises(LastHelpLineError):
        change_help_line(line=line, changed=["active"])
    HelpLineFactory.create(municipality=testdam, phone="112")
    change_help_line(line=line, changed=["active"])
    assert numbers(testdam) == ["112"]


def test_a_number_stands_in_the_list_once(testdam: Municipality) -> None:
    HelpLineFactory.create(municipality=testdam, phone="112")
    with pytest.raises(NumberTakenError):
        add_help_line(line=HelpLineFactory.build(municipality=testdam, phone="112"))


@pytest.mark.parametrize("phone", ["", "bel ons", "1", "0800 - ", "javascript:1"])
def test_a_number_that_nobody_can_call_is_refused(testdam: Municipality, phone: str) -> None:
    with pytest.raises(ValidationError):
        add_help_line(line=HelpLineFactory.build(municipality=testdam, phone=phone))


def test_who_looked_has_a_year_of_rest(testdam: Municipality) -> None:
    line = HelpLineFactory.create(municipality=testdam, review_on=TODAY)
    confirm_help_line(line=line, today=TODAY)
    assert HelpLine.objects.get().review_on == TODAY + dt.timedelta(days=365)
    assert AuditEvent.objects.latest("id").verb == "help_lines.confirmed"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_usual_lines_are_said_in_both_languages_and_label_nobody(
    testdam: Municipality, language: str
) -> None:
    with translation.override(language):
        lines: list[Any] = shown_help_lines(testdam)
        said = " ".join(f"{line.shown_name} {line.shown_call_if}" for line in lines)
    assert taboo_words(said, "both") == []
    assert ("danger" in said) is (language == "en")


def test_a_line_without_english_is_shown_in_dutch_and_says_so(testdam: Municipality) -> None:
    line = HelpLineFactory.create(municipality=testdam, name_en="Listening line")
    with translation.override("en"):
        assert (line.shown_name, line.name_lang) == ("Listening line", "en")
        assert (line.shown_call_if, line.call_if_lang) == (line.call_if, "nl")
