"""A municipality that exists nowhere, and ways to take something over into it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.exchange.builders import TODAY, Apply, three

if TYPE_CHECKING:
    from nabij.core.models import Area, Municipality
    from nabij.exchange.apply import ApplyResult
    from nabij.exchange.models import ImportRun
    from nabij.exchange.records import Record


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Messages as they stand in the source, whatever catalogs there are."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture
def municipality(db: None) -> Iterator["Municipality"]:
    from nabij.core.models import Municipality
    from nabij.core.tenancy import within

    row = Municipality.objects.create(code="GM9998", name="Testdam", slug="testdam")
    with within(row):
        yield row


@pytest.fixture
def neighbourhood(db: None) -> "Area":
    """A square around the market."""
    from nabij.core.models import Area

    square = [[[4.30, 51.90], [4.40, 51.90], [4.40, 51.95], [4.30, 51.95], [4.30, 51.90]]]
    return Area.objects.create(
        code="BU99980001",
        kind=Area.Kind.NEIGHBOURHOOD,
        name="Markt",
        slug="markt",
        boundary={"type": "Polygon", "coordinates": square},
    )


@pytest.fixture
def take_over(municipality: "Municipality") -> Apply:
    """Apply records; by default three, the offer before what it refers to."""
    from nabij.exchange.apply import apply_records

    def apply(records: "list[Record] | None" = None, **options: Any) -> "ApplyResult":
        settings = {"source": "kaart", "run": None, "today": TODAY, **options}
        given = three() if records is None else records
        return apply_records(given, municipality=municipality, **settings)

    return apply


@pytest.fixture
def run(municipality: "Municipality") -> "ImportRun":
    from nabij.exchange.models import ImportRun

    return ImportRun.objects.create(
        municipality=municipality, kind=ImportRun.Kind.RECORDS, source="kaart", file="aanbod.csv"
    )
