"""Everything that hangs on a person, found from the tables themselves: what is forgotten, handed over and looked up.

A new table that points at a case or a person, or at something that does, belongs to that person without being named
anywhere: forgetting empties it and a subject-access request shows it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from nabij.casework.models import Case, Person
from nabij.core.personal_data.lines import Personal, Whom
from nabij.core.personal_data.register import lines_of
from nabij.core.tenancy import Walled

SLICE = "casework"


@dataclass(frozen=True, slots=True)
class Belonging:
    """A table and the way from its rows up to the root: `signal__case` for reporters of a case."""

    model: type[Walled]
    path: str

    def rows(self, root: models.Model) -> models.QuerySet[Any]:
        """Its rows that belong to this root, inside the root's municipality."""
        municipality: Any = getattr(root, "municipality", None)
        found: models.QuerySet[Any] = self.model._default_manager.filter(
            **{self.path: root}, municipality=municipality
        )
        return found


@cache
def belongings(root: type[models.Model]) -> tuple[Belonging, ...]:
    """Every table of people that hangs on this one, the nearest first; not the root itself.

    A table that hangs on it in two ways is there once, by the shortest.
    """
    found: dict[type[Walled], str] = {}
    edge: list[tuple[type[models.Model], str]] = [(root, "")]
    while edge:
        above, path = edge.pop(0)
        for model, name in _pointing_at(above):
            if model is root or model in found:
                continue
            found[model] = name if not path else f"{name}__{path}"
            edge.append((model, found[model]))
    return tuple(Belonging(model, path) for model, path in found.items())


def known_as(person: Person) -> list[Person]:
    """Every record of this person: two reports that were joined are of one. The one with which they go on comes first."""
    rows: models.QuerySet[Person] = Person.objects.filter(municipality=person.municipality_id)
    first = person
    while first.joined_to_id is not None:
        first = rows.select_related("municipality").get(pk=first.joined_to_id)
    return [first, *_joined_to(first, rows)]


def _joined_to(first: Person, rows: models.QuerySet[Person]) -> Iterator[Person]:
    for one in rows.filter(joined_to=first).select_related("municipality").order_by("pk"):
        yield one
        yield from _joined_to(one, rows)


def everything_of(person: Person) -> Iterator[Any]:
    """The person, by every record of them, and every row that hangs on these."""
    for one in known_as(person):
        yield one
        for belonging in belongings(Person):
            yield from belonging.rows(one).order_by("pk")


def of_the_case(case: Case) -> Iterator[Any]:
    """The case and every row that hangs on it."""
    yield case
    for belonging in belongings(Case):
        yield from belonging.rows(case).order_by("pk")


def told_fields(
    model: type[models.Model], whom: Iterable[Whom] = (Whom.RESIDENT, Whom.OTHER)
) -> dict[str, Personal]:
    """Fields of this table that say something of these people, with what the register says of each."""
    wanted = frozenset(whom)
    return {name: line for name, line in lines_of(model).items() if line.whom in wanted}


def _pointing_at(above: type[models.Model]) -> list[tuple[type[Walled], str]]:
    """Tables of this slice that would go when their row of `above` went, with the name of the pointer."""
    return [
        (model, field.name)
        for model in apps.get_app_config(SLICE).get_models()
        for field in model._meta.concrete_fields
        if issubclass(model, Walled)
        and isinstance(field, models.ForeignKey)
        and field.related_model is above
        and field.remote_field.on_delete is models.CASCADE
    ]
