"""Schemathesis asks the API everything that its description allows, and much that it does not."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

if TYPE_CHECKING:
    from nabij.core.models import Municipality

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 25
PLAIN = {"Accept-Encoding": "identity"}  # its WSGI client does not unpack

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def filled(municipality: "Municipality", make_offers: Callable[..., Any]) -> Iterator[None]:
    """A few offers of every sort, and an area with a figure."""
    from nabij.core.models import Area
    from nabij.directory import index
    from nabij.monitoring.models import AreaFigure, Indicator
    from tests.factories import PostcodeFactory

    make_offers(3)
    make_offers(1, status="paused", cost_per_visit=2, place=None, only_for="women")
    PostcodeFactory(code="3131AB")
    area = Area.objects.create(code="GM9998", kind="municipality", name="Testdam", slug="testdam")
    indicator = Indicator.objects.create(code="residents", name="Residents", public=True)
    AreaFigure.objects.create(
        area=area, indicator=indicator, year=2022, value=1.5, kind="modelled", source="RIVM"
    )
    index.rebuild([municipality])
    return iter(())


def schema(document: dict[str, Any], path: str) -> Any:
    from nabij.config.wsgi import application

    loaded = schemathesis.openapi.from_dict(document)
    loaded.config.base_url = f"http://testserver{path}"
    loaded.app = application
    return loaded


DOCUMENTS = pytest.mark.parametrize(
    "whole", [True, False], ids=["the API", "HSDS by its own names"]
)


def operations(whole: bool) -> Iterator[Any]:
    from nabij.api.described.document import document, hsds_document

    described = document() if whole else hsds_document()
    base = "/api/v1" if whole else "/api/v1/hsds"
    for found in schema(described, base).get_all_operations():
        yield found.ok()


@DOCUMENTS
def test_no_question_makes_the_api_fail_or_break_its_own_description(
    whole: bool, filled: None
) -> None:
    asked = 0

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    for operation in operations(whole):
        modes = [GenerationMode.POSITIVE]
        if operation.query:  # else there is no way to get the question wrong
            modes.append(GenerationMode.NEGATIVE)
        for mode in modes:
            given(case=operation.as_strategy(generation_mode=mode))(ask)()
    assert asked > 200


@DOCUMENTS
def test_every_record_that_is_there_is_as_described(whole: bool, filled: None) -> None:
    from django.test import Client

    client = Client()
    for operation in operations(whole):
        if "{" not in operation.path:
            operation.Case().call_and_validate(checks=CHECKS, headers=PLAIN)
            continue
        listed = f"/api/v1{'' if whole else '/hsds'}{operation.path.rpartition('/')[0]}"
        ids = ["GM9998"] if "{code}" in operation.path else []
        ids = ids or [each["id"] for each in client.get(listed).json()["contents"]]
        assert ids, listed
        for own_id in ids[:20]:
            name = "code" if "{code}" in operation.path else "id"
            case = operation.Case(path_parameters={name: own_id})
            assert case.call_and_validate(checks=CHECKS, headers=PLAIN).status_code == 200
