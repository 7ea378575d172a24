"""The second lock, tried with a connection of one's own: whoever has the application's password to the database."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql

from nabij.core.models import Municipality
from nabij.core.postgresql.telling import SETTING
from tests.core.second_lock.rows import TABLES, raw_connection

pytestmark = pytest.mark.postgresql

Raw = psycopg.Connection[Any]


@pytest.fixture
def raw(towns: tuple[Municipality, Municipality]) -> Iterator[Raw]:
    with raw_connection() as connection:
        yield connection


def tell(raw: Raw, scope: str) -> None:
    raw.execute("SELECT set_config(%s, %s, false)", [SETTING, scope])


def ask(raw: Raw, text: str, table: str, *values: Any) -> psycopg.Cursor[Any]:
    return raw.execute(sql.SQL(text).format(sql.Identifier(table)), values or None)


def whose(raw: Raw, table: str) -> list[int]:
    rows = ask(raw, "SELECT DISTINCT municipality_id FROM {} ORDER BY 1", table).fetchall()
    return [key for (key,) in rows]


def test_who_tells_no_scope_sees_changes_and_deletes_no_row_of_any_table(raw: Raw) -> None:
    for table in TABLES:
        assert whose(raw, table) == []
        assert ask(raw, "UPDATE {} SET id = id", table).rowcount == 0
        assert ask(raw, "DELETE FROM {}", table).rowcount == 0


@pytest.mark.parametrize(
    "scope", ["", " ", "0", "%", "NULL", "Everywhere", "everywhere,", "1 OR 1=1"]
)
def test_a_scope_that_means_nothing_shows_nothing(raw: Raw, scope: str) -> None:
    tell(raw, scope)
    assert [table for table in TABLES if whose(raw, table)] == []


def test_in_the_scope_of_one_municipality_only_its_rows_are_there(
    raw: Raw, ours: Municipality, theirs: Municipality
) -> None:
    for table in TABLES:
        tell(raw, str(ours.pk))
        assert whose(raw, table) == [ours.pk]
        tell(raw, f"{ours.pk},{theirs.pk}")
        assert whose(raw, table) == sorted((ours.pk, theirs.pk))
        tell(raw, "everywhere")
        assert whose(raw, table) == sorted((ours.pk, theirs.pk))


def test_in_the_scope_of_one_municipality_no_row_of_another_is_changed_or_deleted(
    raw: Raw, ours: Municipality, theirs: Municipality
) -> None:
    tell(raw, str(ours.pk))
    for table in TABLES:
        changed = ask(raw, "UPDATE {} SET id = id WHERE municipality_id = %s", table, theirs.pk)
        assert changed.rowcount == 0
        gone = ask(raw, "DELETE FROM {} WHERE municipality_id = %s", table, theirs.pk)
        assert gone.rowcount == 0


def test_no_row_is_moved_to_another_municipality(
    raw: Raw, ours: Municipality, theirs: Municipality
) -> None:
    tell(raw, str(ours.pk))
    for table in TABLES:
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            ask(raw, "UPDATE {} SET municipality_id = %s", table, theirs.pk)


@pytest.mark.parametrize("scope", ["nothing", "ours"])
def test_no_row_is_written_outside_the_scope(
    raw: Raw, ours: Municipality, theirs: Municipality, scope: str
) -> None:
    for table in TABLES:
        tell(raw, str(theirs.pk))
        row = ask(raw, "SELECT to_jsonb(t)::text FROM {} AS t", table).fetchone()
        assert row
        tell(raw, str(ours.pk) if scope == "ours" else "")
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            ask(
                raw,
                "INSERT INTO {0} SELECT * FROM jsonb_populate_record(NULL::{0}, %s::jsonb)",
                table,
                row[0],
            )


def test_what_was_told_for_one_transaction_is_gone_after_it(
    raw: Raw, ours: Municipality, theirs: Municipality
) -> None:
    with raw.transaction():
        raw.execute(f"SET LOCAL {SETTING} = '{ours.pk}'")
        assert whose(raw, TABLES[0]) == [ours.pk]
    assert whose(raw, TABLES[0]) == []
