"""The whole suite: every check and test of Nabij, with a table at the end. `bin/test` runs it.

In CI (NABIJ_CI=1) nothing may be skipped: no PostgreSQL or no Chromium is a failure there.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import postgresql

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
IN_CI = bool(os.environ.get("NABIJ_CI"))
OFFLINE = bool(os.environ.get("NABIJ_OFFLINE"))
DUTCH = (os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "")[
    :2
] == "nl"

OK, FAILED, SKIPPED, WARNING = "ok", "failed", "skipped", "warning"
SHOWN_LINES = 60
WORDS = {OK: "goed", FAILED: "MISLUKT", SKIPPED: "overgeslagen", WARNING: "let op"}
SUMMARY = re.compile(r"^=* ?((?:\d+ [a-z]+(?:, )?)+)(?: in [\d.]+s.*)?$")
WEAKNESS = re.compile(r"(?:Found )?\d+ (?:known |\w+ severity )?vulnerabilit(?:y|ies).*")
COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def words(dutch: str, english: str) -> str:
    """One of the two, by the language of the terminal."""
    return dutch if DUTCH else english


@dataclass
class Outcome:
    """How one step went."""

    name: str
    result: str
    seconds: float = 0.0
    remark: str = ""
    output: str = ""
    command: str = ""
    counts: Counter[str] = field(default_factory=Counter)


# --- checks of the source, two at a time --------------------------------------------------------


def check(name: str, command: Sequence[str], **environment: str) -> Outcome:
    """Run one check; its output is kept for when it fails."""
    begin = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    result = FAILED if done.returncode else OK
    return Outcome(
        name,
        result,
        time.monotonic() - begin,
        output=done.stdout.rstrip(),
        command=shlex.join(command),
    )


def audit(name: str, command: Sequence[str]) -> Outcome:
    """Ask for known weaknesses of our parts. What is new in the world is no fault of this tree: a warning."""
    if OFFLINE:
        return Outcome(name, SKIPPED, remark="NABIJ_OFFLINE")
    outcome = check(name, ["timeout", "120", *command])
    if outcome.result == OK:
        return outcome
    weak = WEAKNESS.search(outcome.output)
    if weak:
        outcome.result = FAILED if os.environ.get("NABIJ_AUDIT") == "strict" else WARNING
        outcome.remark = weak[0]
    else:
        outcome.result = SKIPPED
        outcome.remark = words(
            "het register antwoordt hier niet op", "the registry does not answer this"
        )
    return outcome


def checks() -> list[Callable[[], Outcome]]:
    """The checks that need no database and no browser."""
    django = {"NABIJ_MODE": "test", "DJANGO_SETTINGS_MODULE": "nabij.config.settings"}
    migrations = [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"]
    scripts = ["bash", "-n", "bin/demo", "bin/nabij", "bin/test", "bin/lib/setup.sh", ".ci/run"]
    python_audit = [
        "pip-audit",
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner=off",
        "-r",
        "requirements/run.txt",
    ]
    front_audit = ["npm", "audit", "--omit=dev", "--audit=true"]
    return [
        lambda: check(words("typen (mypy)", "types (mypy)"), ["mypy"], **django),
        lambda: check(words("regels (ruff)", "rules (ruff)"), ["ruff", "check", "--no-cache", "."]),
        lambda: check(
            words("opmaak (ruff format)", "format (ruff format)"),
            ["ruff", "format", "--check", "."],
        ),
        lambda: check(
            words("verdiepingen (import-linter)", "floors (import-linter)"),
            ["lint-imports", "--no-cache"],
        ),
        lambda: check(words("migraties", "migrations"), migrations, **django),
        lambda: check(
            words("vertalingen", "translations"), [PYTHON, "bin/lib/catalogs.py", "check"]
        ),
        lambda: check(words("scripts (bash)", "scripts (bash)"), scripts),
        lambda: audit(
            words("kwetsbaarheden Python (pip-audit)", "weaknesses Python (pip-audit)"),
            python_audit,
        ),
        lambda: audit(words("kwetsbaarheden npm", "weaknesses npm"), front_audit),
    ]


def run_checks() -> list[Outcome]:
    """All checks, two at a time, each reported when it is done."""
    with ThreadPoolExecutor(2) as pool:
        outcomes = []
        for future in [pool.submit(step) for step in checks()]:
            outcome = future.result()
            report(outcome)
            outcomes.append(outcome)
        return outcomes


# --- tests --------------------------------------------------------------------------------------


def pytest(name: str, *arguments: str, **environment: str) -> Outcome:
    """Run pytest, showing what it says, and read its closing line."""
    print(f"\n── {name}: pytest {' '.join(arguments)}", flush=True)
    begin = time.monotonic()
    colour = "--color=yes" if sys.stdout.isatty() else "--color=no"
    process = subprocess.Popen(
        [PYTHON, "-m", "pytest", colour, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    last = ""
    for line in process.stdout:
        print(line, end="", flush=True)
        plain = COLOUR.sub("", line).strip()
        if COUNT.search(plain) and SUMMARY.match(plain.strip("= ")):
            last = plain.strip("= ")
    code = process.wait()
    counts = Counter[str]()
    for number, kind in COUNT.findall(last):
        counts[{"error": "failed", "errors": "failed"}.get(kind, kind)] += int(number)
    if code == 5:
        return Outcome(name, OK, time.monotonic() - begin, words("nog geen tests", "no tests yet"))
    if code and not counts["failed"]:
        counts["failed"] = 1  # it stopped before it could count
    result = FAILED if code else OK
    return Outcome(name, result, time.monotonic() - begin, last or f"exit {code}", counts=counts)


def tests_on_postgresql() -> Outcome:
    """The same tests on PostgreSQL, or plainly why not and how to have them."""
    name = words("tests op PostgreSQL", "tests on PostgreSQL")
    found = postgresql.find()
    if found.url:
        # Calculations know no database: an import contract says so. Of the others `--pg` takes those that open one.
        rest = ["--ignore=tests/methods", "-m", "not browser or both_databases"]
        return pytest(name, "-n2", "--pg", *rest, NABIJ_TEST_DATABASE_URL=found.url)
    print(
        "\nPostgreSQL: "
        + words(
            f"overgeslagen, want {found.reason}.\n"
            "  Zo doet het mee: installeer PostgreSQL 15 of nieuwer en noem een server in NABIJ_TEST_DATABASE_URL\n"
            "  (postgresql://gebruiker@host:poort/postgres; de gebruiker maakt databases aan), of draai .ci/run.",
            f"skipped, because {found.reason}.\n"
            "  To have it: install PostgreSQL 15 or newer and name a server in NABIJ_TEST_DATABASE_URL\n"
            "  (postgresql://user@host:port/postgres; the user creates databases), or run .ci/run.",
        )
    )
    return Outcome(name, FAILED if IN_CI else SKIPPED, remark=found.reason)


def tests_in_browser() -> Outcome:
    """The journeys, in a real Chromium."""
    name = words("tests in Chromium", "tests in Chromium")
    if not (os.environ.get("NABIJ_CHROMIUM") or shutil.which("chromium")):
        reason = words(
            "geen Chromium; sudo apt-get install chromium",
            "no Chromium; sudo apt-get install chromium",
        )
        print(f"\nChromium: {reason}")
        return Outcome(name, FAILED if IN_CI else SKIPPED, remark=reason)
    return pytest(name, "-n2", "-m", "browser", "tests/browser")


# --- the table ----------------------------------------------------------------------------------


def report(outcome: Outcome) -> None:
    """One line as it happens, and what a failing check said."""
    mark = {OK: "✓", FAILED: "✗", SKIPPED: "–", WARNING: "!"}[outcome.result]
    print(f"{mark} {outcome.name} ({outcome.seconds:.1f} s) {outcome.remark}", flush=True)
    if outcome.result not in (FAILED, WARNING):
        return
    lines = outcome.output.splitlines()
    for line in lines[:SHOWN_LINES]:
        print(f"    {line}")
    if len(lines) > SHOWN_LINES:
        more = len(lines) - SHOWN_LINES
        print(
            "    "
            + words(f"… en nog {more} regels: ", f"… and {more} more lines: ")
            + outcome.command
        )
    sys.stdout.flush()


def table(outcomes: Sequence[Outcome]) -> str:
    """What was done, how it went and how long it took."""
    width = max(len(outcome.name) for outcome in outcomes)
    lines = []
    for outcome in outcomes:
        result = WORDS[outcome.result] if DUTCH else outcome.result.replace(FAILED, "FAILED")
        lines.append(
            f"{outcome.name:{width}}  {result:12}  {outcome.seconds:7.1f} s  {outcome.remark}".rstrip()
        )
    return "\n".join(lines)


def main() -> int:
    """Everything, in order; 1 when something failed."""
    begin = time.monotonic()
    outcomes = run_checks()
    outcomes.append(pytest(words("tests op SQLite", "tests on SQLite"), "-n2", "-m", "not browser"))
    outcomes.append(tests_on_postgresql())
    outcomes.append(tests_in_browser())
    counts = sum((outcome.counts for outcome in outcomes), Counter[str]())
    failed = [outcome.name for outcome in outcomes if outcome.result == FAILED]
    print("\n" + "─" * 80 + "\n" + table(outcomes))
    print(f"{words('samen', 'in all')}: {time.monotonic() - begin:.0f} s")
    if failed:
        print(words("Mislukt: ", "Failed: ") + ", ".join(failed))
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if failed or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
