"""Files of HSDS to raw records: JSON of any shape of the specification, and tables as CSV."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from nabij.exchange.hsds import legacy, spec
from nabij.exchange.hsds.collect import Collection
from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.files import LIMITS, SourceFile
from nabij.exchange.hsds.findings import bad_input
from nabij.exchange.reading import delimited
from nabij.exchange.reading.wire import UnreadableError
from nabij.exchange.reading.words import in_words
from nabij.exchange.records import Origin
from nabij.exchange.runs import Progress

Told = tuple[str, Fields, Origin]

#: Names of the list of records in a page, and of the page in it; the second is the UK's 1.0.
PAGE_LISTS = ("contents", "content")
#: Documents that go along with records and hold none.
_NO_RECORDS = ({"version", "openapi_url"}, {"openapi", "info"}, {"resources"})


def read(
    file: SourceFile,
    collection: Collection,
    names: dict[str, str],
    progress: Progress | None = None,
) -> None:
    """Add the records of one file. `names`: file → table, where a data package says so.

    Raises BadInputError where the file cannot be read.
    """
    if file.suffix == ".csv":
        table = names.get(file.name) or legacy.table_named(file.name)
        if table is None:
            message = _("This table is not known and was not read.")
            collection.findings.report("unknown_table", message, Origin(file.name))
            return
        rows = _rows(file, table)
        collection.tables_told.add(next(iter(legacy.modern(table, {})), (table, {}))[0])
    elif file.suffix in (".ndjson", ".jsonl"):
        rows = _lines(file)
    else:
        rows = _of_document(load(file), file.name)
    for table, raw, origin in rows:
        collection.taken += 1
        if collection.taken > LIMITS.rows:
            message = in_words("too_many_rows", {"limit": LIMITS.rows})
            raise bad_input("too_many_rows", message, file.name, origin.row)
        collection.add(table, raw, origin)
        if progress and collection.taken % 500 == 0:
            progress(collection.taken, None)


# --- CSV ----------------------------------------------------------------------------------------


def _rows(file: SourceFile, table: str) -> Iterator[Told]:
    try:
        found = delimited.look(file.path, "", "")
        lines = delimited.rows(file.path, found, LIMITS)
        _number, header = next(lines, (1, []))
        columns = _columns(header, file)
        for number, cells in lines:
            yield table, _cells(columns, cells, file, number), Origin(file.name, number)
    except UnreadableError as error:
        message = in_words(error.code, error.detail)
        raise bad_input(error.code, message, file.name, error.row) from error


def _columns(header: list[str], file: SourceFile) -> list[str]:
    columns = [name.strip().strip("\ufeff").lower().replace(" ", "_") for name in header]
    double = next((name for name in columns if name and columns.count(name) > 1), None)
    if double:
        message = _("The column %(name)s is there twice.") % {"name": double}
        raise bad_input("double_column", message, file.name, 1, double)
    if not any(columns):
        raise bad_input("no_header", _("The first row does not name the columns."), file.name, 1)
    return columns


def _cells(columns: list[str], cells: list[str], file: SourceFile, row: int) -> Fields:
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        message = _("This row has %(cells)d cells; there are %(columns)d columns.")
        words = {"cells": len(cells), "columns": len(columns)}
        raise bad_input("too_many_cells", message % words, file.name, row)
    told = {
        name: legacy.cell(cell)
        for name, cell in zip(columns, [*cells, *[""] * len(columns)], strict=False)
        if name
    }
    others = told.pop("other_fields", None)
    return {**told, **others} if isinstance(others, dict) else told


def table_names(files: list[SourceFile]) -> dict[str, str]:
    """Which file holds which table, as a `datapackage.json` among the files says."""
    package = next((file for file in files if file.name == "datapackage.json"), None)
    if package is None:
        return {}
    document = load(package)
    resources = document.get("resources") if isinstance(document, dict) else None
    names: dict[str, str] = {}
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, dict) or not isinstance(resource.get("path"), str):
            continue
        table = legacy.table_named(resource["path"]) or legacy.table_named(
            str(resource.get("name"))
        )
        if table:
            names[Path(resource["path"]).name] = table
    return names


# --- JSON ---------------------------------------------------------------------------------------


def load(file: SourceFile) -> Any:
    """The document of a JSON file. Raises BadInputError with line and column."""
    data = file.path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("JSON is written in UTF-8; a sign on this line is not.")
        raise bad_input("encoding", message, file.name, line) from error
    return parse(text, file.name)


def parse(text: str, name: str, row: int | None = None) -> Any:
    """JSON as it is, without numbers that are none. Raises BadInputError with line and column."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        message = _("This is no JSON: line %(line)d, column %(column)d: %(reason)s")
        words = {"line": row or error.lineno, "column": error.colno, "reason": error.msg}
        raise bad_input(
            "json", message % words, name, row or error.lineno, str(error.colno)
        ) from error
    except RecursionError as error:
        message = _("This JSON has lists in lists without end; no record is so deep.")
        raise bad_input("json", message, name, row) from error
    except ValueError as error:
        message = _("This JSON holds what no record has: %(reason)s") % {"reason": error}
        raise bad_input("json", message, name, row) from error


