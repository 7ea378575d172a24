"""The first page of the desk: what waits for me comes first, then what I may do, by subject."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from nabij.core.help_lines import default_lines
from nabij.core.models import HelpLine
from nabij.core.roles import Role
from nabij.core.rules import MAY, Permission
from nabij.core.tenancy import within
from nabij.web.desk.doors import DOORS, SUBJECT_ICONS, SUBJECT_NAMES, Subject, grouped, open_doors

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def inside(town: Any) -> Any:
    with within(town):
        yield town


@pytest.mark.parametrize("role", list(Role))
def test_each_role_finds_only_what_it_may_do(inside: Any, role: Role) -> None:
    shown = {door.url for door in open_doors(inside, MAY[role], now=NOON)}
    every = {
        door.url: entry.permission
        for entry, door in zip(
            DOORS, open_doors(inside, frozenset(Permission), now=NOON), strict=True
        )
    }
    assert shown == {url for url, permission in every.items() if permission in MAY[role]}


def test_every_subject_has_a_name_and_a_drawing() -> None:
    assert set(SUBJECT_NAMES) == set(SUBJECT_ICONS) == set(Subject)


def test_subjects_come_in_their_order_and_none_is_empty(inside: Any) -> None:
    groups = grouped(open_doors(inside, MAY[Role.COUNCIL_READER], now=NOON))
    assert groups
    assert all(group.doors for group in groups)
    names = [str(SUBJECT_NAMES[subject]) for subject in Subject]
    assert [group.name for group in groups] == [
        one for one in names if one in {g.name for g in groups}
    ]


def test_a_help_line_to_look_at_again_waits_for_the_coordinator(inside: Any) -> None:
    def waiting() -> int:
        doors = open_doors(inside, MAY[Role.COORDINATOR], now=NOON)
        return sum(door.waiting.count for door in doors)

    lines = default_lines(inside, today=NOON.date())
    HelpLine.objects.bulk_create(lines)
    assert waiting() == 0
    lines[0].review_on = NOON.date()
    lines[0].save()
    assert waiting() == 1
