"""How far offers are about what a person wishes, can or avoids, as the index of words knows it: never too little.

The index also holds words that matching does not read (of a place, of another language), so this is the most that can
be: what is chosen, and what is left out as avoided, is always decided by the texts themselves.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from django.db import connection

from nabij.core.models import Municipality
from nabij.directory.index.numbers import number
from nabij.directory.queries.candidates import fts5, tsquery
from nabij.directory.queries.question import Ways
from nabij.methods.matching.words import counts_anywhere, counts_in_name, understood
from nabij.methods.text import Group, analyse
from nabij.methods.text.matching import FIELD_WEIGHTS

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Ids = npt.NDArray[np.int64]

#: How much a word counts by where it stands in the index: in the name, up to the summary, in the rest.
_WEIGHTS = np.array([FIELD_WEIGHTS[field] for field in ("name", "organisation", "description")])


@dataclass(frozen=True, slots=True)
class Held:
    """Words in offers. offers: their numbers; weights: offers by tokens, 0 where a token is not there."""

    offers: Ids
    tokens: dict[str, int]
    weights: Numbers

    def least(self, tokens: Iterable[str]) -> Numbers:
        """The weight of the least of these tokens, in each offer; 0 where one is not there."""
        at = [self.tokens[token] for token in tokens]
        found: Numbers = self.weights[:, at].min(axis=1) if at else np.ones(len(self.offers))
        return found


def answered(held: Held, texts: Sequence[str]) -> Numbers:
    """The most that each offer can answer any of these, 0 to 1, as `methods.text.match_text`."""
    best = np.zeros(len(held.offers))
    for text in texts:
        groups = understood(text).groups
        found = sum((_best(held, group) for group in groups), np.zeros(len(best)))
        best = np.maximum(best, found / max(1, len(groups)))
    return best


def _best(held: Held, group: Group) -> Numbers:
    ways = [way.weight * held.least(way.tokens) for way in group.alternatives]
    found: Numbers = np.max(ways, axis=0)
    return found


def may_be_about(municipality: Municipality, avoided: Sequence[str]) -> Ids:
    """Offers that may be about one of these words. Two queries, none without words."""
    asked = [groups for word in avoided if (groups := _groups_of(word))]
    ids = _with_groups(municipality, asked)
    held = _held(ids, {token for word in avoided for token in _tokens(word)})
    about = np.zeros(len(held.offers), np.bool_)
    for word in avoided:
        about |= _about(held, word)
    return held.offers[about]


def _about(held: Held, word: str) -> Mask:
    query = understood(word)
    found: Mask
    if not query.groups:
        return held.least(analyse(word)) > 0
    found = held.least(token for one in query.left_out for token in analyse(one)) > 0
    for group in query.groups:
        ways = [
            _is_there(held, way.tokens, True) for way in group.alternatives if counts_anywhere(way)
        ]
        ways += [
            _is_there(held, way.tokens, False) for way in group.alternatives if counts_in_name(way)
        ]
        found &= np.any(ways, axis=0) if ways else False
    return found


def _is_there(held: Held, tokens: Sequence[str], anywhere: bool) -> Mask:
    found: Mask = held.least(tokens) >= (_WEIGHTS.min() if anywhere else _WEIGHTS.max())
    return found


def _groups_of(word: str) -> tuple[Ways, ...]:
    """What an offer must hold to be about a word at all."""
    query = understood(word)
    if not query.groups:
        return tuple(((number(token),),) for token in analyse(word))
    return tuple(
        tuple(tuple(map(number, way.tokens)) for way in group.alternatives if counts_in_name(way))
        for group in query.groups
    )


def heard(municipality: Municipality, texts: Sequence[str], among: Collection[int]) -> Held:
    """Which of these offers hold any word of these texts. Two queries, none without words."""
    tokens = {token for text in texts for token in _tokens(text)}
    either: tuple[Ways, ...] = (tuple((number(token),) for token in sorted(tokens)),)
    ids = _with_groups(municipality, [either] if tokens else [])
    return _held(np.intersect1d(ids, np.fromiter(among, np.int64, len(among))), tokens)


def _tokens(text: str) -> Iterator[str]:
    query = understood(text)
    yield from query.tokens
    yield from analyse(text)
    for word in query.left_out:
        yield from analyse(word)


def _with_groups(municipality: Municipality, asked: Sequence[tuple[Ways, ...]]) -> Ids:
    """Offers that hold all groups of one of these. The texts of the statements are constants and numbers."""
    asked = [groups for groups in asked if all(groups)]
    if not asked:
        return np.zeros(0, np.int64)
    if connection.vendor == "sqlite":
        sql = "SELECT rowid FROM directory_offerterms WHERE directory_offerterms MATCH %s"
        either = " OR ".join(f"({fts5(municipality.pk, groups)})" for groups in asked)
        values: list[int | str] = [either]
    else:
        sql = (
            "SELECT offer_id FROM directory_offerentry e "
            "WHERE nabij_terms(e.municipality_id, e.numbers) @@ %s::tsquery AND municipality_id = %s"
        )
        either = " | ".join(f"({tsquery(municipality.pk, groups)})" for groups in asked)
        values = [either, municipality.pk]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return np.array([row[0] for row in cursor.fetchall()], np.int64)


def _held(ids: Ids, tokens: Collection[str]) -> Held:
    """Where these tokens stand in these offers."""
    places = {token: place for place, token in enumerate(sorted(tokens))}
    numbers = np.array([number(token) for token in places], np.int64)
    order = np.argsort(numbers)
    rows = _rows(ids) if len(ids) and places else []
    offers = np.array([row[0] for row in rows], np.int64)
    weights = np.zeros((len(rows), len(places)))
    if rows:
        held = np.concatenate([row[3] for row in rows]).astype(np.int64)
        lengths = np.array([len(row[3]) for row in rows])
        which = np.repeat(np.arange(len(rows)), lengths)
        at = np.arange(len(held)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found = np.minimum(np.searchsorted(numbers[order], held), len(numbers) - 1)
        hit = np.flatnonzero(numbers[order][found] == held)
        ends = np.array([row[1:3] for row in rows])[which[hit]]
        part = (at[hit] >= ends[:, 0]).astype(int) + (at[hit] >= ends[:, 1])
        weights[which[hit], order[found[hit]]] = _WEIGHTS[part]
    return Held(offers, places, weights)


def _rows(ids: Ids) -> list[tuple[int, int, int, npt.NDArray[np.int32]]]:
    """(offer, how many numbers are of its name, how many up to its summary, its numbers)."""
    listed = ", ".join(map(str, ids.tolist()))
    sqlite = connection.vendor == "sqlite"
    # From PostgreSQL as bytes: reading them as numbers one by one takes longer than all the rest.
    numbers = "numbers" if sqlite else "array_send(numbers)"
    sql = f"SELECT offer_id, in_name, in_summary, {numbers} FROM directory_offerentry WHERE offer_id IN ({listed})"  # noqa: S608 numbers only
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [
            # There: five numbers about the array, then each number behind its length.
            (
                *row[:3],
                np.frombuffer(row[3], "<i4") if sqlite else np.frombuffer(row[3], ">i4")[6::2],
            )
            for row in cursor.fetchall()
        ]
