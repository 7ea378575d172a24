"""Django's PostgreSQL that tells the database which municipalities are in scope."""

from typing import Any

from django.db.backends.postgresql import base, operations, schema
from django.db.backends.postgresql.psycopg_any import register_tzloader

from nabij.core.postgresql.cursors import ScopedCursor, ScopedServerSideCursor
from nabij.core.postgresql.telling import PREFIX, told_everywhere


class DatabaseOperations(operations.DatabaseOperations):
    """What is shown of a query is the query as it was asked."""

    def last_executed_query(self, cursor: Any, sql: Any, params: Any) -> str:
        """The statement with its values, without the scope before it."""
        return PREFIX.sub("", super().last_executed_query(cursor, sql, params) or "")


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """A migration changes the rows of every municipality, so the second lock is open while it runs."""

    def __enter__(self) -> "DatabaseSchemaEditor":
        self._opened = told_everywhere()
        self._opened.__enter__()
        super().__enter__()
        return self

    def __exit__(self, *exception: Any) -> None:
        try:
            super().__exit__(*exception)
        finally:
            self._opened.__exit__(*exception)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose cursors tell the scope."""

    SchemaEditorClass = DatabaseSchemaEditor
    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        """As Django makes them, with our cursor."""
        return {**super().get_connection_params(), "cursor_factory": ScopedCursor}

    def create_cursor(self, name: str | None = None) -> Any:
        """As Django makes them; one with a name fetches in parts, with our cursor for that."""
        if not name:
            return super().create_cursor()
        cursor = ScopedServerSideCursor(
            self.connection, name=name, scrollable=False, withhold=self.connection.autocommit
        )
        register_tzloader(self.timezone, cursor)
        return cursor
