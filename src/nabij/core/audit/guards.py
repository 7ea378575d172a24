"""What the database itself refuses: to change or remove an event, or to turn a chain's head back.

Triggers, so that they hold for whoever has the database password too, as long as they do not own the
tables. A migration installs them. On SQLite a migration that alters `core_auditevent` or
`core_auditchain` makes the table anew and loses them: let it call `install` again; `missing` tells.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

EVENTS, HEADS = "core_auditevent", "core_auditchain"

_SQLITE = {
    "audit_event_stays": f"""
        CREATE TRIGGER audit_event_stays BEFORE UPDATE ON {EVENTS}
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    "audit_event_remains": f"""
        CREATE TRIGGER audit_event_remains BEFORE DELETE ON {EVENTS}
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    "audit_head_goes_on": f"""
        CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON {HEADS}
        WHEN NEW.chain <> OLD.chain OR NEW.sequence <= OLD.sequence
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    "audit_head_remains": f"""
        CREATE TRIGGER audit_head_remains BEFORE DELETE ON {HEADS}
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
}

_POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION nabij_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"""

_POSTGRESQL = {
    "audit_event_stays": f"""
        CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE ON {EVENTS}
        FOR EACH ROW EXECUTE FUNCTION nabij_append_only()""",
    "audit_event_remains": f"""
        CREATE TRIGGER audit_event_remains BEFORE TRUNCATE ON {EVENTS}
        FOR EACH STATEMENT EXECUTE FUNCTION nabij_append_only()""",
    "audit_head_goes_on": f"""
        CREATE TRIGGER audit_head_goes_on BEFORE UPDATE ON {HEADS} FOR EACH ROW
        WHEN (NEW.chain <> OLD.chain OR NEW.sequence <= OLD.sequence)
        EXECUTE FUNCTION nabij_append_only()""",
    "audit_head_remains": f"""
        CREATE TRIGGER audit_head_remains BEFORE DELETE ON {HEADS}
        FOR EACH ROW EXECUTE FUNCTION nabij_append_only()""",
    "audit_head_not_emptied": f"""
        CREATE TRIGGER audit_head_not_emptied BEFORE TRUNCATE ON {HEADS}
        FOR EACH STATEMENT EXECUTE FUNCTION nabij_append_only()""",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in its place, anew where it stood already."""
    lift(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for statement in _triggers(connection).values():
            cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: for a migration that must alter the tables."""
    with connection.cursor() as cursor:
        for name, statement in _triggers(connection).items():
            table = EVENTS if f" ON {EVENTS}" in statement else HEADS
            of_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{of_table}")


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of guards that are not in their place (or are switched off)."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
                " AND tgrelid IN (to_regclass(%s), to_regclass(%s))",
                [EVENTS, HEADS],
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return set(_triggers(connection)) - {row[0] for row in cursor.fetchall()}


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    if connection.vendor == "postgresql":
        return _POSTGRESQL
    if connection.vendor == "sqlite":
        return _SQLITE
    raise NotImplementedError(
        f"no guards for {connection.vendor}; Nabij runs on SQLite and PostgreSQL"
    )
