"""Every error as problem details (RFC 9457), in the language of whoever asked.

What is wrong with input is listed in `errors`, as the Dutch API Design Rules want: where (`in`,
`location`), a stable `code`, and a `detail` for a person.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import ValidationError
from pydantic import ValidationError as InvalidBodyError

CONTENT_TYPE = "application/problem+json"

_TITLES: dict[int, Any] = {
    400: gettext_lazy("The question has mistakes"),
    401: gettext_lazy("Without a good key"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("This cannot be done here"),
    406: gettext_lazy("Not in this form"),
    413: gettext_lazy("Too long"),
    422: gettext_lazy("What was sent has mistakes"),
    429: gettext_lazy("Too much at once"),
    500: gettext_lazy("Something went wrong with us"),
}


class WrongInputError(Exception):
    """Parameters that cannot be used; `errors` as they go out."""

    def __init__(self, *errors: dict[str, Any]) -> None:
        super().__init__("; ".join(str(error["detail"]) for error in errors))
        self.errors = list(errors)


class NothingThereError(Exception):
    """There is nothing at this address. The text says what was looked for."""


def wrong(name: str, code: str, detail: str, index: int | None = None) -> dict[str, Any]:
    """One mistake in a query parameter."""
    location: dict[str, Any] = {"name": name} | ({} if index is None else {"index": index})
    return {"in": "query", "location": location, "code": code, "detail": detail}


def wrong_header(name: str, code: str, detail: str) -> dict[str, Any]:
    """One mistake in a header."""
    return {"in": "header", "location": {"name": name}, "code": code, "detail": detail}


def wrong_body(pointer: str, code: str, detail: str) -> dict[str, Any]:
    """One mistake in what was sent; pointer: where, as JSON Pointer (RFC 6901)."""
    return {"in": "body", "location": {"pointer": pointer}, "code": code, "detail": detail}


def problem(
    request: HttpRequest,
    status: int,
    detail: str,
    errors: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    """The answer that says what is wrong."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": str(_TITLES.get(status, _TITLES[400])),
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    if errors:
        told["errors"] = errors
    body = json.dumps(told, ensure_ascii=False)
    return HttpResponse(body, content_type=CONTENT_TYPE, status=status)


def not_found(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """For every address that the API does not have."""
    detail = _("There is nothing at %(path)s. The description of this API is at %(openapi)s.")
    words = {"path": request.path[:200], "openapi": "/api/v1/openapi.json"}
    return problem(request, 404, detail % words)


def body_errors(error: InvalidBodyError) -> list[dict[str, Any]]:
    """The mistakes that checking a body found. What was typed there is not repeated."""
    return [
        wrong_body(
            "".join(f"/{part}" for part in each["loc"]),
            str(each["type"]),
            _in_words(str(each["type"]), dict(each)),
        )
        for each in error.errors(include_url=False, include_input=False)
    ]


def input_errors(error: ValidationError) -> list[dict[str, Any]]:
    """The mistakes that checking the parameters found."""
    return [_input_error(each) for each in error.errors]


def _input_error(each: dict[str, Any]) -> dict[str, Any]:
    place = [part for part in each["loc"] if part not in ("query", "path", "asked")]
    name = str(place[0]) if place else ""
    index = place[1] if len(place) > 1 and isinstance(place[1], int) else None
    code = str(each["type"])
    found = wrong(name, code, _in_words(code, each), index)
    return {**found, "in": "path"} if "path" in each["loc"] else found


_SENTENCES: tuple[tuple[str, Any], ...] = (
    ("missing", gettext_lazy("This is needed.")),
    ("extra_forbidden", gettext_lazy("There is no such field.")),
    ("string_too_short", gettext_lazy("This may not be empty.")),
    ("string_type", gettext_lazy("This must be text.")),
    ("json_", gettext_lazy("This is no JSON.")),
    ("model_type", gettext_lazy("This must be an object.")),
    ("int_", gettext_lazy("This must be a number.")),
    ("float_", gettext_lazy("This must be a number.")),
    ("bool_", gettext_lazy("This must be true or false.")),
    ("greater_than_equal", gettext_lazy("This must be at least %(ge)s.")),
    ("less_than_equal", gettext_lazy("This must be at most %(le)s.")),
    ("string_too_long", gettext_lazy("This may have at most %(max_length)s characters.")),
    ("string_pattern", gettext_lazy("This must have the form %(pattern)s.")),
    ("uuid_", gettext_lazy("This must be an id such as 3fa85f64-5717-4562-b3fc-2c963f66afa6.")),
    ("value_error", gettext_lazy("This must be a moment such as 2026-12-01T09:00:00Z.")),
    ("date_", gettext_lazy("This must be a date such as 2026-12-01.")),
    ("enum", gettext_lazy("Choose from: %(expected)s.")),
    ("literal_error", gettext_lazy("Choose from: %(expected)s.")),
)


def _in_words(code: str, each: dict[str, Any]) -> str:
    """A sentence for a kind of mistake; pydantic's own, in English, for the rare ones."""
    for start, sentence in _SENTENCES:
        if code.startswith(start):
            told: dict[str, Any] = each.get("ctx", {})
            return str(sentence) % told
    return str(each["msg"])
