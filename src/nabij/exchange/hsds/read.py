"""Reading HSDS: from files or a directory to the records that `exchange.apply` takes over."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from nabij.exchange.hsds import documents, loose, offers, organisations, places
from nabij.exchange.hsds.collect import Collection, Entity
from nabij.exchange.hsds.files import SourceFile, opened
from nabij.exchange.hsds.findings import Findings, bad_input
from nabij.exchange.hsds.ids import Ids
from nabij.exchange.records import Record
from nabij.exchange.runs import Progress


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read: records in the order in which they refer to each other."""

    records: list[Record]
    findings: Findings


def read_path(path: Path, *, municipality: str, source: str, today: dt.date) -> Reading:
    """Read a file, directory or zip. `municipality`: CBS code. Raises BadInputError."""
    with opened(path) as files:
        return read_files(files, municipality=municipality, source=source, today=today)


def read_files(
    files: Iterable[SourceFile],
    *,
    municipality: str,
    source: str,
    today: dt.date,
    progress: Progress | None = None,
) -> Reading:
    """Read files that are together one input. Raises BadInputError where one cannot be read."""
    files = list(files)
    findings = Findings()
    collection = Collection(Ids(municipality, source), findings)
    names = documents.table_names(files)
    for file in files:
        if file.name != "datapackage.json":
            documents.read(file, collection, names, progress)
    loose.put_in_place(collection)
    _check_loops(collection)
    records = list(_records(collection, today))
    if not findings.counts and not any(problem.fatal for problem in findings.problems):
        message = _("There are no records of HSDS in this input.")
        raise bad_input("not_hsds", message, files[0].name if files else "")
    return Reading(records, findings)


def _records(collection: Collection, today: dt.date) -> Iterator[Record]:
    for location in collection.of("location").values():
        yield places.read(location, collection, today)
    for organization in collection.of("organization").values():
        yield organisations.read(organization, collection, today)
    for service in collection.of("service").values():
        yield from offers.read(service, collection, today)


def _check_loops(collection: Collection) -> None:
    """An organisation cannot be above itself, nor a term, by whatever detour."""
    for table, column in (
        ("organization", "parent_organization_id"),
        ("taxonomy_term", "parent_id"),
    ):
        known = collection.of(table)
        for entity in known.values():
            if _comes_back(entity, known, column):
                message = _("Following %(column)s from %(id)s comes back to where it began.")
                words = {"column": column, "id": entity.source_id}
                collection.findings.report(
                    "loop", message % words, entity.origin, column, fatal=True
                )


def _comes_back(entity: Entity, known: dict[str, Entity], column: str) -> bool:
    seen: set[str] = set()
    above: str | None = entity.record.get(column)
    while above in known and above not in seen:
        if above == entity.id:
            return True
        seen.add(above)
        above = known[above].record.get(column)
    return False
