"""What people ask, drawn at random: six kinds of question, in municipalities by their size."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import words
from benchmarks.region import Scale, Town, towns
from benchmarks.texts import compound, drawn
from nabij.methods.geo import Point
from nabij.methods.ranking import Criteria

COMMON = (
    "koffie",
    "samen",
    "ouderen",
    "wandelen",
    "koffie drinken",
    "gezellig eten",
    "buurt",
    "vrijwilligers",
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in one municipality. postcode: for the page, near the point of the criteria."""

    municipality: int
    slug: str
    postcode: str
    criteria: Criteria


Draw = Callable[[random.Random, Point], Criteria]


def _word(draw: random.Random) -> str:
    return drawn(draw, words.ACTIVITIES) if draw.random() < 0.6 else compound(draw)


def _words(draw: random.Random) -> str:
    return " ".join(_word(draw) for _ in range(draw.choice((1, 1, 2))))


def _mistyped(draw: random.Random) -> str:
    """A word of six letters or more with one letter changed, dropped, doubled or swapped."""
    word = next(word for word in iter(lambda: _word(draw), "") if len(word) > 5 and word.isalpha())
    at = draw.randrange(1, len(word) - 1)
    return draw.choice(
        (
            word[:at] + draw.choice(_LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _nothing_there(draw: random.Random, point: Point) -> Criteria:
    return Criteria(
        words=_words(draw), point=point, within_metres=250, days=frozenset({"SU"}), part="evening",
        free=True, languages=frozenset({"ti"}), walk_along=True,
    )  # fmt: skip


KINDS: dict[str, Draw] = {
    "words + place": lambda d, p: Criteria(words=_words(d), point=p, within_metres=3000),
    "words only": lambda d, p: Criteria(words=_words(d)),
    "place + Tuesday morning + free": lambda d, p: Criteria(
        point=p, within_metres=3000, days=frozenset({"TU"}), part="morning", free=True
    ),
    "common words": lambda d, p: Criteria(words=d.choice(COMMON), point=p),
    "typing mistake": lambda d, p: Criteria(words=_mistyped(d), point=p),
    "no result, widened": _nothing_there,
}


def questions(scale: Scale, kind: str, count: int, seed: int) -> list[Asked]:
    """So many questions of one kind; a municipality with twice the offers is asked twice as often."""
    draw = random.Random(f"{seed} {kind}")  # noqa: S311 repeatable, not secret
    all_towns = towns(scale)
    chosen = draw.choices(all_towns, [town.offers for town in all_towns], k=count)
    return [_asked(draw, kind, town) for town in chosen]


def _asked(draw: random.Random, kind: str, town: Town) -> Asked:
    lat = draw.gauss(town.lat, town.spread / 3)
    lon = draw.gauss(town.lon, town.spread / 2)
    number = draw.randrange(40)
    postcode = f"{1000 + town.number * 10 + number // 10}{chr(65 + number % 10)}A"
    point = Point(round(lat, 6), round(lon, 6), postcode)
    return Asked(town.number, town.slug, postcode, KINDS[kind](draw, point))
