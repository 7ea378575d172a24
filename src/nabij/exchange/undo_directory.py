"""Taking back places, organisations and offers."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.directory import index
from nabij.directory.models import Deviation, Occurrence, Offer, OfferEntry, Schedule, Verification
from nabij.exchange import schedules, stale
from nabij.exchange.models import Change
from nabij.exchange.outcomes import REMOVED, UPDATED
from nabij.exchange.spool import batches
from nabij.exchange.tables import BY_NAME, Table
from nabij.exchange.undoing import Undoing, changed_since
from nabij.exchange.values import plain

TABLES = frozenset(BY_NAME)

#: What an offer takes along: made by the import too, or derived.
COMES_ALONG = frozenset({Schedule, Occurrence, OfferEntry})

#: These follow from other columns, or only ever rise: no sign of someone's hand.
NOT_COMPARED = frozenset({"area_id", "sequence"})


def take_back(work: Undoing, model: str, changes: list[Change]) -> None:
    """Records of one table as they were before the import."""
    table = BY_NAME[model]
    rows = {
        str(row.uid): row
        for row in table.model.objects.filter(uid__in=[change.key for change in changes])
    }
    dates = _schedules(rows.values()) if model == "offer" else {}
    known = [change for change in changes if change.key in rows]
    for change in known:
        row = rows[change.key]
        fields = _changed_since(table, row, change.after or {}, dates.get(row.pk, []))
        if fields:
            work.conflict(model, row.name, changed_since(fields))
    gone = _gone_references(table, known)
    for change in known:
        _drop_gone(work, table, change, rows[change.key].name, gone)
    made = [rows[change.key] for change in known if change.before is None]
    kept = _leaned_on(work, table, made)
    if work.stopped:
        return
    restored = [(rows[change.key], change) for change in known if change.before is not None]
    _restore(work, table, restored, dates)
    _remove(work, table, [row for row in made if row.pk not in kept])


def finish(work: Undoing) -> None:
    """The index of offers whose organisation or place was restored."""
    municipality = work.run.municipality
    if municipality is None or work.stopped or not any(work.touched.values()):
        return
    offers = Offer.objects.filter(
        Q(place__in=work.touched["place"]) | Q(organisation__in=work.touched["organisation"])
    )
    for ids in batches(offers.values_list("pk", flat=True), stale.BATCH):
        index.refresh(municipality, ids, today=work.today)


def _schedules(offers: Any) -> dict[int, list[Schedule]]:
    found: dict[int, list[Schedule]] = {}
    rows = Schedule.objects.filter(offer__in=[offer.pk for offer in offers]).order_by("id")
    for schedule in rows.prefetch_related("deviations"):
        found.setdefault(schedule.offer_id, []).append(schedule)
    return found


def _changed_since(
    table: Table, row: Any, after: dict[str, Any], dates: list[Schedule]
) -> list[str]:
    """Fields that are not as the import left them."""
    fields = [
        column.removesuffix("_id")
        for column, value in after.items()
        if column not in NOT_COMPARED
        and column != "schedules"
        and plain(getattr(row, column)) != value
    ]
    if "schedules" in after:
        now = sorted((schedules.snapshot(each) for each in dates), key=lambda each: each["uid"])
        if now != sorted(after["schedules"], key=lambda each: each["uid"]):
            fields.append("schedules")
    return fields


def _gone_references(table: Table, changes: list[Change]) -> dict[str, set[int]]:
    """Per column, the rows that a record referred to before and that are not there any more."""
    gone = {}
    for column, target in table.references.items():
        before = (change.before or {} for change in changes)
        keys = {each[f"{column}_id"] for each in before if each.get(f"{column}_id")}
        rows = BY_NAME[target].model.objects.filter(pk__in=keys)
        gone[f"{column}_id"] = keys - set(rows.values_list("pk", flat=True))
    return gone


def _drop_gone(
    work: Undoing, table: Table, change: Change, name: str, gone: dict[str, set[int]]
) -> None:
    before: dict[str, Any] = change.before or {}
    for column, keys in gone.items():
        if before.get(column) in keys:
            work.conflict(table.name, name, _("what it referred to before is gone"))
            del before[column]  # only matters when forced: the reference of now stays


def _leaned_on(work: Undoing, table: Table, made: list[Any]) -> set[int]:
    """Records that the import made and that others hang on now: they stay, and are named."""
    keys = [row.pk for row in made]
    kept: set[int] = set()
    for relation in table.model._meta.related_objects:
        if not keys or relation.related_model in COMES_ALONG:
            continue
        rows = relation.related_model.objects.filter(**{f"{relation.field.name}__in": keys})
        if relation.related_model is Verification:
            rows = rows.exclude(how=Verification.How.IMPORT)
        kept.update(rows.values_list(relation.field.attname, flat=True))
    for row in made:
        if row.pk in kept:
            work.conflict(table.name, row.name, _("used since by other records"))
    return kept


def _restore(
    work: Undoing,
    table: Table,
    rows: list[tuple[Any, Change]],
    dates: dict[int, list[Schedule]],
) -> None:
    """The old values of records that existed before the import."""
    columns: set[str] = set()
    timed = []
    for row, change in rows:
        before: dict[str, Any] = change.before or {}
        if table.name == "offer":
            _take_back_check(row, change)
        for column, value in before.items():
            if column not in ("schedules", "sequence"):
                field = table.model._meta.get_field(column)
                setattr(row, column, field.to_python(value))
                columns.add(column)
        if "schedules" in before:
            _restore_schedules(row, before["schedules"], dates.get(row.pk, []))
            row.sequence += 1
            columns.add("sequence")
            timed.append(row.pk)
        row.updated_at = work.now
        work.done(table.name, row.name, UPDATED)
    if columns:
        names = [*(column.removesuffix("_id") for column in sorted(columns)), "updated_at"]
        table.model.objects.bulk_update([row for row, _change in rows], names, batch_size=200)
    _refresh(work, table, [row.pk for row, _change in rows], timed)


def _take_back_check(offer: Offer, change: Change) -> None:
    """The verification that came with the import."""
    day = (change.after or {}).get("verified_on")
    if day:
        noon = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12)))
        how = Verification.How.IMPORT
        Verification.objects.filter(offer=offer, how=how, at=noon).delete()


def _restore_schedules(offer: Offer, before: list[dict[str, Any]], now: list[Schedule]) -> None:
    """Schedules with their public ids and deviations."""
    current = {str(schedule.uid): schedule for schedule in now}
    wanted = {each["uid"] for each in before}
    for uid, schedule in current.items():
        if uid not in wanted:
            schedule.delete()
    for values in before:
        schedule = current.get(values["uid"]) or Schedule(
            uid=values["uid"], offer=offer, municipality_id=offer.municipality_id
        )
        _fill(schedule, schedules.FIELDS, values)
        schedule.save()
        schedule.deviations.all().delete()
        for deviation in values["deviations"]:
            row = Deviation(schedule=schedule, municipality_id=offer.municipality_id)
            _fill(row, schedules.DEVIATION_FIELDS, deviation)
            row.save()


def _fill(row: Any, fields: tuple[str, ...], values: dict[str, Any]) -> None:
    for name in fields:
        setattr(row, name, row._meta.get_field(name).to_python(values[name]))


def _remove(work: Undoing, table: Table, rows: list[Any]) -> None:
    """Records that the import made."""
    keys = [row.pk for row in rows]
    if table.name == "offer" and keys:
        assert work.run.municipality is not None
        index.forget(work.run.municipality, keys)
    table.model.objects.filter(pk__in=keys).delete()
    for row in rows:
        work.done(table.name, row.name, REMOVED)


def _refresh(work: Undoing, table: Table, keys: list[int], timed: list[int]) -> None:
    municipality = work.run.municipality
    assert municipality is not None
    if table.name == "offer":
        stale.remake(municipality, keys, timed, work.today)
    else:
        work.touched[table.name].update(keys)
