"""Runs from begin to end."""

import datetime as dt

import pytest
from django.utils import timezone

from nabij.core.models import Municipality
from nabij.core.tenancy import OutsideTheWallError, everywhere, within
from nabij.exchange import runs
from nabij.exchange.models import ImportRun, StagedRow
from nabij.exchange.serial import dump, load
from tests.exchange.builders import offer, organisation, place, weekly


def begun(municipality: Municipality | None, sha256: str = "a" * 64) -> ImportRun:
    return runs.open_run(
        kind="offers", municipality=municipality, source="kaart", file="a.csv", sha256=sha256
    )


def test_an_unfinished_run_of_the_same_file_is_found_again(municipality: Municipality) -> None:
    first = begun(municipality)
    assert begun(municipality) == first
    assert begun(municipality, "b" * 64) != first
    ImportRun.objects.filter(pk=first.pk).update(state=ImportRun.State.DONE)
    assert begun(municipality) != first


def test_rows_wait_in_their_order_and_new_ones_come_after(run: ImportRun) -> None:
    runs.stage(run, ({"n": n} for n in range(1500)))
    assert runs.stage(run, [{"n": 1500}]) == 1501
    assert [each["n"] for each in runs.staged(run)] == list(range(1501))
    runs.clear_stage(run)
    assert runs.staged_count(run) == 0


def test_runs_stand_behind_the_wall_and_those_of_open_data_do_not(
    municipality: Municipality,
) -> None:
    begun(municipality)
    open_data = ImportRun.objects.create(kind="areas", file="gemeenten.geojson")
    other = Municipality.objects.create(code="GM9997", name="Elders", slug="elders")
    with within(other):
        assert list(ImportRun.objects.all()) == [open_data]
        with pytest.raises(OutsideTheWallError):
            ImportRun.objects.create(municipality=municipality, kind="offers")
        with pytest.raises(OutsideTheWallError):
            StagedRow.objects.bulk_create([StagedRow(municipality=municipality, number=1, data={})])
    with everywhere("a test looks at all of them"):
        assert ImportRun.objects.count() == 2


def test_what_was_read_long_ago_and_never_taken_over_is_forgotten(run: ImportRun) -> None:
    runs.stage(run, [{"n": 1}])
    assert runs.forget_unfinished(timezone.now() - dt.timedelta(days=1)) == 0
    assert runs.forget_unfinished(timezone.now() + dt.timedelta(days=1)) == 1
    run.refresh_from_db()
    assert run.state == ImportRun.State.FAILED
    assert not StagedRow.objects.exists()


@pytest.mark.parametrize(
    "record",
    [
        place(accessible=["toilet"], extra={"a": [1, None]}),
        organisation(active=False, translations={"en": {"name": "The Bridge"}}),
        offer(
            verified_on=dt.date(2026, 2, 1),
            schedules=[weekly("TU", dates=[dt.date(2026, 3, 3)], ends_on=dt.date(2026, 12, 1))],
        ),
    ],
)
def test_a_record_comes_back_from_waiting_as_it_was(record: object) -> None:
    assert load(dump(record)) == record  # type: ignore[arg-type]
