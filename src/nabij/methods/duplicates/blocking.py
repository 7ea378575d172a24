"""Which pairs are worth weighing: only those that share something telling, so that thousands of records take seconds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz, process

from nabij.methods.duplicates.likeness import ASK, MENTION, Kind, Likeness, Pair, Traits, likeness
from nabij.methods.duplicates.names import initials, telling_words
from nabij.methods.text import sound

#: A key that more records share says nothing: half the map has "koffie" in its name.
MOST_SHARING = 60
#: A word that so many share still counts together with the place, the owner or the time.
_CELL = 0.002  # degrees, some 150 metres


def probable_pairs(
    kind: Kind,
    records: Sequence[Traits],
    *,
    only: Iterable[str] | None = None,
    least: float = ASK,
    common: frozenset[str] = frozenset(),
) -> list[Pair]:
    """Every pair of one kind that scores at least `least`, the best first.

    only: ids of which at least one must be in a pair; all pairs when None.
    """
    by_id = {record.id: record for record in records}
    wanted = None if only is None else set(only)
    found = []
    for first, second in sorted(_pairs(kind, records)):
        if wanted is not None and first not in wanted and second not in wanted:
            continue
        likely = likeness(kind, by_id[first], by_id[second], common)
        if likely.score >= least:
            found.append(Pair(first, second, likely))
    return sorted(found, key=lambda pair: (-pair.likeness.score, pair.first, pair.second))


def like(
    kind: Kind,
    typed: Traits,
    records: Sequence[Traits],
    *,
    least: float = MENTION,
    limit: int = 3,
    common: frozenset[str] = frozenset(),
) -> list[tuple[Traits, Likeness]]:
    """The records that somebody may mean who types this one, the best first; its own id left out."""
    others = [record for record in records if record.id != typed.id]
    names = [" ".join(telling_words(record.name)) for record in others]
    asked = " ".join(telling_words(typed.name))
    near = {
        index
        for _name, _score, index in process.extract(
            asked, names, scorer=fuzz.token_set_ratio, score_cutoff=60, limit=40
        )
    }
    reach = typed.phones | typed.mails | typed.sites
    near |= {
        n for n, one in enumerate(others) if reach & (one.phones | one.mails | one.sites)
    }  # fmt: skip
    weighed = ((others[n], likeness(kind, typed, others[n], common)) for n in near)
    found = [(one, likely) for one, likely in weighed if likely.score >= least]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].id))[:limit]


def _pairs(kind: Kind, records: Sequence[Traits]) -> set[tuple[str, str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for key in set(_keys(kind, record)):
            blocks[key].append(record.id)
    return {
        (min(pair), max(pair))
        for ids in blocks.values()
        if len(ids) <= MOST_SHARING
        for pair in combinations(ids, 2)
        if pair[0] != pair[1]
    }


def _keys(kind: Kind, record: Traits) -> Iterator[str]:
    """What records of one thing probably share: how a word of the name sounds, a number, an address."""
    words = telling_words(record.name)
    heard = [sound(word) for word in words if len(word) > 2 or word.isdigit()]
    yield from (f"word {one}" for one in heard)
    yield from (f"begin {word[:5]}" for word in words if len(word) > 5)
    yield f"whole {''.join(sorted(heard))}"
    yield f"glued {sound(''.join(words))[:12]}"
    if len(words) > 1:
        yield f"short {initials(record.name)}"
    elif words:
        yield f"short {words[0]}"
    yield from (f"phone {one}" for one in record.phones)
    yield from (f"mail {one}" for one in record.mails)
    yield from (f"site {one}" for one in record.sites)
    if record.postcode and record.number:
        yield f"address {record.postcode} {record.number}"
    yield from _combined(kind, record, heard)


def _combined(kind: Kind, record: Traits, heard: Sequence[str]) -> Iterator[str]:
    """A common word that tells together with where it is, whose it is or when."""
    for word in heard:
        if record.owner_id:
            yield f"owner {record.owner_id} {word}"
        if record.place_id:
            yield f"place {record.place_id} {word}"
        for moment in record.moments:
            yield f"moment {moment} {word}"
    yield from _at_the_same_time(record)
    if kind == "place" and record.lat is not None and record.lon is not None:
        row, column = round(record.lat / _CELL), round(record.lon / _CELL)
        for south in (0, 1):
            for west in (0, 1):
                yield f"cell {row + south} {column + west}"


def _at_the_same_time(record: Traits) -> Iterator[str]:
    """Two things at one time, of one organisation or on one spot: the same, however it is called."""
    host = " ".join(sorted(sound(word) for word in telling_words(record.owner)))
    for moment in record.moments:
        yield f"host {host} {moment}"
        if record.place_id:
            yield f"place {record.place_id} {moment}"
        if record.lat is not None and record.lon is not None:
            yield f"spot {record.lat:.3f} {record.lon:.3f} {moment}"
