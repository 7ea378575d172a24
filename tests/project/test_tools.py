"""The tools of the tests themselves: do they see what they should?"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import HtmlCheck
from tests.tools.ical import IcalReader
from tests.tools.openapi import assert_design_rules, design_rule_findings

GOOD = """<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"><title>Iets te doen</title></head>
<body><main><h1>Iets te doen</h1><form method="post" action="/zoek">
<label for="q">Wat</label> <input type="text" id="q" name="q"> <button type="submit">Zoek</button>
</form></main></body></html>
"""


def test_a_good_page_is_valid(html_valid: HtmlCheck) -> None:
    html_valid(GOOD, "/goed")


@pytest.mark.parametrize(
    ("piece", "bad", "rule"),
    [
        ("</h1>", "</h2>", "close-order"),
        ('<label for="q">Wat</label>', "", "input-missing-label"),
        ('<html lang="nl">', "<html>", "element-required-attributes"),
        ("<main>", '<main style="color:red">', "no-inline-style"),
    ],
)
def test_a_bad_page_is_not(html_valid: HtmlCheck, piece: str, bad: str, rule: str) -> None:
    with pytest.raises(AssertionError, match=rule):
        html_valid(GOOD.replace(piece, bad), "/slecht")


def test_ical_js_reads_a_weekly_event_over_the_change_of_the_clock(ical_reader: IcalReader) -> None:
    zone = Path(__file__).with_name("amsterdam.ics").read_text()
    calendar = zone.replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Amsterdam:20260317T100000\n"
        "DTEND;TZID=Europe/Amsterdam:20260317T113000\nRRULE:FREQ=WEEKLY\n"
        "EXDATE;TZID=Europe/Amsterdam:20260324T100000\nSUMMARY:Koffie\nEND:VEVENT\n"
        "END:VCALENDAR",
    )
    found = ical_reader.occurrences(
        calendar, datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 2, tzinfo=UTC)
    )
    assert [event.start for event in found] == [
        datetime(2026, 3, 17, 9, tzinfo=UTC),
        datetime(2026, 3, 31, 8, tzinfo=UTC),
    ]
    assert {event.summary for event in found} == {"Koffie"}


OPENAPI: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Proef",
        "version": "1.0.0",
        "contact": {"name": "Nabij", "email": "info@nabij.example", "url": "https://nabij.example"},
    },
    "servers": [{"url": "https://nabij.example/api/v1"}],
    "paths": {
        "/offers": {
            "get": {
                "operationId": "offers",
                "responses": {
                    "200": {
                        "description": "Offers",
                        "headers": {"API-Version": {"schema": {"type": "string"}}},
                    }
                },
            }
        }
    },
}


def test_spectral_knows_the_design_rules() -> None:
    assert_design_rules(OPENAPI)
    findings = design_rule_findings(OPENAPI | {"paths": {"/MyOffers": OPENAPI["paths"]["/offers"]}})
    assert any("kebab-case" in finding for finding in findings)
