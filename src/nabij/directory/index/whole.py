"""The whole index: made anew, or compared with the truth."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from nabij.core.models import Municipality
from nabij.core.tenancy import everywhere, within
from nabij.directory.index import facts, spelling, terms
from nabij.directory.index.calendar import trimmed
from nabij.directory.index.refresh import (
    all_ids,
    batches,
    entries_of,
    findable_offers,
    on_other_days,
    refresh,
    same,
    wanted_entries,
)
from nabij.directory.models import OfferEntry, SpellingWords

Progress = Callable[[Municipality, int, int], None]
"""Called with (municipality, offers done, offers of this municipality)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An offer of which the index does not say what is true. what: missing, extra, differs or terms."""

    offer_id: int
    what: str


def rebuild(municipalities: Sequence[Municipality], progress: Progress | None = None) -> int:
    """Make the index of these municipalities anew; how many rows changed. Each is one transaction."""
    changed = 0
    for municipality in municipalities:

        def said(done: int, total: int, of: Municipality = municipality) -> None:
            if progress:
                progress(of, done, total)

        with within(municipality):
            changed += refresh(municipality, progress=said)
    remake_terms()
    return changed


@transaction.atomic
def remake_terms() -> None:
    """Fill SQLite's inverted index again from the rows: what deleted offers left behind is gone then.

    PostgreSQL keeps its own beside the rows, so nothing happens there.
    """
    if connection.vendor != "sqlite":
        return
    terms.clear()
    with everywhere("the inverted index of SQLite is one for all municipalities"):
        rows = OfferEntry.objects.order_by("pk").values_list("pk", "municipality_id", "numbers")
        batch: list[terms.Terms] = []
        for row in rows.iterator(chunk_size=2000):
            batch.append(row)
            if len(batch) == 2000:
                terms.add(batch)
                batch = []
        terms.add(batch)
    terms.tidy()


def out_of_date(municipality: Municipality) -> bool:
    """Whether this municipality's index was made by other rules than those of now, or never though there are offers."""
    row = SpellingWords.objects.filter(municipality=municipality).only("fingerprint").first()
    if row is None:
        return bool(all_ids(municipality))
    return str(row.fingerprint) != spelling.edition()


def check(municipality: Municipality, today: dt.date | None = None) -> Iterator[Difference]:
    """Every offer of this municipality of which the index does not say what is true."""
    today = today or timezone.localdate()
    ids = sorted(set(all_ids(municipality)))
    indexed = _indexed_terms(municipality)
    for batch in batches(ids):
        wanted = wanted_entries(municipality, findable_offers(municipality, batch), today)
        found = entries_of(municipality, batch)
        for pk in batch:
            if what := _difference(wanted.get(pk), found.get(pk), today):
                yield Difference(pk, what)
            elif indexed is not None and pk in found and indexed[pk] != _terms_of(found[pk]):
                yield Difference(pk, "terms")


def _difference(wanted: OfferEntry | None, found: OfferEntry | None, today: dt.date) -> str:
    if wanted is None:
        return "extra" if found else ""
    if found is None:
        return "missing"
    return "" if same(wanted, _as_of(found, today)) else "differs"


def _as_of(entry: OfferEntry, today: dt.date) -> OfferEntry:
    """The row as it would be if it had been made today: days that have passed since say nothing."""
    calendar = trimmed(entry.first_day, bytes(entry.days), today.toordinal())
    if entry.by_appointment:
        return on_other_days(entry, calendar, None)
    facts_now = bytes(entry.facts)
    there = on_other_days(entry, calendar, facts.times_left(facts_now, calendar.times) or ())
    if facts.times_left(facts_now, calendar.times) is None:
        there.facts = (
            entry.facts
        )  # too many times to be held: what is true is read from the offer itself
    return there


def _terms_of(entry: OfferEntry) -> set[str]:
    return {terms.term(entry.municipality_id, number) for number in entry.numbers}


def _indexed_terms(municipality: Municipality) -> dict[int, set[str]] | None:
    """What SQLite's inverted index holds, by offer; None on PostgreSQL, which keeps its own true."""
    if connection.vendor != "sqlite":
        return None
    found: dict[int, set[str]] = defaultdict(set)
    first, beyond = terms.bounds(municipality.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.offerterms_instances "
            "USING fts5vocab('main', 'directory_offerterms', 'instance')"
        )
        cursor.execute(
            "SELECT doc, term FROM temp.offerterms_instances WHERE term >= %s AND term < %s",
            [first, beyond],
        )
        for doc, term in cursor.fetchall():
            found[doc].add(term)
    return found
