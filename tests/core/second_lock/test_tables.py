"""Which tables have the second lock, and what is said where one has not."""

import pytest
from django.apps import apps
from django.db import connection

from nabij.core.encryption.records import EncryptedRecord
from nabij.core.postgresql import checks, policies
from nabij.ops.database import migrate
from tests.core.second_lock.rows import the_server_as_it_was_named

on_postgresql = pytest.mark.postgresql

#: Models of an app of people that stand outside the second lock, each with the reason.
OUTSIDE: dict[str, str] = dict.fromkeys(
    ("casework.SignalPoint", "casework.SignalPoint_municipalities", "casework.SignalSource"),
    "asked before there is a scope, to find in which municipality to write; about no person",
)


def test_every_table_of_people_can_be_locked() -> None:
    cannot = {
        model._meta.label
        for model in policies.models_of_people()
        if not policies.can_be_locked(model)
    }
    assert cannot == set(OUTSIDE), "make it Walled (a `through` model for many-to-many)"


def test_every_encrypted_record_and_every_table_of_casework_is_of_people() -> None:
    must = {
        model
        for model in apps.get_models(include_auto_created=True)
        if issubclass(model, EncryptedRecord) or model._meta.app_label == "casework"
    }
    assert must == set(policies.models_of_people())


@on_postgresql
def test_every_table_of_people_is_locked(db: None) -> None:
    assert policies.unlocked(connection) == []


@on_postgresql
@pytest.mark.parametrize(
    "broken",
    [
        "DROP POLICY {policy} ON casework_request",
        "ALTER TABLE casework_request DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE casework_request NO FORCE ROW LEVEL SECURITY",
    ],
)
def test_a_lock_that_is_broken_is_told_and_made_again_by_migrate(
    db: None, broken: str, settings
) -> None:
    settings.NABIJ_DEMO = False
    with connection.cursor() as cursor:
        cursor.execute(broken.format(policy=policies.POLICY))
    assert "casework_request" in checks.weaknesses(connection)["nabij.W011"]
    migrate()
    assert checks.weaknesses(connection) == {}


@on_postgresql
def test_a_role_that_the_lock_does_not_hold_for_is_told(db: None, settings) -> None:
    settings.NABIJ_DEMO = False
    named = the_server_as_it_was_named()
    try:
        if not policies.passes_by(named):
            pytest.skip("the tests were given an ordinary role")
        assert "docs/postgresql.md" in checks.weaknesses(named)["nabij.W010"]
    finally:
        named.close()


def test_nothing_is_said_of_the_example_or_of_sqlite(db: None, settings) -> None:
    assert checks.weaknesses(connection) == {}
    settings.NABIJ_DEMO = connection.vendor == "postgresql"
    assert checks.weaknesses(connection) == {}
