"""How long pairing takes: residents and volunteers with sparse feasible edges. Run through `bin/nabij bench pair`."""

import argparse
import random
import time
from collections.abc import Callable

import click
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from nabij.methods.pairing import Edge, Resident, Volunteer, pair

Weigh = Callable[[random.Random], float]


def same_taste(rnd: random.Random) -> float:
    """A little on top of how much everybody likes a volunteer."""
    return rnd.random()


KINDS: dict[str, tuple[int, Weigh]] = {
    "one each, all different": (1, lambda rnd: rnd.uniform(0, 100)),
    "one each, many equals": (1, lambda rnd: float(rnd.randint(1, 5))),
    "one each, all the same": (1, lambda _rnd: 1.0),
    "up to three each": (3, lambda rnd: rnd.uniform(0, 100)),
    "up to fifteen each": (15, lambda rnd: rnd.uniform(0, 100)),
    "all want the same people": (1, same_taste),
}


def main() -> None:
    """Each kind of pairing with the seconds it takes, and the same total by linear programming."""
    parser = argparse.ArgumentParser(prog="nabij bench pair")
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--edges", type=int, default=30)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    click.echo(f"{given.people} volunteers, {given.people} residents, {given.edges} edges each")
    for kind, (capacity, weigh) in KINDS.items():
        volunteers, residents, edges = made_up(given.people, given.edges, capacity, weigh)
        started = time.perf_counter()
        found = pair(volunteers, residents, edges, floor=1, fairness_per_day=0.05)
        took = time.perf_counter() - started
        line = f"{kind:<26} {took:6.2f} s   {len(found.pairs)} pairs, total {found.total:.2f}"
        if given.check:
            line += (
                f"; by linear programming {_by_linear_programming(volunteers, residents, edges)}"
            )
        click.echo(line)


def made_up(
    people: int, each: int, capacity: int, weigh: Weigh
) -> tuple[list[Volunteer], list[Resident], list[Edge]]:
    """People whose feasible edges are drawn at random, always the same ones."""
    rnd = random.Random(1)  # noqa: S311  # made up, not secret
    volunteers = [Volunteer(f"v{n}", rnd.randint(1, capacity)) for n in range(people)]
    residents = [Resident(f"r{n}", rnd.randint(0, 300)) for n in range(people)]
    liked = [rnd.uniform(1, 100) if weigh is same_taste else 0.0 for _ in volunteers]
    edges = [
        Edge(f"v{n}", resident.id, liked[n] + weigh(rnd))
        for resident in residents
        for n in rnd.sample(range(people), min(each, people))
    ]
    return volunteers, residents, edges


def _by_linear_programming(
    volunteers: list[Volunteer], residents: list[Resident], edges: list[Edge]
) -> str:
    started = time.perf_counter()
    used = [edge for edge in edges if edge.weight >= 1]
    days = np.array([residents[int(edge.resident[1:])].waiting_days for edge in used])
    weights = np.array([edge.weight for edge in used]) + 0.05 * days
    each = np.arange(len(used))
    sides = [
        csr_array((np.ones(len(used)), (numbers, each)), shape=(len(people), len(used)))
        for people, numbers in (
            (residents, [int(edge.resident[1:]) for edge in used]),
            (volunteers, [int(edge.volunteer[1:]) for edge in used]),
        )
    ]
    room = [1.0] * len(residents) + [float(one.capacity) for one in volunteers]
    answer = linprog(-weights, A_ub=vstack(sides), b_ub=room, bounds=(0, 1), method="highs")
    return f"{-answer.fun:.2f} in {time.perf_counter() - started:.1f} s"


if __name__ == "__main__":
    main()
