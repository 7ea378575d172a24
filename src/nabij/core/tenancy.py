"""The municipality wall: a query sees only the municipalities in scope, and nothing without one.

`with within(municipality):` opens the scope; the request middleware does it from the address, the
command line from `--municipality`. `everywhere(reason)` is for the few jobs that serve the whole
installation. Nothing else lifts the wall.

The wall stands around writing too: a row is written in a municipality in scope, never moves to
another one, and never points at a row of another one (a join would show that row).

For what is told about people PostgreSQL has a second lock of its own: see `core.postgresql`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.core.scope import (
    EVERYWHERE,
    OutsideTheWallError,
    current_scope,
    everywhere,
    in_scope,
    only_municipality,
    within,
)

__all__ = [
    "EVERYWHERE",
    "OutsideTheWallError",
    "Walled",
    "WalledManager",
    "WalledQuerySet",
    "check_municipality",
    "check_pointers",
    "check_wall",
    "everywhere",
    "in_scope",
    "once_per_write",
    "one_write",
    "only_municipality",
    "walled_relations",
    "within",
]

Row = TypeVar("Row", bound=models.Model)

#: What one write looks up once for all its rows, such as the key to encrypt with.
_write: ContextVar[dict[Any, Any] | None] = ContextVar("one write to the database", default=None)

#: Stands for a column that a query did not load.
_NOT_LOADED = "not loaded"

#: As many ids in one question to the database as any of them takes.
_IDS_AT_ONCE = 900


@contextmanager
def one_write() -> Iterator[None]:
    """Rows written in this block share what is looked up for them by `once_per_write`."""
    token = _write.set(_write.get() or {})
    try:
        yield
    finally:
        _write.reset(token)


def once_per_write(key: Any, look_up: Callable[[], Any]) -> Any:
    """The answer of `look_up`, asked once inside a `one_write` block and each time outside one."""
    known = _write.get()
    if known is None:
        return look_up()
    if key not in known:
        known[key] = look_up()
    return known[key]


class WalledQuerySet(models.QuerySet[Row]):
    """Rows inside the wall: what changes many rows at once keeps them where they belong."""

    _pointers_checked = False

    def bulk_create(
        self,
        objs: Iterable[Row],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[Row]:
        """Write many rows; refuses all when one stands or points outside the wall."""
        rows = list(objs)
        for row in rows:
            check_municipality(row)
        check_pointers(self.model, rows)
        if update_conflicts and not _names_municipality(unique_fields):
            raise OutsideTheWallError(
                "an upsert must recognise rows by their municipality too: without it in "
                "unique_fields it could overwrite another municipality's row"
            )
        with one_write():
            return super().bulk_create(
                rows, batch_size, ignore_conflicts, update_conflicts, update_fields, unique_fields
            )

    def bulk_update(self, objs: Iterable[Row], fields: Iterable[str], **kwargs: Any) -> int:  # type: ignore[override]
        """Change many rows; refuses all when one stands or points outside the wall."""
        rows, names = list(objs), list(fields)
        if _names_municipality(names):
            raise OutsideTheWallError("rows do not move to another municipality")
        for row in rows:
            check_municipality(row)
        check_pointers(self.model, rows)
        checked = self._chain()  # type: ignore[attr-defined]
        checked._pointers_checked = True
        return int(super(WalledQuerySet, checked).bulk_update(rows, names, **kwargs))

    def update(self, **kwargs: Any) -> int:
        """Change these rows; refuses to move them or to point them outside the wall."""
        if _names_municipality(kwargs):
            raise OutsideTheWallError("rows do not move to another municipality")
        if not self._pointers_checked:
            self._check_new_pointers(kwargs)
        return super().update(**kwargs)

    def raw(self, *args: Any, **kwargs: Any) -> "models.query.RawQuerySet[Any]":
        """SQL of one's own goes around the wall, so only where there is none: in `everywhere`."""
        if current_scope() != EVERYWHERE:
            raise OutsideTheWallError("raw SQL passes the wall; ask through the manager instead")
        return super().raw(*args, **kwargs)

    def _check_new_pointers(self, changes: dict[str, Any]) -> None:
        for field in walled_relations(self.model):
            for name in {field.name, field.attname} & changes.keys():
                if changes[name] is not None:
                    municipality_id = _municipality_of(field, changes[name])
                    if self.exclude(municipality_id=municipality_id).exists():
                        raise _points_outside(field)

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._pointers_checked = self._pointers_checked
        return clone


