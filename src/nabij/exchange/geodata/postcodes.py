"""Postcodes with their positions, from a table: code, latitude and longitude, or RD x and y."""

import re
import uuid
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nabij.core.models import Postcode
from nabij.exchange import runs
from nabij.exchange.area_index import AreaIndex
from nabij.exchange.geodata.coordinates import SAMPLE, notation_of, to_degrees
from nabij.exchange.models import ImportRun
from nabij.exchange.offers.phrases import plain
from nabij.exchange.open_data import PARCEL, POSTCODES, OpenImport, Row, take_over, write_rows
from nabij.exchange.outcomes import ApplyResult
from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.tables import BadInputError, Line, Table, read_table
from nabij.exchange.runs import Progress
from nabij.exchange.spool import batches
from nabij.methods.geo import locate

SOURCE = "postcodes"
#: A table with a row for every address of the country still fits.
LIMITS = Limits(rows=12_000_000, file=1_500_000_000, seconds=900)

CODE = re.compile(r"[1-9]\d{3} ?[A-Z]{2}")
NAMES = {
    "code": "postcode;pc6;pc;postcode6;postcode 6;code;zip;postal code",
    "lat": "lat;latitude;breedtegraad;wgs84 lat;y;rd y;y coordinaat;y rd;lat wgs84",
    "lon": "lon;lng;long;longitude;lengtegraad;wgs84 lon;x;rd x;x coordinaat;x rd;lon wgs84",
}
_KNOWN = {plain(name): key for key, names in NAMES.items() for name in names.split(";")}
#: So many problems are told one by one; all are counted.
TOLD = 1000

Position = tuple[float, float]


def import_postcodes(
    path: Path,
    *,
    with_areas: bool = False,
    skip_bad: bool = False,
    limits: Limits = LIMITS,
    encoding: str = "",
    delimiter: str = "",
    by: uuid.UUID | None = None,
    progress: Progress | None = None,
) -> tuple[ImportRun, ApplyResult]:
    """Make and change postcodes as the file says. Others stay.

    `with_areas`: also find the neighbourhood of each. `skip_bad`: leave out rows that are wrong, instead of
    refusing the file. Raises BadInputError where the file cannot be read at all.
    """
    table = read_table(path, encoding=encoding, delimiter=delimiter, limits=limits)
    table.check_outside()
    run = runs.open_run(
        kind=ImportRun.Kind.POSTCODES, municipality=None, source=SOURCE, file=table.name,
        sha256=runs.fingerprint(path), options={"areas": with_areas, "skip_bad": skip_bad}, by=by,
    )  # fmt: skip

    def read(work: OpenImport) -> dict[str, Position]:
        found = _Found(work, skip_bad)
        _read(table, found, progress)
        return found.positions()

    def write(work: OpenImport, positions: dict[str, Position]) -> None:
        _write(work, positions, AreaIndex() if with_areas else None, progress)

    return run, take_over(run, table.name, read, write)


class _Found:
    """Positions by postcode; a postcode that occurs more than once lies in the middle of them."""

    def __init__(self, work: OpenImport, skip_bad: bool) -> None:
        self.work = work
        self.skip_bad = skip_bad
        self.notation = ""
        self._sums: dict[str, tuple[float, float, int]] = {}
        self._bad = 0

    def add(self, codes: list[str], lats: Iterable[float], lons: Iterable[float]) -> None:
        for code, lat, lon in zip(codes, lats, lons, strict=True):
            known = self._sums.get(code, (0.0, 0.0, 0))
            self._sums[code] = (known[0] + lat, known[1] + lon, known[2] + 1)

    def bad(self, code: str, message: str, row: int, column: str) -> None:
        """A wrong row: the end of the import, unless such rows are left out."""
        self._bad += 1
        if self._bad <= TOLD:
            report = self.work.note if self.skip_bad else self.work.problem
            report(code, message, row, column)
        elif not self.skip_bad:
            self.work.result.fatal_count += 1

    def positions(self) -> dict[str, Position]:
        several = sum(number > 1 for _lat, _lon, number in self._sums.values())
        if several:
            told = ngettext(
                "%(count)d postcode has more than one position; the middle was taken.",
                "%(count)d postcodes have more than one position; the middle was taken.",
                several,
            )
            self.work.note("several", told % {"count": several})
        if self.skip_bad and self._bad:
            told = ngettext(
                "%(count)d row was left out.", "%(count)d rows were left out.", self._bad
            )
            self.work.note("left_out", told % {"count": self._bad})
        return {
            code: (round(lat / number, 7), round(lon / number, 7))
            for code, (lat, lon, number) in self._sums.items()
        }


