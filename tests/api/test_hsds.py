"""The social map as HSDS 3.0: what the specification asks, and only what is public."""

import datetime as dt
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.conftest import Ask, Get
from tests.tools.hsds import PACKAGES, assert_valid, needs_data

if TYPE_CHECKING:
    from nabij.core.models import Municipality
    from nabij.directory.models import Offer

Make = Callable[..., "list[Offer]"]


def ids(page: dict[str, Any]) -> list[str]:
    return [str(each["id"]) for each in page["contents"]]


def test_the_root_says_which_version_this_is(get: Get) -> None:
    for path in ("/hsds", "/hsds/"):
        root = get(path)
        assert root["version"] == "3.0"
        assert root["profile"].startswith("http")
        assert root["openapi_url"].endswith("/api/v1/hsds/openapi.json")


@needs_data
@pytest.mark.parametrize(
    ("path", "short", "full"),
    [
        ("services", "service_list", "service"),
        ("organizations", "organization_list", "organization"),
        ("service_at_locations", "service_at_location_list", "service_at_location"),
    ],
)
def test_lists_and_records_are_valid(
    path: str, short: str, full: str, make_offers: Make, get: Get
) -> None:
    make_offers(2)
    page = get(f"/hsds/{path}")
    assert len(page["contents"]) == 2
    for each in page["contents"]:
        assert_valid(short, each)
        assert_valid(full, get(f"/hsds/{path}/{each['id']}"))
    for each in get(f"/hsds/{path}", full="true")["contents"]:
        assert_valid(full, each)


@needs_data
@pytest.mark.parametrize("package", ["3.0 data package", "1.1 data package", "Ohana"])
def test_what_was_imported_is_valid_and_keeps_its_ids(
    package: str, municipality: "Municipality", get: Get
) -> None:
    from nabij.exchange.hsds.importing import import_hsds

    path, (_places, _organisations, offers) = PACKAGES[package]
    import_hsds(
        str(path), municipality=municipality, source="bron", preview=False,
        today=dt.date(2026, 3, 2),
    )  # fmt: skip
    page = get("/hsds/services", full="true", status="any")
    assert page["total_items"] == offers
    for each in page["contents"]:
        assert_valid("service", each)
    for each in get("/hsds/service_at_locations", status="any")["contents"]:
        assert_valid("service_at_location_list", each)
        assert_valid("service_at_location", get(f"/hsds/service_at_locations/{each['id']}"))
    if package.startswith("3.0"):
        assert get("/hsds/services/ac148810-d857-441c-9679-408f346de14b")["licenses"] == "licences"
        visit = get("/hsds/service_at_locations/e94c9f38-1e8f-4564-91d4-d53501ab1765")
        assert visit["service"]["id"] == "ac148810-d857-441c-9679-408f346de14b"


def test_names_with_hyphens_and_with_underscores_are_the_same(make_offers: Make, get: Get) -> None:
    make_offers(1)
    for ours, theirs in (
        ("service-at-locations", "service_at_locations"),
        ("taxonomy-terms", "taxonomy_terms"),
    ):
        assert get(f"/hsds/{ours}")["contents"] == get(f"/hsds/{theirs}")["contents"]


def test_parameters_in_both_spellings_are_the_same(make_offers: Make, get: Get) -> None:
    make_offers(3)
    for name in ("perPage", "per_page", "size"):
        assert get("/hsds/services", **{name: 2})["size"] == 2


def test_only_what_is_public_and_going_on_is_given(make_offers: Make, get: Get, ask: Ask) -> None:
    [shown] = make_offers(1)
    [paused] = make_offers(1, status="paused")
    [awaiting] = make_offers(1, visibility="awaiting")
    [hidden] = make_offers(1, visibility="hidden")
    assert ids(get("/hsds/services")) == [str(shown.uid)]
    assert ids(get("/hsds/services", status="any")) == [str(shown.uid), str(paused.uid)]
    assert get(f"/hsds/services/{paused.uid}")["status"] == "temporarily closed"
    for each in (awaiting, hidden):
        assert ask(f"/hsds/services/{each.uid}").status_code == 404
        assert str(each.organisation.uid) not in ids(get("/hsds/organizations"))


