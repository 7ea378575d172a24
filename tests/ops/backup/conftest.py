"""An installation, its backup, and empty places to restore into."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from click.testing import Result

    from nabij.core.models import Municipality
    from tests.ops.backup.place import Place


@pytest.fixture
def here(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with its own keys and files."""
    from django.conf import settings

    folder = tmp_path / "here"
    (folder / "media" / "pictures").mkdir(parents=True)
    monkeypatch.setattr(settings, "NABIJ_KEYS_FILE", folder / "keys.json")
    monkeypatch.setattr(settings, "MEDIA_ROOT", folder / "media")
    return folder


@pytest.fixture
def run(here: Path) -> "Callable[..., Result]":
    """`run("backup", file, sentence=…)`."""
    from tests.ops.backup.world import nabij_with

    return nabij_with


@pytest.fixture
def key(here: Path) -> Path:
    from nabij.ops.backup.locks import make_key_file

    path = here / "backup.key"
    make_key_file(path)
    return path


@pytest.fixture
def town(here: Path) -> "Municipality":
    from tests.ops.backup.world import fill

    return fill(here)


@pytest.fixture
def backup(run: "Callable[..., Result]", town: "Municipality", key: Path, here: Path) -> Path:
    told = run("backup", here / "b.nabij", "--key-file", key)
    assert told.exit_code == 0, told.output
    return here / "b.nabij"


@pytest.fixture(params=["the same database", pytest.param("SQLite", marks=pytest.mark.postgresql)])
def either(request: Any, tmp_path: Path) -> "Iterator[Place]":
    """An empty place on the database of this run; on PostgreSQL once more on the other."""
    from django.db import connection

    folder = tmp_path / "elsewhere"
    folder.mkdir()
    on_sqlite = request.param == "SQLite" or connection.vendor == "sqlite"
    with contextmanager(_on_sqlite if on_sqlite else _on_postgresql)(folder) as place:
        yield place


@pytest.fixture
def elsewhere(tmp_path: Path) -> "Iterator[Place]":
    """An empty place on the database of this run."""
    from django.db import connection

    folder = tmp_path / "elsewhere"
    folder.mkdir()
    on_sqlite = connection.vendor == "sqlite"
    with contextmanager(_on_sqlite if on_sqlite else _on_postgresql)(folder) as place:
        yield place


def _on_sqlite(folder: Path) -> "Iterator[Place]":
    from tests.ops.backup.place import Place

    yield Place(folder, f"sqlite:///{folder / 'nabij.sqlite3'}")


def _on_postgresql(folder: Path) -> "Iterator[Place]":
    from django.db import connection

    from tests.ops.backup.place import Place

    name = f"restored_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    yield Place(folder, url)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty(tmp_path: Path) -> "Place":
    from tests.ops.backup.place import Place

    folder = tmp_path / "empty"
    folder.mkdir()
    return Place(folder, f"sqlite:///{folder / 'nabij.sqlite3'}")
