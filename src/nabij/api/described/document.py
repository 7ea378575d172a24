"""The OpenAPI documents: ninja's parameters, our answers, and what the Dutch API Design Rules ask.

There are two. The one of the API as a whole has names with hyphens and in camelCase. The one of HSDS
has the same endpoints under the names of the specification, with underscores (docs/adr/0030-hsds-api.md).
"""

import copy
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nabij.api.answers import as_json
from nabij.api.application import api
from nabij.api.described.sent import SECURITY, SENDINGS
from nabij.api.described.shapes import Shape, all_shapes, refer
from nabij.api.version import API_VERSION, MAJOR
from nabij.core.models import Municipality

Document = dict[str, Any]

DESCRIPTION = (
    "What one can join, who offers it and where, as open data: to find something to do, and as HSDS "
    "3.0 (Open Referral) to copy all of it. Official figures of areas. Nothing that can be read here is "
    "about persons who are helped. Reading needs no key; sending in a worry or a referral does. Parameters are in lower camelCase; the underscores of HSDS "
    "are understood too. Texts are in the language of `Accept-Language` (nl or en)."
)

#: Operation → shape of its answer, and one sentence that is its summary.
ANSWERS: dict[str, tuple[str, str]] = {
    "hsdsRoot": ("HsdsRoot", "About this HSDS API"),
    "hsdsServices": ("ServicePage", "List services"),
    "hsdsService": ("Service", "One service"),
    "hsdsOrganizations": ("OrganizationPage", "List organisations"),
    "hsdsOrganization": ("Organization", "One organisation"),
    "hsdsServiceAtLocations": ("ServiceAtLocationPage", "List services at locations"),
    "hsdsServiceAtLocation": ("ServiceAtLocation", "One service at a location"),
    "hsdsTaxonomies": ("TaxonomyPage", "List taxonomies"),
    "hsdsTaxonomy": ("Taxonomy", "One taxonomy"),
    "hsdsTaxonomyTerms": ("TaxonomyTermPage", "List terms"),
    "hsdsTaxonomyTerm": ("TaxonomyTerm", "One term"),
    "findOffers": ("Found", "Find something to do"),
    "municipalities": ("Municipalities", "List municipalities"),
    "areaFigures": ("AreaFigures", "Figures of an area"),
}
_TAGS = {
    "HSDS": "The social map in the Human Services Data Specification 3.0 of Open Referral.",
    "Finding": "Finding something to do, as the public site does.",
    "Areas": "Official figures of municipalities, districts and neighbourhoods.",
    **{sending.tag: sending.tag_words for sending in SENDINGS},
}
_PATH_WORDS = {
    "id": "Id of the record.",
    "code": "CBS code: GM0622, WK062201 or BU06220103.",
}


def whole(request: HttpRequest) -> HttpResponse:
    """The description of the API as a whole."""
    return as_json(document())


def of_hsds(request: HttpRequest) -> HttpResponse:
    """The description of the HSDS endpoints under the names of the specification."""
    return as_json(hsds_document())


def document() -> Document:
    """OpenAPI 3.1 of the API as a whole."""
    found: Any = api.get_openapi_schema(path_prefix="")
    paths: Document = {}
    for path, operations in found["paths"].items():
        name = "code" if path.startswith("/areas") else "id"
        operation = _operation(operations["get"], found["components"]["schemas"], name)
        paths[path.replace("{own_id}", f"{{{name}}}")] = {"get": operation}
    sent: Document = {}
    for sending in SENDINGS:
        paths[sending.path] = sending.operation()
        sent |= sending.shapes()
    return {
        "openapi": "3.1.0",
        "info": _info("Nabij", DESCRIPTION),
        "servers": [{"url": f"{_site()}/api/{MAJOR}", "description": "This installation"}],
        "tags": [{"name": name, "description": words} for name, words in _TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": {**all_shapes(), **sent},
            "headers": _HEADERS,
            "responses": _RESPONSES,
            "securitySchemes": SECURITY,
        },
    }


def _info(title: str, words: str) -> Document:
    return {
        "title": title,
        "version": API_VERSION,
        "description": words,
        "contact": _contact(),
        "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"},
    }


def _site() -> str:
    return str(settings.NABIJ_SITE_URL).rstrip("/")


def _contact() -> Document:
    """Who runs this installation: its municipality, or the first of them."""
    row = Municipality.objects.exclude(email="").order_by("example", "pk").first()
    return {
        "name": row.name if row else "Nabij",
        "email": row.email if row else "nabij@example.nl",
        "url": f"{_site() or 'https://nabij.example.nl'}/",
    }


def _operation(operation: Document, schemas: Document, path_name: str) -> Document:
    operation_id = operation["operationId"]
    shape, summary = ANSWERS[operation_id]
    parameters = [_parameter(each, schemas, path_name) for each in operation.get("parameters", [])]
    responses: Document = {
        "200": _answer(shape, operation_id),
        "304": {"description": "It is as it was.", "headers": _header_references("ETag")},
        "400": {"$ref": "#/components/responses/WrongInput"},
    }
    if operation_id in _MERGED:
        responses["301"] = {"$ref": "#/components/responses/Moved"}
    if any(each["in"] == "path" for each in parameters):
        responses["404"] = {"$ref": "#/components/responses/NotFound"}
    return {
        "operationId": operation_id,
        "summary": summary,
        "description": operation["description"],
        "tags": operation["tags"],
        "parameters": parameters,
        "responses": responses,
    }


