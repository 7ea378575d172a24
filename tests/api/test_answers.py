"""What all answers have in common: version, languages, fingerprints, mistakes as problem details."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.api.conftest import Ask, Get

if TYPE_CHECKING:
    from nabij.core.models import Municipality
    from nabij.directory.models import Offer

Make = Callable[..., "list[Offer]"]

PATHS = ["/hsds", "/hsds/services", "/hsds/taxonomies", "/municipalities", "/openapi.json", "/docs"]


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/hsds/services?page=0"])
def test_every_answer_says_its_version_and_may_be_read_by_any_page(
    path: str, municipality: "Municipality", ask: Ask
) -> None:
    answer = ask(path)
    assert answer["API-Version"] == "1.0.0"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {"Accept-Language", "Accept-Encoding"} <= set(answer["Vary"].split(", "))
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize(
    "path",
    ["", "/", "/nothing", "/hsds/nothing", "/hsds/services/", "/hsds/services/1/2", "/v2", "/admin",
     "/hsds/services/none", "/hsds/services/3fa85f64-5717-4562-b3fc-2c963f66afa6",
     "/hsds/service_at_locations/x", "/areas/GM0000/figures", "/areas//figures", "/offers/",
     "/hsds/organizations/../services", "/%00", "/hsds/services/%00"],
)  # fmt: skip
def test_what_is_not_there_is_a_problem_document(
    path: str, municipality: "Municipality", ask: Ask
) -> None:
    answer = ask(path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert set(json.loads(answer.content)) == {"type", "title", "status", "detail", "instance"}


def test_other_versions_and_roots_of_the_api_are_problems_too(db: None, ask: Ask) -> None:
    for path in ("/api/", "/api/v2/hsds", "/api/nl/x", "/api"):
        answer = ask(path)
        assert answer.status_code in (301, 404), path


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/hsds/services", "/hsds/services/x", "/offers", "/nothing"])
def test_nothing_can_be_written(method: str, path: str, db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answer: Any = getattr(client, method)(
        f"/api/v1{path}", data=b"{", content_type="application/json"
    )
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["status"] == 405


def test_a_browser_may_ask_beforehand(db: None) -> None:
    answer = Client().options("/api/v1/hsds/services")
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_heads_can_be_asked_for(make_offers: Make) -> None:
    make_offers(1)
    answer = Client().head("/api/v1/hsds/services")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"]


def test_an_answer_that_one_has_is_not_sent_again(make_offers: Make, ask: Ask) -> None:
    from nabij.core.tenancy import within

    [offer] = make_offers(1)
    for path in ("/hsds/services", f"/hsds/services/{offer.uid}"):
        first = ask(path)
        again = ask(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["API-Version"] == "1.0.0"
        with within(offer.municipality):
            offer.save()
        assert ask(path, headers={"if-none-match": first["ETag"]}).status_code == 200
    single = ask(f"/hsds/services/{offer.uid}")
    since = {"if-modified-since": single["Last-Modified"]}
    assert ask(f"/hsds/services/{offer.uid}", headers=since).status_code == 304


def test_long_answers_are_packed_for_who_can_unpack(make_offers: Make, ask: Ask) -> None:
    import gzip

    make_offers(3)
    packed = ask("/hsds/services", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.content)) == json.loads(ask("/hsds/services").content)
    again = ask(
        "/hsds/services", headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]}
    )
    assert again.status_code == 304


MISTAKES: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("/hsds/services", {"page": 0}, [("page", "greater_than_equal")]),
    ("/hsds/services", {"page": "two", "perPage": 5000}, [("page", "int_parsing"), ("perPage", "less_than_equal")]),
    ("/hsds/services", {"per_page": -1}, [("perPage", "greater_than_equal")]),
    ("/hsds/services", {"modifiedAfter": "yesterday"}, [("modifiedAfter", "value_error")]),
    ("/hsds/services", {"modified_after": "0"}, [("modifiedAfter", "value_error")]),
    ("/hsds/services", {"full": "perhaps"}, [("full", "bool_parsing")]),
    ("/hsds/services", {"taxonomy_term_id": "koffie"}, [("taxonomyTermId", "uuid_parsing")]),
    ("/hsds/services", {"format": "xml"}, [("format", "literal_error")]),
    ("/hsds/services", {"municpality": "GM9998"}, [("municpality", "unknown")]),
    ("/hsds/services", {"municipality": "Testdam"}, [("municipality", "string_too_long")]),
    ("/hsds/services", {"municipality": "9998"}, [("municipality", "string_pattern_mismatch")]),
    ("/hsds/services", {"search": "x" * 201}, [("search", "string_too_long")]),
    ("/hsds", {"a": 1, "b": 2}, [("a", "unknown"), ("b", "unknown")]),
    ("/hsds/service-at-locations", {"postcode": "31"}, [("postcode", "string_pattern_mismatch")]),
    ("/hsds/service-at-locations", {"proximity": "far"}, [("proximity", "int_parsing")]),
    ("/offers", {"day": "TU,XX"}, [("day", "enum")]),
    ("/offers", {"within": 100}, [("within", "needs_near")]),
    ("/offers", {"near": "nergens", "municipality": "GM9998"}, [("near", "unknown")]),
    ("/offers", {"from": "2026-02-30"}, [("from", "date_from_datetime_parsing")]),
    ("/offers", {"from": "2026-03-02", "to": "2026-03-01"}, [("to", "before_from")]),
    ("/offers", {"need": "gold", "age": 200}, [("age", "less_than_equal")]),
    ("/offers", {"need": "gold"}, [("need", "enum")]),
    ("/offers", {"municipality": "GM0001"}, [("municipality", "unknown")]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "query", "expected"), MISTAKES)
def test_every_mistake_in_a_question_is_named(
    path: str,
    query: dict[str, Any],
    expected: list[tuple[str, str]],
    municipality: "Municipality",
    ask: Ask,
) -> None:
    answer = ask(path, **query)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    errors = json.loads(answer.content)["errors"]
    assert [(each["location"]["name"], each["code"]) for each in errors] == expected
    assert all(each["in"] == "query" and each["detail"] for each in errors)


def test_mistakes_are_told_in_the_language_of_who_asks(
    municipality: "Municipality", ask: Ask
) -> None:
    english = ask("/hsds/services", page=0, headers={"accept-language": "en"})
    dutch = ask("/hsds/services", page=0, headers={"accept-language": "nl"})
    other = ask("/hsds/services", page=0, headers={"accept-language": "fr"})
    assert json.loads(english.content)["title"] == "The question has mistakes"
    assert json.loads(dutch.content)["title"] == "Er zitten fouten in de vraag"
    assert json.loads(other.content)["title"] == "Er zitten fouten in de vraag"
    assert (english["Content-Language"], dutch["Content-Language"]) == ("en", "nl")


def test_a_mistake_of_ours_is_a_problem_document_without_its_cause(
    municipality: "Municipality", ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nabij.exchange.hsds import write

    def broken() -> list[Any]:
        raise RuntimeError("secret")

    monkeypatch.setattr(write, "taxonomies", broken)
    answer = ask("/hsds/taxonomies")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert b"secret" not in answer.content


def test_municipalities_are_listed(municipality: "Municipality", get: Get) -> None:
    [row] = get("/municipalities")["municipalities"]
    assert (row["code"], row["name"], row["email"]) == (
        "GM9998",
        "Testdam",
        "dichtbij@testdam.example",
    )
    assert row["website"].endswith("/nl/testdam/")


def test_figures_of_an_area_have_their_source_and_year(
    municipality: "Municipality", get: Get
) -> None:
    from nabij.core.models import Area
    from nabij.monitoring.models import AreaFigure, Indicator

    area = Area.objects.create(code="GM9998", kind="municipality", name="Testdam", slug="testdam")
    for code, public in (("residents", True), ("secret", False)):
        indicator = Indicator.objects.create(
            code=code, name=code, name_nl="inwoners", unit="number", public=public
        )
        AreaFigure.objects.create(
            area=area, indicator=indicator, year=2022, value=45150, kind="registered", source="CBS"
        )
    [figure] = get("/areas/gm9998/figures")["figures"]
    assert (figure["indicator"], figure["value"], figure["year"], figure["source"]) == (
        "residents", 45150, 2022, "CBS",
    )  # fmt: skip
