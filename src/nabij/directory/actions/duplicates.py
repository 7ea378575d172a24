"""Possible duplicates: finding them, saying that they are two, and that one asks again."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from nabij.core.audit.recording import record
from nabij.core.models import Municipality, User
from nabij.directory.models import DuplicatePair, RecordKind
from nabij.directory.queries.duplicates import common_words, traits_of_all
from nabij.methods.duplicates import Pair, probable_pairs


@transaction.atomic
def find_duplicates(
    *,
    municipality: Municipality,
    only: Iterable[UUID] | None = None,
    kinds: Iterable[str] = RecordKind.values,
) -> int:
    """Put what looks alike before a person, and take away what no longer does; how many pairs are new.

    only: public ids of what is new or changed; everything when None. What somebody decided is never asked again. A
    fixed number of queries for each kind.
    """
    wanted = None if only is None else {str(uid) for uid in only}
    new = 0
    for kind in kinds:
        found = probable_pairs(
            kind,  # type: ignore[arg-type]  # one of RecordKind
            traits_of_all(kind, municipality),
            only=wanted,
            common=common_words(municipality),
        )
        new += _remember(municipality, kind, found, wanted)
    return new


def _remember(
    municipality: Municipality, kind: str, found: list[Pair], only: set[str] | None
) -> int:
    """Write the pairs that are new, renew open ones, forget open ones that were looked for and not found."""
    rows = DuplicatePair.objects.filter(municipality=municipality, kind=kind)
    known = {(str(row.first_uid), str(row.second_uid)): row for row in rows}
    fresh, changed = [], []
    for pair in found:
        row = known.pop((pair.first, pair.second), None)
        terms = [[term.code, term.value] for term in pair.likeness.terms]
        if row is None:
            fresh.append(
                DuplicatePair(
                    municipality=municipality,
                    kind=kind,
                    first_uid=pair.first,
                    second_uid=pair.second,
                    score=pair.likeness.score,
                    terms=terms,
                )
            )
        elif row.state == DuplicatePair.State.OPEN and row.score != pair.likeness.score:
            row.score, row.terms = pair.likeness.score, terms
            changed.append(row)
    DuplicatePair.objects.bulk_create(fresh, batch_size=500)
    DuplicatePair.objects.bulk_update(changed, ["score", "terms"], batch_size=200)
    gone = [
        row.pk
        for uids, row in known.items()
        if row.state == DuplicatePair.State.OPEN and (only is None or only & set(uids))
    ]
    DuplicatePair.objects.filter(municipality=municipality, pk__in=gone).delete()
    return len(fresh)


@transaction.atomic
def not_the_same(*, pair: DuplicatePair, by: User) -> None:
    """Two different things: nobody is asked again. Nothing happens to a pair that was decided."""
    _decide(pair, DuplicatePair.State.DIFFERENT, by, "duplicate.different")


@transaction.atomic
def ask_again(*, pair: DuplicatePair, by: User) -> None:
    """Somebody doubts: the pair stands among those to look at again."""
    if pair.state == DuplicatePair.State.DIFFERENT:
        pair.state, pair.decided_at, pair.decided_by = DuplicatePair.State.OPEN, None, None
        pair.save(update_fields=["state", "decided_at", "decided_by"])
        _record("duplicate.asked_again", pair)


def _decide(pair: DuplicatePair, state: DuplicatePair.State, by: User, verb: str) -> None:
    if pair.state != DuplicatePair.State.OPEN:
        return
    pair.state, pair.decided_at, pair.decided_by = state, timezone.now(), by
    pair.save(update_fields=["state", "decided_at", "decided_by"])
    _record(verb, pair)


def _record(verb: str, pair: DuplicatePair) -> None:
    record(
        verb,
        municipality=pair.municipality,
        object_type=f"directory.{pair.kind}",
        object_id=str(pair.first_uid),
        reason=f"and {pair.second_uid}",
    )
