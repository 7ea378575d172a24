"""Making one record of two, and two of one again.

The record that goes keeps its row, out of sight (`merged_into_uid`). What hangs from it moves to the kept one, whatever
table it is in, and every move is written down: taking it apart is reading that backwards.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from nabij.core.audit.recording import record
from nabij.core.models import Membership, Municipality, User
from nabij.directory.actions.merged_checks import keep_own_checks, later_checks
from nabij.directory.index import forget, refresh
from nabij.directory.models import (
    DuplicatePair,
    Merge,
    Occurrence,
    Offer,
    OfferEntry,
    RecordKind,
    Schedule,
)
from nabij.directory.occurrences import materialise
from nabij.directory.queries.duplicates import MODELS

#: What a person chooses between, by kind: a name for it, and its columns.
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    RecordKind.ORGANISATION: {
        "name": ("name", "translations"), "kind": ("kind",), "description": ("description",), "phone": ("phone",),
        "email": ("email",), "website": ("website",), "place": ("place_id",), "founded": ("founded",),
        "themes": ("themes",),
    },
    RecordKind.PLACE: {
        "name": ("name", "translations"), "kind": ("kind",), "address": ("street", "postcode", "town"),
        "position": ("lat", "lon", "area_id"), "accessible": ("accessible",), "entrance": ("entrance",),
        "transport": ("transport",),
    },
    RecordKind.OFFER: {
        "name": ("name", "translations"), "organisation": ("organisation_id",), "place": ("place_id",), "dates": (),
        "summary": ("summary",), "description": ("description",), "status": ("status",), "form": ("form", "reach"),
        "cost": ("cost_per_visit", "cost_per_month", "cost_note"), "capacity": ("capacity", "group_size"),
        "languages": ("languages",), "accessible": ("accessible",),
        "for_whom": ("audiences", "age_min", "age_max", "only_for"), "help": ("mechanisms", "causes"),
        "welcomed_by": ("welcomed_by", "walk_along"),
        "contact": ("contact_phone", "contact_email", "call_first"), "website": ("website",),
    },
}  # fmt: skip
DATES = "dates"

#: Derived from others: made anew where they belong.
_DERIVED: tuple[type[models.Model], ...] = (OfferEntry, Occurrence)


class NotMergeableError(Exception):
    """The two are one already, are not both there, or what was merged was taken apart since."""


@transaction.atomic
def merge(
    *, kind: str, kept: Any, gone: Any, take: Iterable[str], by: User, today: dt.date
) -> Merge:
    """Make one record of two: `kept` stays, with what `take` names (of CHOICES) from `gone`.

    Raises NotMergeableError. In one transaction with the index; both rows are locked.
    """
    kept, gone = _locked(kind, kept, gone)
    chosen = [name for name in CHOICES[kind] if name in set(take)]
    municipality: Municipality = kept.municipality
    columns = [column for name in chosen for column in CHOICES[kind][name]]
    columns += later_checks(kept, gone) if kind == RecordKind.OFFER else []
    taken = _take(kept, gone, columns)
    moved = list(_move_children(MODELS[kind], gone, kept))
    if kind == RecordKind.OFFER:
        moved += _swap_dates(gone, kept, taken) if DATES in chosen else []
    if kind == RecordKind.ORGANISATION:
        moved += _move_editors(gone, kept)
    row: Merge = Merge.objects.create(
        municipality=municipality,
        kind=kind,
        kept_uid=kept.uid,
        gone_uid=gone.uid,
        kept_name=kept.name,
        gone_name=gone.name,
        by=by,
        taken=taken,
        moved=moved,
        gone=_put_away(kind, gone, kept),
    )
    _settle_pair(row, by)
    _renew(kind, municipality, kept, gone, today)
    record(
        "record.merged",
        municipality=municipality,
        on=kept,
        fields=chosen,
        reason=f"with {gone.uid}",
    )
    return row


@transaction.atomic
def undo_merge(*, row: Merge, by: User, today: dt.date) -> list[str]:
    """Make two records of one again, as they were; columns that somebody changed since stay as they are, and are named.

    Raises NotMergeableError where it was undone already, or the kept record went into another one since.
    """
    row = Merge.objects.select_for_update().get(pk=row.pk)
    model, municipality = MODELS[row.kind], row.municipality
    kept = model.objects.filter(municipality=municipality, uid=row.kept_uid).first()
    gone = model.everything.filter(
        municipality=municipality, uid=row.gone_uid, merged_into_uid=row.kept_uid
    ).first()
    if row.undone_at is not None or kept is None or gone is None:
        raise NotMergeableError("it was taken apart already, or merged on")
    model.everything.filter(pk=gone.pk).update(merged_into_uid=None, **_as_python(gone, row.gone))
    _move_back(row, kept, gone)
    left = _give_back(kept, row.taken)
    if row.kind == RecordKind.OFFER:
        keep_own_checks(kept, since=row.at)
    row.undone_at = timezone.now()
    row.save(update_fields=["undone_at"])
    first, second = sorted((str(row.kept_uid), str(row.gone_uid)))
    DuplicatePair.objects.filter(
        municipality=municipality, kind=row.kind, first_uid=first, second_uid=second
    ).update(state=DuplicatePair.State.DIFFERENT, decided_at=row.undone_at, decided_by=by)
    _renew(row.kind, municipality, kept, gone, today, apart=True)
    record("record.merge_undone", municipality=municipality, on=kept, reason=f"with {gone.uid}")
    return left


def _locked(kind: str, kept: Any, gone: Any) -> tuple[Any, Any]:
    """Both rows as they are now, locked in one order."""
    rows = MODELS[kind].objects.filter(
        municipality_id=kept.municipality_id, pk__in=[kept.pk, gone.pk]
    )
    found = {row.pk: row for row in rows.select_for_update().order_by("pk")}
    if kept.pk == gone.pk or len(found) != 2:
        raise NotMergeableError("they are one already, or one is not there any more")
    return found[kept.pk], found[gone.pk]


def _take(kept: Any, gone: Any, columns: Sequence[str]) -> dict[str, list[Any]]:
    """Give the kept record the other's values; each column with its value before and after."""
    taken: dict[str, list[Any]] = {"updated_at": [kept.updated_at.isoformat(), None]}
    for column in columns:
        before, after = getattr(kept, column), getattr(gone, column)
        if before != after:
            taken[column] = [before, after]
            setattr(kept, column, after)
    kept.save()
    return taken


