"""Which PostgreSQL the tests may use: prints its address, or says on standard error why there is none (exit 1)."""

import os
import sys
from dataclasses import dataclass

import psycopg

LEAST_VERSION = 150000
NAMED = "NABIJ_TEST_DATABASE_URL"
LOCAL = (
    "postgresql://postgres@127.0.0.1:5432/postgres",
    "postgresql://postgres@/postgres?host=/var/run/postgresql",
)


@dataclass(frozen=True)
class Found:
    """A server that the tests may use, or why there is none."""

    url: str = ""
    reason: str = ""


def find() -> Found:
    """The server that NABIJ_TEST_DATABASE_URL names; without it, one on this machine that trusts us."""
    named = os.environ.get(NAMED)
    if named:
        reason = why_not(named)
        return Found(reason=f"{NAMED}: {reason}") if reason else Found(named)
    reasons = []
    for url in LOCAL:
        reason = why_not(url)
        if not reason:
            return Found(url)
        reasons.append(reason)
    return Found(reason=f"no server on this machine lets us in ({reasons[0]})")


def why_not(url: str) -> str:
    """Why a server will not do; empty when it will."""
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            if connection.info.server_version < LEAST_VERSION:
                return f"version {connection.info.server_version // 10000} is too old, 15 or newer is needed"
            query = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            row = connection.execute(query).fetchone()
            return "" if row and row[0] else "this user may not create databases"
    except (psycopg.Error, ValueError) as error:
        lines = str(error).strip().splitlines()
        return lines[-1].strip() if lines else type(error).__name__


if __name__ == "__main__":
    found = find()
    print(found.url or found.reason, file=sys.stdout if found.url else sys.stderr)
    sys.exit(0 if found.url else 1)
