"""One batch of records of one table: found, compared, written.

Everything is a fixed number of queries per batch, whatever the batch holds.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.tenancy import everywhere
from nabij.directory.models import Schedule
from nabij.exchange import outcomes
from nabij.exchange.area_index import AreaIndex
from nabij.exchange.identity import as_uuid, derived
from nabij.exchange.merged import merged_away, second_of_one
from nabij.exchange.models import Change, ImportRun
from nabij.exchange.outcomes import ApplyResult, Outcome
from nabij.exchange.records import OfferRecord, Problem, Record, ScheduleRecord
from nabij.exchange.schedules import ScheduleChanges, as_rule, compare
from nabij.exchange.tables import BY_NAME, Table
from nabij.exchange.values import check, plain, told

ROWS_AN_UPDATE = 200
NOT_WRITTEN = -1  # primary key of a row that a preview would make
DUTCH_POSTCODE = re.compile(r"\d{4} ?[A-Za-z]{2}")


class Reference(NamedTuple):
    """A row that others may refer to."""

    pk: int
    name: str


@dataclass
class Step:
    """What must happen for one record."""

    record: Record
    row: Any
    new: bool
    changes: dict[str, list[Any]] = field(default_factory=dict)  # column → [before, after]
    dates: ScheduleChanges | None = None
    verified: dt.date | None = None
    rejected: bool = False

    @property
    def outcome(self) -> str:
        """Created, updated, unchanged or rejected."""
        if self.rejected:
            return outcomes.REJECTED
        if self.new:
            return outcomes.CREATED
        return outcomes.UPDATED if self.changes or self.dates_change else outcomes.UNCHANGED

    @property
    def dates_change(self) -> bool:
        """Whether the schedules become different."""
        return self.dates is not None and self.dates.any


class Import:
    """What one import knows while it runs. `writing` ends at the first fatal problem."""

    def __init__(
        self,
        municipality: Municipality,
        source: str,
        run: ImportRun | None,
        result: ApplyResult,
        today: dt.date,
    ) -> None:
        self.municipality = municipality
        self.source = source
        self.run = run
        self.result = result
        self.today = today
        self.now = timezone.now()
        self.known: dict[str, dict[str, Reference]] = {"place": {}, "organisation": {}}
        self.seen: dict[str, dict[str, int | None]] = {name: {} for name in BY_NAME}
        self.touched: dict[str, set[int]] = {"place": set(), "organisation": set()}
        self.new_uids: set[uuid.UUID] = set()
        self._areas: AreaIndex | None = None

    @property
    def writing(self) -> bool:
        """Whether rows are written: not in a preview, nor after something fatal."""
        return not self.result.dry_run and self.result.ok

    @property
    def areas(self) -> AreaIndex:
        """The neighbourhoods of this municipality."""
        if self._areas is None:
            self._areas = AreaIndex(self.municipality.code)
        return self._areas


def plan(work: Import, table: Table, records: list[Record]) -> list[Step]:
    """What must happen for these records; problems are reported on the way."""
    records = [record for record in records if _first_time(work, table, record)]
    find_references(work, table, records)
    existing = _existing(work, table, [record.source_id for record in records])
    steps = [_step(work, table, record, existing.get(record.source_id)) for record in records]
    if table.name == "offer":
        _plan_schedules(work, [step for step in steps if not step.rejected])
    _choose_uids(work, table, [step for step in steps if step.new and not step.rejected])
    return steps


def write(work: Import, table: Table, steps: list[Step]) -> None:
    """Save what changes, with what is needed to take it back."""
    new = [step for step in steps if step.outcome == outcomes.CREATED]
    updated = [step for step in steps if step.outcome == outcomes.UPDATED]
    table.model.objects.bulk_create([step.row for step in new])
    work.new_uids.update(step.row.uid for step in new)
    columns = sorted({column for step in updated for column in step.changes})
    if updated:
        for step in updated:
            step.row.updated_at = work.now
        table.model.objects.bulk_update(
            [step.row for step in updated],
            [*map(_field_name, columns), "updated_at"],
            batch_size=ROWS_AN_UPDATE,
        )
    if work.run is not None:
        Change.objects.bulk_create(_change(work, table, step) for step in (*new, *updated))
    if table.name in work.touched:
        work.touched[table.name].update(step.row.pk for step in updated)


def remember(work: Import, table: Table, steps: Iterable[Step]) -> None:
    """Note the outcomes, and let later records refer to these."""
    for step in steps:
        if table.name in work.known:
            pk = step.row.pk or NOT_WRITTEN
            work.known[table.name][step.record.source_id] = Reference(pk, step.row.name)
        work.result.note(_outcome(table, step))


def _outcome(table: Table, step: Step) -> Outcome:
    record = step.record
    fields = {} if step.new else _shown(step)
    name = step.row.name
    return Outcome(table.name, record.source_id, name, step.outcome, record.origin, fields)


def _first_time(work: Import, table: Table, record: Record) -> bool:
    """False, with a problem, where this id was read before."""
    seen = work.seen[table.name]
    if record.source_id and record.source_id not in seen:
        seen[record.source_id] = record.origin.row
        return True
    if not record.source_id:
        message = _("This record has no id.")
    elif (row := seen[record.source_id]) is not None:
        message = _("The id %(id)s is in row %(row)d too; an id is used once.") % {
            "id": record.source_id, "row": row,
        }  # fmt: skip
    else:
        message = _("The id %(id)s is used more than once.") % {"id": record.source_id}
    reject(work, record, "duplicate_id" if record.source_id else "no_id", message, "id")
    work.result.note(
        Outcome(table.name, record.source_id, record.name or "", outcomes.REJECTED, record.origin)
    )
    return False


def reject(work: Import, record: Record, code: str, message: str, column: str | None) -> None:
    """Report that this record cannot be taken over."""
    origin = record.origin
    work.result.problem(Problem(code, message, origin.file, origin.row, column))


def find_references(work: Import, table: Table, records: list[Record]) -> None:
    """Look up, in one query a table, the referred rows that this input did not bring itself."""
    for column, target in table.references.items():
        known = work.known[target]
        wanted = {getattr(record, column) for record in records} - known.keys() - {None, ""}
        if wanted:
            for source_id, row in _existing(work, BY_NAME[target], wanted, anyones=True).items():
                known[source_id] = Reference(row.pk, row.name)


def _existing(
    work: Import, table: Table, source_ids: Iterable[str], *, anyones: bool = False
) -> dict[str, Any]:
    """Rows by the id at the source; for a UUID also rows made here, whose public id comes back.

    `anyones`: a reference by public id may be to a row that another source sent.
    """
    ids = list(source_ids)
    rows = table.model.objects.filter(municipality=work.municipality)
    rows = rows.select_related(*table.references)
    own = {str(uid): each for each in ids if (uid := as_uuid(each))}
    found = {}
    if own:
        made_here = {} if anyones else {"source": "", "source_id": ""}
        for row in rows.filter(uid__in=own, **made_here):
            found[own[str(row.uid)]] = row
    for row in rows.filter(source=work.source, source_id__in=ids):
        found[row.source_id] = row
    return found | merged_away(work, table, set(ids) - found.keys())


def _step(work: Import, table: Table, record: Record, row: Any) -> Step:
    """Compare one record with its row, or make the row."""
    before = work.result.fatal_count
    values = check(told(record, table.fields), table.model, record, work.result.problem)
    values |= _references(work, table, record)
    new = row is None
    if row is not None and second_of_one(work, record, row):
        return Step(record, row, new=False)
    if row is None:
        row = table.model(
            municipality=work.municipality, source=work.source,
            source_id=record.source_id, created_at=work.now,
        )  # fmt: skip
        _check_complete(work, table, record, values)
    step = Step(record, row, new, rejected=work.result.fatal_count > before)
    if step.rejected:
        row.name = values.get("name") or row.name
        return step
    if "postcode" in values and DUTCH_POSTCODE.fullmatch(values["postcode"]):
        values["postcode"] = values["postcode"].replace(" ", "").upper()
    _set(step, values)
    if table.name == "place":
        _find_area(work, step)
    if isinstance(record, OfferRecord):
        _note_verification(step, record)
    return step


def _set(step: Step, values: dict[str, Any]) -> None:
    for column, value in values.items():
        old = getattr(step.row, column)
        if old != value:
            step.changes[column] = [old, value]
            setattr(step.row, column, value)


def _check_complete(work: Import, table: Table, record: Record, values: dict[str, Any]) -> None:
    for need in table.needs:
        column = f"{need}_id" if need in table.references else need
        if not values.get(column) and not (column != need and getattr(record, need)):
            message = _("A new %(record)s needs this field.") % {"record": _record_word(table.name)}
            reject(work, record, "missing", message, need)


def _record_word(name: str) -> str:
    return {"place": _("place"), "organisation": _("organisation"), "offer": _("offer")}[name]


def _references(work: Import, table: Table, record: Record) -> dict[str, int | None]:
    """Primary keys of the rows that the record refers to."""
    keys: dict[str, int | None] = {}
    for column, target in table.references.items():
        source_id = getattr(record, column)
        if source_id is None:
            continue
        reference = work.known[target].get(source_id)
        if reference:
            keys[f"{column}_id"] = reference.pk
        elif source_id == "" and column not in table.needs:
            keys[f"{column}_id"] = None
        else:
            message = _("%(record)s %(id)s is neither in this input nor known already.")
            words = {"record": _record_word(target).capitalize(), "id": source_id}
            reject(work, record, "unknown_reference", message % words, column)
    return keys


def _find_area(work: Import, step: Step) -> None:
    """The neighbourhood, when the position is new or none was known."""
    place = step.row
    moved = "lat" in step.changes or "lon" in step.changes
    if place.lat is None or place.lon is None or not (moved or place.area_id is None):
        return
    _set(step, {"area_id": work.areas.find(place.lat, place.lon)})


def _note_verification(step: Step, record: OfferRecord) -> None:
    """A later check than we know of; an older one says nothing new."""
    checked = record.verified_on
    if checked and (step.row.verified_on is None or checked > step.row.verified_on):
        _set(step, {"verified_on": checked})
        step.verified = checked


def _plan_schedules(work: Import, steps: list[Step]) -> None:
    """Compare dates; an offer that existed gets a new revision of its dates."""
    told_dates = [step for step in steps if getattr(step.record, "schedules", None) is not None]
    by_offer: dict[int, list[Schedule]] = {}
    existing = [step.row.pk for step in told_dates if not step.new]
    if existing:
        rows = Schedule.objects.filter(municipality=work.municipality, offer__in=existing)
        for schedule in rows.order_by("id").prefetch_related("deviations"):
            by_offer.setdefault(schedule.offer_id, []).append(schedule)
    for step in told_dates:
        assert isinstance(step.record, OfferRecord)
        records = step.record.schedules or []
        if not _possible(work, step, records):
            continue
        step.dates = compare(step.row, records, by_offer.get(step.row.pk, []))
        if step.dates_change and not step.new:
            _set(step, {"sequence": step.row.sequence + 1})


def _possible(work: Import, step: Step, records: list[ScheduleRecord]) -> bool:
    """Whether dates can be worked out from these rules; otherwise the record is refused."""
    for record in records:
        try:
            as_rule(record)
        except ValueError as problem:
            message = _("No dates can be worked out from this: %(what)s") % {"what": problem}
            reject(work, step.record, "schedule", message, "schedules")
            step.rejected = True
    return not step.rejected


def _choose_uids(work: Import, table: Table, steps: list[Step]) -> None:
    """The source's UUID where it is free; otherwise one derived from where the record came from."""
    own = {step.record.source_id: as_uuid(step.record.source_id) for step in steps}
    wanted = [uid for uid in own.values() if uid]
    taken: set[uuid.UUID] = set()
    if wanted:
        with everywhere("a public id is unique over the whole installation"):
            taken = set(table.model.everything.filter(uid__in=wanted).values_list("uid", flat=True))
    for step in steps:
        uid = own[step.record.source_id]
        if uid is None or uid in taken:
            uid = derived(work.municipality.code, table.name, work.source, step.record.source_id)
        taken.add(uid)
        step.row.uid = uid


