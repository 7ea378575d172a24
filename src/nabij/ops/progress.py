"""How far long work is, on the terminal: silent for the first two seconds, then now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

QUIET = 2.0  # seconds before anything is said
ON_TERMINAL, IN_LOG = 0.2, 10.0  # seconds between two reports

Report = Callable[[int, int | None], None]


@contextmanager
def progress_line(what: str) -> Iterator[Report]:
    """`report(done, total)` says how far it is, where errors go; `total` None: not known.

    On a terminal one line that changes; elsewhere a line every ten seconds.
    """
    terminal = sys.stderr.isatty()
    next_at = time.monotonic() + QUIET
    shown = False

    def report(done: int, total: int | None) -> None:
        nonlocal next_at, shown
        if time.monotonic() < next_at:
            return
        next_at = time.monotonic() + (ON_TERMINAL if terminal else IN_LOG)
        far = f"{done}/{total}" if total else str(done)
        click.echo(f"\r{what} {far}" if terminal else f"{what} {far}", nl=not terminal, err=True)
        shown = True

    try:
        yield report
    finally:
        if shown and terminal:
            click.echo("", err=True)
