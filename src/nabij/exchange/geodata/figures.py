"""Figures per area: the key figures per municipality (JSON), and any figures from a table.

The key figures do not say of which year they are. The number of residents of the country does: the CBS
publishes it for 1 January of every year, and it fits one year only.
"""

import math
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from nabij.core.models import Area
from nabij.exchange import runs
from nabij.exchange.geodata.files import check_file, read_json
from nabij.exchange.models import ImportRun
from nabij.exchange.offers.phrases import plain
from nabij.exchange.open_data import (
    FIGURES,
    INDICATORS,
    PARCEL,
    OpenImport,
    take_over,
    write_rows,
)
from nabij.exchange.outcomes import ApplyResult
from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.tables import BadInputError, Line, read_table
from nabij.exchange.runs import Progress
from nabij.exchange.spool import batches
from nabij.monitoring.indicators import Definition, catalogue
from nabij.monitoring.models import AreaFigure, Indicator

LIMITS = Limits(rows=2_000_000, file=500_000_000, seconds=600)
MEGABYTES = 50
TOLD = 1000

#: Residents of the Netherlands on 1 January (CBS table 37296ned), and the table of key figures of that year.
RESIDENTS = {
    17_282_163: 2019, 17_407_585: 2020, 17_475_415: 2021, 17_590_672: 2022, 17_811_291: 2023,
    17_942_942: 2024, 18_044_027: 2025,
}  # fmt: skip
KEY_FIGURES = {
    2019: "84583NED", 2020: "84799NED", 2021: "85039NED", 2022: "85318NED", 2023: "85618NED",
    2024: "85984NED", 2025: "86165NED",
}  # fmt: skip

NAMES = {
    "area": "area;gebied;code;gebiedscode;regio;area code",
    "indicator": "indicator;onderwerp;indicator code",
    "year": "year;jaar;peiljaar",
    "value": "value;waarde;cijfer",
    "lower": "lower;ondergrens;low",
    "upper": "upper;bovengrens;high",
    "n": "n;aantal gevraagd;respondenten",
    "kind": "kind;soort",
    "source": "source;bron",
}
_KNOWN = {plain(name): key for key, names in NAMES.items() for name in names.split(";")}
REQUIRED = ("area", "indicator", "year", "value")


@dataclass
class Told:
    """A figure as the input has it."""

    area: str
    indicator: str
    year: int
    value: float
    kind: str
    source: str
    lower: float | None = None
    upper: float | None = None
    n: int | None = None
    row: int | None = None


@dataclass
class Found:
    """Everything that was read, and the areas that are not known here."""

    figures: list[Told] = field(default_factory=list)
    unknown_areas: Counter[str] = field(default_factory=Counter)


