"""The three tables of the social map that an import writes, and the fields that records tell of them."""

from dataclasses import dataclass
from typing import Any

from nabij.directory.models import Offer, Organisation, Place
from nabij.exchange.records import OfferRecord, OrganisationRecord, PlaceRecord, Record


@dataclass(frozen=True)
class Table:
    """A model, the record that feeds it, its plain fields, and its references (field → table)."""

    name: str
    model: Any
    record: type
    fields: tuple[str, ...]
    references: dict[str, str]
    needs: tuple[str, ...]  # fields that a new row cannot do without

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that an import may write, as the model calls them."""
        return (*self.fields, *(f"{field}_id" for field in self.references), *self.derived)

    @property
    def derived(self) -> tuple[str, ...]:
        """Columns that follow from others."""
        return {"place": ("area_id",), "offer": ("verified_on", "sequence")}.get(self.name, ())


_COMMON = ("name", "translations", "extra")

PLACES = Table(
    "place", Place, PlaceRecord,
    (*_COMMON, "kind", "street", "postcode", "town", "lat", "lon", "accessible", "entrance",
     "transport"),
    {}, (),
)  # fmt: skip
ORGANISATIONS = Table(
    "organisation", Organisation, OrganisationRecord,
    (*_COMMON, "kind", "description", "email", "phone", "website", "founded", "themes", "active"),
    {"place": "place"}, ("name",),
)  # fmt: skip
OFFERS = Table(
    "offer", Offer, OfferRecord,
    (*_COMMON, "summary", "description", "status", "visibility", "mechanisms", "causes", "form",
     "reach", "audiences", "languages", "age_min", "age_max", "only_for", "cost_per_visit",
     "cost_per_month", "cost_note", "group_size", "capacity", "accessible", "walk_along",
     "welcomed_by", "contact_phone", "contact_email", "call_first", "website"),
    {"organisation": "organisation", "place": "place"}, ("name", "organisation"),
)  # fmt: skip

#: Who is referred to comes first.
TABLES = (PLACES, ORGANISATIONS, OFFERS)
BY_NAME = {table.name: table for table in TABLES}


def table_of(record: Record) -> Table:
    """The table that a record feeds."""
    return next(table for table in TABLES if isinstance(record, table.record))
