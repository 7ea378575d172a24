"""The tests run on the database they say they run on."""

import os

import pytest
from django.db import connection

from nabij.core.postgresql.policies import passes_by


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for(pytestconfig: pytest.Config) -> None:
    asked = "postgresql" if pytestconfig.getoption("pg") else "sqlite"
    assert connection.vendor == asked


@pytest.mark.django_db
def test_sqlite_is_a_file_with_a_write_ahead_log() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite only")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
        cursor.execute("PRAGMA database_list")
        assert cursor.fetchone()[2].endswith("test.sqlite3")


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_is_recent_enough() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        assert int(cursor.fetchone()[0]) >= 150000


@pytest.mark.postgresql
@pytest.mark.django_db
def test_on_postgresql_the_tests_are_no_superuser_so_that_the_second_lock_holds_for_them() -> None:
    if passes_by(connection) and not os.environ.get("NABIJ_CI"):
        pytest.skip("this server lets no other role in than a superuser")
    assert not passes_by(connection)
