"""Testdam and Elders, each with a row in every table of people, as in use: committed, no transaction open."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from nabij.core.models import Municipality


@pytest.fixture(scope="module")
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Real transactions; unlike elsewhere, the tables are emptied once a module."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        yield
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def towns(transactional_db: None) -> "tuple[Municipality, Municipality]":
    from django.db import connection

    from nabij.core.postgresql.policies import passes_by
    from tests.core.second_lock.rows import rows_of_people, two_municipalities

    if passes_by(connection):
        pytest.skip("this server lets no other role in than a superuser")
    towns = two_municipalities()
    for town in towns:
        rows_of_people(town)
    return towns


@pytest.fixture
def ours(towns: "tuple[Municipality, Municipality]") -> "Municipality":
    return towns[0]


@pytest.fixture
def theirs(towns: "tuple[Municipality, Municipality]") -> "Municipality":
    return towns[1]
