"""Every line of the register, of every slice."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from nabij.core.encryption.fields import EncryptedTextField
from nabij.core.personal_data.kinds import is_about_a_person
from nabij.core.personal_data.lines import Personal
from nabij.core.personal_data.own import OWN


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register."""

    model: type[models.Model]
    field: str
    personal: Personal

    @property
    def encrypted(self) -> bool:
        """Whether it stands encrypted in the database."""
        return isinstance(self.model._meta.get_field(self.field), EncryptedTextField)


class NotInTheRegisterError(LookupError):
    """A field about a person of which the register says nothing, or a line about a field that is not there."""


def register() -> Iterator[Entry]:
    """Every field about a person, by model. Raises NotInTheRegisterError for one without its line."""
    for model in apps.get_models(include_auto_created=True):
        said = lines_of(model)
        fields: dict[str, Any] = {field.name: field for field in model._meta.local_concrete_fields}
        if strangers := said.keys() - fields.keys():
            raise NotInTheRegisterError(f"{model._meta.label} has no {', '.join(strangers)}")
        for name, field in fields.items():
            if name in said:
                yield Entry(model, name, said[name])
            elif is_about_a_person(field):
                raise NotInTheRegisterError(f"{model._meta.label}.{name}")


def told() -> Iterator[Entry]:
    """Every line there is. Pages take this one: what a developer forgot is for a test to say, not for a resident."""
    for model in apps.get_models(include_auto_created=True):
        fields = {field.name for field in model._meta.local_concrete_fields}
        for name, personal in lines_of(model).items():
            if name in fields:
                yield Entry(model, name, personal)


def lines_of(model: type[models.Model]) -> dict[str, Personal]:
    """What a model says of its fields, or what is said of it in `own`."""
    said: dict[str, Personal] = getattr(model, "PERSONAL", {})
    return said or OWN.get(model._meta.label, {})
