"""`nabij bench`: how fast finding is on a region of hundreds of municipalities."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click
import psycopg
from django.conf import settings
from django.utils.translation import gettext as _

from nabij.ops.exits import AnswerIsNo, UnavailableError

LOCAL_POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/postgres"


@click.group(help=_("How fast it is."))
def command() -> None:
    """Benchmarks; those of the project itself, so they need its source."""


@command.command(help=_("Finding, on SQLite and PostgreSQL, in a region that is made up and kept."))
@click.option("--offers", default=500_000, show_default=True, help=_("how many offers"))
@click.option("--municipalities", default=340, show_default=True, help=_("how many municipalities"))
@click.option("--clients", default="1,8", show_default=True, help=_("how many ask at once"))
@click.option("--questions", default=400, show_default=True, help=_("of each kind, each time"))
@click.option("--url", default="", help=_("only this database; it is filled where it is empty"))
@click.option("--data", type=click.Path(path_type=Path), help=_("directory for what is made up"))
@click.option(
    "--quick", is_flag=True, help=_("a small region and few questions, in a minute or two")
)
@click.option("--no-http", is_flag=True, help=_("only inside the process"))
def find(url: str, data: Path | None, quick: bool, no_http: bool, **asked: str | int) -> None:
    """Each database in a process of its own, so that memory is told apart."""
    if quick:
        asked |= {"offers": 3_000, "municipalities": 6, "questions": 40}
    _in_region("", url, data, asked, ["--no-http"] if no_http else [])


@command.command(help=_("The guide, in the same region: a middling municipality and the largest."))
@click.option("--offers", default=500_000, show_default=True, help=_("how many offers"))
@click.option("--municipalities", default=340, show_default=True, help=_("how many municipalities"))
@click.option("--size", default=1_500, show_default=True, help=_("offers of the middling one"))
@click.option("--questions", default=200, show_default=True, help=_("of each kind, each time"))
@click.option("--url", default="", help=_("only this database; it is filled where it is empty"))
@click.option("--data", type=click.Path(path_type=Path), help=_("directory for what is made up"))
@click.option(
    "--quick", is_flag=True, help=_("a small region and few questions, in a minute or two")
)
def guide(url: str, data: Path | None, quick: bool, **asked: int) -> None:
    """The next steps, from the letters in an address to the words of the reasons."""
    if quick:
        asked |= {"offers": 3_000, "municipalities": 6, "questions": 40}
    _in_region("guide", url, data, asked, [])


@command.command(
    help=_("Matching one person with all offers of a municipality, in the same region.")
)
@click.option("--offers", default=500_000, show_default=True, help=_("how many offers"))
@click.option("--municipalities", default=340, show_default=True, help=_("how many municipalities"))
@click.option("--size", default=1_500, show_default=True, help=_("offers of the middling one"))
@click.option("--questions", default=100, show_default=True, help=_("of each kind, each time"))
@click.option("--url", default="", help=_("only this database; it is filled where it is empty"))
@click.option("--data", type=click.Path(path_type=Path), help=_("directory for what is made up"))
@click.option(
    "--quick", is_flag=True, help=_("a small region and few questions, in a minute or two")
)
def propose(url: str, data: Path | None, quick: bool, **asked: int) -> None:
    """The first five with their reasons, and what would give something where nothing fits."""
    if quick:
        asked |= {"offers": 3_000, "municipalities": 6, "questions": 40}
    _in_region("propose", url, data, asked, [])


@command.command(help=_("Queueing confirmation mails in one job, and sending them."))
@click.option("--organisations", default=1_000, show_default=True, help=_("how many organisations"))
@click.option("--data", type=click.Path(path_type=Path), help=_("directory for what is made up"))
def mail(organisations: int, data: Path | None) -> None:
    """On SQLite, in a database of its own that is made up anew."""
    data = data or Path(settings.BASE_DIR) / ".nabij" / "bench"
    data.mkdir(parents=True, exist_ok=True)
    database = data / "nabij_bench_mail.sqlite3"
    for name in ("", "-wal", "-shm"):
        Path(f"{database}{name}").unlink(missing_ok=True)
    words = [f"--organisations={organisations}"]
    _python("benchmarks.mail", words, _settings_of_its_own(f"sqlite:///{database}", data))


@command.command(help=_("A link worker's pages with many open cases, on SQLite and PostgreSQL."))
@click.option("--cases", default=2_000, show_default=True, help=_("how many open cases"))
@click.option("--pages", default=60, show_default=True, help=_("how often each page"))
@click.option("--data", type=click.Path(path_type=Path), help=_("directory for what is made up"))
def day(cases: int, pages: int, data: Path | None) -> None:
    """Today, the caseload and one case, through everything but the web server."""
    data = data or Path(settings.BASE_DIR) / ".nabij" / "bench"
    data.mkdir(parents=True, exist_ok=True)
    words = [f"--cases={cases}", f"--pages={pages}"]
    for database in _databases(data, f"nabij_bench_day_{cases}"):
        _python("benchmarks.day", words, _settings_of_its_own(database, data))


@command.command(
    help=_("Pairing volunteers with residents, in five shapes that are easy and one that is hard.")
)
@click.option("--people", default=5_000, show_default=True, help=_("how many on each side"))
@click.option(
    "--edges", default=30, show_default=True, help=_("with how many each could be paired")
)
@click.option("--check", is_flag=True, help=_("also find the total in another way"))
def pair(people: int, edges: int, check: bool) -> None:
    """Without a database."""
    words = [f"--people={people}", f"--edges={edges}", *(["--check"] if check else [])]
    _python("benchmarks.pairing", words, {})


@command.command(
    help=_("Matching one person with many offers, all of them and those within reach.")
)
@click.option("--offers", default=10_000, show_default=True, help=_("how many offers"))
@click.option("--people", default=40, show_default=True, help=_("how many people, one by one"))
def match(offers: int, people: int) -> None:
    """Without a database."""
    _python("benchmarks.matching", [f"--offers={offers}", f"--people={people}"], {})


def _in_region(
    what: str, url: str, data: Path | None, asked: Mapping[str, str | int], more: list[str]
) -> None:
    """Each database that there is, with the region in it."""
    data = data or Path(settings.BASE_DIR) / ".nabij" / "bench"
    data.mkdir(parents=True, exist_ok=True)
    words = [f"--{name}={value}" for name, value in asked.items()]
    name = f"nabij_bench_{asked['offers']}_{asked['municipalities']}"
    for database in [url] if url else _databases(data, name):
        _run(database, data, [*filter(None, [what]), *words, *more])


def _run(url: str, data: Path, words: list[str]) -> None:
    _python("benchmarks.run", words, _settings_of_its_own(url, data))


def _settings_of_its_own(url: str, data: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "NABIJ_MODE": "demo",
        "NABIJ_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "nabij.config.settings",
    }


def _python(module: str, words: list[str], environment: dict[str, str]) -> None:
    """Run a benchmark in a process of its own."""
    source = Path(settings.BASE_DIR)
    if not (source / "benchmarks").is_dir():
        raise UnavailableError(_("The benchmarks are in the source of Nabij, which is not here."))
    path = f"{source / 'src'}{os.pathsep}{source}"
    answer = subprocess.run(
        [sys.executable, "-m", module, *words],
        env={**os.environ, **environment, "PYTHONPATH": path},
        check=False,
    )
    if answer.returncode:
        raise AnswerIsNo(_("The benchmark did not finish."))


def _databases(data: Path, name: str) -> list[str]:
    """A file, and a database on the server where one can be reached."""
    urls = [f"sqlite:///{data / name}.sqlite3"]
    server = os.environ.get("NABIJ_TEST_DATABASE_URL") or LOCAL_POSTGRESQL
    try:
        with psycopg.connect(server, autocommit=True, connect_timeout=3) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if there.fetchone() is None:
                connection.execute(f'CREATE DATABASE "{name}"')  # a name of digits and letters
    except psycopg.OperationalError:
        click.echo(_("No PostgreSQL here: only SQLite is measured."), err=True)
    else:
        urls.append(urlsplit(server)._replace(path=f"/{name}").geturl())
    return urls
