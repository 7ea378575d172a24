"""What is missing here: rough counts for whoever decides what should come, and nobody in them."""

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone

from nabij.casework.models import UnmetNeed
from nabij.core.models import Area, Municipality
from nabij.core.roles import Role
from tests.core.people import browser, member
from tests.factories import AreaFactory
from tests.web.pages import page

MISSING = "/nl/testdam/desk/ontbreekt/"


@pytest.fixture
def district() -> Area:
    return AreaFactory.create(code="WK999801", kind=Area.Kind.DISTRICT, name="Dijkwijk")


@pytest.fixture
def analyst(town: Municipality) -> Client:
    return browser(member(town, Role.ANALYST))


def missed(town: Municipality, times: int, causes: list[str], *, area: Area | None = None) -> None:
    UnmetNeed.objects.bulk_create(
        UnmetNeed(
            municipality=town,
            day=timezone.localdate(),
            causes=causes,
            limits=["too_far", "full"],
            area=area,
        )
        for _ in range(times)
    )


def test_an_analyst_reads_roughly_what_is_missing_and_what_is_in_the_way(
    analyst: Client, town: Municipality, district: Area
) -> None:
    street = AreaFactory.create(code="BU99980101", parent=district, name="Dijkstraat")
    missed(town, 12, ["mobility", "loss"], area=street)
    missed(town, 11, ["mobility"])
    shown = page(analyst.get(MISSING))
    assert "ongeveer 25 keer" in shown.text
    assert "te ver (25)" in shown.text  # of mobility: 23 times
    assert "Dijkwijk (10)" in shown.text
    assert "Dijkstraat" not in shown.text
    assert "(23)" not in shown.text


def test_few_people_are_not_told_nor_what_would_give_them_away(
    analyst: Client, town: Municipality, district: Area
) -> None:
    missed(town, 20, ["mobility"], area=district)
    missed(town, 3, ["mobility"])
    missed(town, 9, ["poverty"])
    rows = list(csv.reader(io.StringIO(file_of(analyst)), delimiter=";"))[1:]
    assert rows == [
        ["Ergens kunnen komen", "", "", "25"],
        ["Ergens kunnen komen", "", "te ver", "25"],
    ]
    assert "Te weinig geld" not in page(analyst.get(MISSING)).text


def test_what_another_municipality_misses_is_not_counted(
    analyst: Client, town: Municipality
) -> None:
    missed(town, 9, ["mobility"])
    assert "bijna nooit" in page(analyst.get(MISSING)).text
    assert file_of(analyst).count("\n") == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_is_valid_with_and_without_numbers(
    analyst: Client, town: Municipality, html_valid: object, language: str
) -> None:
    path = {"nl": MISSING, "en": "/en/testdam/desk/missing/"}[language]
    for _ in "ab":
        html_valid(analyst.get(path).content, path)  # type: ignore[operator]
        missed(town, 30, ["mobility"])


def file_of(analyst: Client) -> str:
    return analyst.get(f"{MISSING}bestand/").content.decode("utf-8-sig")
