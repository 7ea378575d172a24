"""What PostgreSQL is told of the scope, and when: with each statement, for the transaction only.

Nothing outlives the transaction. After a commit, a rollback or an error, and for whoever has the connection
next, the database knows of no municipality and shows nobody, until it is told again.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from psycopg.pq import TransactionStatus

from nabij.core.scope import EVERYWHERE, Scope, current_scope

#: The setting that the policies on the tables look at: ids with commas between, or `everywhere`.
SETTING = "nabij.municipalities"

NOTHING = ""

#: What stands before a statement to tell the scope in the same round trip.
PREFIX = re.compile(rf"\ASET LOCAL {re.escape(SETTING)} = '[^']*'; ")

_FIRST_WORD = re.compile(r"(?:[\s(]|--[^\n]*\n|/\*.*?\*/)*([a-z]+)", re.IGNORECASE | re.DOTALL)

#: Statements about rows. Outside a transaction only these are told the scope: others, such as
#: CREATE DATABASE, would then not be alone in their transaction, as they must be.
_ABOUT_ROWS = frozenset(
    ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "VALUES", "TABLE", "MERGE", "EXPLAIN")
)
#: Statements about the transaction or the session. The scope is not told before them: some must come
#: first, and most are refused by a transaction in error.
_KEEP_SCOPE = frozenset(("SAVEPOINT", "RELEASE", "SHOW"))
_MAY_CHANGE_SCOPE = frozenset(
    ("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE", "SET", "RESET", "DISCARD")
)

_told_everywhere: ContextVar[bool] = ContextVar("the database is told everywhere", default=False)


@contextmanager
def told_everywhere() -> Iterator[None]:
    """Open the second lock, not the first: for migrations, which change the rows of every municipality."""
    token = _told_everywhere.set(True)
    try:
        yield
    finally:
        _told_everywhere.reset(token)


def to_tell(connection: Any, query: Any) -> str | None:
    """The scope that this connection of psycopg must be told before this statement; None where it need not.

    Only asks the connection what it knows by itself: no round trip.
    """
    status, word = connection.pgconn.transaction_status, _first_word(query)
    if status == TransactionStatus.IDLE:
        connection.nabij_told = NOTHING  # whatever was told ended with its transaction
        if connection.autocommit and word not in _ABOUT_ROWS:
            return None
    elif status != TransactionStatus.INTRANS:
        return None
    if word in _KEEP_SCOPE:
        return None
    if word in _MAY_CHANGE_SCOPE:
        forget(connection)
        return None
    scope = EVERYWHERE if _told_everywhere.get() else _as_text(current_scope())
    return None if scope == getattr(connection, "nabij_told", None) else scope


def on_its_own(connection: Any) -> bool:
    """Whether the next statement is a transaction by itself."""
    return bool(
        connection.autocommit and connection.pgconn.transaction_status == TransactionStatus.IDLE
    )


def statement(scope: str) -> str:
    """The statement that tells this scope until the end of the transaction."""
    return f"SET LOCAL {SETTING} = '{scope}'; "


def forget(connection: Any) -> None:
    """Count on nothing that was told: a rollback may have taken it back."""
    connection.nabij_told = None


@lru_cache(maxsize=1024)
def _as_text(scope: Scope) -> str:
    if scope is None:
        return NOTHING
    if isinstance(scope, str):
        return EVERYWHERE
    return ",".join(str(int(key)) for key in sorted(key for key in scope if key))


def _first_word(query: Any) -> str:
    found = _FIRST_WORD.match(query) if isinstance(query, str) else None
    return found[1].upper() if found else ""
