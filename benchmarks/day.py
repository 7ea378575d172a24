"""A link worker's pages with many open cases: today, the caseload, one case.

python -m benchmarks.day [--cases 2000] [--pages 60]

One worker has all of them, another eighty: nobody has two thousand people to think of, but the page must not know that.
"""

import argparse
import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator

import django

django.setup()

from django.conf import settings  # noqa: E402 after Django is there
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from nabij.casework.actions.cases import Told, open_case  # noqa: E402
from nabij.casework.actions.contacts import agree, spoken  # noqa: E402
from nabij.casework.models import Case, NextStep, Origin  # noqa: E402
from nabij.core.models import Area, Membership, Municipality, User  # noqa: E402
from nabij.core.roles import Role  # noqa: E402
from nabij.core.tenancy import within  # noqa: E402

SLUG = "veldwaard"
FEW = 80


def main() -> None:
    """Fill where it is empty; tell for each page how long it took and how often it asked the database."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--pages", type=int, default=60)
    told = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0, skip_checks=True)
    town, _new = Municipality.objects.get_or_create(
        code="GM9995", slug=SLUG, defaults={"name": "Veldwaard", "example": True}
    )
    with within(town):
        many, few = _worker(town, "many", told.cases), _worker(town, "few", FEW)
        case = Case.objects.filter(worker=many).latest("pk")
    _write(f"{connection.vendor}: {told.cases:,} open cases of one worker, {FEW} of another")
    for user, count in ((few, FEW), (many, told.cases)):
        client = _signed_in(user)
        desk = f"/nl/{SLUG}/desk"
        for name, path in (("today", "vandaag/"), ("caseload", "dossiers/")):
            _write(f"{name:9} {count:6,} cases  {_timed(client, f'{desk}/{path}', told.pages)}")
    path = f"/nl/{SLUG}/desk/dossiers/{case.uid}/"
    _write(f"{'a case':9} {told.cases:6,} cases  {_timed(_signed_in(many), path, told.pages)}")


def _worker(town: Municipality, name: str, cases: int) -> User:
    user, new = User.objects.get_or_create(
        email=f"{name}@{SLUG}.example", defaults={"first_name": name, "demo_text": name}
    )
    if new:
        Membership.objects.create(user=user, municipality=town, role=Role.LINK_WORKER)
    area, _new = Area.objects.get_or_create(
        code="BU99950101", defaults={"kind": "neighbourhood", "name": "Veld", "slug": "veld"}
    )
    there = Case.objects.filter(municipality=town, worker=user).count()
    for number in range(there, cases):
        _open(town, user, area, number)
    return user


def _open(town: Municipality, user: User, area: Area, number: int) -> None:
    """One in three was spoken, one in two has something agreed within four weeks."""
    at = timezone.now() - dt.timedelta(days=number % 40 + 1)
    told = Told(name=f"Bewoner {number}", phone=f"06{number:08}", area=area)
    case = open_case(municipality=town, told=told, origin=Origin.SELF, now=at, by=user)
    if number % 3 == 0:
        spoken(case=case, by=user, now=at)
    if number % 2 == 0:
        day = timezone.localdate() + dt.timedelta(days=number % 28)
        agree(case=case, step=NextStep.CALL, day=day, by=user, now=timezone.now())


def _signed_in(user: User) -> Client:
    client = Client(headers={"host": "localhost"})
    answer = client.post("/nl/demo/enter/", {"who": user.uid})
    if answer.status_code != 302:
        sys.exit(f"no way in: {answer.status_code}")
    return client


def _timed(client: Client, path: str, times: int) -> str:
    def get() -> None:
        if client.get(path).status_code != 200:
            sys.exit(f"{path} did not answer")

    get()
    with CaptureQueriesContext(connection) as caught:
        get()
    asked = len(caught)  # before the next request empties the log
    clock = list(_milliseconds(get, times, time.perf_counter))
    work = list(_milliseconds(get, times, time.process_time))
    return (
        f"p50 {_share(clock, 0.5):5.0f} ms  p95 {_share(clock, 0.95):5.0f} ms  "
        f"(processor {_share(work, 0.5):.0f} / {_share(work, 0.95):.0f})  {asked} queries"
    )


def _milliseconds(
    get: Callable[[], None], times: int, clock: Callable[[], float]
) -> Iterator[float]:
    for _ in range(times):
        before = clock()
        get()
        yield 1000 * (clock() - before)


def _share(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * len(ordered)))]


def _write(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
