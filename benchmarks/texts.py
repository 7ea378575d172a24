"""Texts of the made-up region: sentences filled with words drawn as language draws them (Zipf)."""

import random
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from benchmarks import words

_FORM = {
    "activity": words.ACTIVITIES,
    "noun": words.NOUNS,
    "adjective": words.ADJECTIVES,
    "verb": words.VERBS,
    "people": words.PEOPLE,
    "place": words.PLACES,
    "first": words.FIRST,
    "day": words.DAYS,
    "head": words.HEADS,
}


#: Share of nouns that are a compound nobody wrote before: the long tail of any vocabulary.
_RARE = 0.2


@lru_cache(maxsize=64)
def _cumulative(size: int) -> list[float]:
    """Running totals of 1/rank: the frequencies of words in a language."""
    return list(accumulate(1 / (rank + 2) for rank in range(size)))


def drawn(draw: random.Random, listed: Sequence[str]) -> str:
    """One of the words, the first most often."""
    totals = _cumulative(len(listed))
    return listed[bisect(totals, draw.random() * totals[-1])]


def place_name(draw: random.Random) -> str:
    """A name as a town or neighbourhood could have it: "Wolmeer", "Oud-Heidedijk"."""
    name = draw.choice(words.SYLLABLES_FRONT) + draw.choice(words.SYLLABLES_BACK)
    if draw.random() < 0.15:
        name = draw.choice(("Oud-", "Nieuw-", "Groot-", "Klein-")) + name
    return name


def compound(draw: random.Random) -> str:
    """A compound of this field: "wandelgroep"; now and then of three parts."""
    first = drawn(draw, words.MODIFIERS)
    if draw.random() < 0.06:
        first += drawn(draw, words.MODIFIERS)
    return first + drawn(draw, words.HEADS)


class Writer:
    """Writes the texts of one municipality, with its own names of places, people and organisations."""

    def __init__(self, draw: random.Random, town: str, areas: Sequence[str]) -> None:
        self.draw = draw
        self.town = town
        self.areas = areas
        self.organisation = town

    def _word(self, slot: str) -> str:
        if slot == "town":
            return self.town
        if slot == "area":
            return self.draw.choice(self.areas)
        if slot == "name":
            return place_name(self.draw)
        if slot == "organisation":
            return self.organisation
        kind = slot.rstrip("2")
        if kind == "compound":
            return compound(self.draw)
        if kind == "noun" and self.draw.random() < _RARE:
            return self.draw.choice(words.NOUNS) + self.draw.choice(words.NOUNS)
        return drawn(self.draw, _FORM[kind])

    def filled(self, template: str) -> str:
        """The template with every slot filled, beginning with a capital."""
        pieces = template.split("{")
        text = pieces[0] + "".join(
            self._word(slot) + rest
            for slot, _, rest in (piece.partition("}") for piece in pieces[1:])
        )
        return text[:1].upper() + text[1:]

    def organisation_name(self) -> str:
        """A name for an organisation here."""
        return self.filled(drawn(self.draw, words.ORGANISATIONS))

    def name(self) -> str:
        """A name for an offer."""
        return self.filled(drawn(self.draw, words.NAMES))

    def summary(self) -> str:
        """One sentence about it."""
        return self.filled(drawn(self.draw, words.SUMMARIES))[:240]

    def description(self) -> str:
        """Three to seven sentences about it: 35 to 85 words."""
        count = self.draw.randint(3, 7)
        return " ".join(self.filled(drawn(self.draw, words.SENTENCES)) for _ in range(count))
