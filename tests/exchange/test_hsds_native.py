"""What was made in Nabij goes out as HSDS, comes back the same, and means the same elsewhere."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.tools.hsds import assert_valid, needs_data

if TYPE_CHECKING:
    from nabij.core.models import Municipality
    from nabij.directory.models import Offer
    from nabij.exchange.hsds.importing import Imported

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def offer(municipality: "Municipality") -> "Offer":
    """An offer of which every field says something, with a rule, single dates, and a cancelled one."""
    from nabij.directory.models import Deviation
    from tests.factories import OfferFactory, ScheduleFactory

    row: Any = OfferFactory(
        municipality=municipality, mechanisms=["activity", "meeting"], causes=["loss", "mobility"],
        form="course", reach="fetched", audiences=["older", "men"], languages=["nl", "ar", "pap"],
        age_min=55, age_max=99, only_for="men", cost_per_visit=Decimal("2.50"),
        cost_per_month=Decimal("7.00"), cost_note="Met de stadspas half geld.", group_size=8,
        capacity="waiting_list", accessible=["wheelchair", "quiet"], walk_along=True,
        welcomed_by="Gerrit", contact_phone="0299 55 01 23", contact_email="gerrit@theepot.example",
        call_first=True, website="https://theepot.example/koffie", verified_on=dt.date(2026, 2, 1),
        translations={"en": {"name": "Coffee", "summary": "Fresh coffee."}},
        place__kind="buurthuis", place__translations={"en": {"name": "Room"}},
        organisation__website="https://theepot.example", organisation__founded=1987,
        organisation__kind="stichting", organisation__themes=["koffie", "thee"],
    )  # fmt: skip
    rule = ScheduleFactory(
        municipality=municipality, offer=row, interval=2, starts_on=dt.date(2026, 1, 6),
        exceptions=["2026-04-28"], dates=["2026-05-05"], note="Neem een kopje mee.",
    )  # fmt: skip
    ScheduleFactory(
        municipality=municipality, offer=row, frequency="monthly", weekdays=["TU", "TH"],
        weeks_of_month=[1, -1], skip_holidays=False, ends_at=None,
    )  # fmt: skip
    ScheduleFactory(
        municipality=municipality, offer=row, frequency="once", weekdays=[],
        dates=["2026-06-01", "2026-06-03"],
    )  # fmt: skip
    Deviation.objects.create(
        municipality=municipality, schedule=rule, date=dt.date(2026, 3, 17), kind="cancelled",
        reason="De zaal wordt geschilderd.",
    )  # fmt: skip
    Deviation.objects.create(
        municipality=municipality, schedule=rule, date=dt.date(2026, 3, 31), kind="moved",
        new_date=dt.date(2026, 4, 1),
    )  # fmt: skip
    found: Offer = row
    return found


def take_in(path: Path, municipality: "Municipality", source: str = "bron") -> "Imported":
    from nabij.exchange.hsds.importing import import_hsds

    imported = import_hsds(
        str(path), municipality=municipality, source=source, preview=False, today=TODAY
    )
    assert imported.result.ok, imported.result.problems
    return imported


FORMS = pytest.mark.parametrize(
    ("name", "form"), [("map", "json"), ("map", "csv"), ("map.zip", "csv"), ("map.json", "json")]
)


@FORMS
def test_what_was_made_here_comes_back_unchanged(
    name: str, form: str, offer: "Offer", municipality: "Municipality", tmp_path: Path
) -> None:
    from nabij.directory.models import Deviation
    from nabij.exchange.hsds.export import export

    export(tmp_path / name, form, today=TODAY)
    imported = take_in(tmp_path / name, municipality)
    assert imported.result.changed == 0, imported.result.outcomes
    assert not imported.findings.unknown
    assert Deviation.objects.count() == 2


@FORMS
def test_it_means_the_same_in_another_municipality(
    name: str, form: str, offer: "Offer", municipality: "Municipality", tmp_path: Path
) -> None:
    from nabij.core.models import Municipality
    from nabij.core.tenancy import within
    from nabij.directory.models import Offer
    from nabij.exchange.hsds import offer_fields, organisations, places
    from nabij.exchange.hsds.export import export

    other = Municipality.objects.create(code="GM9997", name="Anderdam", slug="anderdam")
    export(tmp_path / name, form, today=TODAY)
    take_in(tmp_path / name, other)
    assert take_in(tmp_path / name, other).result.changed == 0
    with within(other):
        theirs = Offer.objects.select_related("place", "organisation__place").get()
        pairs = [
            (offer, theirs, offer_fields.FIELDS), (offer.place, theirs.place, places.FIELDS),
            (offer.organisation, theirs.organisation, organisations.FIELDS),
        ]  # fmt: skip
        for mine, copy, fields in pairs:
            assert told(copy, fields) == told(mine, fields)
        assert theirs.verified_on == dt.date(2026, 2, 1)
        rule = theirs.schedules.order_by("pk")[0]
        assert rule.exceptions == ["2026-03-17", "2026-03-31", "2026-04-28"]
        assert rule.dates == ["2026-04-01", "2026-05-05"]
        assert not theirs.extra


def told(row: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(row, field) for field in fields}


@needs_data
def test_every_record_of_it_is_valid(offer: "Offer") -> None:
    from nabij.exchange.hsds import published, write

    row = write.with_all(published.offers()).get()
    record = write.service(row, TODAY)
    assert_valid("service", record)
    assert row.place is not None
    assert_valid("service_at_location", write.service_at_location(row, row.place, TODAY))
    organisation = write.with_services(published.organisations(), full=True)
    [found] = organisation.select_related("place", "municipality")
    assert_valid("organization", write.organisation_with_services(found, TODAY, full=False))


def test_an_imported_record_that_was_changed_here_goes_out_as_it_is_now(
    municipality: "Municipality", tmp_path: Path
) -> None:
    """The source's own words are given back only while they are true."""
    import json

    from nabij.directory.models import Offer
    from nabij.exchange.hsds import published, write

    service = {
        "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Koffie", "status": "inactive",
        "organization": {"id": "1", "name": "Huis", "description": ""}, "fees": "gratis",
        "licenses": "geen", "phones": [{"id": "1", "number": "010-1"}, {"id": "2", "number": "010-2", "type": "fax"}],
        "schedules": [{"id": "1", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00:00", "notes": "Binnen"}],
    }  # fmt: skip
    path = tmp_path / "services.json"
    path.write_text(json.dumps(service))
    take_in(path, municipality)
    Offer.objects.update(status="open", cost_per_visit=Decimal("1.00"), contact_phone="0299 1")
    offer = Offer.objects.get()
    offer.schedules.update(weekdays=["WE"])
    record = write.service(write.with_all(published.offers()).get(), TODAY)
    assert (record["status"], record["licenses"]) == ("active", "geen")
    assert "fees" not in record
    assert record["cost_options"][0]["amount"] == 1
    assert [phone["number"] for phone in record["phones"]] == ["0299 1", "010-2"]
    assert [(each["byday"], each.get("notes")) for each in record["schedules"]] == [("WE", None)]


def test_what_is_not_public_does_not_go_out(municipality: "Municipality", tmp_path: Path) -> None:
    from nabij.exchange.hsds.export import export
    from tests.factories import OfferFactory, OrganisationFactory

    shown: Any = OfferFactory(municipality=municipality)
    for visibility in ("awaiting", "hidden"):
        OfferFactory(municipality=municipality, visibility=visibility)
    OrganisationFactory(municipality=municipality, active=False)
    alone: Any = OrganisationFactory(municipality=municipality)
    written = export(tmp_path / "map", "json", today=TODAY)
    assert (written.counts["services"], written.counts["organizations"]) == (1, 2)
    text = (tmp_path / "map" / "organizations.json").read_text()
    assert str(shown.organisation.uid) in text
    assert str(alone.uid) in text


def test_files_appear_when_all_is_written_and_not_before(
    municipality: "Municipality", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nabij.exchange.hsds import export as module
    from nabij.exchange.hsds import write
    from tests.factories import OfferFactory

    OfferFactory(municipality=municipality)

    def broken(*_arguments: Any) -> dict[str, Any]:
        raise OSError("disk full")

    monkeypatch.setattr(write, "service", broken)
    with pytest.raises(OSError, match="disk full"):
        module.export(tmp_path / "map.zip", "csv", today=TODAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["json", "csv"])
def test_an_export_asks_the_database_no_more_for_more_records(
    form: str, municipality: "Municipality", tmp_path: Path, django_assert_num_queries: Any
) -> None:
    from nabij.exchange.hsds.export import export
    from tests.factories import OfferFactory, ScheduleFactory

    def grow(number: int) -> None:
        for _number in range(number):
            ScheduleFactory(
                municipality=municipality, offer=OfferFactory(municipality=municipality)
            )

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    grow(1)
    with CaptureQueriesContext(
        connection,
    ) as few:
        export(tmp_path / "few", form, today=TODAY)
    grow(6)
    with django_assert_num_queries(len(few)):
        export(tmp_path / "many", form, today=TODAY)
