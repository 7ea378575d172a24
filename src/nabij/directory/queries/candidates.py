"""Rows of the index that may answer a question: one SQL statement, capped, the same rows on both databases.

The text of a statement is made of constants and numbers only: nothing that anybody typed is in it.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from nabij.directory.index.calendar import unpacked_bits
from nabij.directory.index.terms import term
from nabij.directory.models.search import unpacked
from nabij.directory.queries.question import Question, Ways
from nabij.methods.geo import Point, box_around

MOST = 200
"""So many rows at most are weighed in Python: the nearest, or the most lately confirmed without a place."""

_COLUMNS = (
    "offer_id", "by_appointment", "comes_to_you", "paused", "unconfirmed", "room", "age_min", "age_max",
    "in_name", "in_summary", "lat", "lon", "confirmed", "first_day", "days", "numbers",
)  # fmt: skip


class Row(NamedTuple):
    """A row of the index, as `OfferEntry` explains."""

    offer_id: int
    by_appointment: bool
    comes_to_you: bool
    paused: bool
    unconfirmed: bool
    room: int
    age_min: int
    age_max: int
    in_name: int
    in_summary: int
    lat: int | None
    lon: int | None
    confirmed: int
    first_day: int
    bits: int
    numbers: tuple[int, ...]


class Arm(NamedTuple):
    """One SELECT. groups: all must be found; any: only one of them; near: keep to the distance; timed: to the times.

    comes: only what comes to the person, is on the phone, or fetches them.
    """

    groups: tuple[Ways, ...]
    any: bool = False
    near: bool = False
    timed: bool = False
    comes: bool = False
    most: int = MOST


def strict(question: Question) -> list[Row]:
    """Rows that keep every limit (distance and days by box and weekday: judge them exactly afterwards)."""
    groups = (*question.words, *question.properties())
    if question.criteria.any_word and question.words:
        either = tuple(way for group in question.words for way in group)
        groups = (either, *question.properties())
    return _rows(question, [Arm(groups, near=True, timed=True)])


def loose(question: Question) -> list[Row]:
    """Rows to widen to, each once; access and age are kept always.

    One arm for each stretch of widening, so that in a large municipality the nearest rows of one do not crowd out those
    of another: further away; on another day; with other wishes; with one of the words; with none.
    """
    needs = tuple(((need,),) for need in question.needs)
    wishes = tuple(question.properties())
    arms = []
    if wishes != needs or question.timed:
        arms.append(Arm((*question.words, *wishes), timed=True, most=MOST // 2))
    if wishes != needs and question.timed:
        arms.append(Arm((*question.words, *wishes), most=MOST // 2))
    if question.words:
        either = tuple(way for group in question.words for way in group)
        arms += [Arm((*question.words, *needs)), Arm((either, *needs), most=MOST // 2)]
    arms.append(Arm(needs, most=MOST // 2))
    return in_arms(question, arms)


def in_arms(question: Question, arms: Sequence[Arm]) -> list[Row]:
    """The rows of several SELECTs in one statement, each row once, those of the first arm first."""
    found = {row.offer_id: row for row in reversed(_rows(question, arms))}
    return list(reversed(found.values()))


def _rows(question: Question, arms: Sequence[Arm]) -> list[Row]:
    selects: list[str] = []
    values: list[Any] = []
    for arm in arms:
        sql, given = _select(question, arm)
        selects.append(f"SELECT * FROM ({sql}) arm")  # noqa: S608 constants only
        values.extend(given)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return [_row(raw) for raw in cursor.fetchall()]


def _row(raw: Sequence[Any]) -> Row:
    return Row._make((*raw[:-2], unpacked_bits(bytes(raw[-2])), unpacked(raw[-1])))


def _select(question: Question, arm: Arm) -> tuple[str, list[Any]]:
    """One arm as SQL with its values."""
    source, clauses, values = _found_by(question, arm.groups)
    asked = question.criteria
    clauses.append("e.municipality_id = %s")
    values.append(question.municipality_id)
    if not question.also_hidden:
        clauses.append("e.public")
    if asked.age is not None:
        clauses.append("e.age_min <= %s AND e.age_max >= %s")
        values += [asked.age, asked.age]
    if arm.near and asked.point and asked.within_metres is not None:
        sql, given = _within(asked.point, asked.within_metres)
        clauses.append(sql)
        values += given
    if arm.timed and question.timed:
        clauses.append("(e.by_appointment OR (e.times & %s) <> 0)")
        values.append(question.times)
    if arm.comes:
        clauses.append("e.comes_to_you")
    order, given = _order(None if arm.comes else asked.point)
    columns = ", ".join(f"e.{name}" for name in _COLUMNS)
    where = " AND ".join(clauses)
    sql = f"SELECT {columns} FROM {source} WHERE {where} ORDER BY {order} LIMIT %s"  # noqa: S608 constants only
    return sql, [*values, *given, arm.most]


def _found_by(question: Question, groups: Iterable[Ways]) -> tuple[str, list[str], list[Any]]:
    """Tables, conditions and values that hold for rows with all these groups."""
    groups = tuple(groups)
    if not groups:
        return "directory_offerentry e", [], []
    if connection.vendor == "sqlite":
        # CROSS JOIN keeps the order of the tables: first the terms, then their rows.
        source = "directory_offerterms t CROSS JOIN directory_offerentry e ON e.offer_id = t.rowid"
        return source, ["t.directory_offerterms MATCH %s"], [fts5(question.municipality_id, groups)]
    clause = "nabij_terms(e.municipality_id, e.numbers) @@ %s::tsquery"
    return "directory_offerentry e", [clause], [tsquery(question.municipality_id, groups)]


def fts5(municipality_id: int, groups: Iterable[Ways]) -> str:
    """The groups as FTS5 wants them; the municipality is in every term."""

    def one(number: int) -> str:
        return f'"{term(municipality_id, number)}"'

    return " AND ".join(
        "(" + " OR ".join("(" + " AND ".join(map(one, way)) + ")" for way in ways) + ")"
        for ways in groups
    )


def tsquery(municipality_id: int, groups: Iterable[Ways]) -> str:
    """The groups as a tsquery; the municipality is a lexeme of its own."""
    asked = " & ".join(
        "("
        + " | ".join("(" + " & ".join(f"'{number}'" for number in way) + ")" for way in ways)
        + ")"
        for ways in groups
    )
    return f"'m{municipality_id}' & {asked}"


def _within(point: Point, metres: float) -> tuple[str, list[Any]]:
    """Inside the box around the circle, or coming to where the person is."""
    box = box_around(point.lat, point.lon, metres)
    sql = "((e.lat BETWEEN %s AND %s AND e.lon BETWEEN %s AND %s) OR (e.lat IS NULL AND e.comes_to_you))"
    return sql, [
        math.floor(box.south * 1e6), math.ceil(box.north * 1e6),
        math.floor(box.west * 1e6), math.ceil(box.east * 1e6),
    ]  # fmt: skip


def _order(point: Point | None) -> tuple[str, list[Any]]:
    """Which rows are kept where there are too many: the nearest, or the most lately confirmed."""
    if point is None:
        return "e.paused, e.unconfirmed, e.confirmed DESC, e.offer_id", []
    # Degrees of longitude are shorter than those of latitude; whole numbers, so both databases sort alike.
    shrink = round(math.cos(math.radians(point.lat)) ** 2 * 1024)
    lat, lon = round(point.lat * 1e6), round(point.lon * 1e6)
    sql = (
        "CASE WHEN e.lat IS NULL THEN 1 ELSE 0 END, "
        "CAST(e.lat - %s AS bigint) * (e.lat - %s) * 1024 + CAST(e.lon - %s AS bigint) * (e.lon - %s) * %s, "
        "e.offer_id"
    )
    return sql, [lat, lat, lon, lon, shrink]