# --- reading -----------------------------------------------------------------------------------


def _read(table: Table, found: _Found, progress: Progress | None) -> None:
    try:
        with table:
            for note in table.notes:
                found.work.note(note.code, note.message)
            lines = iter(table)
            columns, first = _columns(table, list(islice(lines, SAMPLE)))
            found.notation = _notation(first, columns)
            _note_notation(found)
            done = 0
            for batch in batches(_chain(first, lines), 5 * PARCEL):
                _read_batch(batch, columns, found)
                done += len(batch)
                if progress:
                    progress(done, None)
    except BadInputError as refusal:
        found.work.result.problem(refusal.problem)


def _chain(first: list[Line], rest: Iterable[Line]) -> Iterable[Line]:
    yield from first
    yield from rest


def _columns(table: Table, first: list[Line]) -> tuple[dict[str, int], list[Line]]:
    """Where code, lat and lon stand, by name or (without names) by what they hold; and the rows below."""
    titles = [plain(str(cell)) for cell in first[0].cells]
    columns: dict[str, int] = {}
    for position, title in enumerate(titles):
        if title in _KNOWN:
            columns.setdefault(_KNOWN[title], position)
    if len(columns) == len(NAMES):
        return columns, first[1:]
    if not columns and (columns := _columns_by_content(first[0])):
        return columns, first
    missing = [NAMES[key].split(";")[0] for key in NAMES if key not in columns]
    there = ", ".join(str(cell) for cell in first[0].cells)[:200]
    raise table.error("missing_column", first[0].row, name=", ".join(missing), titles=there)


def _columns_by_content(line: Line) -> dict[str, int]:
    """A table without names: one column of postcodes, then two of numbers."""
    codes = [place for place, cell in enumerate(line.cells) if CODE.fullmatch(_code(cell))]
    numbers = [place for place, cell in enumerate(line.cells) if _number(cell) is not None]
    if len(codes) != 1 or len(numbers) != 2:
        return {}
    return {"code": codes[0], "lat": numbers[0], "lon": numbers[1]}


def _notation(lines: Sequence[Line], columns: dict[str, int]) -> str:
    pairs = [_pair(line, columns) for line in lines]
    known = [(lat, lon) for lat, lon in pairs if lat is not None and lon is not None]
    # RD gives x first, and x is the second of our columns.
    return notation_of(known)


def _note_notation(found: _Found) -> None:
    if found.notation == "degrees_swapped":
        message = _("Latitude and longitude are the wrong way round; they were swapped.")
        found.work.note("position_swapped", message)
    elif found.notation.startswith("rd"):
        found.work.note("rd", _("The positions are in RD; they were turned into degrees."))


def _read_batch(lines: list[Line], columns: dict[str, int], found: _Found) -> None:
    codes, firsts, seconds, rows = [], [], [], []
    for line in lines:
        code = _code(_cell(line, columns["code"]))
        first, second = _pair(line, columns)
        if not CODE.fullmatch(code):
            message = _("“%(text)s” is not a postcode. Write it as 3131 AB.")
            found.bad("postcode", message % {"text": code[:40]}, line.row, "postcode")
        elif first is None or second is None:
            found.bad("position", _("A position needs two numbers."), line.row, "lat, lon")
        else:
            codes.append(code.replace(" ", ""))
            firsts.append(first)
            seconds.append(second)
            rows.append(line.row)
    if codes:
        _add(codes, np.array(firsts), np.array(seconds), rows, found)