def _give_back(kept: Any, taken: dict[str, list[Any]]) -> list[str]:
    """The values of before, where nobody changed them since; the names of the columns where somebody did."""
    restored, left = {}, []
    for column, (before, after) in taken.items():
        field = kept._meta.get_field(column)
        if column == "updated_at" or getattr(kept, column) == field.to_python(after):
            restored[column] = field.to_python(before)
        else:
            left.append(column)
    if left:
        restored["updated_at"] = timezone.now()
    type(kept).objects.filter(pk=kept.pk).update(**restored)
    kept.refresh_from_db()
    return left


def _move_children(model: type[Any], gone: Any, kept: Any) -> Iterator[list[Any]]:
    """Everything that points at the one now points at the other; [table, column, keys, "gone", "kept"] of each."""
    for relation in model._meta.related_objects:
        table = relation.related_model
        if table in (*_DERIVED, Schedule):
            continue
        keys = list(
            _rows_of(table).filter(**{relation.field.name: gone}).values_list("pk", flat=True)
        )
        moved = _point_at(table, relation.field.name, keys, kept)
        if moved:
            yield [table._meta.label, relation.field.name, moved, "gone", "kept"]


def _rows_of(table: type[Any]) -> Any:
    """Its rows in scope, those that were merged away among them: they must find their way when they stand again."""
    return getattr(table, "everything", table._base_manager)


def _point_at(table: type[Any], field: str, keys: list[Any], to: Any) -> list[Any]:
    """Those of the rows that could be moved; one that the other record has already (a unique one) stays."""
    moved = []
    for key in keys:
        try:
            with transaction.atomic():
                _rows_of(table).filter(pk=key).update(**{field: to})
        except IntegrityError:
            continue
        moved.append(key)
    return moved


def _swap_dates(gone: Offer, kept: Offer, taken: dict[str, list[Any]]) -> list[list[Any]]:
    """The kept offer gets the other's rules, and the other its rules, with what was worked out from them."""
    ours = list(kept.schedules.values_list("pk", flat=True))
    theirs = list(gone.schedules.values_list("pk", flat=True))
    _give_rules(theirs, kept)
    _give_rules(ours, gone)
    _new_revision(kept)
    return [
        ["directory.Schedule", "offer", theirs, "gone", "kept"],
        ["directory.Schedule", "offer", ours, "kept", "gone"],
    ]


