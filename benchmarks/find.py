"""Build the region where it is not there yet, ask, and print what it took. Run through `bin/nabij bench find`."""

import argparse
import datetime as dt
import os
from collections.abc import Callable

import click
from django.db import connection

from benchmarks import measure, over_http
from benchmarks.load import fill, filled
from benchmarks.measure import Times, percentile
from benchmarks.questions import KINDS, Asked, questions
from benchmarks.region import Scale


def main() -> None:
    """One database: the one that DATABASE_URL names."""
    given = _arguments()
    scale = Scale(given.municipalities, given.offers)
    today = dt.date.fromisoformat(given.today)
    click.echo(
        f"{connection.vendor}: {scale.offers} offers in {scale.municipalities} municipalities"
    )
    if not filled(scale):
        fill(scale, today)
    _report(scale, today, given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nabij bench find")
    parser.add_argument("--offers", type=int, default=500_000)
    parser.add_argument("--municipalities", type=int, default=340)
    parser.add_argument("--clients", default="1,8")
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--today", default="2026-11-21")
    parser.add_argument("--no-http", action="store_true")
    return parser.parse_args()


def _report(scale: Scale, today: dt.date, given: argparse.Namespace) -> None:
    click.echo(
        f"a million additions: {measure.processor_speed():.1f} ms; load {os.getloadavg()[0]:.1f}"
    )
    measure.warm_up(scale, today)
    numbers = [int(number) for number in given.clients.split(",")]
    count = given.questions
    for number in numbers:
        heading(f"in the process, {number} client(s)")
        for kind in KINDS:
            times = (
                measure.one_client(scale, kind, count, today)
                if number == 1
                else measure.clients(scale, kind, count, today, number)
            )
            show_line(kind, times)
    heading("queries: least and most")
    for kind in KINDS:
        click.echo(f"{kind:32} {measure.query_counts(scale, kind, today)}")
    click.echo(f"\nmemory of this process (MB): {_rounded(measure.memory())}")
    found = measure.sizes()
    click.echo(f"index (MB): {sum(found.values()):.0f} in all {found}")
    if not given.no_http:
        _over_http(scale, numbers, count)


def _over_http(scale: Scale, numbers: list[int], count: int) -> None:
    addresses: dict[str, Callable[[Asked], str]] = {
        "API": over_http.api_address,
        "page": over_http.page_address,
    }
    with over_http.server() as (port, process):
        for name, address in addresses.items():
            for number in numbers:
                heading(f"over HTTP, {name}, {number} client(s)")
                for kind in KINDS:
                    warm = [address(one) for one in questions(scale, kind, 20, seed=98)]
                    over_http.ask(port, warm, 2)
                    asked = [address(one) for one in questions(scale, kind, count, seed=number)]
                    show_line(kind, over_http.ask(port, asked, number))
        for worker in over_http.workers_memory(process):
            click.echo(f"memory of a worker (MB): {_rounded(worker)}")


def heading(text: str) -> None:
    """A title with the names of the columns."""
    click.echo(f"\n{text:32}    p50    p95    p99 ms   (processor p50, p95)")


def show_line(kind: str, times: Times) -> None:
    """One kind of question: milliseconds on the clock, of the processor, and how many found something."""
    clock = "".join(f"{percentile(times.clock, share):7.1f}" for share in (0.5, 0.95, 0.99))
    spent = times.processor
    processor = (
        "".join(f"{percentile(spent, share):7.1f}" for share in (0.5, 0.95)) if spent else ""
    )
    click.echo(f"{kind:32}{clock}      {processor}   found {times.found / len(times.clock):.0%}")


def _rounded(values: dict[str, float]) -> dict[str, int]:
    return {name: round(value) for name, value in values.items()}
