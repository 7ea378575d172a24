"""What the tests of the second lock share: rows of two municipalities, and looking past the first lock."""

from typing import Any

import psycopg
from django.db import connection, models

from nabij.casework.models import Request
from nabij.config.databases import database_settings
from nabij.core.models import Municipality
from nabij.core.postgresql.base import DatabaseWrapper
from nabij.core.postgresql.policies import can_be_locked, models_of_people
from nabij.core.postgresql.telling import SETTING
from nabij.core.tenancy import Walled, within
from tests.core.rows import a_row
from tests.factories import MunicipalityFactory
from tests.tools.postgresql import named_server

LOCKED = [model for model in models_of_people() if can_be_locked(model)]
TABLES = sorted(model._meta.db_table for model in LOCKED)


def two_municipalities() -> tuple[Municipality, Municipality]:
    return MunicipalityFactory.create(slug="testdam"), MunicipalityFactory.create(slug="elders")


def rows_of_people(municipality: Municipality) -> None:
    """A row in every table that is locked."""
    with within(municipality):
        for model in LOCKED:
            assert issubclass(model, Walled)
            a_row(model, municipality)


def seen() -> set[int]:
    """Municipalities whose requests the database shows, asked past the first lock."""
    rows: models.QuerySet[Request] = models.QuerySet(Request)
    return set(rows.values_list("municipality_id", flat=True))


def told() -> str:
    """What this connection's database was told of the scope, asked without telling it again."""
    cursor = psycopg.ClientCursor(connection.connection)
    cursor.execute(f"SELECT current_setting('{SETTING}', true)")
    return "".join(value or "" for value in cursor.fetchone() or ())


def raw_connection(**other: Any) -> psycopg.Connection[Any]:
    """A connection of one's own to the database of the tests, around Nabij and Django."""
    params = {
        name: value
        for name, value in connection.get_connection_params().items()
        if name in ("dbname", "user", "password", "host", "port")
    }
    return psycopg.connect(**{**params, **other}, autocommit=True)


def the_server_as_it_was_named() -> DatabaseWrapper:
    """A connection as the role that the tests were given: usually a superuser."""
    named = database_settings(named_server())
    return DatabaseWrapper({**connection.settings_dict, **named}, alias="named")
