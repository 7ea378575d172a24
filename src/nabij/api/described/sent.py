"""What is sent in with a key, for the description of the API: the few things here that are written."""

import copy
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from nabij.api.described.shapes import Shape, refer
from nabij.api.referral_shapes import ReferralIn
from nabij.api.sent import MOST_BYTES
from nabij.api.signal_shapes import SignalIn

SECURITY: Shape = {
    "sourceKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "The key of a source, which its municipality or point gave once. It says what may be sent with it.",
    }
}
_VERSION = {"API-Version": {"$ref": "#/components/headers/API-Version"}}
_RECEIPT: Shape = {
    "type": "string",
    "format": "uuid",
    "description": "Number of what was taken in; the same where it was sent before.",
}


@dataclass(frozen=True, slots=True)
class Sending:
    """One address at which something is sent. names: of the classes that judge it → as they are described."""

    path: str
    tag: str
    tag_words: str
    operation_id: str
    summary: str
    words: str
    shape: type[BaseModel]
    names: dict[str, str]
    receipt: str
    receipt_words: str
    receipt_fields: dict[str, Shape]

    def shapes(self) -> dict[str, Shape]:
        """What is sent, as the code that judges it has it, and the receipt."""
        told = self.shape.model_json_schema(ref_template="{model}")
        parts = told.pop("$defs")
        choices = {name: part for name, part in parts.items() if "enum" in part}
        found = {
            self.names[name]: self._plain(copy.deepcopy(shape), choices)
            for name, shape in {self.shape.__name__: told, **parts}.items()
            if name not in choices
        }
        found[self.receipt] = {
            "type": "object",
            "description": self.receipt_words,
            "properties": self.receipt_fields,
            "required": list(self.receipt_fields),
        }
        return found

    def operation(self) -> Shape:
        """The operation as OpenAPI has it."""
        answers = {
            "401": "Without a good key.",
            "403": "The key is not for this municipality, or not for sending this.",
            "413": f"Longer than {MOST_BYTES} bytes.",
            "422": "What was sent has mistakes, which are listed. Nothing was kept.",
        }
        return {
            "post": {
                "operationId": self.operation_id,
                "summary": self.summary,
                "description": self.words,
                "tags": [self.tag],
                "security": [{"sourceKey": []}],
                "parameters": [
                    {
                        "in": "header",
                        "name": "Idempotency-Key",
                        "required": True,
                        "description": "A key of your own for this one: 1 to 200 letters and figures.",
                        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
                    }
                ],
                "requestBody": {
                    "required": True,
                    "description": "What is sent.",
                    "content": {
                        "application/json": {"schema": refer(self.names[self.shape.__name__])}
                    },
                },
                "responses": {
                    "201": {
                        "description": "It is in.",
                        "headers": _VERSION,
                        "content": {"application/json": {"schema": refer(self.receipt)}},
                    },
                    "400": {"$ref": "#/components/responses/WrongInput"},
                    **{status: _problem(words) for status, words in answers.items()},
                    "429": _problem("Too much came in at once.", "Retry-After"),
                },
            }
        }

    def _plain(self, shape: Shape, choices: dict[str, Shape]) -> Shape:
        """Without titles that say the name again; one type with null for what may be unknown."""
        shape.pop("title", None)
        shape.pop("additionalProperties", None)
        for field in shape["properties"].values():
            self._plain_field(field, choices)
        return shape

    def _plain_field(self, field: dict[str, Any], choices: dict[str, Shape]) -> None:
        field.pop("title", None)
        field.pop("default", None)
        reference = field.pop("$ref", None)
        if reference in choices:
            field.update({name: choices[reference][name] for name in ("type", "enum")})
        elif reference:
            field["allOf"] = [refer(self.names[reference])]
        if either := field.pop("anyOf", None):
            field["type"] = [each["type"] for each in either]


def _problem(words: str, *headers: str) -> Shape:
    own: Shape = {
        name: {"description": "Seconds to wait.", "schema": {"type": "string"}} for name in headers
    }
    return {
        "description": words,
        "headers": {**_VERSION, **own},
        "content": {"application/problem+json": {"schema": refer("Problem")}},
    }


SIGNALS = Sending(
    path="/signals",
    tag="Signals",
    tag_words=(
        "Sending in that somebody worries about someone, or about themselves. With a key of your own, which the "
        "municipality gives; writing only: nothing of what was told, or of what became of it, can be read."
    ),
    operation_id="sendSignal",
    summary="Send in a worry",
    words=(
        "Takes in what somebody saw of someone, or told of themselves. No diagnosis, and no citizen service "
        "number. Sent again with the same `Idempotency-Key` it is the same worry; with a change, while nobody "
        "has picked it up, it is corrected. In danger call 112: nobody watches this day and night."
    ),
    shape=SignalIn,
    names={"SignalIn": "Signal", "PersonIn": "SignalPerson", "ReporterIn": "SignalReporter"},
    receipt="SignalReceipt",
    receipt_words="That it is in. It tells nothing of what becomes of it.",
    receipt_fields={
        "receipt": _RECEIPT,
        "receivedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it came in first.",
        },
    },
)
REFERRALS = Sending(
    path="/referrals",
    tag="Referrals",
    tag_words=(
        "Referring somebody who agreed to it. With a key of your own, which the municipality gives; writing only. "
        "Who refers hears back by mail, as after the form of the site."
    ),
    operation_id="sendReferral",
    summary="Refer somebody",
    words=(
        "Takes in that a professional refers somebody, with that person's agreement: without it nothing is kept. No "
        "diagnosis, and no citizen service number. Sent again with the same `Idempotency-Key` it is the same "
        "referral; with other words it is another one. In danger call 112: nobody watches this day and night."
    ),
    shape=ReferralIn,
    names={
        "ReferralIn": "Referral",
        "ReferredIn": "ReferralPerson",
        "ReferrerIn": "ReferralReferrer",
    },
    receipt="ReferralReceipt",
    receipt_words="That it is in, and by when who referred hears more.",
    receipt_fields={
        "receipt": _RECEIPT,
        "reference": {
            "type": "string",
            "description": "Six letters and figures to name on the phone; the mails have them too.",
        },
        "answerOn": {
            "type": "string",
            "format": "date",
            "description": "By when who referred hears from us, also where we can say no more yet.",
        },
    },
)
#: All of them, as they stand in the description.
SENDINGS = (SIGNALS, REFERRALS)
