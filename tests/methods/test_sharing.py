"""Sharing out addresses: everybody a fair part, a street with one person, and always the same answer."""

from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from nabij.methods.sharing import Place, place, share_out

STREETS = ["dorpsstraat", "kerkpad", "singel", "vaart", ""]
PLACES = st.lists(
    st.builds(
        Place,
        key=st.uuids().map(str),
        area=st.sampled_from(["noord", "zuid"]),
        street=st.sampled_from(STREETS),
        number=st.integers(1, 60),
    ),
    max_size=60,
    unique_by=lambda each: each.key,
)
LOADS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 8), min_size=1)


def street(name: str, count: int, area: str = "noord") -> list[Place]:
    return [Place(f"{name} {number}", area, name, number) for number in range(1, count + 1)]


def test_an_address_is_a_street_a_number_and_what_comes_after() -> None:
    found = place("1", area="Noord", address="  Dorpsstraat  12 a ")
    assert (found.street, found.number, found.more) == ("dorpsstraat", 12, "a")
    assert place("2", area="", address="Plein 1940 nr 3").number == 1940
    assert place("3", area="", address="Boerderij Zonzicht").street == "boerderij zonzicht"
    assert place("4", area="", address="").street == ""


def test_a_street_stays_with_one_person_and_everybody_has_a_fair_part() -> None:
    given = share_out(
        [*street("a", 4), *street("b", 3), *street("c", 3), *street("d", 4)], {"ans": 0, "bob": 0}
    )
    assert Counter(given.values()) == {"ans": 7, "bob": 7}
    assert {given[f"a {number}"] for number in (1, 2, 3, 4)} == {"ans"}
    assert {given[f"c {number}"] for number in (1, 2, 3)} == {"bob"}


def test_a_street_that_is_too_long_is_cut_between_house_numbers() -> None:
    given = share_out(street("laan", 10), {"ans": 0, "bob": 0})
    assert [given[f"laan {number}"] for number in range(1, 11)] == ["ans"] * 5 + ["bob"] * 5


def test_who_has_much_already_gets_less() -> None:
    given = share_out([*street("a", 3), *street("b", 3)], {"ans": 6, "bob": 0})
    assert set(given.values()) == {"bob"}


def test_the_rest_of_a_street_goes_to_who_walks_there_already() -> None:
    new = street("a", 2)
    assert set(share_out(new, {"ans": 0, "bob": 9}, theirs={("noord", "a"): "bob"}).values()) == {
        "bob"
    }


@given(PLACES, LOADS)
def test_everything_goes_to_somebody_and_nobody_has_far_more_than_a_share(
    places: list[Place], loads: dict[str, int]
) -> None:
    given = share_out(places, loads)
    assert set(given) == {each.key for each in places}
    assert set(given.values()) <= set(loads)
    assert given == share_out(reversed(places), loads)
    share = -(-(len(places) + sum(loads.values())) // len(loads))
    largest = max(Counter((p.area, p.street) for p in places if p.street).values(), default=1)
    for who, count in Counter(given.values()).items():
        assert loads[who] + count <= max(loads[who], share) + largest * 2


@given(PLACES)
def test_a_street_no_longer_than_a_share_has_one_visitor(places: list[Place]) -> None:
    given = share_out(places, {"a": 0, "b": 0, "c": 0})
    share = -(-len(places) // 3)
    who = defaultdict(list)
    for each in places:
        if each.street:
            who[(each.area, each.street)].append(given[each.key])
    assert all(len(set(names)) == 1 for names in who.values() if len(names) <= share)
