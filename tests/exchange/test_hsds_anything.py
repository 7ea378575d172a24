"""Whatever a source sends, it is read or refused in words, and what goes out again is valid."""

import datetime as dt
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nabij.exchange.hsds import spec
from tests.tools.hsds import assert_valid, needs_data

if TYPE_CHECKING:
    from nabij.core.models import Municipality

TODAY = dt.date(2026, 3, 2)
MOST = 40  # of hundreds that were tried while this was written

IDS = st.sampled_from(["1", "2", "ac148810-d857-441c-9679-408f346de14b", "Ä", "a/b", "0" * 32])
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(-1e15, 1e15),  # larger ones come back from PostgreSQL as whole numbers
    st.text(max_size=20), st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip
LIKELY: dict[str, Any] = {
    "email": st.sampled_from(["a@b.nl", "a@b", "niemand", "a b@c.nl"]),
    "uri": st.sampled_from(["https://x.nl", "x.nl/é", "http://x.nl/a b", "//x", "mailto:a@b.nl"]),
    "number": st.sampled_from([0, 3, -1, 2.5, "4", "vier", 1e300, 100]),
    "datetime": st.sampled_from(["2026-01-01T10:00:00Z", "2026-01-01", "gisteren", "0001-01-01"]),
    "text": st.sampled_from(
        ["gratis", "MO,TU", "1TU", "10:00", "9am", "2026-03-02", "12/24/2015", "WEEKLY", "x" * 300, ""]
    ),
}  # fmt: skip


def value(kind: spec.Kind) -> st.SearchStrategy[Any]:
    usual = st.sampled_from(sorted(kind)) if isinstance(kind, frozenset) else LIKELY.get(kind, ODD)
    return usual | usual | ODD


def record(table: str, depth: int) -> st.SearchStrategy[dict[str, Any]]:
    known = spec.TABLES[table]
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, kind in known.fields.items():
        fields[name] = value(kind)
    for name in spec.OWN_FIELDS.get(table, frozenset()):
        fields[name] = ODD
    if depth:
        for name, child in known.children.items():
            if name not in ("services", "metadata"):
                fields[name] = st.lists(record(child, depth - 1), max_size=2) | ODD
        for name, parent in known.parents.items():
            fields[name] = record(parent, depth - 1)
    return st.fixed_dictionaries({"id": IDS}, optional=fields)


@needs_data
@pytest.mark.slow
@settings(
    max_examples=MOST, deadline=None, derandomize=True, database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow,
                           HealthCheck.data_too_large],
)  # fmt: skip
@given(service=record("service", 2), organization=record("organization", 1))
def test_anything_is_taken_over_or_refused_and_goes_out_valid(
    service: dict[str, Any], organization: dict[str, Any], municipality: "Municipality"
) -> None:
    from django.db import transaction

    from nabij.exchange.hsds import published, write
    from nabij.exchange.hsds.importing import import_hsds
    from nabij.exchange.reading.tables import BadInputError

    told = {**service, "name": "Koffie", "organization": {**organization, "name": "Huis"}}
    with TemporaryDirectory() as directory, transaction.atomic():
        path = Path(directory) / "services.json"
        path.write_text(json.dumps({"contents": [told]}))

        def take_in() -> Any:
            return import_hsds(
                str(path), municipality=municipality, source="bron", preview=False, today=TODAY
            ).result

        try:
            result = take_in()
        except BadInputError:
            result = None
        if result is not None and result.ok:
            for offer in write.with_all(published.offers()):
                assert_valid("service", write.service(offer, TODAY))
                if offer.place is not None:
                    visit = write.service_at_location(offer, offer.place, TODAY)
                    assert_valid("service_at_location", visit)
                assert_valid("organization", write.organisation(offer.organisation, [], TODAY))
            assert changes_of(take_in()) == []
            offers = write.with_all(published.offers())
            path.write_text(
                json.dumps({"contents": [write.service(each, TODAY) for each in offers]})
            )
            again = take_in()
            assert (again.ok, changes_of(again)) == (True, [])
        transaction.set_rollback(True)


def changes_of(result: Any) -> list[str]:
    return [change for each in result.outcomes for change in differences(each.fields)]


def differences(fields: dict[str, list[Any]]) -> list[str]:
    """Where what came back differs: path, before, after."""
    found: list[str] = []

    def compare(path: str, before: Any, after: Any) -> None:
        if isinstance(before, dict) and isinstance(after, dict):
            for name in sorted({*before, *after}):
                compare(f"{path}.{name}", before.get(name), after.get(name))
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            for number, pair in enumerate(zip(before, after, strict=True)):
                compare(f"{path}[{number}]", *pair)
        elif before != after:
            found.append(f"{path}: {before!r} → {after!r}"[:400])

    for name, (before, after) in fields.items():
        compare(name, before, after)
    return found


@needs_data
@pytest.mark.django_db
def test_an_object_where_a_text_belongs_comes_back_as_it_was_on_either_database(
    municipality: "Municipality", tmp_path: Path
) -> None:
    from nabij.exchange.hsds import published, write
    from nabij.exchange.hsds.importing import import_hsds

    told = {
        "id": "1",
        "name": "Koffie",
        "summary": {"XR": -111, "": 11269628127},
        "organization": {"id": "2", "name": "Huis"},
    }
    path = tmp_path / "services.json"

    def take_in(*contents: Any) -> list[str]:
        path.write_text(json.dumps({"contents": contents}))
        return changes_of(
            import_hsds(
                str(path), municipality=municipality, source="bron", preview=False, today=TODAY
            ).result
        )

    take_in(told)
    assert take_in(told) == []
    offers = list(write.with_all(published.offers()))
    assert take_in(*(write.service(each, TODAY) for each in offers)) == []
