"""How long matching takes for one person among many offers. Run through `bin/nabij bench match`."""

import argparse
import datetime as dt
import random
import statistics
import time
from collections.abc import Callable, Iterable

import click

from benchmarks.texts import Writer, place_name
from nabij.methods.geo import Point
from nabij.methods.matching import (
    CAUSES,
    Avoid,
    Offer,
    Profile,
    Slot,
    match,
    reach_box,
    shortlist,
)
from nabij.methods.matching.contract import CAPACITIES, FORMS, MECHANISM_CODES, NEEDS

TODAY = dt.date(2026, 11, 22)
TOWN = Point(52.1, 5.1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WISHES = ("zingen", "samen koken", "wandelen in de natuur", "iets leren", "schaken", "tuinieren")


def main() -> None:
    """Offers around one town; then people who live there, each matched with all, and with those within reach."""
    parser = argparse.ArgumentParser(prog="nabij bench match")
    parser.add_argument("--offers", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=40)
    given = parser.parse_args()
    draw = random.Random(1)  # noqa: S311  # made up, not secret
    offers = made_up(given.offers, draw)
    people = [_person(draw, number) for number in range(given.people)]
    click.echo(f"{given.offers} offers, {given.people} people; milliseconds p50, p95")
    first = time.perf_counter()
    match(people[0], offers)
    click.echo(f"first of all, words read too    {(time.perf_counter() - first) * 1000:8.1f}")
    _line("match: all reasons told", people, lambda person: match(person, offers))
    _line("shortlist: the first five", people, lambda person: shortlist(person, offers))
    near = {person.id: _within_reach(person, offers) for person in people}
    sizes = sorted(len(found) for found in near.values())
    click.echo(f"within reach of each: {sizes[len(sizes) // 2]} offers, {sizes[-1]} at most")
    _line("shortlist within reach", people, lambda one: shortlist(one, near[one.id]))


def _line(what: str, people: Iterable[Profile], ask: Callable[[Profile], object]) -> None:
    took = []
    for person in people:
        started = time.perf_counter()
        ask(person)
        took.append((time.perf_counter() - started) * 1000)
    click.echo(
        f"{what:<28} {statistics.median(took):8.1f} {statistics.quantiles(took, n=20)[-1]:8.1f}"
    )


def _within_reach(person: Profile, offers: Iterable[Offer]) -> list[Offer]:
    """As an index of places would select them."""
    assert person.point is not None
    box = reach_box(person.point, person.means, person.minutes)
    return [
        offer
        for offer in offers
        if offer.reach != "on_site"
        or (offer.point is not None and box.contains(offer.point.lat, offer.point.lon))
    ]


def made_up(count: int, draw: random.Random) -> list[Offer]:
    """Offers within some ten kilometres, with names and descriptions as people write them."""
    writer = Writer(draw, "Berkdam", [place_name(draw) for _ in range(12)])
    return [_offer(number, draw, writer) for number in range(count)]


def _offer(number: int, draw: random.Random, writer: Writer) -> Offer:
    start = draw.randrange(9, 20) * 60
    return Offer(
        id=str(number),
        name=writer.name(),
        description=writer.description(),
        organisation=f"Stichting {draw.randrange(400)}",
        mechanisms=tuple(draw.sample(MECHANISM_CODES, draw.randint(1, 2))),
        causes=frozenset(draw.sample(sorted(CAUSES), draw.randint(0, 2))),
        form=draw.choice(FORMS),
        reach=draw.choice(("on_site",) * 9 + ("at_home", "phone", "online", "fetched")),
        languages=frozenset(draw.choice((("nl",), ("nl", "ar"), ("en",)))),
        age_min=draw.choice((None, None, 55)),
        point=_near(draw),
        cost_per_visit=draw.choice((0.0, 0.0, 2.5, 5.0)),
        times=tuple(Slot(day, start, start + 120) for day in draw.sample(DAYS, 1)),
        group_size=draw.choice((None, 6, 12, 30)),
        capacity=draw.choice(CAPACITIES),
        accessible=frozenset(need for need in NEEDS if draw.random() < 0.7),
        walk_along=draw.random() < 0.3,
        verified_on=TODAY - dt.timedelta(days=draw.randrange(400)),
    )


def _near(draw: random.Random) -> Point:
    return Point(draw.gauss(TOWN.lat, 0.05), draw.gauss(TOWN.lon, 0.08))


def _person(draw: random.Random, number: int) -> Profile:
    return Profile(
        id=str(number),
        on=TODAY,
        age=draw.randrange(18, 95),
        gender=draw.choice(("woman", "man")),
        languages=frozenset({"nl"}),
        causes=tuple(draw.sample(sorted(CAUSES), draw.randint(1, 3))),
        point=_near(draw),
        means=tuple(draw.sample(("walk", "bicycle", "bus"), 2)),
        minutes=draw.choice((15, 20, 30)),
        wishes=tuple(draw.sample(WISHES, 2)),
        talents=("breien",),
        avoid=Avoid(words=("bingo",), group_over=20),
        free=tuple(Slot(day, 9 * 60, 17 * 60) for day in draw.sample(DAYS, 3)),
        budget=draw.choice((None, 10.0, 25.0)),
        needs=frozenset(draw.sample(NEEDS, draw.randint(0, 1))),
        walk_along=draw.random() < 0.5,
    )


if __name__ == "__main__":
    main()
