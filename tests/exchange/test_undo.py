"""Taking an import back."""

import datetime as dt
from collections.abc import Callable

import pytest

from nabij.core.models import Municipality
from nabij.directory.models import (
    Deviation,
    Occurrence,
    Offer,
    Organisation,
    Place,
    Schedule,
    Verification,
)
from nabij.exchange.models import ImportRun
from nabij.exchange.outcomes import REMOVED
from nabij.exchange.records import Record
from nabij.exchange.undo import CannotUndoError, undo
from tests.exchange.builders import TODAY, Apply, offer, organisation, place, three, weekly

Import = Callable[..., ImportRun]


@pytest.fixture
def imported(take_over: Apply, municipality: Municipality) -> Import:
    """A finished run with these records."""

    def run(*records: Record) -> ImportRun:
        row = ImportRun.objects.create(
            municipality=municipality, kind="records", source="kaart", file="aanbod.csv"
        )
        assert take_over(list(records), run=row).ok
        row.refresh_from_db()
        return row

    return run


def everything() -> list[object]:
    """All that the social map holds, but for keys inside, revisions and when it was last written."""
    apart = ("updated_at", "sequence", "id", "schedule_id")
    models = (Place, Organisation, Offer, Schedule, Deviation, Verification)
    rows = [row for model in models for row in model.objects.order_by("pk").values()]
    return [{name: row[name] for name in row if name not in apart} for row in rows]


def test_what_an_import_made_goes(imported: Import) -> None:
    run = imported(*three())
    result = undo(run, today=TODAY)
    assert result.ok
    assert everything() == []
    run.refresh_from_db()
    assert run.state == ImportRun.State.UNDONE
    assert result.run.undoes == run
    assert result.run.report.filter(outcome=REMOVED).count() == 3
    assert not Occurrence.objects.exists()


def test_what_an_import_changed_is_as_it_was(imported: Import) -> None:
    imported(*three(), offer(source_id="a2", schedules=[weekly("MO"), weekly("TH")]))
    Deviation.objects.create(
        municipality=Offer.objects.all()[0].municipality, date=dt.date(2026, 4, 2),
        schedule=Schedule.objects.get(weekdays=["TH"]), kind="cancelled", reason="Schilder",
    )  # fmt: skip
    before = everything()
    run = imported(
        place(source_id="p2", name="De Kade"),
        organisation(name="Anders", place="p2", email="info@example.nl"),
        offer(name="Thee", place="p2", verified_on=dt.date(2026, 2, 1), schedules=[weekly("FR")]),
        offer(source_id="a2", schedules=[weekly("SU")], organisation=None, place=None),
    )
    assert everything() != before
    assert undo(run, today=TODAY).ok
    assert everything() == before


def test_a_revision_of_dates_never_goes_back(imported: Import) -> None:
    imported(*three())
    undo(imported(offer(schedules=[weekly("FR")])), today=TODAY)
    assert Offer.objects.get().sequence == 2


def test_it_refuses_to_overwrite_what_was_changed_by_hand_since(imported: Import) -> None:
    imported(*three())
    run = imported(offer(name="Theeochtend", summary="Met koek"))
    Offer.objects.update(name="Theekransje")
    result = undo(run, today=TODAY)
    assert not result.ok
    assert "Theekransje" in result.conflicts[0]
    assert Offer.objects.get().summary == "Met koek"
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE
    assert result.run.state == ImportRun.State.FAILED


def test_a_forced_undo_overwrites_it_and_says_so(imported: Import) -> None:
    imported(*three())
    run = imported(offer(name="Theeochtend"))
    Offer.objects.update(name="Theekransje")
    result = undo(run, today=TODAY, force=True)
    assert result.ok
    assert len(result.conflicts) == 1
    assert Offer.objects.get().name == "Koffieochtend"


def test_a_cancellation_since_is_a_change_too(imported: Import) -> None:
    run = imported(*three())
    row = Schedule.objects.get()
    Deviation.objects.create(
        municipality=row.municipality, schedule=row, date=dt.date(2026, 3, 3), kind="cancelled"
    )
    assert not undo(run, today=TODAY).ok
    assert Offer.objects.exists()


def test_an_organisation_that_got_another_offer_since_stays(
    imported: Import, municipality: Municipality
) -> None:
    run = imported(*three())
    home = Organisation.objects.get()
    Offer.objects.create(municipality=municipality, organisation=home, name="Met de hand")
    assert not undo(run, today=TODAY).ok
    assert undo(run, today=TODAY, force=True).ok
    assert [row.name for row in Offer.objects.all()] == ["Met de hand"]


def test_an_offer_that_someone_checked_since_stays(
    imported: Import, municipality: Municipality
) -> None:
    run = imported(*three())
    Verification.objects.create(municipality=municipality, offer=Offer.objects.get(), how="phone")
    result = undo(run, today=TODAY)
    assert not result.ok
    assert "Koffieochtend" in result.conflicts[0]


def test_what_was_deleted_since_needs_no_undo(imported: Import) -> None:
    run = imported(*three())
    Offer.objects.get().delete()
    assert undo(run, today=TODAY).ok
    assert everything() == []


def test_a_place_that_is_gone_cannot_be_pointed_at_again(imported: Import) -> None:
    imported(*three())
    run = imported(offer(place=""))
    Organisation.objects.update(place=None)
    Place.objects.all().delete()
    result = undo(run, today=TODAY)
    assert not result.ok
    assert undo(run, today=TODAY, force=True).ok


def test_only_a_finished_import_can_be_taken_back_and_once(
    imported: Import, run: ImportRun
) -> None:
    with pytest.raises(CannotUndoError):
        undo(run, today=TODAY)
    done = imported(*three())
    result = undo(done, today=TODAY)
    for each in (done, result.run):
        with pytest.raises(CannotUndoError):
            undo(each, today=TODAY)


def test_an_import_after_an_undo_gives_the_same_public_ids(imported: Import) -> None:
    run = imported(*three())
    uid = Offer.objects.get().uid
    undo(run, today=TODAY)
    imported(*three())
    assert Offer.objects.get().uid == uid
