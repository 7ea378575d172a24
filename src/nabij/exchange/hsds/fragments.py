"""Which fields of HSDS tell which fields of Nabij, and how a source's own words are given back.

A fragment is a few HSDS fields that together tell a few of ours. What Nabij would write itself for the
same meaning is the canonical form. A source's own form is kept beside the record only where it differs
from that, and is given back as long as it still says what the record says.
"""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext as _

from nabij.directory.rich_text import plain_text
from nabij.exchange.hsds.conform import AS_TOLD, Fields, Spot
from nabij.exchange.hsds.costs import cut
from nabij.exchange.hsds.findings import Findings
from nabij.exchange.records import Origin

_EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a record needs besides the record. `told(field)`: the source spoke of this field."""

    owner: str  # id of the record in the file
    today: dt.date
    findings: Findings
    spot: Spot
    told: Callable[[str], bool]

    def report(self, code: str, message: str, field: str) -> None:
        """Something worth knowing about a field of this record."""
        self.findings.report(code, message, self.spot.origin, f"{self.spot.path}{field}")


@dataclass(frozen=True, slots=True)
class Fragment:
    """`keys` of HSDS, `fields` of Nabij, and the way to and fro.

    `read` gives the fields that are told. `write` gets every field of `fields` and the owner's id.
    """

    keys: tuple[str, ...]
    fields: tuple[str, ...]
    read: Callable[[Fields, Reading], dict[str, Any]]
    write: Callable[[dict[str, Any], str], Fields]


def read(
    fragments: tuple[Fragment, ...], record: Fields, reading: Reading
) -> tuple[Fields, Fields]:
    """The values that a record tells, and those of its words that Nabij would put differently."""
    values: Fields = {}
    kept: Fields = {}
    for fragment in fragments:
        told = {key: record[key] for key in fragment.keys if key in record}
        found = fragment.read(told, reading)
        values |= found
        complete = {field: found.get(field) for field in fragment.fields}
        written = fragment.write(complete, reading.owner)
        if told and not found and written.keys() & told.keys():
            # not understood at all, and the field is always written: it cannot stand there
            kept |= {f"{key}{AS_TOLD}": value for key, value in told.items()}
        elif told and told != _present(written):
            kept |= told
    return values, kept


def write(
    fragments: tuple[Fragment, ...], values: Fields, kept: Fields, owner: str, today: dt.date
) -> Fields:
    """The HSDS fields for these values: the source's own words where they still hold, else ours."""
    record: Fields = {}
    for fragment in fragments:
        told = {key: kept[key] for key in fragment.keys if key in kept}
        mine = {field: values.get(field) for field in fragment.fields}
        if told and _still_says(fragment, told, mine, owner, today):
            record |= told
        else:
            record |= fragment.write(mine, owner)
    return record


def _still_says(
    fragment: Fragment, told: Fields, mine: dict[str, Any], owner: str, today: dt.date
) -> bool:
    found = fragment.read(told, _silent(owner, today, told))
    return all(
        found.get(field) == value or (found.get(field) in _EMPTY and value in _EMPTY)
        for field, value in mine.items()
    )


def _silent(owner: str, today: dt.date, told: Fields) -> Reading:
    return Reading(owner, today, Findings(), Spot(Origin("")), told.__contains__)


def _present(record: Fields) -> Fields:
    """Without what is empty, as a record is after it was read."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def as_text(value: Any) -> str:
    """What was told, as text. An object is written with its keys in order: PostgreSQL keeps no other."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


# --- common fragments ---------------------------------------------------------------------------


def text(key: str, field: str, longest: int | None = None) -> Fragment:
    """A text that is the same in both, cut where Nabij has less room."""

    def read_text(told: Fields, reading: Reading) -> dict[str, Any]:
        if key not in told:
            return {field: ""} if reading.told(key) else {}
        whole = as_text(told[key])
        fitting = cut(whole, longest) if longest else whole
        if fitting != whole:
            message = _("This text has %(long)d characters; the first %(kept)d are used.")
            reading.report("cut", message % {"long": len(whole), "kept": longest}, key)
        return {field: fitting}

    return Fragment((key,), (field,), read_text, lambda values, _owner: _given(key, values[field]))


def rich_text(key: str, field: str) -> Fragment:
    """A text that may have lists, bold and links here: others get it without the marks."""
    whole = text(key, field)
    return Fragment(
        (key,),
        (field,),
        whole.read,
        lambda values, _owner: _given(key, plain_text(values[field] or "")),
    )


