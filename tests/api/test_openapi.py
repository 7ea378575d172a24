"""The description of the API is complete, true, and keeps to the Dutch API Design Rules."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.api.conftest import Get
from tests.tools.openapi import assert_design_rules, design_rule_findings

if TYPE_CHECKING:
    from nabij.core.models import Municipality

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.any_database]


def every_operation(get: Get) -> list[tuple[str, dict[str, Any]]]:
    paths = get("/openapi.json")["paths"]
    return [(path, operation) for path, found in paths.items() for operation in found.values()]


def test_it_keeps_to_the_dutch_api_design_rules(get: Get) -> None:
    document = get("/openapi.json")
    assert document["openapi"].startswith("3.1")
    assert_design_rules(document)


def test_the_description_of_hsds_differs_in_its_names_only(get: Get) -> None:
    findings = design_rule_findings(get("/hsds/openapi.json"))
    rules = {finding.split()[1] for finding in findings}
    assert rules == {"nlgov:query-keys-camel-case", "nlgov:paths-kebab-case"}


def test_hsds_is_described_under_the_names_of_the_specification(get: Get) -> None:
    document = get("/hsds/openapi.json")
    assert set(document["paths"]) == {
        "/", "/services", "/services/{id}", "/organizations", "/organizations/{id}",
        "/service_at_locations", "/service_at_locations/{id}", "/taxonomies", "/taxonomies/{id}",
        "/taxonomy_terms", "/taxonomy_terms/{id}",
    }  # fmt: skip
    parameters = document["paths"]["/services"]["get"]["parameters"]
    assert {
        "search", "page", "per_page", "format", "taxonomy_term_id", "taxonomy_id",
        "organization_id", "modified_after", "minimal", "full",
    } <= {each["name"] for each in parameters}  # fmt: skip


def test_every_parameter_is_described(get: Get) -> None:
    for path, operation in every_operation(get):
        assert operation["summary"], path
        assert operation["description"], path
        for parameter in operation["parameters"]:
            assert parameter["description"], f"{path} {parameter['name']}"


def test_every_field_is_described(get: Get) -> None:
    undescribed = [
        f"{name}.{field}"
        for name, shape in get("/openapi.json")["components"]["schemas"].items()
        for field, schema in shape["properties"].items()
        if not schema.get("description")
    ]
    assert undescribed == []


def test_every_field_that_hsds_or_nabij_has_is_described(get: Get) -> None:
    from nabij.api.described.shapes import name_of
    from nabij.exchange.hsds import spec

    shapes = get("/openapi.json")["components"]["schemas"]
    for table in spec.TABLES.values():
        if table.name in ("metadata", "meta_table_description"):
            continue
        fields = {*table.fields, *table.links, *table.children, *table.parents}
        fields |= spec.OWN_FIELDS.get(table.name, frozenset())
        assert fields <= set(shapes[name_of(table.name)]["properties"]), table.name


def test_every_address_is_described_and_every_description_has_an_address(get: Get) -> None:
    from nabij.api import urls

    described = {path.replace("{code}", "{id}") for path in get("/openapi.json")["paths"]}
    served = {
        "/" + str(pattern.pattern).removeprefix("v1/").replace("<own_id>", "{id}")
        for pattern in urls.urlpatterns
    }
    beside = {"/hsds/", "/openapi.json", "/hsds/openapi.json", "/docs", "/", "/<path:rest>"}
    assert {path for path in served if "_" not in path} - beside == described


def test_what_is_given_is_what_is_described(make_offers: Any, get: Get) -> None:
    """Every field of Nabij's own answers stands in its description, and the other way round."""
    from nabij.core.models import Municipality
    from nabij.directory import index

    make_offers(1)
    index.rebuild(list(Municipality.objects.all()))
    shapes = get("/openapi.json")["components"]["schemas"]
    answer = get("/offers")
    assert set(answer) == set(shapes["Found"]["properties"])
    assert set(answer["offers"][0]) == set(shapes["Hit"]["properties"])
    assert set(
        answer["offers"][0]["coming"][0]
        if answer["offers"][0]["coming"]
        else shapes["Occurrence"]["properties"]
    ) == set(shapes["Occurrence"]["properties"])
    assert set(get("/municipalities")["municipalities"][0]) == set(
        shapes["Municipality"]["properties"]
    )
    service = get("/hsds/services")["contents"][0]
    assert set(service) <= set(shapes["ServiceInList"]["properties"])
    full = get(f"/hsds/services/{service['id']}")
    assert set(full) <= set(shapes["Service"]["properties"])


def test_the_page_for_people_tells_all_of_it_and_is_valid(
    get: Get, ask: Any, html_valid: Any
) -> None:
    page = ask("/docs")
    text = page.content.decode()
    html_valid(text, "/api/v1/docs")
    assert "<script" not in text
    assert "https://" not in text.replace("https://nabij.example.nl", "")
    for path, operation in every_operation(get):
        assert f"/api/v1{path}" in text
        for parameter in operation["parameters"]:
            assert f"<code>{parameter['name']}</code>" in text


def test_the_contact_is_who_runs_the_installation(get: Get, municipality: "Municipality") -> None:
    contact = get("/openapi.json")["info"]["contact"]
    assert (contact["name"], contact["email"]) == (municipality.name, municipality.email)
