"""Cursors that tell the scope with the statements that they send.

They stand below Django's own: what counts or logs queries sees the statement as it was asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.postgresql import base
from psycopg import ClientCursor

from nabij.core.postgresql.telling import forget, on_its_own, statement, to_tell

_Cursor: Any = base.Cursor  # Django's types do not know which psycopg this is
_ServerSideCursor: Any = base.ServerSideCursor


class ScopedCursor(_Cursor):  # type: ignore[misc]
    """The usual cursor. The scope goes before the statement, in the same round trip."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "ScopedCursor":
        """Send the statement, and the scope where the database does not have it yet."""
        scope = to_tell(self.connection, query)
        if scope is None:
            super().execute(query, params, **options)
        elif isinstance(query, str):
            with _telling(self.connection, scope):
                super().execute(statement(scope) + query, params, **options)
            self.nextset()  # past the answer to the telling
        else:
            with told_first(self.connection, query):
                super().execute(query, params, **options)
        return self

    def executemany(self, query: Any, params_seq: Any, **options: Any) -> None:
        """Send the statement for each row; all or none of them, as always."""
        with told_first(self.connection, query):
            super().executemany(query, params_seq, **options)


class ScopedServerSideCursor(_ServerSideCursor):  # type: ignore[misc]
    """A cursor that fetches a long answer in parts."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "ScopedServerSideCursor":
        """Declare the cursor. Outside a transaction the answer is put aside whole, in this scope."""
        with told_first(self.connection, query):
            super().execute(query, params, **options)
        return self


@contextmanager
def told_first(connection: Any, query: Any) -> Iterator[None]:
    """For a statement that cannot carry the scope: told before it, in a transaction for the two."""
    scope = to_tell(connection, query)
    if scope is None:
        yield
    elif on_its_own(connection):
        with connection.transaction():
            _tell(connection, scope)
            yield
    else:
        _tell(connection, scope)
        yield


def _tell(connection: Any, scope: str) -> None:
    with _telling(connection, scope):
        ClientCursor(connection).execute(statement(scope))


@contextmanager
def _telling(connection: Any, scope: str) -> Iterator[None]:
    """What is sent in this block tells the scope; broken off half-way, nobody knows what was told."""
    forget(connection)
    yield
    connection.nabij_told = scope
