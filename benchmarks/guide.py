"""How long the guide takes: next steps inside the process, in a municipality of a given size within the whole region."""

import argparse
import datetime as dt
import os
import random
import time
from collections.abc import Iterator

import click
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from benchmarks.find import heading, show_line
from benchmarks.load import fill, filled
from benchmarks.measure import Times, noon, warm_up
from benchmarks.region import Scale, Town, towns
from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.web.public.guide.answers import DAYS, OBSTACLES, WISHES, Answers
from nabij.web.public.guide.steps import guidance

#: Several obstacles and wishes are harder to answer than one.
KINDS = ("one obstacle", "several, near a place", "everything at once", "nothing said")


def main() -> None:
    """One database: the one that DATABASE_URL names."""
    given = _arguments()
    scale, today = Scale(given.municipalities, given.offers), dt.date.fromisoformat(given.today)
    call_command("migrate", verbosity=0, skip_checks=True)
    if not filled(scale):
        fill(scale, today)
    middle = min(towns(scale), key=lambda town: abs(town.offers - given.size))
    largest = towns(scale)[0]
    warm_up(scale, today)
    with translation.override("nl"):
        for town in (middle, largest):
            click.echo(
                f"\n{connection.vendor}: the guide in a municipality of {town.offers} offers, "
                f"of {scale.offers} in the region; load {os.getloadavg()[0]:.1f}"
            )
            heading("in the process, 1 client")
            for kind in KINDS:
                times, queries = _timed(town, kind, given.questions, today)
                show_line(kind, times)
                click.echo(f"{'':32}queries {min(queries)} to {max(queries)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nabij bench guide")
    parser.add_argument("--offers", type=int, default=500_000)
    parser.add_argument("--municipalities", type=int, default=340)
    parser.add_argument("--size", type=int, default=1_500)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--today", default="2026-11-21")
    return parser.parse_args()


def _timed(town: Town, kind: str, count: int, today: dt.date) -> tuple[Times, list[int]]:
    """Each question as the page asks it, from the letters in the address to the words of the reasons."""
    times, queries = Times(), []
    municipality = Municipality.objects.get(pk=town.number)
    asked = [Answers.of(QueryDict(query)) for query in _questions(town, kind, count + 10)]
    with within(municipality):
        for number, answers in enumerate(asked):
            if number < 10:  # what every worker has done before
                with CaptureQueriesContext(connection) as counted:
                    guidance(municipality, answers, now=noon(today))
                queries.append(len(counted))
                continue
            clock, processor = time.perf_counter(), time.process_time()
            found = guidance(municipality, answers, now=noon(today))
            times.clock.append((time.perf_counter() - clock) * 1000)
            times.processor.append((time.process_time() - processor) * 1000)
            times.found += any(step.card for step in found.steps)
    return times, queries


def _questions(town: Town, kind: str, count: int) -> Iterator[str]:
    draw = random.Random(f"{kind} {town.number}")  # noqa: S311 repeatable, not secret
    for _ in range(count):
        number = draw.randrange(40)
        near = f"{1000 + town.number * 10 + number // 10}{chr(65 + number % 10)}A"
        several = draw.sample("tglchzvnb", 3), draw.sample(list(WISHES), 2)
        yield {
            "one obstacle": f"why={draw.choice('tglchzvnb')}",
            "several, near a place": f"why={''.join(several[0])}&wish={''.join(several[1])}&near={near}&with=s",
            "everything at once": (
                f"who=c&why={''.join(OBSTACLES)}&wish={''.join(WISHES)}&near={near}&with=s&home=1"
                f"&day={draw.choice(list(DAYS))}"
            ),
            "nothing said": "",
        }[kind]
