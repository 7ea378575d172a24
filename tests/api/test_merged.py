"""What was merged into another record leads on to it, under the names that were asked."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from nabij.core.tenancy import within
from tests.api.conftest import Ask, Get

if TYPE_CHECKING:
    from nabij.core.models import Municipality
    from nabij.directory.models import Merge, Offer

KINDS = {"services": "offer", "organizations": "organisation", "service_at_locations": "offer"}


@pytest.fixture
def two(make_offers: Any) -> "list[Offer]":
    found: list[Offer] = make_offers(2)
    return found


def merged(municipality: "Municipality", kind: str, two: "list[Offer]") -> "Merge":
    from nabij.core.roles import Role
    from nabij.directory.actions.merging import merge
    from tests.core.people import member

    kept, gone = two if kind == "offer" else [offer.organisation for offer in two]
    by = member(municipality, Role.COORDINATOR)
    with within(municipality):
        return merge(kind=kind, kept=kept, gone=gone, take=[], by=by, today=timezone.localdate())


def id_of(path: str, offer: "Offer") -> str:
    from nabij.exchange.hsds.write import visit_id

    if path.replace("-", "_") == "service_at_locations":
        return visit_id(offer)
    return str(offer.uid if path == "services" else offer.organisation.uid)


@pytest.mark.parametrize("path", [*KINDS, "service-at-locations"])
def test_its_address_leads_to_the_kept_one(
    path: str, municipality: "Municipality", two: "list[Offer]", ask: Ask
) -> None:
    kept, gone = (id_of(path, offer) for offer in two)
    merged(municipality, KINDS[path.replace("-", "_")], two)
    answer: Any = ask(f"/hsds/{path}/{gone}")
    assert answer.status_code == 301
    assert answer["Content-Type"] == "application/json"
    assert answer["Location"] == f"http://testserver/api/v1/hsds/{path}/{kept}"
    assert answer.json() == {"id": kept, "url": answer["Location"]}
    assert "no-cache" in answer["Cache-Control"]
    assert answer["API-Version"]
    assert ask(answer["Location"]).json()["id"] == kept  # type: ignore[attr-defined]


def test_the_question_goes_along(
    municipality: "Municipality", two: "list[Offer]", ask: Ask
) -> None:
    merged(municipality, "organisation", two)
    gone = two[1].organisation.uid
    answer = ask(f"/hsds/organizations/{gone}", full_service="true")
    assert answer["Location"].endswith(f"{two[0].organisation.uid}?full_service=true")
    head = Client().head(f"/api/v1/hsds/organizations/{gone}")
    assert (head.status_code, head.content) == (301, b"")


def test_taken_apart_it_is_there_again(
    municipality: "Municipality", two: "list[Offer]", get: Get
) -> None:
    from nabij.directory.actions.merging import undo_merge

    row = merged(municipality, "offer", two)
    with within(municipality):
        undo_merge(
            row=row,
            by=row.by,  # type: ignore[arg-type]
            today=timezone.localdate(),
        )
    assert get(f"/hsds/services/{two[1].uid}")["id"] == str(two[1].uid)


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_it_does_not_lead_to_what_is_not_public(
    path: str, municipality: "Municipality", two: "list[Offer]", ask: Ask
) -> None:
    from nabij.directory.models import Offer

    gone = id_of(path, two[1])
    merged(municipality, "offer", two)
    with within(municipality):
        Offer.objects.filter(pk=two[0].pk).update(visibility="hidden")
    answer = ask(f"/hsds/{path}/{gone}")
    assert answer.status_code == 404
    assert str(two[0].uid) not in answer.content.decode()


def test_the_description_says_so(get: Get, municipality: "Municipality") -> None:
    for document, path in (
        ("/openapi.json", "/hsds/services/{id}"),
        ("/hsds/openapi.json", "/service_at_locations/{id}"),
    ):
        told = get(document)
        answers = told["paths"][path]["get"]["responses"]
        assert answers["301"] == {"$ref": "#/components/responses/Moved"}
        assert "Location" in told["components"]["responses"]["Moved"]["headers"]
    assert "301" not in get("/openapi.json")["paths"]["/hsds/taxonomies/{id}"]["get"]["responses"]