def import_figures(
    path: Path,
    *,
    year: int | None = None,
    source: str = "",
    by: uuid.UUID | None = None,
    progress: Progress | None = None,
) -> tuple[ImportRun, ApplyResult]:
    """Make and change figures as the file says. Others stay.

    `year` and `source` fill in what the file does not say. Raises BadInputError for what cannot be read.
    """
    name = check_file(path, MEGABYTES if _is_json(path) else LIMITS.file // 1_000_000)
    run = runs.open_run(
        kind=ImportRun.Kind.FIGURES, municipality=None, source=source[:80] or "figures", file=name,
        sha256=runs.fingerprint(path), options={"year": year, "source": source}, by=by,
    )  # fmt: skip

    def read(work: OpenImport) -> Found:
        if _is_json(path):
            return _read_key_figures(work, path, year, source)
        return _read_table(work, path, year, source)

    def write(work: OpenImport, found: Found) -> None:
        _write(work, found, progress)

    return run, take_over(run, name, read, write)


def _is_json(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")


# --- key figures per municipality --------------------------------------------------------------


def _read_key_figures(work: OpenImport, path: Path, year: int | None, source: str) -> Found:
    found = Found()
    collection = read_json(work, path)
    rows = collection.get("Gemeente")
    if not isinstance(rows, dict) or not rows:
        if work.result.ok:
            work.problem(
                "key_figures", _("There are no figures per municipality (“Gemeente”) in this file.")
            )
        return found
    year = year or _year_of(work, collection)
    if year is None:
        return found
    source = source or (f"CBS {KEY_FIGURES[year]}" if year in KEY_FIGURES else "CBS")
    wanted = {each.cbs: each for each in catalogue().values() if each.cbs}
    unused: Counter[str] = Counter()
    for code, row in rows.items():
        for place, value in _flat(row):
            if place in wanted and _is_number(value):
                figure = wanted[place]
                found.figures.append(
                    Told(code, figure.code, year, float(value), figure.kind, source)
                )
            elif place not in wanted and value is not None:
                unused[place] += 1
    _note_unused(work, unused)
    _drop_unknown_areas(work, found)
    return found


def _year_of(work: OpenImport, collection: dict[str, Any]) -> int | None:
    """The year in which the country had as many residents as the file says."""
    total = collection.get("Netherlands Total")
    residents = total.get("Population") if isinstance(total, dict) else None
    if residents is None:
        rows = collection["Gemeente"].values()
        residents = sum(row.get("Population") or 0 for row in rows if isinstance(row, dict))
    year = RESIDENTS.get(int(residents))
    if year is None:
        work.problem(
            "no_year", _("The file does not say of which year the figures are. Say it with --year.")
        )
        return None
    message = _(
        "The figures are of %(year)d: the country had %(residents)s residents on 1 January of that year."
    )
    work.note(
        "year", message % {"year": year, "residents": f"{int(residents):,}".replace(",", ".")}
    )
    return year


def _flat(row: Any) -> Iterator[tuple[str, Any]]:
    """Figures with their place, as `Demographics/65+ years (%)`."""
    if not isinstance(row, dict):
        return
    for name, value in row.items():
        if isinstance(value, dict):
            for inner, figure in value.items():
                yield f"{name}/{inner}", figure
        elif not name.startswith("_"):  # the same figures again, under short names
            yield name, value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _note_unused(work: OpenImport, unused: Counter[str]) -> None:
    """What Nabij has no indicator for; some figures stand in the file twice, and were used once."""
    used = {each.cbs.split("/", 1)[-1] for each in catalogue().values()} | {"Naam", "Provincie"}
    names = sorted({name.split("/", 1)[-1] for name in unused} - used)
    if names:
        message = _("Not taken over, because Nabij does not use them: %(names)s.")
        work.note("unused", message % {"names": ", ".join(names)})


def _drop_unknown_areas(work: OpenImport, found: Found) -> None:
    """Municipalities that have merged since are in old figures and not in new boundaries."""
    known = set(Area.objects.values_list("code", flat=True))
    found.unknown_areas = Counter(each.area for each in found.figures if each.area not in known)
    found.figures = [each for each in found.figures if each.area in known]
    if found.unknown_areas:
        message = _(
            "%(count)d municipalities are not known here, so their figures were left out: %(codes)s."
        )
        codes = ", ".join(sorted(found.unknown_areas)[:50])
        work.note("unknown_area", message % {"count": len(found.unknown_areas), "codes": codes})
    if not found.figures and work.result.ok:
        work.problem(
            "no_areas", _("None of these areas is known here. First run: nabij import areas FILE")
        )


# --- a table of figures ------------------------------------------------------------------------


def _read_table(work: OpenImport, path: Path, year: int | None, source: str) -> Found:
    found = Found()
    try:
        with read_table(path, limits=LIMITS) as table:
            for note in table.notes:
                work.note(note.code, note.message)
            lines = iter(table)
            first = next(lines)
            columns = _columns(first)
            fixed = {"year": year is not None, "source": bool(source)}
            missing = [key for key in REQUIRED if key not in columns and not fixed.get(key)]
            if missing:
                there = ", ".join(str(cell) for cell in first.cells)[:200]
                raise table.error(
                    "missing_column", first.row, name=", ".join(missing), titles=there
                )
            reader = _Reader(work, columns, year, source)
            for line in lines:
                if figure := reader.figure(line):
                    found.figures.append(figure)
    except BadInputError as refusal:
        work.result.problem(refusal.problem)
    return found


def _columns(line: Line) -> dict[str, int]:
    columns: dict[str, int] = {}
    for position, cell in enumerate(line.cells):
        key = _KNOWN.get(plain(str(cell)))
        if key:
            columns.setdefault(key, position)
    return columns


class _Reader:
    """Rows of the table, checked one by one."""

    def __init__(
        self, work: OpenImport, columns: dict[str, int], year: int | None, source: str
    ) -> None:
        self.work = work
        self._columns = columns
        self._year = year
        self._source = source
        self._areas = set(Area.objects.values_list("code", flat=True))
        self._indicators: dict[str, Indicator | Definition] = {
            **{row.code: row for row in Indicator.objects.all()}, **catalogue(),
        }  # fmt: skip
        self._seen: dict[tuple[str, str, int, str], int] = {}

    def figure(self, line: Line) -> Told | None:
        """The figure of a row; None, with what is wrong, where it cannot be."""
        before = self.work.result.fatal_count
        area = self._text(line, "area").upper()
        code = self._text(line, "indicator")
        indicator = self._indicators.get(code)
        if area not in self._areas:
            self._wrong(line, "area", _("The area “%(text)s” is not known here."), area)
        if indicator is None:
            self._wrong(line, "indicator", _("The indicator “%(text)s” is not known."), code)
        year = self._number(line, "year", 1900, 2100) if "year" in self._columns else self._year
        value = self._number(line, "value", *self._bounds(indicator))
        lower, upper = (self._optional(line, key, indicator) for key in ("lower", "upper"))
        n = self._optional(line, "n", None)
        kind = self._kind(line, indicator)
        source = self._text(line, "source") or self._source
        if not source:
            self._wrong(
                line, "source", _("Say where the figure comes from, here or with --source."), ""
            )
        if value is not None and not (lower or -math.inf) <= value <= (
            upper if upper is not None else math.inf
        ):
            self._wrong(line, "lower", _("The value does not lie between its bounds."), "")
        if self.work.result.fatal_count > before or year is None or value is None:
            return None
        told = Told(
            area,
            code,
            int(year),
            value,
            kind,
            source[:200],
            lower,
            upper,
            None if n is None else int(n),
            line.row,
        )
        return told if self._first_time(told, line) else None

    def _text(self, line: Line, key: str) -> str:
        position = self._columns.get(key)
        if position is None or position >= len(line.cells):
            return ""
        cell = line.cells[position]
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return str(cell).strip()

    def _wrong(self, line: Line, key: str, message: str, text: str) -> None:
        if self.work.result.fatal_count < TOLD:
            self.work.problem(
                f"figure_{key}",
                message % {"text": text[:60]} if "%" in message else message,
                line.row,
                key,
            )
        else:
            self.work.result.fatal_count += 1

    def _number(self, line: Line, key: str, low: float, high: float) -> float | None:
        text = self._text(line, key)
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            number = math.nan
        if not low <= number <= high:
            self._wrong(line, key, _("“%(text)s” is not a number that can stand here."), text)
            return None
        return number

    def _optional(
        self, line: Line, key: str, indicator: Indicator | Definition | None
    ) -> float | None:
        if not self._text(line, key):
            return None
        return self._number(line, key, *(self._bounds(indicator) if key != "n" else (0, 2e7)))

    def _bounds(self, indicator: Indicator | Definition | None) -> tuple[float, float]:
        percent = indicator is not None and indicator.unit in ("percent", "%")
        return (0.0, 100.0) if percent else (-1e12, 1e12)

    def _kind(self, line: Line, indicator: Indicator | Definition | None) -> str:
        kind = self._text(line, "kind").lower()
        if kind in AreaFigure.Kind.values:
            return kind
        if kind:
            names = ", ".join(AreaFigure.Kind.values)
            self._wrong(line, "kind", _("Choose one of: %(text)s."), names)
        return str(getattr(indicator, "kind", AreaFigure.Kind.MEASURED))

    def _first_time(self, told: Told, line: Line) -> bool:
        key = (told.area, told.indicator, told.year, told.kind)
        if key in self._seen:
            self._wrong(
                line, "area", _("This figure stands in row %(text)s too."), str(self._seen[key])
            )
            return False
        self._seen[key] = line.row
        return True


# --- writing -----------------------------------------------------------------------------------


def _write(work: OpenImport, found: Found, progress: Progress | None) -> None:
    codes = {each.indicator for each in found.figures}
    known = [catalogue()[code] for code in sorted(codes & catalogue().keys())]
    write_rows(work, INDICATORS, [{"code": each.code, **each.columns()} for each in known])
    indicators = dict(Indicator.objects.filter(code__in=codes).values_list("code", "pk"))
    areas = dict(Area.objects.values_list("code", "pk"))
    done = 0
    for batch in batches(found.figures, PARCEL):
        rows = [_row(each, areas[each.area], indicators[each.indicator]) for each in batch]
        write_rows(work, FIGURES, rows)
        done += len(rows)
        if progress:
            progress(done, len(found.figures))


def _row(told: Told, area: int, indicator: int) -> dict[str, Any]:
    return {
        "area_id": area,
        "indicator_id": indicator,
        "year": told.year,
        "kind": told.kind,
        "value": told.value,
        "lower": told.lower,
        "upper": told.upper,
        "n": told.n,
        "source": told.source,
    }