def _change(work: Import, table: Table, step: Step) -> Change:
    columns = table.columns if step.new else tuple(step.changes)
    after = {column: plain(getattr(step.row, column)) for column in columns}
    before = None
    if not step.new:
        before = {column: plain(old) for column, (old, _new) in step.changes.items()}
    if step.dates is not None and step.dates_change:
        after["schedules"] = step.dates.after
        if before is not None:
            before["schedules"] = step.dates.before
    return Change(
        run=work.run, municipality=work.municipality, model=table.name,
        key=str(step.row.uid), before=before, after=after,
    )  # fmt: skip


def _shown(step: Step) -> dict[str, list[Any]]:
    """Fields before and after, for people: without what follows by itself."""
    shown = {
        column.removesuffix("_id"): [plain(old), plain(new)]
        for column, (old, new) in step.changes.items()
        if column not in ("sequence", "area_id")
    }
    if step.dates is not None and step.dates_change:
        shown["schedules"] = [step.dates.before, step.dates.after]
    return shown


def _field_name(column: str) -> str:
    return column.removesuffix("_id") if column.endswith("_id") else column


def offers_of(work: Import) -> Any:
    """Offers whose organisation or place was changed: what is derived from them is stale too."""
    offers = BY_NAME["offer"].model.objects.filter(municipality=work.municipality)
    return offers.filter(place__in=work.touched["place"]) | offers.filter(
        organisation__in=work.touched["organisation"]
    )