def dump(document: Any) -> bytes:
    """JSON in UTF-8."""
    return json.dumps(document, ensure_ascii=False).encode()


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _lines(file: SourceFile) -> Iterator[Told]:
    try:
        with file.path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    document = parse(line, file.name, number)
                    yield _told(document, file.name, Origin(file.name, number))
    except UnicodeDecodeError as error:
        raise bad_input("encoding", _("This file is not UTF-8."), file.name) from error


def _of_document(document: Any, name: str) -> Iterator[Told]:
    """The records of a document of any shape. Raises BadInputError where it has none that we know."""
    if isinstance(document, list):
        yield from _of_list(document, name)
        return
    if not isinstance(document, dict):
        raise bad_input("not_hsds", _("This JSON holds no records of HSDS."), name)
    listed = next((key for key in PAGE_LISTS if isinstance(document.get(key), list)), None)
    if listed:
        yield from _of_list(document[listed], name)
    elif tables := _tables(document):
        for table, records in tables.items():
            yield from _of_table(table, records, name)
    elif any(keys <= document.keys() for keys in _NO_RECORDS) and "id" not in document:
        return
    else:
        yield _told(document, name, Origin(name, 1))


def _of_list(records: list[Any], name: str) -> Iterator[Told]:
    for number, record in enumerate(records, 1):
        yield _told(record, name, Origin(name, number))


def _tables(document: Fields) -> dict[str, list[Any]]:
    """Tables in one document (`tabular.json`): lists under names of tables, and no record's fields."""
    if "id" in document or "name" in document:
        return {}
    named = {legacy.table_named(key): value for key, value in document.items()}
    return {table: value for table, value in named.items() if table and isinstance(value, list)}


def _of_table(table: str, records: list[Any], name: str) -> Iterator[Told]:
    for number, record in enumerate(records, 1):
        origin = Origin(f"{name}: {table}", number)
        if not isinstance(record, dict):
            raise bad_input("not_hsds", _("This is no record."), origin.file, number)
        yield table, record, origin


def _told(record: Any, name: str, origin: Origin) -> Told:
    if not isinstance(record, dict):
        raise bad_input("not_hsds", _("This is no record."), name, origin.row)
    hint = legacy.table_named(re.split(r"\?|_full|_list", name)[0])
    table = recognised(record, hint)
    if table is None:
        message = _("This is no record of HSDS that we know.")
        raise bad_input("not_hsds", message, name, origin.row)
    return table, record, origin


def recognised(record: Fields, hint: str | None) -> str | None:
    """The table that a record of unknown kind belongs to: the one that knows most of its fields.

    `hint`: the table that its file or address is named after, which wins where it knows as many.
    """
    if "id" not in record:
        return None
    best: str | None = None
    most = 1  # the id alone says nothing
    for table in _ASKED:
        known = sum(_speaks(table, field) for field in record)
        if known > most or (known == most and table == hint and known > 1):
            best, most = table, known
    return best or (hint if hint in _ASKED else None)


_ASKED = (
    "service", "organization", "location", "service_at_location", "taxonomy_term", "taxonomy",
    "program",
)  # fmt: skip


def _speaks(table: str, field: str) -> bool:
    name = legacy.table_named(field) if field not in ("funding", "accessibility") else None
    of_children = name in spec.TABLES[table].children.values() if name else False
    return of_children or spec.is_known(table, field)
