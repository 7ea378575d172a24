"""Timing questions inside the process: how long, how many queries, how much memory."""

import datetime as dt
import gc
import multiprocessing
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.questions import KINDS, Asked, questions
from benchmarks.region import Scale
from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory.explain import sentences
from nabij.directory.queries import find_offers

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(slots=True)
class Times:
    """Milliseconds of each question: on the clock, and of processor time in this process."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    found: int = 0

    def add(self, other: "Times") -> None:
        """Count another client's questions with these."""
        self.clock += other.clock
        self.processor += other.processor
        self.found += other.found


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * int(share * 1000) // 1000) - 1))]


def noon(today: dt.date) -> dt.datetime:
    """A moment on the day for which the region was made."""
    return dt.datetime.combine(today, dt.time(9), AMSTERDAM)


def answer(asked: Asked, now: dt.datetime) -> int:
    """Ask once as the page does, reasons in words included; how many hits."""
    municipality = Municipality(pk=asked.municipality)
    with within(municipality):
        result = find_offers(None, municipality, asked.criteria, now=now)
    return sum(bool(sentences(hit, "nl")) for hit in result.hits)


def timed(asked: Sequence[Asked], now: dt.datetime) -> Times:
    """How long each of these questions takes, one after another."""
    times = Times()
    for one in asked:
        clock, processor = time.perf_counter(), time.process_time()
        times.found += answer(one, now) > 0
        times.clock.append((time.perf_counter() - clock) * 1000)
        times.processor.append((time.process_time() - processor) * 1000)
    return times


def one_client(scale: Scale, kind: str, count: int, today: dt.date) -> Times:
    """One client that asks as fast as it is answered."""
    return timed(questions(scale, kind, count, seed=1), noon(today))


def _client(scale: Scale, kind: str, count: int, today: dt.date, seed: int) -> Times:
    warm_up(scale, today)
    return timed(questions(scale, kind, count, seed), noon(today))


def clients(scale: Scale, kind: str, count: int, today: dt.date, number: int) -> Times:
    """Several clients at once, each in a process of its own, each asking as fast as it is answered."""
    connection.close()
    with multiprocessing.get_context("spawn").Pool(number, _start) as pool:
        answers = pool.starmap(
            _client, [(scale, kind, count // number, today, seed) for seed in range(2, number + 2)]
        )
    times = Times()
    for one in answers:
        times.add(one)
    return times


def _start() -> None:
    import django

    django.setup()


def warm_up(scale: Scale, today: dt.date) -> None:
    """A few questions of each kind, so that dictionaries and caches are there as in a worker that has run a while."""
    for kind in KINDS:
        timed(questions(scale, kind, 5, seed=99), noon(today))


def query_counts(scale: Scale, kind: str, today: dt.date) -> tuple[int, int]:
    """The least and the most queries of one question of this kind."""
    counts = []
    for one in questions(scale, kind, 30, seed=7):
        with CaptureQueriesContext(connection) as asked:
            answer(one, noon(today))
        counts.append(len(asked))
    return min(counts), max(counts)


def memory(process: int | None = None) -> dict[str, float]:
    """Megabytes of a process (this one): its own, and all that it sees, shared and mapped pages included."""
    gc.collect()
    lines = Path(f"/proc/{process or os.getpid()}/status").read_text().splitlines()
    values = dict(line.split(":", 1) for line in lines)
    return {
        name: int(values[name].split()[0]) / 1024 for name in ("RssAnon", "VmRSS") if name in values
    }


def sizes() -> dict[str, float]:
    """Megabytes of each part of the index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT relname, pg_table_size(oid) / 1e6 FROM pg_class WHERE relkind IN ('r', 'i') "
                "AND (relname LIKE 'directory_offerentry%' OR relname LIKE 'entry\\_%' "
                "OR relname LIKE 'directory_spellingwords%')"
            )
        else:
            cursor.execute(
                "SELECT name, sum(pgsize) / 1e6 FROM dbstat WHERE name LIKE 'directory_offerentry%' "
                "OR name LIKE 'directory_offerterms%' OR name LIKE 'entry\\_%' ESCAPE '\\' "
                "OR name LIKE 'directory_spellingwords%' GROUP BY name"
            )
        return {str(name): round(float(size), 1) for name, size in cursor.fetchall()}


def processor_speed() -> float:
    """Milliseconds to add up a million numbers, the best of some: how fast this machine is just now."""
    best = float("inf")
    for _attempt in range(15):
        started = time.perf_counter()
        sum(range(1_000_000))
        best = min(best, (time.perf_counter() - started) * 1000)
    return best
