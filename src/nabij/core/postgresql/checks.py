"""What is said at the start when PostgreSQL does not keep its second lock."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Tags, Warning, register  # noqa: A004 - Django's name
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from nabij.core.postgresql.policies import passes_by, unlocked


def weaknesses(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """By the number of the check a sentence that says what is weak and what to do; empty where all is well.

    Nothing is said on SQLite, which has no second lock, nor of the example, which holds nobody.
    """
    if connection.vendor != "postgresql" or settings.NABIJ_DEMO:
        return {}
    found = {}
    if passes_by(connection):
        found["nabij.W010"] = _(
            "The role that Nabij connects to PostgreSQL as passes by row-level security, so there is no "
            "second lock on what people told. Make a role without superuser; docs/postgresql.md says how."
        )
    if tables := unlocked(connection):
        found["nabij.W011"] = _(
            "PostgreSQL keeps no second lock on these tables: {tables}. Run: nabij migrate"
        ).format(tables=", ".join(tables))
    return found


@register(Tags.database)
def second_lock(databases: Sequence[str] | None = None, **_options: Any) -> list[Warning]:
    """For `django check --database default` and `migrate`."""
    return [
        Warning(sentence, id=number)
        for alias in databases or ()
        for number, sentence in weaknesses(connections[alias]).items()
    ]
