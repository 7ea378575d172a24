"""Which municipalities are in scope: the one thing that both locks of the wall ask.

The first lock is in `core.tenancy`: managers filter. The second is in the database, on PostgreSQL:
`core.postgresql` tells it the scope with each statement. This module knows no models, so that the
connection to the database can be made before there are any.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nabij.core.models import Municipality

EVERYWHERE = "everywhere"

#: None: no scope, nothing is seen. A set of primary keys: those municipalities.
Scope = frozenset[int] | str | None

_scope: ContextVar[Scope] = ContextVar("municipalities in scope", default=None)


class OutsideTheWallError(Exception):
    """A row of a municipality that is not in scope was about to be written or pointed at."""


def current_scope() -> Scope:
    """Primary keys of the municipalities in scope, `EVERYWHERE`, or None: nothing."""
    return _scope.get()


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


def only_municipality() -> int:
    """The primary key of the one municipality in scope. Raises OutsideTheWallError unless it is one."""
    scope = _scope.get()
    if scope is None or isinstance(scope, str) or len(scope) != 1:
        raise OutsideTheWallError(
            "this needs one municipality in scope; use `within(municipality)`"
        )
    return next(iter(scope))
