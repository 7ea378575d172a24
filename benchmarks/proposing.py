"""How long matching takes in a municipality of a region: the first five for one person after another, and nothing at all."""

import argparse
import datetime as dt
import os
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.find import heading, show_line
from benchmarks.load import fill, filled
from benchmarks.measure import Times
from benchmarks.region import Scale, Town, towns
from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.core.vocabulary import Access, Cause, Form
from nabij.directory.queries.matching import propose
from nabij.methods.geo import Point
from nabij.methods.matching import Avoid, Profile, Slot

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WISHES = ("zingen", "samen koken", "wandelen in de natuur", "iets leren", "schaken", "tuinieren")
KINDS = ("few limits", "as people are", "many words", "nothing fits")
_ALL = frozenset(Form.values)
#: What every worker has done before.
WARM = 5


def main() -> None:
    """One database: the one that DATABASE_URL names."""
    given = _arguments()
    scale, today = Scale(given.municipalities, given.offers), dt.date.fromisoformat(given.today)
    call_command("migrate", verbosity=0, skip_checks=True)
    if not filled(scale):
        fill(scale, today)
    every = towns(scale)
    middle = min(every, key=lambda town: abs(town.offers - given.size))
    for town in (middle, every[0]):
        click.echo(
            f"\n{connection.vendor}: matching in a municipality of {town.offers} offers, "
            f"of {scale.offers} in the region; load {os.getloadavg()[0]:.1f}"
        )
        heading("in the process, 1 client")
        for kind in KINDS:
            _show(kind, [town], given.questions, today)
    click.echo("\neach person in another municipality, by its number of offers")
    draw = random.Random(3)  # noqa: S311 repeatable, not secret
    weights = [town.offers for town in every]
    _show(KINDS[1], draw.choices(every, weights, k=given.questions), given.questions, today)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nabij bench propose")
    parser.add_argument("--offers", type=int, default=500_000)
    parser.add_argument("--municipalities", type=int, default=340)
    parser.add_argument("--size", type=int, default=1_500)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--today", default="2026-11-21")
    return parser.parse_args()


def _show(kind: str, places: Sequence[Town], count: int, today: dt.date) -> None:
    """One line: the times of so many people, after a few that are not timed; and the queries of each."""
    draw = random.Random(f"{kind} {places[0].number}")  # noqa: S311
    times, queries = Times(), set()
    for number in range(WARM + count):
        town = places[number % len(places)]
        person = _person(draw, kind, town, str(number), today)
        municipality = Municipality(pk=town.number)
        clock, processor = time.perf_counter(), time.process_time()
        with within(municipality):
            found = propose(municipality, person)
        if number < WARM:
            with within(municipality), CaptureQueriesContext(connection) as asked:
                propose(municipality, person)
            queries.add(len(asked))
            continue
        times.clock.append((time.perf_counter() - clock) * 1000)
        times.processor.append((time.process_time() - processor) * 1000)
        times.found += bool(found.answer.proposals)
    show_line(kind, times)
    click.echo(f"{'':32}queries {min(queries)} to {max(queries)}")


def _person(draw: random.Random, kind: str, town: Town, name: str, today: dt.date) -> Profile:
    """Somebody who lives there."""
    spread = town.spread
    told = Profile(
        id=name,
        on=today,
        age=draw.randrange(18, 95),
        gender=draw.choice(("woman", "man")),
        languages=frozenset({"nl"}),
        causes=tuple(draw.sample(Cause.values, draw.randint(1, 3))),
        point=Point(draw.gauss(town.lat, spread / 2), draw.gauss(town.lon, spread / 1.2)),
        means=tuple(draw.sample(("walk", "bicycle", "bus"), 2)),
        minutes=draw.choice((15, 20, 30)),
        walk_along=draw.random() < 0.5,
    )
    if kind == "few limits":
        return replace(told, means=("car",), minutes=60)
    told = replace(
        told,
        wishes=tuple(draw.sample(WISHES, 2)),
        talents=("breien",),
        avoid=Avoid(words=("bingo",), group_over=20),
        free=tuple(Slot(day, 9 * 60, 17 * 60) for day in draw.sample(DAYS, 3)),
        budget=draw.choice((None, 10.0, 25.0)),
        needs=frozenset(draw.sample(Access.values, draw.randint(0, 1))),
    )
    if kind == "many words":
        words = ("bingo", "koffie", "zingen", "kerk")
        return replace(told, wishes=WISHES, avoid=Avoid(words=words), means=("car",), minutes=60)
    return replace(told, **_nothing(draw)) if kind == "nothing fits" else told


def _nothing(draw: random.Random) -> dict[str, Any]:
    """What leaves nothing: hardly any way to go, no time, or nothing wanted of what there is."""
    return draw.choice(
        (
            {"free": (Slot("SU", 180, 210),), "means": ("none",), "avoid": Avoid(forms=_ALL)},
            {"free": (), "avoid": Avoid(words=("bingo",), forms=_ALL)},
            {"avoid": Avoid(forms=_ALL)},
        )
    )
