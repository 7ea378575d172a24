"""How worries are sent in, for the description of the API: the one thing here that is written, and that needs a key."""

import copy
from typing import Any

from nabij.api.described.shapes import Shape, refer
from nabij.api.signal_shapes import SignalIn
from nabij.api.signals import MOST_BYTES

PATH, TAG = "/signals", "Signals"
TAG_WORDS = (
    "Sending in that somebody worries about someone, or about themselves. With a key of your own, which the "
    "municipality gives; writing only: nothing of what was told, or of what became of it, can be read."
)
SECURITY: Shape = {
    "sourceKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "The key of a source, which its municipality or point gave once.",
    }
}
_NAMES = {"SignalIn": "Signal", "PersonIn": "SignalPerson", "ReporterIn": "SignalReporter"}
_VERSION = {"API-Version": {"$ref": "#/components/headers/API-Version"}}


def signal_shapes() -> dict[str, Shape]:
    """What is sent, as the code that judges it has it, and the receipt."""
    told = SignalIn.model_json_schema(ref_template="{model}")
    parts = told.pop("$defs")
    found = {
        _NAMES[name]: _plain(copy.deepcopy(shape))
        for name, shape in {"SignalIn": told, **parts}.items()
    }
    found["SignalReceipt"] = {
        "type": "object",
        "description": "That it is in. It tells nothing of what becomes of it.",
        "properties": {
            "receipt": {
                "type": "string",
                "format": "uuid",
                "description": "Number of what was taken in; the same where it was sent before.",
            },
            "receivedAt": {
                "type": "string",
                "format": "date-time",
                "description": "When it came in first.",
            },
        },
        "required": ["receipt", "receivedAt"],
    }
    return found


def signal_path() -> Shape:
    """The operation as OpenAPI has it."""
    answers = {
        "401": "Without a good key.",
        "403": "The key is not for this municipality.",
        "413": f"Longer than {MOST_BYTES} bytes.",
        "422": "What was sent has mistakes, which are listed. Nothing was kept.",
    }
    return {
        "post": {
            "operationId": "sendSignal",
            "summary": "Send in a worry",
            "description": (
                "Takes in what somebody saw of someone, or told of themselves. No diagnosis, and no citizen service "
                "number. Sent again with the same `Idempotency-Key` it is the same worry; with a change, while nobody "
                "has picked it up, it is corrected. In danger call 112: nobody watches this day and night."
            ),
            "tags": [TAG],
            "security": [{"sourceKey": []}],
            "parameters": [
                {
                    "in": "header",
                    "name": "Idempotency-Key",
                    "required": True,
                    "description": "A key of your own for this worry: 1 to 200 letters and figures.",
                    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
                }
            ],
            "requestBody": {
                "required": True,
                "description": "The worry.",
                "content": {"application/json": {"schema": refer("Signal")}},
            },
            "responses": {
                "201": {
                    "description": "It is in.",
                    "headers": _VERSION,
                    "content": {"application/json": {"schema": refer("SignalReceipt")}},
                },
                "400": {"$ref": "#/components/responses/WrongInput"},
                **{status: _problem(words) for status, words in answers.items()},
                "429": _problem("Too much came in at once.", "Retry-After"),
            },
        }
    }


def _problem(words: str, *headers: str) -> Shape:
    own: Shape = {
        name: {"description": "Seconds to wait.", "schema": {"type": "string"}} for name in headers
    }
    return {
        "description": words,
        "headers": {**_VERSION, **own},
        "content": {"application/problem+json": {"schema": refer("Problem")}},
    }


def _plain(shape: Shape) -> Shape:
    """Without titles that say the name again; one type with null for what may be unknown."""
    shape.pop("title", None)
    shape.pop("additionalProperties", None)
    for field in shape["properties"].values():
        _plain_field(field)
    return shape


def _plain_field(field: dict[str, Any]) -> None:
    field.pop("title", None)
    field.pop("default", None)
    if reference := field.pop("$ref", None):
        field["allOf"] = [refer(_NAMES[reference])]
    if choices := field.pop("anyOf", None):
        field["type"] = [each["type"] for each in choices]
