"""Taking records over into the social map."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nabij.core.models import Area, Municipality
from nabij.core.tenancy import within
from nabij.directory.models import Offer, Organisation, Place, Schedule, Verification
from nabij.exchange.models import Change, ImportRun, ReportRow
from nabij.exchange.outcomes import CREATED, REJECTED, UNCHANGED, UPDATED
from nabij.exchange.runs import DoneElsewhereError
from tests.exchange.builders import Apply, offer, organisation, place, three, weekly


def test_a_record_may_refer_to_one_that_comes_later(take_over: Apply) -> None:
    result = take_over()
    assert result.ok
    assert result.total(CREATED) == 3
    row = Offer.objects.get()
    assert (row.organisation.name, row.place.name) == ("Stichting De Brug", "De Brug")
    assert row.schedules.get().weekdays == ["TU"]
    assert (row.source, row.source_id) == ("kaart", "a1")


def test_a_second_time_changes_and_writes_nothing(take_over: Apply) -> None:
    take_over()
    before = list(Offer.objects.values()) + list(Place.objects.values())
    with CaptureQueriesContext(connection) as queries:
        result = take_over()
    assert result.total(UNCHANGED) == 3
    assert not result.changed
    writes = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes == []
    assert before == list(Offer.objects.values()) + list(Place.objects.values())


def test_what_is_not_told_stays_and_what_is_told_empty_is_emptied(take_over: Apply) -> None:
    take_over([place(), organisation(), offer(summary="Gezellig", contact_phone="010 1234567")])
    take_over([offer(summary=None, contact_phone="", organisation=None, place=None)])
    row = Offer.objects.get()
    assert (row.summary, row.contact_phone) == ("Gezellig", "")
    assert row.place is not None


def test_an_empty_reference_takes_the_place_away(take_over: Apply) -> None:
    take_over()
    take_over([offer(place="")])
    assert Offer.objects.get().place is None


def test_a_change_says_the_old_and_the_new_value(take_over: Apply) -> None:
    take_over()
    result = take_over([offer(name="Theeochtend", cost_per_visit=None)])
    assert result.total(UPDATED) == 1
    assert result.outcomes[0].fields == {"name": ["Koffieochtend", "Theeochtend"]}


def test_a_preview_writes_nothing(take_over: Apply) -> None:
    result = take_over(dry_run=True)
    assert result.total(CREATED) == 3
    assert not Offer.objects.exists()
    assert not Place.objects.exists()


def test_one_bad_record_keeps_all_out_and_every_problem_is_named(
    take_over: Apply, run: ImportRun
) -> None:
    bad = [offer(source_id="a2", organisation="o9"), offer(source_id="a3", form="circus")]
    result = take_over([*three(), *bad], run=run)
    assert not result.ok
    assert not Place.objects.exists()
    assert [(p.code, p.column, p.row) for p in result.problems] == [
        ("unknown_reference", "organisation", 4),
        ("unknown_code", "form", 4),
    ]
    run.refresh_from_db()
    assert run.state == ImportRun.State.FAILED
    assert run.report.filter(outcome=REJECTED, code="unknown_code").count() == 1
    assert not Change.objects.exists()


def test_an_id_is_used_once(take_over: Apply) -> None:
    result = take_over([*three(), offer(name="Nog eens")])
    assert [p.code for p in result.problems] == ["duplicate_id"]
    assert "4" in result.problems[0].message


def test_a_new_offer_needs_a_name_and_an_organisation(take_over: Apply) -> None:
    result = take_over([offer(name=None, organisation=None, place=None)])
    assert {(p.code, p.column) for p in result.problems} == {
        ("missing", "name"),
        ("missing", "organisation"),
    }


def test_a_reference_may_be_to_what_came_in_before(take_over: Apply) -> None:
    take_over([place(), organisation()])
    assert take_over([offer()]).ok


def test_another_source_does_not_touch_the_first(take_over: Apply) -> None:
    take_over()
    take_over(source="regio")
    assert Offer.objects.count() == 2


def test_a_uuid_of_the_source_becomes_the_public_id(take_over: Apply) -> None:
    uid = uuid.uuid4()
    take_over([place(source_id=str(uid)), organisation(place=str(uid))])
    assert Place.objects.get().uid == uid


def test_another_id_becomes_a_public_id_that_is_always_the_same(take_over: Apply) -> None:
    take_over()
    first = Offer.objects.get().uid
    Offer.objects.all().delete()
    take_over()
    assert Offer.objects.get().uid == first
    assert first.version == 5


def test_a_uuid_that_is_taken_in_another_municipality_is_left_alone(take_over: Apply) -> None:
    uid = uuid.uuid4()
    other = Municipality.objects.create(code="GM9997", name="Elders", slug="elders")
    with within(other):
        Place.objects.create(municipality=other, name="Daar", uid=uid)
    take_over([place(source_id=str(uid))])
    mine = Place.objects.get()
    assert mine.uid != uid
    assert mine.source_id == str(uid)


def test_our_own_record_that_comes_back_is_recognised(
    take_over: Apply, municipality: Municipality
) -> None:
    own = Place.objects.create(municipality=municipality, name="Ons huis", town="Testdam")
    result = take_over([place(source_id=str(own.uid), name="Ons Huis", lat=None, lon=None)])
    assert result.total(UPDATED) == 1
    own.refresh_from_db()
    assert (own.name, own.source, own.town) == ("Ons Huis", "", "Testdam")


def test_a_place_gets_its_neighbourhood(take_over: Apply, neighbourhood: Area) -> None:
    take_over()
    assert Place.objects.get().area == neighbourhood
    take_over([place(lat=52.5)])
    assert Place.objects.get().area is None


def test_a_later_check_is_kept_as_a_verification(take_over: Apply) -> None:
    take_over()
    result = take_over([offer(verified_on=dt.date(2026, 2, 1))])
    assert result.total(UPDATED) == 1
    check = Verification.objects.get()
    assert check.how == Verification.How.IMPORT
    assert check.at.date() == dt.date(2026, 2, 1)
    assert take_over([offer(verified_on=dt.date(2026, 1, 1))]).total(UNCHANGED) == 1
    assert Offer.objects.get().verified_on == dt.date(2026, 2, 1)


def test_changed_dates_raise_the_revision_and_keep_the_schedules_that_stay(
    take_over: Apply,
) -> None:
    take_over([place(), organisation(), offer(schedules=[weekly("TU"), weekly("FR")])])
    tuesday = Schedule.objects.get(weekdays=["TU"])
    take_over([offer(schedules=[weekly("TU"), weekly("SA", ends_at=None)])])
    row = Offer.objects.get()
    assert row.sequence == 1
    assert Schedule.objects.get(weekdays=["TU"]).uid == tuesday.uid
    assert [each.weekdays for each in row.schedules.all()] == [["TU"], ["SA"]]
    take_over([offer(schedules=[])])
    assert not row.schedules.exists()


def test_untold_dates_are_left_alone(take_over: Apply) -> None:
    take_over()
    assert take_over([offer(schedules=None)]).total(UNCHANGED) == 1
    assert Schedule.objects.count() == 1


def test_a_text_that_is_too_long_is_cut_and_kept_whole_beside(take_over: Apply) -> None:
    long = "Samen " * 60
    result = take_over([place(), organisation(), offer(summary=long)])
    assert result.ok
    assert [p.code for p in result.problems] == ["cut"]
    row = Offer.objects.get()
    assert len(row.summary) <= 240
    assert row.extra["as_told"]["summary"] == long.strip()
    assert take_over([offer(summary=long)]).total(UNCHANGED) == 1


def test_a_web_address_that_is_a_script_is_not_taken_over(take_over: Apply) -> None:
    result = take_over([place(), organisation(), offer(website="javascript:alert(1)")])
    assert result.ok
    assert [p.code for p in result.problems] == ["website"]
    assert Offer.objects.get().website == ""


def test_control_characters_are_taken_out(take_over: Apply) -> None:
    take_over([place(name="De\x00 Brug\x07", extra={"a\x00": ["b\x00"]})])
    row = Place.objects.get()
    assert (row.name, row.extra) == ("De Brug", {"a": ["b"]})


def test_a_run_keeps_a_row_for_every_record(take_over: Apply, run: ImportRun) -> None:
    take_over(run=run)
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE
    assert run.counts["offer"] == {"created": 1}
    assert ReportRow.objects.filter(run=run, outcome=CREATED).count() == 3
    assert Change.objects.filter(run=run, before__isnull=True).count() == 3


@pytest.mark.parametrize("told", [{"lat": 99.0}, {"lon": 200.0}, {"lat": float("nan")}])
def test_a_position_that_is_not_on_earth_is_refused(take_over: Apply, told: Any) -> None:
    assert [p.code for p in take_over([place(**told)]).problems] == ["coordinate"]


def test_many_offers_take_few_queries(take_over: Apply) -> None:
    many = [place(), organisation()]
    many += [offer(source_id=f"a{n}", name=f"Koffie {n}") for n in range(250)]
    with CaptureQueriesContext(connection) as queries:
        take_over(many)
    first = len(queries)
    with CaptureQueriesContext(connection) as queries:
        take_over(many)
    assert first < 150
    assert len(queries) < 15
    assert Organisation.objects.count() == 1
    assert Offer.objects.count() == 250


def test_a_run_that_another_process_finished_is_not_done_again(
    take_over: Apply, run: ImportRun
) -> None:
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.DONE)
    with pytest.raises(DoneElsewhereError):
        take_over(run=run)
    assert not Offer.objects.exists()


def test_a_refused_record_with_nul_in_its_name_can_be_reported(
    take_over: Apply, run: ImportRun
) -> None:
    result = take_over([place(name="De\x00 Brug"), place(name="De\x00 Brug")], run=run)
    assert [each.code for each in result.problems] == ["duplicate_id"]
    assert run.report.filter(name="De\u2400 Brug").exists()