class WalledManager(models.Manager[Row]):
    """Rows of the municipalities in scope; none at all without a scope."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """The rows that may be seen now."""
        rows = WalledQuerySet[Row](self.model, using=self._db, hints=self._hints)  # type: ignore[attr-defined]
        scope = current_scope()
        if scope is None:
            return rows.none()
        if isinstance(scope, str):
            return rows
        if len(scope) == 1:
            return rows.filter(municipality_id=next(iter(scope)))
        return rows.filter(municipality_id__in=scope)


class Walled(models.Model):
    """A row that belongs to one municipality. The municipality stands first in every index."""

    municipality = models.ForeignKey(
        "core.Municipality",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("municipality"),
    )

    objects: models.Manager[Any] = WalledManager()

    #: Municipality and pointers as they were loaded: what did not change needs no new look.
    _loaded: dict[str, Any] | None = None

    class Meta:
        abstract = True
        # Also for what Django asks of its own accord: a foreign key followed, a row refreshed, the
        # UPDATE of a save, the rows that a delete takes along.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, if it stands in scope and points at nothing outside its municipality."""
        check_wall(self)
        with one_write():
            super().save(*args, **kwargs)
        self._remember()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, if its municipality is in scope."""
        check_municipality(self)
        return super().delete(*args, **kwargs)

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """A row as it came from the database, remembering where it stood."""
        row = super().from_db(*args, **kwargs)
        row._remember()
        return row

    def _remember(self) -> None:
        values = self.__dict__
        self._loaded = {name: values.get(name, _NOT_LOADED) for name in _watched(type(self))}


# --- checks ------------------------------------------------------------------------------------


def check_wall(row: models.Model) -> None:
    """Raise OutsideTheWallError unless the row may be written: see `check_municipality`, `check_pointers`."""
    check_municipality(row)
    check_pointers(type(row), [row])


def check_municipality(row: models.Model) -> None:
    """Raise OutsideTheWallError unless the row's municipality is in scope and the one it came from."""
    municipality_id = getattr(row, "municipality_id", None)
    if not in_scope(municipality_id):
        raise OutsideTheWallError(
            f"{type(row).__name__} of municipality {municipality_id} is not in scope; "
            "open one with `within(municipality)`"
        )
    came_from = _loaded_value(row, "municipality_id")
    if came_from not in (municipality_id, _NOT_LOADED):
        raise OutsideTheWallError(f"{type(row).__name__} does not move to another municipality")


def check_pointers(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Raise OutsideTheWallError where a row points at a row of another municipality.

    Costs one query per foreign key and 900 ids, and none for objects at hand or unchanged keys.
    """
    rows = list(rows)
    for field in walled_relations(model):
        _check_in_database(field, _to_look_up(field, rows))


def _to_look_up(
    field: "models.ForeignKey[Any, Any]", rows: Iterable[models.Model]
) -> set[tuple[Any, int]]:
    """Keys with the municipality that they must stand in; what was assigned as an object is compared.

    Written for speed: it sees every row of an import.
    """
    name, column, target = field.name, field.attname, field.target_field.attname
    pairs: set[tuple[Any, int]] = set()
    for row in rows:
        values = row.__dict__
        value = values.get(column)
        if value is None or value == (values.get("_loaded") or {}).get(column, _NOT_LOADED):
            continue
        related = row._state.fields_cache.get(name)
        if related is None or getattr(related, target) != value:
            pairs.add((value, values["municipality_id"]))
        elif related.municipality_id != values["municipality_id"]:
            raise _points_outside(field)
    return pairs


def _check_in_database(field: "models.ForeignKey[Any, Any]", pairs: set[tuple[Any, int]]) -> None:
    target = field.target_field.attname
    keys = list({key for key, _municipality in pairs})
    found: set[tuple[Any, int]] = set()
    for start in range(0, len(keys), _IDS_AT_ONCE):
        asked = {f"{target}__in": keys[start : start + _IDS_AT_ONCE]}
        found.update(
            field.related_model._base_manager.filter(**asked).values_list(target, "municipality_id")
        )
    if not pairs <= found:
        raise _points_outside(field)


def _municipality_of(field: "models.ForeignKey[Any, Any]", value: Any) -> int | None:
    """Municipality of the row that an UPDATE would point at. Expressions cannot be looked into."""
    if hasattr(value, "resolve_expression"):
        raise OutsideTheWallError(f"{field.name} may only be set to a row or its key")
    if isinstance(value, Walled):
        return value.municipality_id
    rows = field.related_model._base_manager.filter(**{field.target_field.attname: value})
    municipality_id: int | None = rows.values_list("municipality_id", flat=True).first()
    if municipality_id is None:
        raise _points_outside(field)
    return municipality_id


def _points_outside(field: "models.ForeignKey[Any, Any]") -> OutsideTheWallError:
    return OutsideTheWallError(
        f"{field.model.__name__}.{field.name} would point at a row outside its municipality"
    )


@cache
def walled_relations(model: type[models.Model]) -> tuple["models.ForeignKey[Any, Any]", ...]:
    """Foreign keys from this model to rows inside the wall."""
    return tuple(
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Walled)
    )


@cache
def _watched(model: type[models.Model]) -> tuple[str, ...]:
    return ("municipality_id", *(field.attname for field in walled_relations(model)))


def _loaded_value(row: models.Model, name: str) -> Any:
    loaded: dict[str, Any] | None = getattr(row, "_loaded", None)
    return _NOT_LOADED if loaded is None else loaded.get(name, _NOT_LOADED)


def _names_municipality(names: Iterable[str] | None) -> bool:
    return not {"municipality", "municipality_id"}.isdisjoint(names or ())
