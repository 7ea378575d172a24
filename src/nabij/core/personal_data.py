"""The register of personal data: for every encrypted field why it is kept, on which ground, for how long, who reads it.

A model with encrypted fields says so itself, in `PERSONAL`; a test fails where a field says nothing.
Texts are English, for the register's page they go through gettext.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.utils.functional import Promise

from nabij.core.encryption.fields import encrypted_fields
from nabij.core.encryption.records import EncryptedRecord

Text = str | Promise


class Ground(StrEnum):
    """Grounds of article 6 of the GDPR (AVG) that a municipality uses here."""

    PUBLIC_TASK = "6(1)(e)"
    CONSENT = "6(1)(a)"


@dataclass(frozen=True, slots=True)
class Personal:
    """What the register says of one field. retention: until when it is kept, in words."""

    purpose: Text
    ground: Ground
    retention: Text
    readers: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register."""

    model: type[EncryptedRecord]
    field: str
    personal: Personal


class NotInTheRegisterError(LookupError):
    """An encrypted field of which the register says nothing."""


def register() -> Iterator[Entry]:
    """Every encrypted field of every slice. Raises NotInTheRegisterError for one without its line."""
    for model in apps.get_models():
        if not issubclass(model, EncryptedRecord):
            continue
        told: dict[str, Personal] = getattr(model, "PERSONAL", {})
        for field in encrypted_fields(model):
            if field.name not in told:
                raise NotInTheRegisterError(f"{model._meta.label}.{field.name}")
            yield Entry(model, field.name, told[field.name])
