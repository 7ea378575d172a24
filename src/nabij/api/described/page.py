"""The description of the API as a page for people: plain HTML made from the OpenAPI document."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from nabij.api.described.document import Document, document


def docs(request: HttpRequest) -> HttpResponse:
    """Every endpoint with its parameters, and every shape with its fields."""
    described = document()
    page = render_to_string(
        "api/docs.html",
        {
            "info": described["info"],
            "about": _marked(described["info"]["description"]),
            "base": "/api/v1",
            "sections": _sections(described),
            "shapes": [
                _shape(name, each) for name, each in described["components"]["schemas"].items()
            ],
        },
        request,
    )
    return HttpResponse(page)


def _sections(described: Document) -> list[dict[str, Any]]:
    return [
        {
            "name": tag["name"],
            "words": _marked(tag["description"]),
            "operations": [
                _operation(path, method, operation)
                for path, operations in described["paths"].items()
                for method, operation in operations.items()
                if tag["name"] in operation["tags"]
            ],
        }
        for tag in described["tags"]
    ]


def _operation(path: str, method: str, operation: Document) -> dict[str, Any]:
    done = operation["responses"].get("200") or operation["responses"]["201"]
    content = done["content"]["application/json"]["schema"]
    first = content.get("anyOf", [content])[0]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return {
        "method": method.upper(),
        "takes": body.get("schema", {}).get("$ref", "").rpartition("/")[2],
        "id": operation["operationId"],
        "path": path,
        "summary": operation["summary"],
        "words": _marked(operation["description"]),
        "parameters": [_parameter(each) for each in operation["parameters"]],
        "shape": first["$ref"].rpartition("/")[2],
    }


def _parameter(parameter: Document) -> dict[str, Any]:
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "words": _marked(parameter["description"]),
        "kind": _kind(schema),
        "choices": schema.get("enum") or schema.get("items", {}).get("enum") or [],
        "limits": _limits(schema),
    }


def _marked(words: str) -> SafeString:
    """Words with what stands between backticks as code."""
    parts = [
        format_html("<code>{}</code>", part) if number % 2 else escape(part)
        for number, part in enumerate(words.split("`"))
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def _limits(schema: Document) -> str:
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']}–{schema['maximum']}"
    return f"≤ {schema['maxLength']}" if "maxLength" in schema else ""


def _shape(name: str, shape: Document) -> dict[str, Any]:
    fields = [
        {"name": field, "kind": _kind(each), "refers": _refers(each), "words": _marked(each.get("description", ""))}
        for field, each in shape["properties"].items()
    ]  # fmt: skip
    return {"name": name, "words": _marked(shape.get("description", "")), "fields": fields}


def _kind(schema: Document) -> str:
    if schema.get("type") == "array":
        return "list"
    told = schema.get("type", "")
    kinds = told if isinstance(told, list) else [told]
    form = schema.get("format")
    return " / ".join(form if form and kind == "string" else kind for kind in kinds if kind)


def _refers(schema: Document) -> str:
    """The shape that is in a field, for a link to it."""
    inner = schema.get("items", {}) | (schema.get("allOf") or [{}])[0]
    return str(inner.get("$ref", "")).rpartition("/")[2]
