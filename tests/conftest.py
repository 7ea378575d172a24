"""What all tests share: the settings they run under, which database, and the checks of HTML.

pytest                    on SQLite
pytest --pg               on PostgreSQL: NABIJ_TEST_DATABASE_URL, or the server on this machine
pytest -m "not browser"   without Chromium
"""

import fcntl
import io
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest

from tests.tools.html import HtmlValidator, assert_html_valid
from tests.tools.ical import IcalReader
from tests.tools.postgresql import for_an_ordinary_role, named_server

# A test is never timed: a busy machine is no fault of the code. In CI the same examples come every time.
hypothesis.settings.register_profile(
    "untimed", deadline=None, derandomize=bool(os.environ.get("NABIJ_CI"))
)
hypothesis.settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pg", action="store_true", help="run on PostgreSQL instead of SQLite")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Settle the environment, then load Django: nothing of Nabij may be imported before."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        os.environ["NABIJ_TEST_HOME"] = tempfile.mkdtemp(prefix="nabij-test-")
        catalogs = [sys.executable, str(ROOT / "bin" / "lib" / "catalogs.py"), "compile"]
        subprocess.run(catalogs, check=True)
    home = Path(os.environ["NABIJ_TEST_HOME"])
    data = home / (worker or "main")
    (data / "static").mkdir(parents=True, exist_ok=True)
    for name in [name for name in os.environ if name.startswith("NABIJ_") and name not in KEPT]:
        del os.environ[name]
    os.environ["NABIJ_MODE"] = "test"
    os.environ["NABIJ_DATA"] = str(data)
    os.environ["DATABASE_URL"] = database_url(config, home, data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "nabij.config.settings"
    django.setup()


KEPT = {"NABIJ_SHARED", "NABIJ_TEST_HOME", "NABIJ_TEST_DATABASE_URL", "NABIJ_CI"}


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["NABIJ_TEST_HOME"], ignore_errors=True)


def database_url(config: pytest.Config, home: Path, data: Path) -> str:
    """SQLite in a file, or a database on the server whose name no other run of the tests uses.

    On PostgreSQL the tests are no superuser, so that row-level security holds for all of them.
    """
    if not config.getoption("pg"):
        return f"sqlite:///{data / 'nabij.sqlite3'}"
    server = for_an_ordinary_role(named_server())
    return server._replace(path="/" + home.name.replace("-", "_").lower()).geturl()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """On SQLite the tests use a file, as Nabij does: several connections at once, and a write-ahead log."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(
            Path(os.environ["NABIJ_DATA"]) / "test.sqlite3"
        )


@pytest.fixture(scope="session")
def migrated() -> Path:
    """A SQLite file with every table and no row, made once a run: a copy is where a process of its own can begin."""
    path = Path(os.environ["NABIJ_TEST_HOME"]) / "migrated" / "nabij.sqlite3"
    path.parent.mkdir(exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            subprocess.run(
                [sys.executable, "-m", "nabij", "migrate"],
                env=kept | {"NABIJ_MODE": "demo", "NABIJ_DATA": str(path.parent)},
                check=True,
                capture_output=True,
            )
    return path


#: Whatever opens the database to a test. pytest-django fails a test that touches it without one of these.
WAYS_TO_THE_DATABASE = {"db", "transactional_db", "django_db_setup"}


def meets_the_database(item: pytest.Item) -> bool:
    """Whether this test can come out differently on another database."""
    if item.get_closest_marker("any_database"):
        return False
    marks = [item.get_closest_marker(name) for name in ("django_db", "postgresql")]
    return any(marks) or bool(WAYS_TO_THE_DATABASE & set(getattr(item, "fixturenames", ())))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_postgresql = config.getoption("pg")
    if on_postgresql:
        # The run on SQLite proved the others already.
        config.hook.pytest_deselected(
            items=[item for item in items if not meets_the_database(item)]
        )
        items[:] = [item for item in items if meets_the_database(item)]
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker("browser")
        if item.get_closest_marker("postgresql") and not on_postgresql:
            item.add_marker(pytest.mark.skip(reason="only means something on PostgreSQL (--pg)"))


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied_between_tests() -> Iterator[None]:
    """The guards of the audit trail refuse to empty it; after a test with real transactions it must be."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from nabij.core.audit import guards

    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        guards.lift(self.connection)
        try:
            flush(self, sql_list)
        finally:
            guards.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_all)
        yield


# --- HTML --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def html_validator() -> Iterator[HtmlValidator]:
    """One html-validate process for all tests of a worker."""
    with HtmlValidator() as validator:
        yield validator


@pytest.fixture
def html_valid(html_validator: HtmlValidator) -> "HtmlCheck":
    """`html_valid(html, url)` fails with what the validator says, each with its line and its piece of HTML."""
    return HtmlCheck(html_validator)


class HtmlCheck:
    def __init__(self, validator: HtmlValidator) -> None:
        self.validator = validator

    def __call__(self, html: str | bytes, url: str = "page") -> None:
        assert_html_valid(self.validator, html, url)


# --- what administrators read -------------------------------------------------------------------


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What Nabij writes to its log meanwhile, down to the smallest, as the handler of its settings writes it."""
    root, written = logging.getLogger(), io.StringIO()
    console = next(one for one in root.handlers if type(one) is logging.StreamHandler)
    stream, level = console.setStream(written), root.level
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(level)
    console.setStream(stream)


# --- calendars ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def ical_reader() -> Iterator[IcalReader]:
    """ical.js, in one process for all tests of a worker."""
    with IcalReader() as reader:
        yield reader


# --- advice: said at the end of a run, failing nothing -----------------------------------------


@pytest.fixture
def advise() -> "Advice":
    """`advise(text)` adds a line to what is said at the end of the run."""
    return Advice(Path(os.environ["NABIJ_TEST_HOME"]) / "advice.txt")


class Advice:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, text: str) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(text.replace("\n", " ") + "\n")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    path = Path(os.environ["NABIJ_TEST_HOME"]) / "advice.txt"
    if path.exists():
        lines = sorted(set(path.read_text(encoding="utf-8").splitlines()))
        terminalreporter.section(f"advice ({len(lines)})")
        for line in lines:
            terminalreporter.write_line(line)