def address(key: str, field: str, longest: int, validator: Any) -> Fragment:
    """A web or e-mail address that both must accept; one that Nabij cannot use is kept aside."""

    def read_address(told: Fields, reading: Reading) -> dict[str, Any]:
        if key not in told:
            return {field: ""} if reading.told(key) else {}
        value = str(told[key])
        try:
            validator(value)
        except ValidationError:
            value = ""
        if not value or len(value) > longest:
            message = _("This address cannot be used: %(value)s")
            reading.report("address", message % {"value": str(told[key])[:80]}, key)
            return {field: ""}
        return {field: value}

    return Fragment(
        (key,), (field,), read_address, lambda values, _owner: _given(key, values[field])
    )


def web(key: str, field: str) -> Fragment:
    """A web address of at most 300 characters."""
    return address(key, field, 300, URLValidator(schemes=["http", "https"]))


def mail(key: str, field: str) -> Fragment:
    """An e-mail address."""
    return address(key, field, 254, EmailValidator())


def number(key: str, field: str, lowest: int, highest: int) -> Fragment:
    """A whole number within bounds; anything else is reported and kept aside."""

    def read_number(told: Fields, reading: Reading) -> dict[str, Any]:
        value = told.get(key)
        whole = as_whole(value)
        if value is not None and (whole is None or not lowest <= whole <= highest):
            message = _("%(value)s is not a number that can be used here.")
            reading.report("number", message % {"value": str(value)[:40]}, key)
            return {}
        return {} if whole is None else {field: whole}

    return Fragment(
        (key,), (field,), read_number, lambda values, _owner: _given(key, values[field])
    )


def as_whole(value: Any) -> int | None:
    """A whole number, also from text; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.strip().lstrip("-").isdigit() and len(value) < 15:
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) else None


def yes_or_no(field: str) -> Fragment:
    """One of our own fields that is true or false."""

    def read_bool(told: Fields, _reading: Reading) -> dict[str, Any]:
        value = told.get(field)
        return {field: value} if isinstance(value, bool) else {}

    return Fragment(
        (field,), (field,), read_bool, lambda values, _owner: {field: bool(values[field])}
    )


def one_code(field: str, allowed: frozenset[str]) -> Fragment:
    """One of our own fields that holds a code of the vocabulary."""

    def read_code(told: Fields, reading: Reading) -> dict[str, Any]:
        value = told.get(field)
        if value is None:
            return {}
        if isinstance(value, str) and value in allowed:
            return {field: value}
        _unknown([value], field, reading)
        return {}

    return Fragment(
        (field,), (field,), read_code, lambda values, _owner: {field: values[field] or None}
    )


def codes(field: str, allowed: frozenset[str]) -> Fragment:
    """One of our own fields that holds codes of the vocabulary, in an order that means something."""

    def read_codes(told: Fields, reading: Reading) -> dict[str, Any]:
        if field not in told:
            return {field: []} if reading.told(field) else {}
        given = as_list(told[field])
        _unknown([code for code in given if code not in allowed], field, reading)
        return {field: list(dict.fromkeys(code for code in given if code in allowed))}

    return Fragment(
        (field,), (field,), read_codes, lambda values, _owner: {field: values[field] or []}
    )


def _unknown(given: list[Any], field: str, reading: Reading) -> None:
    if given:
        message = _("%(codes)s is not a word of Nabij's vocabulary.")
        reading.report("unknown_code", message % {"codes": ", ".join(map(str, given))[:80]}, field)


def as_list(value: Any) -> list[str]:
    """Texts of a list, or of one text with `;`, `|` or `,` between them."""
    if isinstance(value, str):
        for sign in (";", "|", ","):
            if sign in value:
                return [part.strip() for part in value.split(sign) if part.strip()]
        return [value.strip()] if value.strip() else []
    return [str(each) for each in value] if isinstance(value, list) else []


def translations() -> Fragment:
    """Texts in other languages: `{"en": {"name": "…"}}`."""

    def read_texts(told: Fields, reading: Reading) -> dict[str, Any]:
        value = told.get("translations")
        if value is None:
            return {}
        if not isinstance(value, dict) or not all(
            isinstance(each, dict) for each in value.values()
        ):
            reading.report("translations", _("These are not texts by language."), "translations")
            return {}
        texts = {
            str(language): {str(name): str(words) for name, words in each.items()}
            for language, each in value.items()
        }
        return {"translations": texts}

    return Fragment(
        ("translations",), ("translations",), read_texts,
        lambda values, _owner: _given("translations", values["translations"]),
    )  # fmt: skip


def _given(key: str, value: Any) -> Fields:
    return {} if value in (None, "", {}) else {key: value}
