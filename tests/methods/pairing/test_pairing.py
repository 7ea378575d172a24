"""Who goes with whom: the greatest total, proven against two other ways of finding it."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from nabij.methods.pairing import Edge, Pairing, Resident, Volunteer, assignment, pair
from nabij.methods.pairing import edges as edges_module
from nabij.methods.pairing.edges import Edges

Problem = tuple[list[Volunteer], list[Resident], list[Edge], float | None, float]


def solved(problem: Problem) -> Pairing:
    volunteers, residents, edges, floor, fairness = problem
    return pair(volunteers, residents, edges, floor=floor, fairness_per_day=fairness)


def allowed(problem: Problem) -> list[tuple[Edge, float]]:
    """The edges that may be used with what each adds, by the words of the contract."""
    _, residents, edges, floor, fairness = problem
    days = {one.id: one.waiting_days for one in residents}
    return [
        (edge, edge.weight + fairness * days[edge.resident])
        for edge in edges
        if floor is None or edge.weight >= floor
    ]


def by_trying_everything(problem: Problem) -> float:
    volunteers, residents, _, _, _ = problem
    ways = allowed(problem)
    choices: list[list[tuple[str, float]]] = [
        [("", 0.0), *((edge.volunteer, worth) for edge, worth in ways if edge.resident == one.id)]
        for one in residents
    ]
    capacity = {one.id: one.capacity for one in volunteers}
    best = 0.0
    for chosen in itertools.product(*choices):
        names = [name for name, _ in chosen if name]
        if all(names.count(name) <= capacity[name] for name in set(names)):
            best = max(best, sum(worth for _, worth in chosen))
    return best


def by_linear_programming(problem: Problem) -> float:
    volunteers, residents, _, _, _ = problem
    ways = allowed(problem)
    if not ways:
        return 0.0
    row = {one.id: at for at, one in enumerate(residents)}
    column = {one.id: at for at, one in enumerate(volunteers)}
    ones, each = np.ones(len(ways)), np.arange(len(ways))
    of_residents = csr_array(
        (ones, ([row[e.resident] for e, _ in ways], each)), shape=(len(row), len(ways))
    )
    of_volunteers = csr_array(
        (ones, ([column[e.volunteer] for e, _ in ways], each)), shape=(len(column), len(ways))
    )
    answer = linprog(
        [-worth for _, worth in ways],
        A_ub=vstack([of_residents, of_volunteers]),
        b_ub=[1.0] * len(row) + [float(one.capacity) for one in volunteers],
        bounds=(0, 1),
        method="highs",
    )
    return -float(answer.fun)


def made_up(size: int, edges_each: int, capacity: int, seed: int, *, ties: bool) -> Problem:
    rnd = random.Random(seed)
    volunteers = [Volunteer(f"v{n}", rnd.randint(0, capacity)) for n in range(size)]
    residents = [Resident(f"r{n}", rnd.randint(0, 300)) for n in range(size)]
    edges = [
        Edge(one.id, resident.id, float(rnd.randint(-2, 5)) if ties else rnd.uniform(-1, 1))
        for resident in residents
        for one in rnd.sample(volunteers, edges_each)
    ]
    return volunteers, residents, edges, 0.0, 0.001


SMALL = st.builds(
    lambda capacities, days, weights, floor, fairness: (
        [Volunteer(f"v{n}", capacity) for n, capacity in enumerate(capacities)],
        [Resident(f"r{n}", waited) for n, waited in enumerate(days)],
        [
            Edge(f"v{n % len(capacities)}", f"r{n // len(capacities)}", weight)
            for n, weight in enumerate(weights[: len(capacities) * len(days)])
            if weight is not None
        ],
        floor,
        fairness,
    ),
    st.lists(st.integers(0, 3), min_size=1, max_size=4),
    st.lists(st.integers(0, 100), min_size=1, max_size=5),
    st.lists(st.none() | st.integers(-3, 9).map(lambda n: n / 2), max_size=20),
    st.none() | st.sampled_from((-1.0, 0.5, 2.0)),
    st.sampled_from((0.0, 0.01, 0.1, -0.01)),
)


@given(SMALL)
@settings(max_examples=300, deadline=None)
def test_no_other_pairs_have_a_greater_total(problem: Problem) -> None:
    assert solved(problem).total == pytest.approx(by_trying_everything(problem))


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("capacity", [1, 3, 12])
def test_linear_programming_finds_the_same_total(capacity: int, ties: bool) -> None:
    problem = made_up(150, 8, capacity, seed=capacity, ties=ties)
    assert solved(problem).total == pytest.approx(by_linear_programming(problem))


@pytest.mark.parametrize("capacity", [1, 3, 12])
def test_both_ways_of_solving_agree(capacity: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = made_up(150, 8, capacity, seed=capacity + 50, ties=False)
    by_assignment = solved(problem)
    monkeypatch.setattr(edges_module, "SMALL", 0)
    monkeypatch.setattr(edges_module, "CROWDED", 2.0)
    monkeypatch.setattr(assignment, "solve", None)
    assert solved(problem) == by_assignment


def test_where_all_want_the_same_few_people_linear_programming_is_taken() -> None:
    rows, columns = np.repeat(np.arange(2000), 20), np.tile(np.arange(20), 2000)
    same_taste = Edges(rows, columns, 1.0 + columns, np.full(20, 3))
    own_taste = Edges(rows, columns, 1.0 + (columns + rows) % 20, np.full(20, 3))
    assert same_taste.hard
    assert not own_taste.hard
    assert Edges(rows, columns, 1.0 + columns, np.full(20, 1999)).hard


@given(SMALL)
@settings(max_examples=200, deadline=None)
def test_the_pairs_are_allowed_and_add_up_to_the_total(problem: Problem) -> None:
    found = solved(problem)
    worth = {(edge.volunteer, edge.resident): value for edge, value in allowed(problem)}
    assert found.total == pytest.approx(sum(worth[pair] for pair in found.pairs))
    residents = [resident for _, resident in found.pairs]
    assert len(residents) == len(set(residents))
    for volunteer in problem[0]:
        taken = sum(name == volunteer.id for name, _ in found.pairs)
        assert taken <= volunteer.capacity


@given(SMALL, st.randoms())
@settings(max_examples=100, deadline=None)
def test_the_order_makes_no_difference_even_among_equals(
    problem: Problem, rnd: random.Random
) -> None:
    volunteers, residents, edges, floor, fairness = problem
    shuffled = (
        rnd.sample(volunteers, len(volunteers)),
        rnd.sample(residents, len(residents)),
        rnd.sample(edges, len(edges)),
        floor,
        fairness,
    )
    assert solved(shuffled) == solved(problem)


ANN, BO = Volunteer("ann"), Volunteer("bo")
CEES, DINA = Resident("cees", 10), Resident("dina", 100)


def test_the_best_for_one_gives_way_to_the_best_for_all() -> None:
    edges = [Edge("ann", "cees", 5), Edge("ann", "dina", 4), Edge("bo", "cees", 4)]
    found = pair([ANN, BO], [CEES, DINA], edges)
    assert found.pairs == (("ann", "dina"), ("bo", "cees"))
    assert found.total == 8


def test_who_waits_longest_goes_first_where_waiting_counts() -> None:
    edges = [Edge("ann", "cees", 5), Edge("ann", "dina", 4)]
    assert pair([ANN], [CEES, DINA], edges).pairs == (("ann", "cees"),)
    fair = pair([ANN], [CEES, DINA], edges, fairness_per_day=0.05)
    assert fair == Pairing((("ann", "dina"),), 9.0)


def test_long_waiting_does_not_make_two_people_fit() -> None:
    edges = [Edge("ann", "dina", 0.9)]
    assert pair([ANN], [DINA], edges, floor=1, fairness_per_day=10).pairs == ()
    assert pair([ANN], [DINA], edges, floor=0.9, fairness_per_day=10).pairs == (("ann", "dina"),)


def test_somebody_with_room_for_two_gets_two() -> None:
    edges = [Edge("ann", "cees", 1), Edge("ann", "dina", 2), Edge("ann", "eva", 3)]
    residents = [CEES, DINA, Resident("eva")]
    assert pair([Volunteer("ann", 2)], residents, edges).pairs == (("ann", "dina"), ("ann", "eva"))
    assert len(pair([Volunteer("ann", 99)], residents, edges).pairs) == 3
    assert pair([Volunteer("ann", 0)], residents, edges) == Pairing()


def test_a_pair_that_does_more_harm_than_good_is_not_made() -> None:
    assert pair([ANN], [CEES], [Edge("ann", "cees", -1)]) == Pairing()
    assert pair([ANN], [CEES], [Edge("ann", "cees", -0.05)], fairness_per_day=0.01).pairs


def test_of_two_edges_between_the_same_people_the_greatest_counts() -> None:
    edges = [Edge("ann", "cees", 1), Edge("ann", "cees", 3), Edge("ann", "cees", 2)]
    assert pair([Volunteer("ann", 5)], [CEES], edges) == Pairing((("ann", "cees"),), 3.0)


def test_nobody_and_nothing_give_no_pairs() -> None:
    assert pair([], [], []) == Pairing()
    assert pair([ANN], [CEES], []) == Pairing()


def test_an_edge_to_somebody_unknown_is_refused() -> None:
    with pytest.raises(KeyError):
        pair([ANN], [CEES], [Edge("ann", "nobody", 1)])
    with pytest.raises(KeyError):
        pair([ANN], [CEES], [Edge("nobody", "cees", 1)])
