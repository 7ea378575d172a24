from typing import Any

from django.db import migrations

# The table behind settings.CACHES: what sign-in limits count must be known to every process.
SQLITE = """
    CREATE TABLE nabij_cache (
        cache_key varchar(255) NOT NULL PRIMARY KEY, value text NOT NULL, expires datetime NOT NULL
    )"""
POSTGRESQL = """
    CREATE TABLE nabij_cache (
        cache_key varchar(255) NOT NULL PRIMARY KEY, value text NOT NULL,
        expires timestamp with time zone NOT NULL
    )"""


def make(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)
    schema_editor.execute("CREATE INDEX nabij_cache_expires ON nabij_cache (expires)")


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE nabij_cache")


class Migration(migrations.Migration):
    dependencies = [("core", "0003_audit_guards")]

    operations = [migrations.RunPython(make, drop)]
