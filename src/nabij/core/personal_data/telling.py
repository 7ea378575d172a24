"""The register in words, for its page at the desk and for the privacy page of residents."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst

from nabij.core.personal_data.lines import GROUND_NAMES, WHOM_NAMES, Text, Whom
from nabij.core.personal_data.register import Entry, told


@dataclass(frozen=True, slots=True)
class Line:
    """One field, in words."""

    field: str
    purpose: Text
    ground: Text
    article: str
    retention: Text
    readers: Text
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record with its fields."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Everything about one kind of people."""

    whom: str
    name: Text
    kinds: tuple[Kind, ...]


def told_by_whom() -> list[Group]:
    """The whole register, by about whom it tells and by kind of record. No query."""
    entries = list(told())
    return [
        Group(whom.value, WHOM_NAMES[whom], _kinds(e for e in entries if e.personal.whom is whom))
        for whom in Whom
    ]


def told_to_residents() -> tuple[Kind, ...]:
    """What people leave when they ask something or offer their time, for themselves to read. No query.

    Mail to them is told of in a sentence: its columns say nothing to a resident.
    """
    every = [entry for entry in told() if entry.model._meta.app_label != "core"]
    asking = (Whom.RESIDENT, Whom.OTHER)
    return (
        *_kinds(entry for entry in every if entry.personal.whom in asking),
        *_kinds(entry for entry in every if entry.personal.whom is Whom.VOLUNTEER),
    )


def _kinds(entries: Iterable[Entry]) -> tuple[Kind, ...]:
    found: dict[str, list[Line]] = {}
    for entry in entries:
        name = capfirst(str(entry.model._meta.verbose_name))
        found.setdefault(name, []).append(_line(entry))
    return tuple(Kind(name, tuple(lines)) for name, lines in found.items())


def _line(entry: Entry) -> Line:
    field, personal = entry.model._meta.get_field(entry.field), entry.personal
    return Line(
        field=str(getattr(field, "verbose_name", entry.field)),
        purpose=personal.purpose,
        ground=GROUND_NAMES[personal.ground],
        article=personal.ground.value,
        retention=personal.retention,
        readers=personal.readers,
        encrypted=entry.encrypted,
    )
