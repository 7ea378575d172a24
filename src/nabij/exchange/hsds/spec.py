"""The tables of HSDS 3.0 and what their fields hold, as far as reading and writing need to know.

Source: the specification's `tabular.json` and compiled schemas, version 3.0 (docs.openreferral.org).
"""

from dataclasses import dataclass

VERSION = "3.0"

#: What a field holds: `text`, `uri`, `email`, `number`, `yes_or_no`, `datetime`, or what is allowed.
Kind = str | frozenset[str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its own fields, its links to other tables, and what is nested in its records.

    `links`: field → table it points at. `children`: field → table of the records in that list.
    `parents`: field → table of the one record in it. `required`: fields that are never absent.
    """

    name: str
    file: str
    fields: dict[str, Kind]
    links: dict[str, str]
    children: dict[str, str]
    parents: dict[str, str]
    required: tuple[str, ...]


STATUS = frozenset({"active", "inactive", "defunct", "temporarily closed"})
LOCATION_TYPE = frozenset({"physical", "postal", "virtual"})
WEEKDAYS = frozenset({"MO", "TU", "WE", "TH", "FR", "SA", "SU"})
FREQUENCIES = frozenset({"WEEKLY", "MONTHLY"})

_KINDS: dict[str, Kind] = {
    "status": STATUS,
    "location_type": LOCATION_TYPE,
    "address_type": LOCATION_TYPE,
    "wkst": WEEKDAYS,
    "freq": FREQUENCIES,
}
_NUMBERS = frozenset(
    [
        "year_incorporated",
        "minimum_age",
        "maximum_age",
        "latitude",
        "longitude",
        "extension",
        "timezone",
        "count",
        "interval",
        "amount",
    ]
)
_EMAILS = frozenset({"email", "assurer_email"})
#: `service_area.uri` and `organization.logo` are plain text in the specification.
_URIS = frozenset({"url", "website", "uri", "schedule_link", "term_uri"})

_OWNERS = {
    "location_id": "location",
    "service_id": "service",
    "organization_id": "organization",
    "contact_id": "contact",
    "service_at_location_id": "service_at_location",
    "phone_id": "phone",
}


def _kind(table: str, field: str) -> Kind:
    if field in _KINDS:
        return _KINDS[field]
    if field in _NUMBERS:
        return "number"
    if field in _EMAILS:
        return "email"
    if field in _URIS and table != "service_area":
        return "uri"
    return "datetime" if field == "last_modified" else "text"


def _table(
    name: str,
    file: str,
    fields: str,
    links: str = "",
    children: str = "",
    parents: str = "",
    required: str = "",
) -> Table:
    """`links` are names of _OWNERS without `_id`; `children` are `field:table` or just the field."""
    return Table(
        name,
        f"{file}.csv",
        {field: _kind(name, field) for field in fields.split()},
        {f"{link}_id": _OWNERS[f"{link}_id"] for link in links.split()},
        dict(_pair(child) for child in [*children.split(), *_everywhere(name)]),
        dict(_pair(parent) for parent in parents.split()),
        tuple(required.split()),
    )


def _everywhere(name: str) -> list[str]:
    if name in ("metadata", "attribute", "taxonomy", "taxonomy_term"):
        return [] if name == "metadata" else ["metadata:metadata"]
    return ["attributes:attribute", "metadata:metadata"]


def _pair(text: str) -> tuple[str, str]:
    field, _colon, table = text.partition(":")
    return field, table or field


_ALL = (
    _table(
        "organization", "organizations",
        "name alternate_name description email website tax_status tax_id year_incorporated "
        "legal_status logo uri parent_organization_id",
        children="funding contacts:contact phones:phone locations:location programs:program "
        "organization_identifiers:organization_identifier services:service",
        required="name description",
    ),
    _table(
        "program", "programs", "name alternate_name description", "organization",
        required="name description",
    ),
    _table(
        "service", "services",
        "name alternate_name description url email status interpretation_services "
        "application_process fees_description wait_time fees accreditations "
        "eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert "
        "last_modified program_id",
        "organization",
        "phones:phone schedules:schedule service_areas:service_area "
        "service_at_locations:service_at_location languages:language funding "
        "cost_options:cost_option required_documents:required_document contacts:contact",
        "organization program",
        "name status",
    ),
    _table(
        "service_at_location", "service_at_location", "description", "service location",
        "contacts:contact phones:phone schedules:schedule", "location service",
    ),
    _table(
        "location", "locations",
        "location_type url name alternate_name description transportation latitude longitude "
        "external_identifier external_identifier_type",
        "organization",
        "languages:language addresses:address contacts:contact accessibility phones:phone "
        "schedules:schedule",
        required="location_type",
    ),
    _table(
        "phone", "phones", "number extension type description",
        "location service organization contact service_at_location", "languages:language",
        required="number",
    ),
    _table(
        "contact", "contacts", "name title department email",
        "organization service service_at_location location", "phones:phone",
    ),
    _table(
        "address", "addresses",
        "attention address_1 address_2 city region state_province postal_code country address_type",
        "location",
        required="address_1 city state_province postal_code country address_type",
    ),
    _table(
        "schedule", "schedules",
        "valid_from valid_to dtstart timezone until count wkst freq interval byday byweekno "
        "bymonthday byyearday description opens_at closes_at schedule_link attending_type notes",
        "service location service_at_location",
    ),
    _table("funding", "funding", "source", "organization service"),
    _table("service_area", "service_areas", "name description extent extent_type uri", "service"),
    _table("required_document", "required_documents", "document uri", "service"),
    _table("language", "languages", "name code note", "service location phone"),
    _table("accessibility", "accessibility", "description details url", "location"),
    _table(
        "cost_option", "cost_options",
        "valid_from valid_to option currency amount amount_description", "service",
    ),
    _table(
        "organization_identifier", "organization_identifiers",
        "identifier_scheme identifier_type identifier", "organization",
        required="identifier_type identifier",
    ),
    _table(
        "attribute", "attributes", "link_id taxonomy_term_id link_type link_entity value",
        parents="taxonomy_term",
    ),
    _table("taxonomy", "taxonomies", "name description uri version", required="name description"),
    _table(
        "taxonomy_term", "taxonomy_terms",
        "code name description parent_id taxonomy language taxonomy_id term_uri",
        parents="taxonomy_detail:taxonomy",
        required="name description",
    ),
    _table(
        "metadata", "metadata",
        "resource_id resource_type last_action_date last_action_type field_name previous_value "
        "replacement_value updated_by",
        required="last_action_date last_action_type field_name previous_value replacement_value "
        "updated_by",
    ),
    _table("meta_table_description", "meta_table_descriptions", "name language character_set"),
)  # fmt: skip

TABLES = {table.name: table for table in _ALL}

#: Records that others refer to by id. The rest belongs to the one record that it is nested in.
ENTITIES = (
    "organization", "service", "location", "service_at_location", "program",
    "taxonomy", "taxonomy_term",
)  # fmt: skip

#: Fields of plain text that point at another record; ids in them are made UUIDs too.
REFERENCES = {
    "parent_organization_id": "organization",
    "program_id": "program",
    "link_id": "",
    "resource_id": "",
    "taxonomy_term_id": "taxonomy_term",
    "taxonomy_id": "taxonomy",
    "parent_id": "taxonomy_term",
}

#: The fields that Nabij adds to the specification's own (extra fields are allowed), by table.
OWN_FIELDS: dict[str, frozenset[str]] = {
    "service": frozenset(
        [
            "summary",
            "mechanisms",
            "causes",
            "form",
            "reach",
            "audiences",
            "only_for",
            "group_size",
            "capacity",
            "accessible",
            "walk_along",
            "welcomed_by",
            "call_first",
            "verified_on",
            "translations",
            "municipality",
            "source",
            "source_id",
            "part_of",
        ]
    ),
    "organization": frozenset(
        ["kind", "themes", "active", "translations", "municipality", "source", "source_id"]
    ),
    "location": frozenset(
        ["kind", "accessible", "entrance", "translations", "source", "source_id"]
    ),
    "service_at_location": frozenset({"source_id"}),
    "schedule": frozenset(
        ["skip_holidays", "exceptions", "cancellations", "moves", "group", "tzid", "source_id"]
    ),
    "cost_option": frozenset({"per", "source_id"}),
}

#: Of these, the ones that are not text: what a CSV cell has to be made into.
OWN_KINDS: dict[str, Kind] = {
    "group_size": "number",
    "walk_along": "yes_or_no",
    "call_first": "yes_or_no",
    "active": "yes_or_no",
    "skip_holidays": "yes_or_no",
}


def is_known(table: str, field: str) -> bool:
    """Whether a field is of the specification, or one that Nabij adds itself."""
    spec = TABLES[table]
    return (
        field in ("id", "source_id")
        or field in spec.fields
        or field in spec.links
        or field in spec.children
        or field in spec.parents
        or field in OWN_FIELDS.get(table, frozenset())
    )
