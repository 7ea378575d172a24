"""Pages stay in step while records are added, changed and withdrawn."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.api.conftest import Ask, Get

if TYPE_CHECKING:
    from nabij.directory.models import Offer

Make = Callable[..., "list[Offer]"]
Meanwhile = Callable[[int], None]

PER_PAGE = 3


def ids(page: dict[str, Any]) -> list[str]:
    return [str(each["id"]) for each in page["contents"]]


def by_number(get: Get, meanwhile: Meanwhile) -> Iterator[str]:
    number = 1
    while True:
        page = get("/hsds/services", page=number, per_page=PER_PAGE)
        assert page["page_number"] == number
        yield from ids(page)
        if page["last_page"]:
            assert page["total_pages"] <= number
            return
        meanwhile(number)
        number += 1


def by_next(get: Get, meanwhile: Meanwhile) -> Iterator[str]:
    page = get("/hsds/services", per_page=PER_PAGE)
    while True:
        yield from ids(page)
        if page["next_page"] is None:
            assert page["last_page"]
            return
        meanwhile(page["page_number"])
        page = get(page["next_page"])


WALKS = pytest.mark.parametrize("walk", [by_number, by_next])


@WALKS
def test_every_record_comes_once(walk: Any, make_offers: Make, get: Get) -> None:
    offers = make_offers(10)
    assert list(walk(get, lambda number: None)) == [str(offer.uid) for offer in offers]


@WALKS
def test_records_that_are_added_move_no_others(walk: Any, make_offers: Make, get: Get) -> None:
    offers = make_offers(10)

    def meanwhile(number: int) -> None:
        if number < 3:
            make_offers(2, name="Aaa")

    found = list(walk(get, meanwhile))
    assert found[:10] == [str(offer.uid) for offer in offers]
    assert len(set(found)) == len(found)


@WALKS
def test_records_that_are_changed_stay_where_they_are(
    walk: Any, make_offers: Make, get: Get
) -> None:
    from nabij.core.tenancy import within

    offers = make_offers(10)

    def meanwhile(number: int) -> None:
        with within(offers[0].municipality):
            for offer in (offers[number], offers[-number]):
                offer.name = f"Zzz {number}"
                offer.save()

    assert list(walk(get, meanwhile)) == [str(offer.uid) for offer in offers]


@WALKS
@pytest.mark.parametrize("how", ["closed", "hidden", "deleted"])
def test_records_that_are_withdrawn_make_none_be_skipped(
    how: str, walk: Any, make_offers: Make, get: Get
) -> None:
    from nabij.core.tenancy import within

    offers = make_offers(11)
    gone: list[Offer] = []

    def meanwhile(number: int) -> None:
        if number > 2:
            return
        offer = offers[number - 1]
        gone.append(offer)
        with within(offer.municipality):
            if how == "closed":
                type(offer).objects.filter(pk=offer.pk).update(status="closed")
            elif how == "hidden":
                offer.visibility = "hidden"
                offer.save()
            else:
                offer.delete()

    found = list(walk(get, meanwhile))
    stayed = {str(offer.uid) for offer in offers if offer not in gone}
    assert stayed <= set(found)
    assert len(found) == len(set(found)) == len(offers)


@WALKS
def test_records_that_come_back_are_not_given_twice(walk: Any, make_offers: Make, get: Get) -> None:
    from nabij.core.tenancy import within

    early = make_offers(2, visibility="awaiting")
    offers = make_offers(9)

    def meanwhile(number: int) -> None:
        with within(offers[0].municipality):
            for offer in early:
                offer.visibility = "public"
                offer.save()

    found = list(walk(get, meanwhile))
    assert [each for each in found if each not in {str(row.uid) for row in early}] == [
        str(offer.uid) for offer in offers
    ]


def test_the_envelope_says_where_one_is(make_offers: Make, get: Get) -> None:
    make_offers(7)
    pages = [get("/hsds/services", page=number, per_page=3) for number in (1, 2, 3, 4)]
    assert [page["total_items"] for page in pages] == [7, 7, 7, 7]
    assert [page["total_pages"] for page in pages] == [3, 3, 3, 3]
    assert [page["size"] for page in pages] == [3, 3, 1, 0]
    assert [page["first_page"] for page in pages] == [True, False, False, False]
    assert [page["last_page"] for page in pages] == [False, False, True, True]
    assert [page["empty"] for page in pages] == [False, False, False, True]


def test_the_next_page_is_in_the_link_header_too(make_offers: Make, ask: Ask, get: Get) -> None:
    make_offers(4)
    answer = ask("/hsds/services", per_page=3)
    assert answer["Link"] == f'<{answer.json()["next_page"]}>; rel="next"'  # type: ignore[attr-defined]
    assert "Link" not in ask("/hsds/services", per_page=4)


def test_a_page_asked_for_out_of_the_blue_is_that_page(make_offers: Make, get: Get) -> None:
    offers = make_offers(7)
    assert ids(get("/hsds/services", page=2, per_page=3)) == [str(row.uid) for row in offers[3:6]]


def test_what_is_remembered_of_other_records_is_not_believed(make_offers: Make, get: Get) -> None:
    """A cache may outlive the records: after an import was undone, or in another database."""
    from nabij.core.tenancy import within

    old = make_offers(8)
    get("/hsds/services", per_page=3)
    with within(old[0].municipality):
        for offer in old:
            offer.delete()
    new = make_offers(8)
    assert ids(get("/hsds/services", page=2, per_page=3)) == [str(row.uid) for row in new[3:6]]


@pytest.mark.parametrize(
    "cursor",
    ["x", "WzFd", "bm90IGpzb24", "W10", "WzEsMiwzLDQsNV0", "ééé", "=" * 9, "W1tbW1tbXV1dXV1d"],
)
def test_a_cursor_of_someone_else_is_refused(cursor: str, make_offers: Make, ask: Ask) -> None:
    make_offers(2)
    answer = ask("/hsds/services", cursor=cursor)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["location"] == {"name": "cursor"}  # type: ignore[attr-defined]


def test_a_cursor_belongs_to_its_question(make_offers: Make, get: Get, ask: Ask) -> None:
    make_offers(4)
    following = get("/hsds/services", per_page=3)["next_page"]
    assert ask(f"{following}&search=koffie").status_code == 400
    assert ask(following.replace("perPage=3", "per_page=2")).status_code == 200


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/hsds/services", {}),
        ("/hsds/services", {"full": "true"}),
        ("/hsds/services", {"minimal": "true"}),
        ("/hsds/service_at_locations", {}),
        ("/hsds/service_at_locations", {"full": "true"}),
        ("/hsds/organizations", {}),
        ("/hsds/organizations", {"full": "true", "full_service": "true"}),
        ("/municipalities", {}),
    ],
)
def test_a_list_asks_the_database_no_more_for_more_records(
    path: str, query: dict[str, str], make_offers: Make, get: Get
) -> None:
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as caught:
            get(path, **query)
        return len(caught)

    make_offers(3)
    few = queries()
    make_offers(30)
    assert queries() == few
    assert few <= 12
