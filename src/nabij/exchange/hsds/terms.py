"""Nabij's vocabulary as taxonomies and terms of HSDS, and the terms that an offer has as attributes."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models import TextChoices
from django.utils import translation

from nabij.core import vocabulary as words
from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.ids import part_id
from nabij.exchange.identity import NAMESPACE

VERSION = "1"
#: Names the vocabulary everywhere in the world; it is no address that anyone serves.
URI = "urn:nabij:vocabulary:1"


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One list of the vocabulary. `field`: of an offer, what terms of this list fill; "" for needs."""

    code: str
    field: str
    choices: type[TextChoices]
    many: bool
    description: str


TAXONOMIES = (
    Taxonomy("causes", "causes", words.Cause, True, "Why someone misses people around them"),
    Taxonomy("mechanisms", "mechanisms", words.Mechanism, True, "How an offer helps"),
    Taxonomy("forms", "form", words.Form, False, "The shape of an offer"),
    Taxonomy("reach", "reach", words.Reach, False, "Where an offer meets the person"),
    Taxonomy("audiences", "audiences", words.Audience, True, "For whom an offer is made"),
    Taxonomy("accessibility", "accessible", words.Access, True, "What there is for who needs it"),
    Taxonomy("needs", "", words.Need, True, "What a resident can say they would like"),
)


def taxonomy_id(taxonomy: Taxonomy) -> str:
    """UUID of a taxonomy: the same in every installation."""
    return str(uuid.uuid5(NAMESPACE, f"{URI}:{taxonomy.code}"))


def term_id(taxonomy: Taxonomy, code: str) -> str:
    """UUID of a term: the same in every installation."""
    return str(uuid.uuid5(NAMESPACE, f"{URI}:{taxonomy.code}:{code}"))


def taxonomy_record(taxonomy: Taxonomy) -> Fields:
    """A taxonomy as HSDS 3.0 has it."""
    return {
        "id": taxonomy_id(taxonomy),
        "name": f"nabij:{taxonomy.code}",
        "description": taxonomy.description,
        "uri": f"{URI}:{taxonomy.code}",
        "version": VERSION,
    }


@cache
def term_record(taxonomy: Taxonomy, code: str) -> Fields:
    """A term as HSDS 3.0 has it, named in Dutch, with its English name as description. Not to be changed."""
    names = _names(taxonomy.code)[code]
    return {
        "id": term_id(taxonomy, code),
        "code": code,
        "name": names[0],
        "description": names[1],
        "taxonomy": f"nabij:{taxonomy.code}",
        "taxonomy_detail": taxonomy_record(taxonomy),
        "language": "nl",
        "term_uri": f"{URI}:{taxonomy.code}:{code}",
    }


@lru_cache(maxsize=len(TAXONOMIES))
def _names(taxonomy_code: str) -> dict[str, tuple[str, str]]:
    """Dutch and English name of every term."""
    taxonomy = next(each for each in TAXONOMIES if each.code == taxonomy_code)
    with translation.override("nl"):
        dutch = {code: str(label) for code, label in taxonomy.choices.choices}
    with translation.override("en"):
        return {code: (dutch[code], str(label)) for code, label in taxonomy.choices.choices}


def all_terms() -> Iterator[tuple[Taxonomy, str]]:
    """Every term with its taxonomy."""
    for taxonomy in TAXONOMIES:
        for code in taxonomy.choices.values:
            yield taxonomy, code


@lru_cache(maxsize=1)
def _terms_by_id() -> dict[str, tuple[Taxonomy, str]]:
    return {term_id(taxonomy, code): (taxonomy, code) for taxonomy, code in all_terms()}


def term_of(record: Fields) -> tuple[Taxonomy, str] | None:
    """Our taxonomy and code that an attribute names, by the term's id, address or code; else None."""
    term: dict[str, Any] = record.get("taxonomy_term") or {}
    own_id = term.get("id") or record.get("taxonomy_term_id")
    if own_id in _terms_by_id():
        return _terms_by_id()[own_id]
    name = (term.get("taxonomy_detail") or {}).get("name") or term.get("taxonomy")
    code = term.get("code") or term.get("name")
    for taxonomy in TAXONOMIES:
        if name == f"nabij:{taxonomy.code}" and code in taxonomy.choices.values:
            return taxonomy, str(code)
    return None


def read(attributes: list[Fields]) -> dict[str, Any]:
    """Fields of an offer that its attributes fill, for taxonomies that are ours."""
    found: dict[str, Any] = {}
    for attribute in attributes:
        known = term_of(attribute)
        if known is None or not known[0].field:
            continue
        taxonomy, code = known
        if not taxonomy.many:
            found.setdefault(taxonomy.field, code)
        elif code not in found.setdefault(taxonomy.field, []):
            found[taxonomy.field].append(code)
    return found


def others(attributes: list[Fields]) -> list[Fields]:
    """The attributes of taxonomies that are not ours, which are kept as they are."""
    return [attribute for attribute in attributes if term_of(attribute) is None]


def write(values: dict[str, Any], owner: str) -> list[Fields]:
    """Attributes of a service for the fields of an offer."""
    attributes = []
    for taxonomy in TAXONOMIES:
        told = values.get(taxonomy.field) or []
        for code in [told] if isinstance(told, str) else told:
            if code in taxonomy.choices.values:
                attributes.append(_attribute(taxonomy, code, owner))  # noqa: PERF401 - reads better
    return attributes


def _attribute(taxonomy: Taxonomy, code: str, owner: str) -> Fields:
    return {
        "id": part_id(owner, "attribute", f"{taxonomy.code}:{code}"),
        "link_entity": "service",
        "value": code,
        "taxonomy_term": term_record(taxonomy, code),
    }


def term_with(own_id: str) -> tuple[Taxonomy, str] | None:
    """Our taxonomy and code with this id, or None."""
    return _terms_by_id().get(own_id)