def _add(codes: list[str], firsts: Any, seconds: Any, rows: list[int], found: _Found) -> None:
    lats, lons = to_degrees(firsts, seconds, found.notation)
    sound = np.isfinite(lats) & np.isfinite(lons)
    # Surely on land: east of the coast, south of the Wadden Sea. The others are looked at one by one.
    sound[sound] = (
        (lats[sound] > 50.74) & (lats[sound] < 53.2) & (lons[sound] > 4.75) & (lons[sound] < 7.2)
    )
    for place in np.flatnonzero(~sound):
        _check_one(codes, firsts, seconds, rows, int(place), sound, found)
    kept = np.flatnonzero(sound)
    found.add([codes[place] for place in kept], lats[kept].tolist(), lons[kept].tolist())


def _check_one(
    codes: list[str],
    firsts: Any,
    seconds: Any,
    rows: list[int],
    place: int,
    sound: Any,
    found: _Found,
) -> None:
    """A position near or beyond the borders: right after all, elsewhere in the kingdom, or wrong."""
    lone = locate(float(firsts[place]), float(seconds[place]))
    if lone.point is not None and lone.notation == found.notation:
        found.add([codes[place]], [lone.point.lat], [lone.point.lon])
        return
    message = _(
        "The position %(first)s, %(second)s of %(code)s does not lie on land in the Netherlands."
    )
    words = {"first": f"{firsts[place]:g}", "second": f"{seconds[place]:g}", "code": codes[place]}
    found.bad("position", message % words, rows[place], "lat, lon")


def _cell(line: Line, position: int) -> Any:
    return line.cells[position] if position < len(line.cells) else ""


def _code(cell: Any) -> str:
    return str(cell).strip().upper()


def _pair(line: Line, columns: dict[str, int]) -> tuple[float | None, float | None]:
    return _number(_cell(line, columns["lat"])), _number(_cell(line, columns["lon"]))


def _number(cell: Any) -> float | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    try:
        return float(str(cell).strip().replace(",", "."))
    except ValueError:
        return None


# --- writing -----------------------------------------------------------------------------------


def _write(
    work: OpenImport,
    positions: dict[str, Position],
    index: AreaIndex | None,
    progress: Progress | None,
) -> None:
    done = 0
    for batch in batches(positions.items(), PARCEL):
        rows: list[Row] = [{"code": code, "lat": lat, "lon": lon} for code, (lat, lon) in batch]
        write_rows(work, POSTCODES, _linked(rows, index) if index else rows)
        done += len(rows)
        if progress:
            progress(done, len(positions))


def _linked(rows: list[Row], index: AreaIndex) -> list[Row]:
    """The same rows with the neighbourhood in which each lies."""
    keys = index.find_all([row["lat"] for row in rows], [row["lon"] for row in rows])
    return [row | {"area_id": int(key) or None} for row, key in zip(rows, keys, strict=True)]


def link_areas(
    *, by: uuid.UUID | None = None, progress: Progress | None = None
) -> tuple[ImportRun, ApplyResult]:
    """Give every postcode that is known the neighbourhood in which it lies, after areas were imported."""
    run = runs.open_run(
        kind=ImportRun.Kind.POSTCODES, municipality=None, source=SOURCE, file="", sha256="",
        options={"areas": True}, by=by,
    )  # fmt: skip

    def write(work: OpenImport, index: AreaIndex) -> None:
        total, done, last = Postcode.objects.count(), 0, ""
        while True:
            rows = Postcode.objects.filter(code__gt=last).order_by("code")
            batch: list[Row] = [dict(row) for row in rows.values("code", "lat", "lon")[:PARCEL]]
            if not batch:
                return
            write_rows(work, POSTCODES, _linked(batch, index))
            last, done = batch[-1]["code"], done + len(batch)
            if progress:
                progress(done, total)

    return run, take_over(run, "", lambda work: AreaIndex(), write)
