"""From a database URL to Django's settings for it."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from nabij.config.unfit import UnfitError, gettext_noop


def database_settings(url: str) -> dict[str, Any]:
    """Settings for `sqlite:///PATH` or `postgresql://…`, with `?pooler=transaction` behind such a pooler.

    Raises UnfitError for another scheme, naming the two that work.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        # As everywhere: three slashes before a relative path, four before an absolute one.
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in ("postgresql", "postgres"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "nabij.core.postgresql",  # Django's, with a second lock on what people told
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            # A cursor that lives longer than a transaction is lost on the way back through a pooler.
            "DISABLE_SERVER_SIDE_CURSORS": options.pop("pooler", None) == "transaction",
            "OPTIONS": options,
        }
    raise UnfitError(
        gettext_noop("DATABASE_URL begins with “{scheme}”; use sqlite:///PATH or postgresql://…"),
        scheme=parts.scheme,
    )


def _sqlite(path: str) -> dict[str, Any]:
    """SQLite with a write-ahead log, and write locks taken at the start of a transaction."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
            ),
        },
    }
