"""The official examples, and packages of older versions, go in, out and in again."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.tools.hsds import PACKAGES, assert_valid, needs_data

if TYPE_CHECKING:
    from nabij.core.models import Municipality
    from nabij.exchange.hsds.importing import Imported

pytestmark = needs_data

TODAY = dt.date(2026, 3, 2)
NOTHING_NEW = {"created": 0, "updated": 0}

Import = Callable[..., "Imported"]
EACH = pytest.mark.parametrize("package", PACKAGES)


@pytest.fixture
def take_in(municipality: "Municipality") -> Import:
    from nabij.exchange.hsds.importing import import_hsds

    def take(path: Path, **options: Any) -> "Imported":
        settings = {"source": "bron", "preview": False, "today": TODAY, **options}
        return import_hsds(str(path), municipality=municipality, **settings)

    return take


def new_and_changed(imported: "Imported") -> dict[str, int]:
    assert imported.result.ok, imported.result.problems
    return {name: imported.result.total(name) for name in ("created", "updated")}


@EACH
def test_every_record_is_taken_over(package: str, take_in: Import) -> None:
    path, expected = PACKAGES[package]
    result = take_in(path).result
    assert result.ok, result.problems
    tables = ("place", "organisation", "offer")
    assert tuple(result.total("created", table) for table in tables) == expected


@EACH
def test_a_second_import_changes_nothing(package: str, take_in: Import) -> None:
    path, _expected = PACKAGES[package]
    take_in(path)
    assert new_and_changed(take_in(path)) == NOTHING_NEW


@EACH
def test_a_preview_says_what_would_be_new_and_writes_nothing(package: str, take_in: Import) -> None:
    from nabij.directory.models import Offer, Organisation, Place

    path, expected = PACKAGES[package]
    imported = take_in(path, preview=True)
    assert imported.result.total("created") == sum(expected)
    assert not any(model.objects.exists() for model in (Offer, Organisation, Place))


@EACH
def test_every_record_goes_out_valid(package: str, take_in: Import) -> None:
    from nabij.directory.models import Offer
    from nabij.exchange.hsds import published, write

    take_in(PACKAGES[package][0])
    for offer in write.with_all(published.offers()):
        assert_valid("service", write.service(offer, TODAY))
        assert_valid("service_list", write.service_listed(offer, TODAY))
        if offer.place is not None:
            assert_valid(
                "service_at_location", write.service_at_location(offer, offer.place, TODAY)
            )
            short = write.service_at_location_listed(offer, offer.place, TODAY)
            assert_valid("service_at_location_list", short)
    rows = write.with_services(published.organisations(), full=True)
    for row in rows.select_related("place", "municipality"):
        assert_valid("organization", write.organisation_with_services(row, TODAY, full=False))
        assert_valid("organization_list", write.organisation_listed(row, TODAY))
    assert Offer.objects.count() == PACKAGES[package][1][2]


OUT = pytest.mark.parametrize(
    ("name", "form"),
    [
        ("map", "json"),
        ("map", "csv"),
        ("map.zip", "json"),
        ("map.zip", "csv"),
        ("map.json", "json"),
    ],
)


@EACH
@OUT
def test_what_went_out_and_comes_back_changes_nothing(
    package: str, name: str, form: str, take_in: Import, tmp_path: Path
) -> None:
    from nabij.exchange.hsds.export import export

    take_in(PACKAGES[package][0])
    export(tmp_path / name, form, today=TODAY)
    if PACKAGES[package][1][2] == 0 and name == "map.json":
        return  # one page of services, where there are none
    assert new_and_changed(take_in(tmp_path / name)) == NOTHING_NEW


@EACH
def test_another_source_leaves_the_records_of_the_first_alone(
    package: str, take_in: Import, tmp_path: Path
) -> None:
    from nabij.exchange.hsds.export import export

    path, (_places, organisations, offers) = PACKAGES[package]
    take_in(path)
    export(tmp_path / "map", "json", today=TODAY)
    if not organisations:
        return
    imported = take_in(tmp_path / "map", source="iemand anders")
    assert new_and_changed(imported) == NOTHING_NEW
    assert imported.left_alone >= organisations + offers


def test_ids_that_are_uuids_stay_and_others_become_uuids(take_in: Import) -> None:
    from nabij.directory.models import Offer

    take_in(PACKAGES["3.0 data package"][0])
    take_in(PACKAGES["Ohana"][0], source="ohana")
    official = Offer.objects.get(source="bron")
    assert str(official.uid) == official.source_id == "ac148810-d857-441c-9679-408f346de14b"
    assert Offer.objects.get(source="ohana", source_id="22").uid.version == 5


def test_the_same_package_in_two_municipalities_has_two_sets_of_ids(take_in: Import) -> None:
    from nabij.core.models import Municipality
    from nabij.core.tenancy import everywhere
    from nabij.directory.models import Offer
    from nabij.exchange.hsds.importing import import_hsds

    other = Municipality.objects.create(code="GM9997", name="Anderdam", slug="anderdam")
    path = PACKAGES["1.1 simple data package"][0]
    take_in(path)
    second = import_hsds(str(path), municipality=other, source="bron", preview=False, today=TODAY)
    assert second.result.total("created") == 33
    with everywhere("to count ids"):
        assert Offer.objects.values("uid").distinct().count() == 26


def test_what_nabij_has_no_field_for_is_counted_kept_and_given_back(take_in: Import) -> None:
    from nabij.directory.models import Offer
    from nabij.exchange.hsds import write

    imported = take_in(PACKAGES["Ohana"][0])
    assert imported.findings.unknown["service.keywords"] == 21
    offer = write.with_all(Offer.objects.filter(source_id="22")).get()
    record = write.service(offer, TODAY)
    assert record["keywords"] == "Salud, Medicina"
    assert [phone["type"] for phone in record["phones"]] == ["voice", "fax", "sms"]
    assert record["required_documents"][0]["document"] == "Government-issued picture identification"


def test_who_manages_a_listing_at_the_source_is_not_taken_over(take_in: Import) -> None:
    from nabij.directory.models import Place

    take_in(PACKAGES["Ohana"][0])
    assert not [place for place in Place.objects.all() if "admin_emails" in str(place.extra)]


def test_what_is_wrong_with_the_official_example_is_said_and_stops_nothing(take_in: Import) -> None:
    imported = take_in(PACKAGES["3.0 data package"][0])
    said = {
        (problem.code, problem.file, problem.row, problem.column)
        for problem in imported.result.problems
    }
    assert ("coordinate", "locations.csv", 2, "latitude") in said
    assert ("dangling", "contacts.csv", 2, "organization_id") in said
    assert imported.result.ok


def test_an_import_can_be_taken_back(take_in: Import) -> None:
    from nabij.directory.models import Offer
    from nabij.exchange.undo import undo

    imported = take_in(PACKAGES["1.1 data package"][0])
    assert Offer.objects.count() == 13
    assert undo(imported.run, today=TODAY).ok
    assert Offer.objects.count() == 0
