"""The municipality wall: a query sees only the municipalities in scope, and nothing without one.

`with within(municipality):` opens the scope; the request middleware does it from the address, the
command line from `--municipality`. `everywhere(reason)` is for the few jobs that serve the whole
installation. Nothing else lifts the wall.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from nabij.core.models import Municipality

Row = TypeVar("Row", bound=models.Model)

EVERYWHERE = "everywhere"

#: None: no scope, nothing is seen. A set of primary keys: those municipalities.
_scope: ContextVar[frozenset[int] | str | None] = ContextVar("municipalities in scope", default=None)


class OutsideTheWall(Exception):
    """A row of a municipality that is not in scope was about to be written."""


@contextmanager
def within(*municipalities: "Municipality") -> Iterator[None]:
    """See and write only what belongs to these municipalities, until the block ends."""
    token = _scope.set(frozenset(municipality.pk for municipality in municipalities))
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def everywhere(reason: str) -> Iterator[None]:
    """See every municipality: for jobs that serve the whole installation, with the reason why."""
    if not reason:
        raise ValueError("say why this job must see every municipality")
    token = _scope.set(EVERYWHERE)
    try:
        yield
    finally:
        _scope.reset(token)


def in_scope(municipality_id: int | None) -> bool:
    """Whether rows of this municipality may be seen and written now."""
    scope = _scope.get()
    if scope is None or municipality_id is None:
        return False
    return isinstance(scope, str) or municipality_id in scope


class WalledManager(models.Manager[Row]):
    """Rows of the municipalities in scope; none at all without a scope."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """The rows that may be seen now."""
        rows = super().get_queryset()
        scope = _scope.get()
        if scope is None:
            return rows.none()
        if isinstance(scope, str):
            return rows
        if len(scope) == 1:
            return rows.filter(municipality_id=next(iter(scope)))
        return rows.filter(municipality_id__in=scope)

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        """Write many rows; refuses all when one stands outside the wall."""
        rows = list(objs)
        for row in rows:
            check_wall(row)
        return models.QuerySet(self.model, using=self._db).bulk_create(rows, *args, **kwargs)


def check_wall(row: models.Model) -> None:
    """Raise OutsideTheWall unless the row's municipality is in scope."""
    municipality_id = getattr(row, "municipality_id", None)
    if not in_scope(municipality_id):
        raise OutsideTheWall(
            f"{type(row).__name__} of municipality {municipality_id} is not in scope; "
            "open one with `within(municipality)`"
        )


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

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, if its municipality is in scope."""
        check_wall(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, if its municipality is in scope."""
        check_wall(self)
        return super().delete(*args, **kwargs)
