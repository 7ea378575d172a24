"""Pairs that look alike come before a person, once."""

from collections.abc import Iterator
from typing import Any

import pytest

from nabij.core.models import Municipality, User
from nabij.core.roles import Role
from nabij.core.tenancy import within
from nabij.directory.actions.duplicates import ask_again, find_duplicates, not_the_same
from nabij.directory.models import DuplicatePair, Organisation
from nabij.directory.queries.duplicates import (
    count_open_pairs,
    looks_like,
    open_pairs,
    organisation_traits,
)
from tests.core.people import member
from tests.factories import (
    MunicipalityFactory,
    OfferFactory,
    OrganisationFactory,
    PlaceFactory,
    ScheduleFactory,
)


@pytest.fixture
def town(db: None) -> Iterator[Municipality]:
    municipality = MunicipalityFactory.create(slug="testdam", name="Testdam")
    with within(municipality):
        yield municipality


@pytest.fixture
def by(town: Municipality) -> User:
    return member(town, Role.LINK_WORKER)


def club(town: Municipality, name: str, **more: Any) -> Organisation:
    fields = {"phone": "", "email": "", **more}
    made: Organisation = OrganisationFactory.create(municipality=town, name=name, **fields)
    return made


def names(town: Municipality) -> set[frozenset[str]]:
    return {frozenset({one.left.name, one.right.name}) for one in open_pairs(town)[0]}


def test_a_club_that_is_there_twice_is_found_and_another_is_not(town: Municipality) -> None:
    club(town, "Stichting De Brug", phone="0299 55 01 23")
    club(town, "St. de Brug", phone="+31 299 550123")
    club(town, "Stichting De Sluis", phone="0299 55 01 99")
    assert find_duplicates(municipality=town) == 1
    assert names(town) == {frozenset({"Stichting De Brug", "St. de Brug"})}


def test_an_offer_on_another_weekday_is_another_one(town: Municipality) -> None:
    host = club(town, "De Brug")
    place = PlaceFactory.create(municipality=town)
    for day in ("TU", "TH", "TU"):
        offer = OfferFactory.create(
            municipality=town, organisation=host, place=place, name="Koffie", summary=""
        )
        ScheduleFactory.create(municipality=town, offer=offer, weekdays=[day])
    assert find_duplicates(municipality=town, kinds=["offer"]) == 1


def test_what_somebody_said_is_never_asked_again(town: Municipality, by: User) -> None:
    club(town, "De Brug", phone="0299550123")
    club(town, "De Brug", phone="0299550123")
    find_duplicates(municipality=town)
    pair = DuplicatePair.objects.get()
    not_the_same(pair=pair, by=by)
    assert find_duplicates(municipality=town) == 0
    assert count_open_pairs(town) == 0
    ask_again(pair=pair, by=by)
    assert count_open_pairs(town) == 1


def test_a_pair_that_no_longer_looks_alike_goes_by_itself(town: Municipality) -> None:
    club(town, "De Brug", phone="0299550123")
    other = club(town, "De Brug", phone="0299550123")
    find_duplicates(municipality=town)
    other.name, other.phone = "Zangkoor Kwinkelier", ""
    other.save()
    find_duplicates(municipality=town, only=[other.uid])
    assert not DuplicatePair.objects.exists()


def test_only_what_is_new_is_compared_when_asked_so(town: Municipality) -> None:
    club(town, "De Brug", phone="0299550123")
    club(town, "De Brug", phone="0299550123")
    new = club(town, "Het Anker", phone="0299550124")
    assert find_duplicates(municipality=town, only=[new.uid]) == 0
    assert find_duplicates(municipality=town) == 1


def test_nothing_of_another_municipality_is_compared(town: Municipality) -> None:
    elsewhere = MunicipalityFactory.create(slug="elders")
    with within(elsewhere):
        club(elsewhere, "De Brug", phone="0299550123")
    club(town, "De Brug", phone="0299550123")
    assert find_duplicates(municipality=town) == 0


def test_it_asks_as_many_queries_for_40_as_for_4(
    town: Municipality, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add(first: int, last: int) -> None:
        for number in range(first, last):
            for _twin in range(2):
                club(town, f"Club {chr(97 + number) * 6}", phone=f"02995501{number:02}")
                offer = OfferFactory.create(municipality=town, name=f"Naam {chr(97 + number) * 6}")
                ScheduleFactory.create(municipality=town, offer=offer)

    add(0, 2)
    find_duplicates(municipality=town)
    with CaptureQueriesContext(connection) as few:
        find_duplicates(municipality=town)
        open_pairs(town)
    add(2, 20)
    assert find_duplicates(municipality=town) >= 18
    with django_assert_num_queries(len(few)):
        find_duplicates(municipality=town)
        open_pairs(town)


def test_what_somebody_types_is_found_in_three_queries(
    town: Municipality, django_assert_num_queries: Any
) -> None:
    club(town, "Stichting De Brug")
    typed = Organisation(municipality=town, name="De Bruug")
    with django_assert_num_queries(2):
        found = looks_like("organisation", town, organisation_traits(typed))
    assert [row.name for row, _likely in found] == ["Stichting De Brug"]
    assert looks_like("organisation", town, organisation_traits(Organisation(name=" "))) == []
