"""The lock itself: policies of row-level security on every table that holds what is told about people.

Which tables those are is read from the models, so a new one is locked by the `migrate` that makes it.
"""

from django.apps import apps
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from nabij.core.encryption.records import EncryptedRecord
from nabij.core.postgresql.telling import SETTING
from nabij.core.scope import EVERYWHERE
from nabij.core.tenancy import Walled

#: The number goes up when what it says changes: the next `migrate` then puts the new one in its place.
NAME, NUMBER = "nabij_wall", 1
POLICY = f"{NAME}_{NUMBER}"

#: Asked once a statement, not once a row. Without the setting it is NULL: no row.
_TOLD = f"(SELECT current_setting('{SETTING}', true))"
#: Compared as text: whatever the setting holds, it is no error and opens nothing by accident.
_IN_SCOPE = (
    f"{_TOLD} = '{EVERYWHERE}' OR municipality_id::text = "
    f"ANY ((SELECT string_to_array(current_setting('{SETTING}', true), ','))::text[])"
)

_UNLOCKED = """
    SELECT c.relname FROM pg_class AS c
    WHERE c.relname = ANY (%s) AND c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid)
    AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
        SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid AND p.polname = %s
    ))
    ORDER BY c.relname"""


def models_of_people() -> list[type[models.Model]]:
    """Every model whose table must be locked: encrypted records, and all of an app of people.

    An app says with `holds_people = True` in its AppConfig that everything in it is about people.
    """
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and (issubclass(model, EncryptedRecord) or _is_in_app_of_people(model))
    ]


def can_be_locked(model: type[models.Model]) -> bool:
    """Whether the table itself has the municipality that the policy looks at."""
    return issubclass(model, Walled) and any(
        field.name == "municipality" for field in model._meta.local_fields
    )


def unlocked(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables of people in this PostgreSQL that are not locked as they must be."""
    tables = [model._meta.db_table for model in models_of_people() if can_be_locked(model)]
    with connection.cursor() as cursor:
        cursor.execute(_UNLOCKED, [tables, POLICY])
        return [name for (name,) in cursor.fetchall()]


def lock(connection: BaseDatabaseWrapper) -> list[str]:
    """Lock every table of people that is there and not locked yet; which those were. Nothing on SQLite."""
    if connection.vendor != "postgresql":
        return []
    tables = unlocked(connection)
    if tables:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for table in tables:
                for statement in _locking(connection.ops.quote_name(table)):
                    cursor.execute(statement)
    return tables


def passes_by(connection: BaseDatabaseWrapper) -> bool:
    """Whether the role that we connect as is one that PostgreSQL's policies do not hold for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def _locking(table: str) -> list[str]:
    """FORCE: it holds for who owns the tables too, which is how Nabij usually connects."""
    older = [f"{NAME}_{number}" for number in range(1, NUMBER + 1)]
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        *(f"DROP POLICY IF EXISTS {name} ON {table}" for name in older),
        f"CREATE POLICY {POLICY} ON {table} USING ({_IN_SCOPE}) WITH CHECK ({_IN_SCOPE})",
    ]


def _is_in_app_of_people(model: type[models.Model]) -> bool:
    return bool(getattr(apps.get_app_config(model._meta.app_label), "holds_people", False))
