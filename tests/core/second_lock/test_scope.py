"""The second lock as Nabij uses it: the database knows the scope, and nothing of it stays behind.

These tests look past the first lock with `seen()`: a bare query for everybody's requests.
"""

import threading

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import DatabaseError, connection, models, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import RequestFactory
from django.utils import timezone

from nabij.casework.models import Request, Step
from nabij.core.models import Municipality
from nabij.core.tenancy import everywhere, within
from nabij.web.municipality import MunicipalityMiddleware
from tests.core.second_lock.rows import seen, told

pytestmark = pytest.mark.postgresql


def test_past_the_first_lock_the_database_shows_what_is_in_scope_and_no_more(
    ours: Municipality, theirs: Municipality
) -> None:
    assert seen() == set()
    with within(ours):
        assert seen() == {ours.pk}
        with within(theirs):
            assert seen() == {theirs.pk}
        with within(ours, theirs):
            assert seen() == {ours.pk, theirs.pk}
        with within():
            assert seen() == set()
        assert seen() == {ours.pk}
    with everywhere("a test"):
        assert seen() == {ours.pk, theirs.pk}
    assert seen() == set()


def test_past_the_first_lock_nothing_is_written_outside_the_scope(
    ours: Municipality, theirs: Municipality
) -> None:
    steps: models.QuerySet[Step] = models.QuerySet(Step)
    with within(theirs):
        request = Request.objects.first()
    step = Step(municipality=theirs, request=request, what=Step.What.SPOKEN, at=timezone.now())
    with within(ours):
        assert steps.filter(municipality=theirs).update(reason="twice") == 0
        assert steps.filter(municipality=theirs).delete()[0] == 0
        with pytest.raises(DatabaseError, match="row-level security"):
            steps.update(municipality=theirs)
        with pytest.raises(DatabaseError, match="row-level security"):
            steps.bulk_create([step])
        assert steps.update(reason="") == Step.objects.count() > 0


def test_outside_a_transaction_the_scope_goes_with_each_statement_and_nothing_stays(
    ours: Municipality, theirs: Municipality
) -> None:
    with within(ours):
        assert seen() == {ours.pk}
        assert told() == ""
        with transaction.atomic():
            assert seen() == {ours.pk}
            assert told() == str(ours.pk)
        assert told() == ""
    with within(theirs):
        assert seen() == {theirs.pk}


def test_after_what_was_rolled_back_to_a_savepoint_the_scope_still_holds(
    ours: Municipality, theirs: Municipality
) -> None:
    with within(ours), transaction.atomic():
        with transaction.atomic():
            assert seen() == {ours.pk}
            transaction.set_rollback(True)
        assert told() == ""  # it was told after the savepoint, so it is gone
        assert seen() == {ours.pk}
        with transaction.atomic(), within(theirs):
            assert seen() == {theirs.pk}
            transaction.set_rollback(True)
        assert seen() == {ours.pk}
        with pytest.raises(DatabaseError), transaction.atomic(), within(theirs):
            connection.cursor().execute("SELECT 1 / 0")
        assert seen() == {ours.pk}


def test_without_a_scope_nothing_is_seen_after_another_was_rolled_back_to_a_savepoint(
    ours: Municipality,
) -> None:
    with transaction.atomic():
        with within(ours):
            assert seen() == {ours.pk}
            with transaction.atomic():
                assert seen() == {ours.pk}
                transaction.set_rollback(True)
        assert seen() == set()


def test_a_whole_transaction_that_is_rolled_back_leaves_no_scope_behind(
    ours: Municipality,
) -> None:
    with within(ours), transaction.atomic():
        assert seen() == {ours.pk}
        transaction.set_rollback(True)
    assert seen() == set()
    with within(ours), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("SELECT 1 / 0")
    assert seen() == set()
    with within(ours):
        assert seen() == {ours.pk}


def test_a_transaction_begun_by_hand_knows_the_scope_too(ours: Municipality) -> None:
    with within(ours), connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        assert seen() == {ours.pk}
        cursor.execute("ROLLBACK")
        assert told() == ""
        assert seen() == {ours.pk}


def test_a_connection_that_is_used_again_shows_no_row_of_the_request_before(
    ours: Municipality, theirs: Municipality
) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return JsonResponse({"seen": sorted(seen()), "server": _server_process()})

    def ask_for(slug: str) -> bytes:
        request = RequestFactory().get(f"/nl/{slug}/")
        answer = MunicipalityMiddleware(view).process_view(
            request, view, (), {"municipality": slug}
        )
        assert answer is not None
        return answer.content

    server = _server_process()
    for town in (ours, theirs, ours):
        expected = JsonResponse({"seen": [town.pk], "server": server}).content
        assert ask_for(town.slug) == expected
        assert (seen(), _server_process()) == (set(), server)


def _server_process() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_the_scope_goes_along_into_async_code_and_not_into_a_new_thread(
    ours: Municipality,
) -> None:
    found = []

    async def look() -> None:
        found.append(await sync_to_async(seen)())

    def in_a_thread() -> None:
        found.append(seen())
        connection.close()

    with within(ours):
        async_to_sync(look)()
        thread = threading.Thread(target=in_a_thread)
        thread.start()
        thread.join()
    assert found == [{ours.pk}, set()]


def test_a_migration_sees_every_municipality_behind_the_first_lock(
    ours: Municipality, theirs: Municipality
) -> None:
    with connection.schema_editor():
        assert seen() == {ours.pk, theirs.pk}
        assert not Request.objects.exists()
    assert seen() == set()
