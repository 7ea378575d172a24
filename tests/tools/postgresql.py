"""The role that the tests connect to PostgreSQL as: one for which row-level security holds."""

import hashlib
import os
from contextlib import suppress
from urllib.parse import SplitResult, quote, urlsplit

import psycopg
from psycopg import errors, sql

LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"
ROLE = "nabij_tests"


def named_server() -> str:
    """The address that the tests were given; without one, the server on this machine."""
    return os.environ.get("NABIJ_TEST_DATABASE_URL") or LOCAL


def for_an_ordinary_role(url: str) -> SplitResult:
    """The address of the same server for a role that may make databases and is no superuser.

    Where the role of the address is a superuser, it makes that role first, once a server. It stays there:
    other runs may be using it. Its password follows from the address, so nobody can guess it who could
    not have come in anyway. A server that does not let it in gets the address back as it was.
    """
    server = urlsplit(url)
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        if not _passes_by(connection):
            return server
        password = hashlib.sha256(f"nabij tests {server.password}".encode()).hexdigest()
        _make_role(connection, password)
    ordinary = server._replace(
        netloc=f"{ROLE}:{quote(password)}@{server.netloc.rpartition('@')[2]}"
    )
    try:
        psycopg.connect(ordinary.geturl(), connect_timeout=10).close()
    except (
        psycopg.OperationalError
    ):  # it knows its users by name, such as over a socket of the system
        return server
    return ordinary


def _passes_by(connection: psycopg.Connection) -> bool:
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    return bool(row and row[0])


def _make_role(connection: psycopg.Connection, password: str) -> None:
    if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
        return
    statement = sql.SQL("CREATE ROLE {} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS PASSWORD {}")
    with suppress(errors.DuplicateObject, errors.UniqueViolation):  # another run was first
        connection.execute(statement.format(sql.Identifier(ROLE), password))
