"""A row of any walled model, filled in as far as its columns ask: for tests that go by every model."""

import datetime as dt
import itertools
import uuid
from typing import Any

from django.apps import apps
from django.db import models

from nabij.core.models import Municipality, User
from nabij.core.tenancy import Walled
from nabij.directory.models.search import NumbersField
from tests.factories import AreaFactory

_number = itertools.count(1)

#: Of two columns that may be empty one must not be: this one is filled.
EITHER = {"directory.Picture": "offer"}

#: What the database itself asks of a row: a referral without the person's agreement is refused.
ALWAYS: dict[str, dict[str, Any]] = {"casework.Referral": {"person_agreed": True}}


def walled_models() -> list[type[Walled]]:
    return [model for model in apps.get_models() if issubclass(model, Walled)]


def a_row(model: type[Walled], municipality: Municipality, **given: Any) -> Any:
    """A saved row of this municipality, with rows for what it must point at. Needs the scope open."""
    row = unsaved_row(model, municipality, **given)
    row.save()
    return row


def unsaved_row(model: type[Walled], municipality: Municipality, **given: Any) -> Any:
    always = ALWAYS.get(model._meta.label, {})
    values: dict[str, Any] = {"municipality": municipality, **always, **given}
    for field in model._meta.concrete_fields:
        if field.name not in values and (
            _must_be_given(field) or EITHER.get(model._meta.label) == field.name
        ):
            values[field.name] = _some_value(field, municipality)
    return model(**values)


def _must_be_given(field: Any) -> bool:
    return not (field.null or field.has_default() or field.blank or field.primary_key) or (
        field.primary_key and field.remote_field is not None
    )


def _some_value(field: Any, municipality: Municipality) -> Any:
    if field.remote_field is not None:
        return _some_related(field.related_model, municipality)
    number = next(_number)
    if field.choices:
        return field.choices[0][0]
    samples: dict[type, Any] = {
        models.CharField: f"t{number}"[: field.max_length or 20],
        models.TextField: f"t{number}",
        models.DateField: dt.date(2026, 1, 1) + dt.timedelta(days=number),
        models.DateTimeField: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=number),
        models.TimeField: dt.time(10),
        models.UUIDField: uuid.uuid4(),
        models.IntegerField: number % 30_000,
        models.FloatField: 5.0,
        models.BooleanField: False,
        models.BinaryField: b"x",
        models.JSONField: [],
        NumbersField: (1, 2),
    }
    kinds = [kind for kind in type(field).__mro__ if kind in samples]
    if not kinds:
        raise NotImplementedError(
            f"say in tests/core/rows.py what a {type(field).__name__} may hold"
        )
    return samples[kinds[0]]


def _some_related(model: Any, municipality: Municipality) -> Any:
    if issubclass(model, Walled):
        return a_row(model, municipality)
    if model is User:
        return User.objects.create_user(f"user{next(_number)}@dorp.example")
    if model._meta.label == "core.Area":
        return AreaFactory.create()
    raise NotImplementedError(f"say in tests/core/rows.py how to make a {model.__name__}")