def test_all_municipalities_or_one(make_offers: Make, get: Get, ask: Ask) -> None:
    from nabij.core.models import Municipality

    other = Municipality.objects.create(code="GM9997", name="Anderdam", slug="anderdam")
    [here], [there] = make_offers(1), make_offers(1, at=other)
    assert ids(get("/hsds/services")) == [str(here.uid), str(there.uid)]
    for path in ("services", "organizations", "service_at_locations"):
        assert get(f"/hsds/{path}", municipality="GM9997")["total_items"] == 1
    assert ids(get("/hsds/services", municipality="GM9997")) == [str(there.uid)]
    assert ask("/hsds/services", municipality="GM0001").status_code == 400


def test_filters_hold_together(make_offers: Make, get: Get) -> None:
    from nabij.exchange.hsds import terms

    causes, mechanisms, forms = terms.TAXONOMIES[0], terms.TAXONOMIES[1], terms.TAXONOMIES[2]
    [wanted] = make_offers(1, name="Rouwcafé", causes=["loss"], form="group")
    make_offers(1, name="Rouwgroep", causes=["mobility"], form="group")
    make_offers(1, name="Koffie", causes=["loss"], form="course")
    loss = terms.term_id(causes, "loss")
    assert get("/hsds/services", taxonomy_term_id=loss)["total_items"] == 2
    assert get("/hsds/services", search="rouw")["total_items"] == 2
    both = get("/hsds/services", taxonomy_term_id=loss, search="rouw")
    assert ids(both) == [str(wanted.uid)]
    assert get("/hsds/services", taxonomyTermId=terms.term_id(forms, "course"))["total_items"] == 1
    assert get("/hsds/services", taxonomyId=terms.taxonomy_id(mechanisms))["total_items"] == 3
    theirs = get("/hsds/services", organization_id=str(wanted.organisation.uid))
    assert ids(theirs) == [str(wanted.uid)]
    nobody = get("/hsds/services", organization_id="3fa85f64-5717-4562-b3fc-2c963f66afa6")
    assert (nobody["empty"], nobody["total_pages"], nobody["last_page"]) == (True, 0, True)


def test_terms_of_a_source_can_be_asked_for(make_offers: Make, get: Get) -> None:
    term = "3f7b145d-84af-42d7-8fae-eaca714b02b2"
    told = {"hsds": {"attributes": [{"id": term, "taxonomy_term": {"id": term, "name": "x"}}]}}
    [theirs] = make_offers(1, source="bron", source_id="1", extra=told)
    make_offers(1)
    assert ids(get("/hsds/services", taxonomy_term_id=term)) == [str(theirs.uid)]


def test_what_was_changed_since_is_given(make_offers: Make, get: Get) -> None:
    from nabij.core.tenancy import everywhere
    from nabij.directory.models import Offer, Organisation, Place

    moment = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    old, changed, moved = make_offers(3)
    with everywhere("to set when things were changed"):
        for model in (Offer, Organisation, Place):
            model.objects.update(updated_at=moment - dt.timedelta(days=9))
        Offer.objects.filter(pk=changed.pk).update(updated_at=moment)
        Place.objects.filter(pk=moved.place_id).update(updated_at=moment + dt.timedelta(days=1))
    for given in ("2026-03-01T12:00:00Z", "2026-03-01T13:00:00+01:00", "2026-03-01"):
        assert ids(get("/hsds/services", modified_after=given)) == [
            str(changed.uid),
            str(moved.uid),
        ]
    assert get(f"/hsds/services/{moved.uid}")["last_modified"] == "2026-03-02T12:00:00.000Z"
    assert get(f"/hsds/services/{old.uid}")["last_modified"] == "2026-02-20T12:00:00.000Z"


def test_minimal_gives_ids_and_changes_on_one_page(make_offers: Make, get: Get) -> None:
    make_offers(60)
    page = get("/hsds/services", minimal="true")
    assert (page["size"], page["total_pages"]) == (60, 1)
    assert set(page["contents"][0]) == {"id", "modified_date", "last_modified"}


