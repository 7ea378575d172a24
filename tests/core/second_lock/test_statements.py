"""How the scope goes along with statements of every kind, and that nobody else notices."""

import contextlib
from contextlib import AbstractContextManager

import pytest
from django.db import Error, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from nabij.casework.models import Request
from nabij.core.models import Municipality
from nabij.core.postgresql import cursors, telling
from nabij.core.tenancy import within
from tests.core.second_lock.rows import seen

pytestmark = pytest.mark.postgresql

BARE: "models.QuerySet[Request]" = models.QuerySet(Request)

in_a_transaction_or_not = pytest.mark.parametrize(
    "block", [transaction.atomic, contextlib.nullcontext], ids=["in a transaction", "by itself"]
)
Block = type[AbstractContextManager[None]]


@pytest.fixture
def count(ours: Municipality) -> int:
    """How many requests Testdam has; Elders has as many."""
    with within(ours):
        return Request.objects.count()


@pytest.fixture
def tellings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every scope that is told."""
    heard: list[str] = []

    def statement(scope: str) -> str:
        heard.append(scope)
        return telling.statement(scope)

    monkeypatch.setattr(cursors, "statement", statement)
    return heard


@in_a_transaction_or_not
def test_a_long_answer_that_comes_in_parts_is_of_the_scope(
    ours: Municipality, count: int, block: Block
) -> None:
    with within(ours), block():
        rows = BARE.order_by("pk").iterator(chunk_size=1)
        assert [row.municipality_id for row in rows] == [ours.pk] * count


@in_a_transaction_or_not
def test_one_statement_for_many_rows_is_of_the_scope(
    ours: Municipality, count: int, block: Block
) -> None:
    with within(ours):
        with block(), connection.cursor() as cursor:
            cursor.executemany("UPDATE casework_request SET tries = %s", [[1], [2]])
            assert cursor.rowcount == 2 * count
        assert set(BARE.values_list("tries", flat=True)) == {2}


def test_what_comes_back_is_the_answer_to_the_question(ours: Municipality, count: int) -> None:
    for statement in (
        "SELECT count(*) FROM casework_request",
        "  -- why\n /* and how */ (select count(*) from casework_request)",
        "WITH every AS (SELECT * FROM casework_request) SELECT count(*) FROM every",
        "VALUES ((SELECT count(*) FROM casework_request))",
    ):
        with within(ours), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.fetchone() == (count,)
            assert len(cursor.description) == 1
            assert not cursor.nextset()


def test_the_number_of_changed_rows_is_of_the_statement(ours: Municipality, count: int) -> None:
    with within(ours), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_request SET tries = %s", [1])
        assert cursor.rowcount == count


def test_statements_that_must_be_alone_or_first_still_are(ours: Municipality) -> None:
    with within(ours), connection.cursor() as cursor:
        cursor.execute("VACUUM casework_request")
        with transaction.atomic():
            cursor.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
            assert seen() == {ours.pk}


def test_a_text_with_a_percent_sign_is_sent_as_it_stands(ours: Municipality, count: int) -> None:
    with within(ours), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), '100%' FROM casework_request")
        assert cursor.fetchone() == (count, "100%")


def test_nobody_who_counts_or_reads_queries_sees_the_telling(
    ours: Municipality, count: int, tellings: list[str]
) -> None:
    with within(ours), CaptureQueriesContext(connection) as captured:
        assert Request.objects.count() == count
        list(BARE)
    assert tellings == [str(ours.pk)] * 2
    assert len(captured) == 2
    assert all(query["sql"].startswith("SELECT") for query in captured.captured_queries)


def test_in_a_transaction_the_scope_is_told_once(ours: Municipality, tellings: list[str]) -> None:
    with transaction.atomic():
        seen()
        with within(ours):
            for _question in range(3):
                with transaction.atomic():
                    seen()
        seen()
    assert tellings == [str(ours.pk), ""]


def test_without_a_scope_nothing_is_told(towns: object, tellings: list[str]) -> None:
    seen()
    with transaction.atomic():
        seen()
    assert tellings == []


def test_a_telling_that_was_never_sent_does_not_count(ours: Municipality) -> None:
    """A wrong number of values is refused before anything goes to the database."""
    with within(ours), transaction.atomic():
        with pytest.raises(Error), connection.cursor() as cursor:
            cursor.execute("SELECT %s, %s FROM casework_request", [1])
        assert seen() == {ours.pk}
