"""The index behind finding: FTS5 on SQLite, GIN on PostgreSQL, the same rows and numbers on both.

Both keep the wall in the index itself: on SQLite the municipality is the beginning of every term, on
PostgreSQL it is a lexeme of every row. `array_to_tsvector` over the numbers saves two thirds of what a
stored tsvector of words takes (docs/performance.md).
"""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import nabij.directory.models.search

SQLITE = """
CREATE VIRTUAL TABLE directory_offerterms USING fts5(
    terms, content='', detail=none, columnsize=0, tokenize='ascii'
)
"""
POSTGRESQL = (
    """
    CREATE FUNCTION nabij_terms(bigint, integer[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$SELECT array_to_tsvector(('m' || $1) || $2::text[])$$
    """,
    """
    CREATE INDEX entry_terms ON directory_offerentry
    USING gin (nabij_terms(municipality_id, numbers)) WITH (fastupdate = off)
    """,
)


def make_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The inverted index, as this database has it."""
    for statement in (SQLITE,) if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def drop_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TABLE directory_offerterms")
        return
    editor.execute("DROP INDEX entry_terms")
    editor.execute("DROP FUNCTION nabij_terms(bigint, integer[])")


class Migration(migrations.Migration):
    """The narrow rows, the inverted index, the words for spelling."""

    dependencies = [("directory", "0001_initial")]
    run_before = [("directory", "0003_organisation_contact")]

    operations = [
        migrations.CreateModel(
            name="OfferEntry",
            fields=[
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="directory.offer",
                    ),
                ),
                ("public", models.BooleanField()),
                ("by_appointment", models.BooleanField()),
                ("comes_to_you", models.BooleanField()),
                ("paused", models.BooleanField()),
                ("room", models.PositiveSmallIntegerField()),
                ("age_min", models.PositiveSmallIntegerField()),
                ("age_max", models.PositiveSmallIntegerField()),
                ("in_name", models.PositiveSmallIntegerField()),
                ("in_summary", models.PositiveSmallIntegerField()),
                ("lat", models.IntegerField(null=True)),
                ("lon", models.IntegerField(null=True)),
                ("confirmed", models.IntegerField()),
                ("first_day", models.IntegerField()),
                ("times", models.IntegerField()),
                ("days", models.BinaryField()),
                ("numbers", nabij.directory.models.search.NumbersField()),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.municipality",
                        verbose_name="municipality",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["municipality", "lat", "lon"], name="entry_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="SpellingWords",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="core.municipality",
                    ),
                ),
                ("fingerprint", models.CharField(max_length=40)),
                ("words", models.BinaryField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        migrations.RunPython(make_index, drop_index),
    ]