@pytest.mark.parametrize("path", ["services", "organizations", "service_at_locations"])
def test_one_record_a_line_has_no_pages(path: str, make_offers: Make, ask: Ask) -> None:
    offers = make_offers(5)
    answer: Any = ask(f"/hsds/{path}", format="ndjson", per_page=2)
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert answer["Content-Type"] == "application/x-ndjson"
    assert len([json.loads(line) for line in lines]) == len(offers)


def test_minimal_one_a_line_is_minimal_and_one_a_line(make_offers: Make, ask: Ask) -> None:
    offers = make_offers(3)
    make_offers(1, status="closed")
    answer: Any = ask("/hsds/services", format="ndjson", minimal="true")
    assert answer["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert [line["id"] for line in lines] == [str(offer.uid) for offer in offers]
    assert all(set(line) == {"id", "modified_date", "last_modified"} for line in lines)


def test_near_a_postcode(make_offers: Make, get: Get, ask: Ask) -> None:
    from tests.factories import PostcodeFactory

    PostcodeFactory(code="3131AB", lat=52.5700, lon=5.1600)
    [near] = make_offers(1, place__lat=52.5705, place__lon=5.1605)
    [further] = make_offers(1, place__lat=52.5790, place__lon=5.1600)  # a kilometre north
    make_offers(1, place=None)
    found = get("/hsds/service_at_locations", postcode="3131 ab", proximity=900)
    assert [each["service"]["id"] for each in found["contents"]] == [str(near.uid)]
    found = get("/hsds/service_at_locations", postcode="3131AB", proximity=1100)
    assert [each["service"]["id"] for each in found["contents"]] == [
        str(near.uid),
        str(further.uid),
    ]
    assert ask("/hsds/service_at_locations", postcode="9999ZZ").status_code == 400


def test_an_organisation_has_its_services_in_short_or_in_full(make_offers: Make, get: Get) -> None:
    [offer] = make_offers(1)
    address = f"/hsds/organizations/{offer.organisation.uid}"
    [short] = get(address)["services"]
    assert short["id"] == str(offer.uid)
    assert "schedules" not in short
    [full] = get(address, full_service="true")["services"]
    assert full["schedules"]
    [listed] = get("/hsds/organizations", full="true", fullService="true")["contents"]
    assert listed["services"][0]["schedules"]


def test_the_vocabulary_is_published_as_taxonomies(get: Get, ask: Ask) -> None:
    taxonomies = get("/hsds/taxonomies")
    assert [each["name"] for each in taxonomies["contents"]][:2] == [
        "nabij:causes",
        "nabij:mechanisms",
    ]
    causes = taxonomies["contents"][0]
    assert get(f"/hsds/taxonomies/{causes['id']}") == causes
    terms = get("/hsds/taxonomy_terms", taxonomy_id=causes["id"], per_page=100)
    assert terms["total_items"] == 17
    assert get(f"/hsds/taxonomy_terms/{terms['contents'][0]['id']}")["code"] == "loss"
    assert get("/hsds/taxonomy_terms", search="wheelchair")["total_items"] == 1
    pages = [get("/hsds/taxonomy_terms", per_page=20, page=number) for number in range(1, 6)]
    assert [page["size"] for page in pages] == [20, 20, 20, 4, 0]
    assert [page["last_page"] for page in pages] == [False, False, False, True, True]
    assert ask("/hsds/taxonomies/3fa85f64-5717-4562-b3fc-2c963f66afa6").status_code == 404


def test_terms_of_a_service_are_those_of_the_taxonomies(make_offers: Make, get: Get) -> None:
    [offer] = make_offers(1)
    terms = {each["id"] for each in get("/hsds/taxonomy_terms", per_page=100)["contents"]}
    attributes = get(f"/hsds/services/{offer.uid}")["attributes"]
    assert attributes
    assert {each["taxonomy_term"]["id"] for each in attributes} <= terms
