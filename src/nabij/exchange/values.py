"""From what a record tells to what a column can hold: cleaned, checked, cut with a word about it."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.utils.translation import gettext as _

from nabij.core import vocabulary as words
from nabij.directory.models import Offer
from nabij.exchange.records import Problem, Record

#: Lists of codes, and which codes exist.
CODES: dict[str, frozenset[str]] = {
    "mechanisms": frozenset(words.Mechanism.values),
    "causes": frozenset(words.Cause.values),
    "audiences": frozenset(words.Audience.values),
    "accessible": frozenset(words.Access.values),
    "form": frozenset(words.Form.values),
    "reach": frozenset(words.Reach.values),
    "capacity": frozenset(words.Capacity.values),
    "only_for": frozenset({"", *words.OnlyFor.values}),
    "status": frozenset(Offer.Status.values),
    "visibility": frozenset(Offer.Visibility.values),
}
LIMITS = {"lat": 90.0, "lon": 180.0}
COUNTS = {"age_min": 130, "age_max": 130, "group_size": 32767, "founded": 2200}
HIGHEST_COST = Decimal("99999.99")

Report = Callable[[Problem], None]


def clean_text(text: str) -> str:
    """Without NUL and other control characters, accents composed, no space around it."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).strip()


def clean(value: Any) -> Any:
    """The same value with every text in it cleaned (PostgreSQL cannot hold NUL)."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_text(str(key)): clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [clean(each) for each in value]
    return value


def plain(value: Any) -> Any:
    """A value as JSON keeps it: for comparing, reporting and undoing."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def told(record: Record, fields: tuple[str, ...]) -> dict[str, Any]:
    """The fields that the record tells, cleaned; not those that are None."""
    return {
        field: clean(value) for field in fields if (value := getattr(record, field)) is not None
    }


def check(
    values: dict[str, Any], model: type[models.Model], record: Record, report: Report
) -> dict[str, Any]:
    """The values that the table can hold; each problem is reported, fatal or not."""
    kept: dict[str, Any] = {}
    aside: dict[str, Any] = {}
    for field, value in values.items():
        problem = next(_wrong(field, value), None)
        if problem:
            code, message, fatal = problem
            report(_problem(record, field, code, message, fatal))
            if not fatal:
                aside[field], kept[field] = value, ""
            continue
        fitting = _fit(field, value, model)
        if fitting != value and isinstance(value, str):
            report(_problem(record, field, "cut", _cut_message(value, fitting), False))
            aside[field] = value
        kept[field] = fitting
    return _with_aside(kept, aside, values)


def _with_aside(
    kept: dict[str, Any], aside: dict[str, Any], values: dict[str, Any]
) -> dict[str, Any]:
    """What could not be kept as it was told stands in `extra`, so that nothing is lost."""
    if aside:
        kept["extra"] = {**values.get("extra", {}), "as_told": aside}
    return kept


def _problem(record: Record, field: str, code: str, message: str, fatal: bool) -> Problem:
    origin = record.origin
    return Problem(code, message, origin.file, origin.row, field, fatal)


def _cut_message(value: str, fitting: str) -> str:
    return _("This text has %(long)d characters; the first %(kept)d are used.") % {
        "long": len(value),
        "kept": len(fitting),
    }


def _fit(field: str, value: Any, model: type[models.Model]) -> Any:
    """Text cut to the length of the column; money on the cent."""
    if isinstance(value, Decimal):
        return value.quantize(Decimal("0.01"))
    longest = getattr(model._meta.get_field(field), "max_length", None)
    if isinstance(value, str) and longest and len(value) > longest:
        return value[: longest - 1].rstrip() + "…"
    return value


Wrong = tuple[str, str, bool]


def _wrong(field: str, value: Any) -> Iterator[Wrong]:
    """Code, message and whether it is fatal, for what a column must not hold."""
    if field in CODES:
        yield from _unknown_codes(field, value)
    elif field in LIMITS and not -LIMITS[field] <= value <= LIMITS[field]:
        yield "coordinate", _("%(value)s is not a position in degrees.") % {"value": value}, True
    elif field in COUNTS and not 0 <= value <= COUNTS[field]:
        yield (
            "number",
            _("%(value)s is not a number that can be used here.") % {"value": value},
            True,
        )
    elif isinstance(value, Decimal) and not (value.is_finite() and 0 <= value <= HIGHEST_COST):
        yield "cost", _("%(value)s is not an amount in euros.") % {"value": value}, True
    elif field in ("email", "contact_email"):
        yield from _refused(EmailValidator(), value, "email", _("This is not an e-mail address."))
    elif field == "website":
        validator = URLValidator(schemes=["http", "https"])
        yield from _refused(validator, value, "website", _("This is not a web address."))


def _unknown_codes(field: str, value: Any) -> Iterator[Wrong]:
    given = [value] if isinstance(value, str) else value
    unknown = [str(code) for code in given if code not in CODES[field]]
    if unknown:
        known = ", ".join(sorted(code for code in CODES[field] if code))
        message = _("%(unknown)s is not known here; use one of: %(known)s.")
        yield "unknown_code", message % {"unknown": ", ".join(unknown), "known": known}, True


def _refused(
    validator: Callable[[Any], None], value: str, code: str, message: str
) -> Iterator[Wrong]:
    if not value:
        return
    try:
        validator(value)
    except ValidationError:
        yield code, f"{message} ({value[:80]})", False