def _give_rules(keys: list[int], to: Offer) -> None:
    Schedule.objects.filter(pk__in=keys).update(offer=to)
    Occurrence.objects.filter(schedule_id__in=keys).update(offer=to)


def _new_revision(offer: Offer) -> None:
    """Whoever subscribed sees that the dates are others."""
    offer.sequence += 1
    offer.save(update_fields=["sequence", "updated_at"])


def _move_editors(gone: Any, kept: Any) -> list[list[Any]]:
    """Who keeps the one organisation true may now keep the other; who could already, is left alone."""
    already = Membership.objects.filter(
        municipality=kept.municipality, organisation_uid=kept.uid
    ).values_list("user_id", "role")
    moved = []
    for row in Membership.objects.filter(
        municipality=kept.municipality, organisation_uid=gone.uid
    ).order_by("pk"):
        if (row.user_id, row.role) not in set(already):
            row.organisation_uid = kept.uid
            row.save(update_fields=["organisation_uid"])
            moved.append(row.pk)
    return [["core.Membership", "organisation_uid", moved, "gone", "kept"]] if moved else []


def _move_back(row: Merge, kept: Any, gone: Any) -> None:
    sides = {"gone": gone, "kept": kept}
    for label, field, keys, came_from, _went_to in row.moved:
        table: Any = apps.get_model(label)
        target = sides[came_from]
        if label == "core.Membership":
            table.objects.filter(pk__in=keys).update(organisation_uid=target.uid)
        elif table is Schedule:
            _give_rules(keys, target)
        else:
            _rows_of(table).filter(pk__in=keys).update(**{field: target})
    if any(label == "directory.Schedule" for label, *_rest in row.moved):
        _new_revision(kept)


def _put_away(kind: str, gone: Any, kept: Any) -> dict[str, Any]:
    """Out of sight; its columns that change by that, as they were."""
    hidden: dict[str, Any] = {}
    if kind == RecordKind.OFFER:
        hidden = {"visibility": Offer.Visibility.HIDDEN}
    if kind == RecordKind.ORGANISATION:
        hidden = {"active": False}
    were = {column: getattr(gone, column) for column in hidden}
    MODELS[kind].everything.filter(pk=gone.pk).update(merged_into_uid=kept.uid, **hidden)
    return were


def _as_python(row: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {name: row._meta.get_field(name).to_python(value) for name, value in values.items()}


def _settle_pair(row: Merge, by: User) -> None:
    """The pair is decided, also when nobody had noticed it; open pairs with the one that went are gone."""
    first, second = sorted((str(row.kept_uid), str(row.gone_uid)))
    DuplicatePair.objects.update_or_create(
        municipality=row.municipality,
        kind=row.kind,
        first_uid=first,
        second_uid=second,
        defaults={"state": DuplicatePair.State.MERGED, "decided_at": row.at, "decided_by": by},
        create_defaults={
            "score": 1.0, "state": DuplicatePair.State.MERGED, "decided_at": row.at, "decided_by": by
        },
    )  # fmt: skip
    either = models.Q(first_uid=row.gone_uid) | models.Q(second_uid=row.gone_uid)
    DuplicatePair.objects.filter(
        either, municipality=row.municipality, kind=row.kind, state=DuplicatePair.State.OPEN
    ).delete()


def _renew(
    kind: str,
    municipality: Municipality,
    kept: Any,
    gone: Any,
    today: dt.date,
    *,
    apart: bool = False,
) -> None:
    """The index and the dates say what is true now."""
    if kind == RecordKind.OFFER:
        if not apart:
            forget(municipality, [gone.pk])
        offers = [kept.pk, gone.pk] if apart else [kept.pk]
        materialise(municipality, offers, today=today)
    else:
        column = {RecordKind.ORGANISATION: "organisation", RecordKind.PLACE: "place"}[
            RecordKind(kind)
        ]
        offers = list(
            Offer.objects.filter(municipality=municipality, **{f"{column}__in": [kept.pk, gone.pk]})
            .values_list("pk", flat=True)
        )  # fmt: skip
    refresh(municipality, offers, today=today)
