"""Shapes of everything that goes out, as JSON Schema: from the tables of HSDS, and by hand for the rest."""

from typing import Any

from nabij.api.described.words import TABLES, meaning
from nabij.exchange.hsds import spec

Shape = dict[str, Any]

_DATES = frozenset({"assured_date", "verified_on", "modified_date"})
_LISTS = frozenset({"mechanisms", "causes", "audiences", "accessible", "themes"})
_ANYTHING_LISTS = frozenset({"exceptions", "cancellations", "moves"})
_OR_NULL = frozenset({"verified_on", "only_for"})
#: Not described further: a source may write anything there.
_FREE = frozenset({"metadata"})
_NO_SHAPE = frozenset({"metadata", "meta_table_description"})


def name_of(table: str, *, short: bool = False) -> str:
    """Name of a shape: ServiceAtLocation; ServiceInList for what lists have."""
    return "".join(part.capitalize() for part in table.split("_")) + ("InList" if short else "")


def refer(name: str) -> Shape:
    """A reference to a shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def all_shapes() -> dict[str, Shape]:
    """Every shape, by name."""
    shapes: dict[str, Shape] = {}
    for table in spec.TABLES.values():
        if table.name in _NO_SHAPE:
            continue
        shapes[name_of(table.name)] = _record(table, short=False)
    for name in _IN_LISTS:
        shapes[name_of(name, short=True)] = _record(spec.TABLES[name], short=True)
    pages = {
        "ServicePage": _one_of("service"),
        "OrganizationPage": _one_of("organization"),
        "ServiceAtLocationPage": _one_of("service_at_location"),
        "TaxonomyPage": refer("Taxonomy"),
        "TaxonomyTermPage": refer("TaxonomyTerm"),
    }
    shapes |= {name: _page(contents) for name, contents in pages.items()}
    return dict(sorted((shapes | _BY_HAND).items()))


_IN_LISTS = ("service", "organization", "service_at_location", "location", "program")


def _one_of(table: str) -> Shape:
    """Short, or with `full` whole records: a whole record has all that a short one has."""
    return refer(name_of(table, short=True))


def _record(table: spec.Table, *, short: bool) -> Shape:
    properties: dict[str, Shape] = {"id": _text(meaning(table.name, "id"), format="uuid")}
    own = sorted(spec.OWN_FIELDS.get(table.name, frozenset()))
    for field in [*table.links, *table.fields, *own]:
        properties[field] = _field(table, field)
    for field, target in table.parents.items():
        inner = name_of(target, short=short and target in _IN_LISTS)
        properties[field] = {"description": meaning(table.name, field), "allOf": [refer(inner)]}
    for field, target in table.children.items():
        if not short:
            properties[field] = _list(table.name, field, target)
    required = ["id", *table.required]
    words = f"{TABLES[table.name]} As lists have it." if short else TABLES[table.name]
    return {"type": "object", "description": words, "properties": properties, "required": required}


def _list(table: str, field: str, target: str) -> Shape:
    items = {"type": "object"} if field in _FREE else refer(name_of(target))
    if (table, field) == ("organization", "services"):
        items = {"type": "object", "description": "A service in short, or in full."}
    return {"type": "array", "description": meaning(table, field), "items": items}


def _field(table: spec.Table, field: str) -> Shape:
    words = meaning(table.name, field)
    kind = table.fields.get(field) or spec.OWN_KINDS.get(field, "text")
    if field in table.links or field in spec.REFERENCES or field == "part_of":
        return _text(words, format="uuid")
    if isinstance(kind, frozenset):
        return _text(words, enum=sorted(kind))
    if field in _LISTS or field in _ANYTHING_LISTS:
        items = (
            {"type": "string"} if field in _LISTS or field == "exceptions" else {"type": "object"}
        )
        return {"type": "array", "description": words, "items": items}
    if field == "translations":
        return {"type": "object", "description": words}
    if field in _DATES:
        return _text(words, format="date", null=field in _OR_NULL)
    if kind in ("number", "yes_or_no"):
        return {"type": "number" if kind == "number" else "boolean", "description": words}
    formats = {"uri": "uri", "email": "email", "datetime": "date-time"}
    return _text(words, format=formats.get(kind), null=field in _OR_NULL)


def _text(words: str, *, null: bool = False, **more: Any) -> Shape:
    kind: Any = ["string", "null"] if null else "string"
    return {"type": kind, "description": words} | {
        key: value for key, value in more.items() if value
    }


def _page(contents: Shape) -> Shape:
    whole = {"type": "integer", "minimum": 0}
    return _object(
        "A page of records, in the envelope of HSDS 3.0.",
        total_items=whole | {"description": "How many records there are in all."},
        total_pages=whole | {"description": "How many pages there are."},
        page_number=whole | {"description": "Which page this is, from 1."},
        size=whole | {"description": "How many records are on this page."},
        first_page={"type": "boolean", "description": "Whether this is the first page."},
        last_page={"type": "boolean", "description": "Whether this is the last page."},
        empty={"type": "boolean", "description": "Whether there is nothing on this page."},
        next_page=_text(
            "Address of the next page, which goes on where this one ends; null: there is none.",
            format="uri", null=True,
        ),
        contents={"type": "array", "description": "The records.", "items": contents},
    )  # fmt: skip


def _object(words: str, **properties: Shape) -> Shape:
    return {
        "type": "object",
        "description": words,
        "properties": properties,
        "required": list(properties),
    }


def _number(words: str, *, null: bool = False, kind: str = "number") -> Shape:
    return {"type": [kind, "null"] if null else kind, "description": words}


def _texts(words: str) -> Shape:
    return {"type": "array", "description": words, "items": {"type": "string"}}


def _list_of(words: str, name: str) -> Shape:
    return {"type": "array", "description": words, "items": refer(name)}


_BY_HAND: dict[str, Shape] = {
    "HsdsRoot": _object(
        "Which version of HSDS this is, and where it is described.",
        version=_text("Version of HSDS."),
        profile=_text("Page about this profile of HSDS.", format="uri"),
        openapi_url=_text("Description of these endpoints under the names of HSDS.", format="uri"),
    ),
    "ServiceMinimal": _object(
        "A service by `minimal`.",
        id=_text("Id of the service.", format="uuid"),
        modified_date=_text("The day of its last change.", format="date"),
        last_modified=_text("The moment of its last change.", format="date-time"),
    ),
    "Found": _object(
        "What was found, the best first.",
        offers=_list_of("The offers.", "Hit"),
        total=_number("How many there are.", kind="integer"),
        more={"type": "boolean", "description": "Whether there may be more than `total`."},
        widened=_texts("Limits that were let go because nothing was found within them."),
        readAs=_texts("How mistyped words were read."),
    ),
    "Hit": _object(
        "An offer, and why it was found.",
        id=_text("Id of the offer: that of its HSDS service.", format="uuid"),
        source_id=_text("Id of the offer at the system that it came from; empty: made here."),
        name=_text("Its name."),
        distance=_number(
            "Metres in a straight line from `near`; null: nobody has to go anywhere, or not asked.",
            null=True, kind="integer",
        ),
        score=_number("How well it answers, comparable within one answer only."),
        reasons=_texts("Why it was found, in words."),
        widened=_texts("What was asked and does not hold for this offer."),
        organisation=_text("Who offers it."),
        address=_text("Where it is; empty: nowhere in particular."),
        byAppointment={"type": "boolean", "description": "Whether it has no fixed times."},
        coming=_list_of("The next times that suit the question.", "Occurrence"),
    ),
    "Occurrence": _object(
        "One time that something happens.",
        starts=_text("When it begins.", format="date-time"),
        ends=_text("When it ends; null: not known.", format="date-time", null=True),
        cancelled={"type": "boolean", "description": "Whether it was cancelled."},
        reason=_text("Why it was cancelled or moved."),
    ),
    "Municipalities": _object(
        "The municipalities of this installation.",
        municipalities=_list_of("The municipalities, by name.", "Municipality"),
    ),
    "Municipality": _object(
        "A municipality.",
        code=_text("CBS code."),
        name=_text("Its name."),
        publicName=_text("What its site is called."),
        phone=_text("Phone number for residents."),
        email=_text("E-mail address for residents."),
        latitude=_number("Degrees north of its centre; null: not known.", null=True),
        longitude=_number("Degrees east of its centre; null: not known.", null=True),
        example={"type": "boolean", "description": "Whether it is made up, to try things."},
        website=_text("Its public site.", format="uri"),
    ),
    "AreaFigures": _object(
        "Official figures of an area.",
        code=_text("CBS code of the area."),
        name=_text("Its name."),
        kind=_text("municipality, district or neighbourhood."),
        figures=_list_of("The newest figure of each indicator.", "Figure"),
    ),
    "Figure": _object(
        "A figure, with its source.",
        indicator=_text("Code of what it counts."),
        name=_text("What it counts."),
        definition=_text("What exactly it counts."),
        value=_number("The figure, in `unit`."),
        lower=_number("Lower end of the interval; null: none is known.", null=True),
        upper=_number("Upper end of the interval; null: none is known.", null=True),
        n=_number("How many people were asked; null: not a survey.", null=True, kind="integer"),
        unit=_text("Its unit."),
        shown=_text("The figure as people write it."),
        year=_number("The year that it is about.", kind="integer"),
        kind=_text("measured, modelled, or registered (from registers)."),
        source=_text("Where it comes from."),
        areaCode=_text("CBS code of the area that it is of: this one, or one around it."),
        areaName=_text("Name of that area."),
    ),
    "Problem": {
        "type": "object",
        "description": "What is wrong (RFC 9457).",
        "required": ["status", "title", "detail"],
        "properties": {
            "type": _text("Always about:blank: the status says what kind of problem it is."),
            "title": _text("What kind of problem it is, in words."),
            "status": _number("The HTTP status.", kind="integer"),
            "detail": _text("What to do about it."),
            "instance": _text("The path that was asked."),
            "errors": _list_of("Each mistake in the question.", "InputError"),
        },
    },
    "InputError": {
        "type": "object",
        "description": "A mistake in the question.",
        "required": ["in", "location", "code", "detail"],
        "properties": {
            "in": _text("query or path."),
            "location": {
                "type": "object",
                "description": "Which parameter: its `name`, and in a list its `index`.",
            },
            "code": _text("What kind of mistake; it never changes."),
            "detail": _text("What to do about it."),
        },
    },
}  # fmt: skip
