"""HSDS 3.0 as files: pages of JSON, or a data package of CSV; in a directory, a zip or one JSON file.

Records are read, written and forgotten by the hundred, whatever their number. What is written
appears under its name only when all of it is there.
"""

import csv
import datetime as dt
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from nabij.directory.models import Offer, Organisation
from nabij.exchange.hsds import flat, published, spec, write
from nabij.exchange.hsds.conform import Fields

#: Called with how many are done and how many there are.
Progress = Callable[[int, int], None]


@dataclass
class Exported:
    """How many records of each sort were written."""

    counts: dict[str, int] = field(default_factory=dict)


def export(out: Path, form: str, *, today: dt.date, progress: Progress | None = None) -> Exported:
    """Write what is public of the municipalities in scope. `form`: `json` or `csv`.

    `out` ending in `.json` is one page of full services, ending in `.zip` a zip, else a directory.
    """
    work = _Work(today, progress)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".nabij-export-") as name:
        directory = Path(name)
        if out.suffix.lower() == ".json":
            work.services(directory / out.name)
            (directory / out.name).replace(out)
        else:
            _write_tables(work, directory) if form == "csv" else _write_pages(work, directory)
            _put_in_place(directory, out)
    return Exported(work.counts)


def _put_in_place(directory: Path, out: Path) -> None:
    files = sorted(directory.iterdir())
    if out.suffix.lower() == ".zip":
        packed = directory / "packed"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.write(file, file.name)
        packed.replace(out)
        return
    out.mkdir(exist_ok=True)
    for file in files:
        shutil.move(file, out / file.name)


class _Work:
    """Records one after the other, counted, with word of how far it is."""

    def __init__(self, today: dt.date, progress: Progress | None) -> None:
        self.today = today
        self.counts: dict[str, int] = {}
        self._progress = progress
        self._done = 0
        self._total = published.offers().count() + published.organisations().count()

    def count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1
        if name in ("services", "organizations"):
            self._done += 1
            if self._progress:
                self._progress(self._done, max(self._total, self._done))

    def offers(self) -> Iterator[Offer]:
        for batch in published.in_batches(write.with_all(published.offers())):
            yield from batch

    def organisations(self) -> Iterator[Organisation]:
        rows = published.organisations().select_related("place", "municipality")
        for batch in published.in_batches(rows):
            yield from batch

    def services(self, path: Path) -> None:
        self.page(path, "services", (write.service(offer, self.today) for offer in self.offers()))

    def page(self, path: Path, name: str, records: Iterable[Fields]) -> None:
        """One page with all records, in the envelope of the specification."""
        with path.open("w", encoding="utf-8") as file:
            file.write('{"contents": [')
            number = 0
            for number, record in enumerate(records, 1):
                file.write("\n" if number == 1 else ",\n")
                file.write(json.dumps(record, ensure_ascii=False))
                self.count(name)
            envelope: dict[str, Any] = {
                "total_items": number, "total_pages": min(number, 1), "page_number": 1,
                "size": number, "first_page": True, "last_page": True, "empty": not number,
            }  # fmt: skip
            file.write(f"\n], {json.dumps(envelope)[1:]}\n")


def _write_pages(work: _Work, directory: Path) -> None:
    today = work.today
    work.services(directory / "services.json")
    visits = (
        write.service_at_location(offer, offer.place, today)
        for offer in work.offers()
        if offer.place is not None
    )
    work.page(directory / "service_at_locations.json", "service_at_locations", visits)
    organisations = (write.organisation(row, [], today) for row in work.organisations())
    work.page(directory / "organizations.json", "organizations", organisations)
    work.page(directory / "taxonomies.json", "taxonomies", write.taxonomies())
    work.page(directory / "taxonomy_terms.json", "taxonomy_terms", write.taxonomy_terms())


# --- CSV ----------------------------------------------------------------------------------------

#: Rows of these tables are written once, however many records they are nested in.
_ONCE = frozenset({"organization", "location", "program", "taxonomy", "taxonomy_term"})


class _Tables:
    """A CSV file for every table, open until all rows are written."""

    def __init__(self, work: _Work, directory: Path, stack: ExitStack) -> None:
        self._work = work
        self._seen: set[tuple[str, str]] = set()
        self._writers = {
            name: self._writer(directory / table.file, name, stack)
            for name, table in spec.TABLES.items()
        }

    def _writer(self, path: Path, table: str, stack: ExitStack) -> "csv.DictWriter[str]":
        file: TextIO = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        writer = csv.DictWriter(file, flat.columns(table), restval="")
        writer.writeheader()
        return writer

    def add(self, table: str, record: Fields) -> None:
        """A record with all that is nested in it, but for what was written before."""
        self._drop_seen(table, record)
        for name, row in flat.rows_of(table, record):
            if name in _ONCE:
                if (name, row["id"]) in self._seen:
                    continue
                self._seen.add((name, row["id"]))
            self._writers[name].writerow(flat.cells(name, row))
            self._work.count("services" if name == "service" else spec.TABLES[name].file[:-4])

    def _drop_seen(self, table: str, record: Fields) -> None:
        """Of an organisation or location that is there already, only its id: what is in it is there too."""
        known = spec.TABLES[table]
        for name, target in known.parents.items():
            if isinstance(record.get(name), dict):
                if (target, record[name]["id"]) in self._seen:
                    record[name] = {"id": record[name]["id"]}
                else:
                    self._drop_seen(target, record[name])
        for visit in record.get("service_at_locations", []):
            self._drop_seen("service_at_location", visit)


def _write_tables(work: _Work, directory: Path) -> None:
    with ExitStack() as stack:
        tables = _Tables(work, directory, stack)
        for row in work.organisations():
            tables.add("organization", write.organisation(row, [], work.today))
        for offer in work.offers():
            tables.add("service", write.service(offer, work.today))
        for term in write.taxonomy_terms():
            tables.add("taxonomy_term", term)
    package = json.dumps(_data_package(), ensure_ascii=False, indent=1)
    (directory / "datapackage.json").write_text(package, encoding="utf-8")


def _data_package() -> Fields:
    return {
        "name": "nabij",
        "title": "Social map, as open data",
        "profile": "tabular-data-package",
        "version": f"{spec.VERSION}.0",
        "homepage": "https://docs.openreferral.org",
        "resources": [_resource(table) for table in spec.TABLES.values()],
    }


def _resource(table: spec.Table) -> Fields:
    fields = [
        {"name": name, "type": "number" if table.fields.get(name) == "number" else "string"}
        for name in flat.columns(table.name)
    ]
    keys = [
        {"fields": name, "reference": {"resource": target, "fields": "id"}}
        for name, target in table.links.items()
    ]
    return {
        "name": table.name,
        "path": table.file,
        "profile": "tabular-data-resource",
        "schema": {"fields": fields, "primaryKey": "id", "foreignKeys": keys},
    }