def _parameter(parameter: Document, schemas: Document, path_name: str) -> Document:
    """As ninja found it, without what says the same twice."""
    schema = _plain(copy.deepcopy(parameter["schema"]), schemas)
    words = schema.pop("description", "")
    if parameter["in"] == "path":
        return {"in": "path", "name": path_name, "required": True, "schema": {"type": "string"},
                "description": _PATH_WORDS[path_name]}  # fmt: skip
    told = {"in": "query", "name": parameter["name"], "required": False}
    more = {"style": "form", "explode": True} if schema.get("type") == "array" else {}
    return {**told, **more, "description": parameter.get("description") or words, "schema": schema}


def _plain(schema: Document, schemas: Document) -> Document:
    """A parameter that is left out needs no null; lists of choices stand where they are used."""
    choices = [each for each in schema.pop("anyOf", []) if each.get("type") != "null"]
    for each in choices:
        schema |= each
    if reference := schema.pop("$ref", None):
        named = schemas[reference.rpartition("/")[2]]
        schema |= {key: named[key] for key in ("type", "enum") if key in named}
    if isinstance(schema.get("items"), dict):
        schema["items"] = _plain(schema["items"], schemas)
        schema["items"].pop("description", None)
    schema.pop("title", None)
    return schema


# --- answers ------------------------------------------------------------------------------------

_HEADERS: Document = {
    "API-Version": {
        "description": "Version of the API.",
        "schema": {"type": "string"},
        "example": API_VERSION,
    },
    "ETag": {"description": "Fingerprint of the answer.", "schema": {"type": "string"}},
    "Last-Modified": {
        "description": "When what it is about was last changed, where that is known.",
        "schema": {"type": "string"},
    },
    "Location": {"description": "Where it is now.", "schema": {"type": "string"}},
    "Link": {
        "description": 'Address of the next page, with rel="next", where there is one.',
        "schema": {"type": "string"},
    },
}


def _header_references(*names: str) -> Document:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("API-Version", *names)}


def _answer(shape: str, operation_id: str) -> Document:
    page = shape.endswith("Page")
    schema: Shape = refer(shape)
    content: Document = {"application/json": {"schema": schema}}
    if page:
        content["application/x-ndjson"] = {
            "schema": {"type": "string", "description": "With `format=ndjson`: one record a line."}
        }
    if operation_id == "hsdsServices":
        content["application/json"] = {"schema": {"anyOf": [schema, _minimal_page()]}}
    headers = _header_references("ETag", "Link" if page else "Last-Modified")
    return {"description": "The answer.", "headers": headers, "content": content}


def _minimal_page() -> Shape:
    page = copy.deepcopy(all_shapes()["ServicePage"])
    page["properties"]["contents"]["items"] = refer("ServiceMinimal")
    page["description"] = "With `minimal`: only ids and last changes."
    return page


def _problem(words: str) -> Document:
    return {
        "description": words,
        "headers": _header_references(),
        "content": {"application/problem+json": {"schema": refer("Problem")}},
    }


#: Records that can be merged into another one.
_MERGED = frozenset({"hsdsService", "hsdsOrganization", "hsdsServiceAtLocation"})

_RESPONSES: Document = {
    "Moved": {
        "description": "It was merged into another record, which is at the address in `Location`. A merge can be taken "
        "back, so ask again before relying on a kept answer.",
        "headers": _header_references("Location"),
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["id", "url"],
                    "properties": {
                        "id": {
                            "type": "string",
                            "description": "Id of the record that it is part of now.",
                        },
                        "url": {"type": "string", "format": "uri", "description": "Its address."},
                    },
                }
            }
        },
    },
    "WrongInput": _problem("The question has mistakes, which are listed."),
    "NotFound": _problem("There is nothing here."),
}


# --- under the names of the specification -------------------------------------------------------


def hsds_document() -> Document:
    """OpenAPI 3.1 of the HSDS endpoints, as HSDS 3.0 names them and their parameters."""
    found = document()
    prefix = "/hsds"
    paths = {
        _spec_path(path.removeprefix(prefix)): _with_spec_parameters(operations)
        for path, operations in found["paths"].items()
        if path.startswith(prefix)
    }
    return {
        **found,
        "components": {"schemas": all_shapes(), "headers": _HEADERS, "responses": _RESPONSES},
        "info": _info("Nabij: HSDS 3.0", _TAGS["HSDS"]),
        "servers": [{"url": f"{_site()}/api/{MAJOR}/hsds", "description": "This installation"}],
        "tags": [{"name": "HSDS", "description": _TAGS["HSDS"]}],
        "paths": paths,
    }


def _spec_path(path: str) -> str:
    return path.replace("-", "_") or "/"


def _with_spec_parameters(operations: Document) -> Document:
    operation = copy.deepcopy(operations["get"])
    for parameter in operation["parameters"]:
        if parameter["in"] == "query":
            parameter["name"] = _snake(parameter["name"])
    return {"get": operation}


def _snake(name: str) -> str:
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in name)
