"""Whether an offer is about what somebody wishes, can, or does not want.

Words are compared as `methods.text` analyses them: by stem, as part of a compound, and by synonym.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nabij.methods.text import (
    Alternative,
    Group,
    Query,
    analyse,
    match_text,
    parse_query,
    split,
    words,
)

SAME = frozenset({"exact", "stem", "compound"})
NEAR_SYNONYM = 0.8
"""The weight that `methods.text` gives a synonym that means the same; vaguer ones weigh less."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The analysed words of an offer. name: its name; text: its description; organisation: whose; all: wherever."""

    name: frozenset[str]
    text: frozenset[str]
    organisation: frozenset[str]
    all: frozenset[str]

    @classmethod
    def of(cls, name: str, description: str, organisation: str = "") -> Wording:
        """Analyse them; the same texts are analysed once."""
        parts = _tokens(name), _tokens(description), _tokens(organisation)
        return cls(*parts, all=frozenset().union(*parts))


@lru_cache(maxsize=20_000)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(analyse(text))


@lru_cache(maxsize=4_096)
def understood(text: str) -> Query:
    """What a person said, in groups that each have several ways to be found."""
    return parse_query(text)


def wish_fit(wish: str, wording: Wording) -> float:
    """How well an offer answers a wish in a person's own words: 0 not at all, 1 by its name."""
    fields = {
        "name": wording.name,
        "description": wording.text,
        "organisation": wording.organisation,
    }
    return match_text(understood(wish), fields).score


def avoided_word(avoided: Sequence[str], wording: Wording) -> str | None:
    """The first of the avoided words that this offer is about; None where it is about none.

    A word counts wherever it stands, inflected or inside a compound: who avoids "zingen" is not sent to
    "samen zingen". A synonym counts in the name ("Koor De Merel"); in running text only when it is a
    compound ("ons zangkoor"), for a short one often means something else there: "loop gerust binnen" is
    no walk. All words of an expression must be there.
    """
    return next((word for word in avoided if _about(word, wording)), None)


def _about(word: str, wording: Wording) -> bool:
    query = understood(word)
    if not query.groups:
        tokens = _tokens(word)
        return bool(tokens) and tokens <= wording.all
    if query.tokens.isdisjoint(wording.all):
        return False
    left_out = frozenset().union(*map(_tokens, query.left_out)) if query.left_out else frozenset()
    return left_out <= wording.all and all(_found(group, wording) for group in query.groups)


def _found(group: Group, wording: Wording) -> bool:
    return any(
        (counts_anywhere(way) and wording.all.issuperset(way.tokens))
        or (counts_in_name(way) and wording.name.issuperset(way.tokens))
        for way in group.alternatives
    )


def counts_anywhere(way: Alternative) -> bool:
    """Whether an offer is about what somebody avoids when this stands anywhere in it.

    A synonym only where it is a compound, or several words: those mean one thing wherever they stand.
    """
    return way.why in SAME or (
        counts_in_name(way) and (len(way.tokens) > 1 or _is_compound(way.word))
    )


def counts_in_name(way: Alternative) -> bool:
    """Whether it is so when this stands in its name."""
    return way.why in SAME or (way.why == "synonym" and way.weight >= NEAR_SYNONYM)


@lru_cache(maxsize=4_096)
def _is_compound(word: str) -> bool:
    return any(len(split(part)) > 1 for part in words(word))


def best_fit(said: Iterable[str], wording: Wording) -> tuple[float, str]:
    """The wish or talent that an offer answers best, and how well (0..1); (0, "") where none."""
    found = [(wish_fit(one, wording), one) for one in said]
    return max(found, key=lambda pair: pair[0], default=(0.0, ""))
