"""One query, two databases, the same answer; nothing typed is ever an operator."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nabij.methods.text import (
    Query,
    analyse,
    filter_token,
    match_text,
    parse_query,
    to_fts5,
    to_tsquery,
)
from nabij.methods.text.lexicon import lines
from tests.methods.text.searches import searches

SERVER = "host=127.0.0.1 user=postgres dbname=postgres connect_timeout=3"
ROWS = [row for name in ("tuning", "second") for row in searches(name)]


@pytest.fixture(scope="module")
def texts() -> dict[int, list[str]]:
    """Texts of one or two labelled phrases each, in two municipalities, as tokens."""
    chance = random.Random(1)
    phrases = [text for row in ROWS for text in (*row.finds, *row.misses)]
    found = {}
    for number in range(300):
        text = " ".join(chance.sample(phrases, chance.choice([1, 1, 2])))
        municipality = filter_token("municipality", chance.choice(["GM9998", "GM9999"]))
        found[number] = [
            *analyse(text),
            municipality,
            *chance.sample(["xcfree", "xlar"], chance.choice([0, 1])),
        ]
    return found


@pytest.fixture(scope="module")
def sqlite(texts: dict[int, list[str]]) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE hits USING fts5(body, tokenize='unicode61', detail=column)"
    )
    connection.executemany(
        "INSERT INTO hits(rowid, body) VALUES (?, ?)",
        [(number, " ".join(tokens)) for number, tokens in texts.items()],
    )
    yield connection
    connection.close()


@contextmanager
def temporary_table() -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(SERVER)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL on this machine: {error}")
    with connection:
        connection.execute("CREATE TEMP TABLE hits (id int, parsed tsvector, given tsvector)")
        yield connection
        connection.rollback()


@pytest.fixture(scope="module")
def postgresql(texts: dict[int, list[str]]) -> Iterator[psycopg.Connection]:
    with temporary_table() as connection:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO hits VALUES (%s, to_tsvector('simple', %s), array_to_tsvector(%s))",
                [(number, " ".join(tokens), tokens) for number, tokens in texts.items()],
            )
        yield connection


def in_sqlite(connection: sqlite3.Connection, expression: str) -> set[int]:
    return {row[0] for row in connection.execute("SELECT rowid FROM hits(?)", [expression])}


def in_postgresql(connection: psycopg.Connection, expression: str, column: str) -> set[int]:
    rows = connection.execute(f"SELECT id FROM hits WHERE {column} @@ %s::tsquery", [expression])
    return {row[0] for row in rows.fetchall()}


def in_python(texts: dict[int, list[str]], query: Query, required: list[str]) -> set[int]:
    return {
        number
        for number, tokens in texts.items()
        if set(required) <= set(tokens) and not match_text(query, {"text": tokens}).missing
    }


REQUIRED = [[], ["xmgm9999"], ["xmgm9999", "xcfree"]]


def test_sqlite_finds_what_the_query_means(
    texts: dict[int, list[str]], sqlite: sqlite3.Connection
) -> None:
    for row in ROWS:
        query = parse_query(row.typed, row.language)
        for required in REQUIRED:
            assert in_sqlite(sqlite, to_fts5(query, required)) == in_python(texts, query, required)


def test_postgresql_finds_the_same(
    texts: dict[int, list[str]], sqlite: sqlite3.Connection, postgresql: psycopg.Connection
) -> None:
    for row in ROWS:
        query = parse_query(row.typed, row.language)
        for required in REQUIRED:
            expected = in_python(texts, query, required)
            assert in_postgresql(postgresql, to_tsquery(query, required), "given") == expected
            assert in_postgresql(postgresql, to_tsquery(query, required), "parsed") == expected
        loose = in_sqlite(sqlite, to_fts5(query, ["xmgm9999"], "any"))
        assert in_postgresql(postgresql, to_tsquery(query, ["xmgm9999"], "any"), "given") == loose
        assert in_python(texts, query, ["xmgm9999"]) <= loose


def test_every_token_survives_both_tokenisers(postgresql: psycopg.Connection) -> None:
    chance = random.Random(2)
    pool = "abcxyzqé0123456789eE.-_'\" أهЖ中ß😀+/:@"
    written = ["".join(chance.choices(pool, k=chance.randint(1, 60))) for _ in range(3000)]
    written += ["1e5 0x1f 12e 3d 10.00 www.nl a@b.nl /pad/naar 5e-3 -12 &amp; <b> c++ 55+ xlar"]
    tokens = sorted({token for text in written for token in analyse(text)})
    tokens += [filter_token("municipality", text) for text in written[:300] if text.strip()]
    tokens = sorted(set(tokens))
    lexemes = postgresql.execute(
        "SELECT tsvector_to_array(to_tsvector('simple', %s))", [" ".join(tokens)]
    )
    assert sorted(lexemes.fetchone()[0]) == tokens  # type: ignore[index]
    lite = sqlite3.connect(":memory:")
    lite.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='unicode61')")
    lite.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'row')")
    lite.execute("INSERT INTO t VALUES (?)", [" ".join(tokens)])
    assert sorted(row[0] for row in lite.execute("SELECT term FROM v")) == tokens


def test_every_expression_that_we_know_is_a_search(sqlite: sqlite3.Connection) -> None:
    for name, language in (("nl_synonyms.txt", "nl"), ("en_concepts.txt", "en")):
        for _, line in lines(name):
            for term in line.lstrip("=~>? ").partition(" : ")[0].split(","):
                if "@" not in term:
                    query = parse_query(term, language)
                    assert not query.empty, term
                    in_sqlite(sqlite, to_fts5(query))


ATTACKS = [
    "AND OR NOT NEAR(", 'wandelen" OR "a', "wandelen*", "name:wandelen", "^wandelen", "-wandelen", "a NEAR/3 b",
    "'; DROP TABLE hits; --", "wandelen & !koffie | (", "wandel:*", "\\", "{name body}: x", "a <-> b", "%s %(x)s ?",
    "\x00wandelen", "\u202ewandelen", "👵🏽 wandelen 🚶", "')::tsquery", "\"\"\"", "''''", "(((((((",
]  # fmt: skip


@pytest.mark.parametrize("typed", ATTACKS)
def test_operators_are_just_a_search_in_sqlite(sqlite: sqlite3.Connection, typed: str) -> None:
    query = parse_query(typed)
    if not query.empty:
        in_sqlite(sqlite, to_fts5(query, ["xmgm9999"]))
        in_sqlite(sqlite, to_fts5(query, ["xmgm9999"], "any"))


@given(st.text() | st.text(alphabet="abc \"'()*:^-&|!<>\\\x00é中"))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_anything_is_just_a_search(sqlite: sqlite3.Connection, typed: str) -> None:
    for language in ("nl", "en"):
        query = parse_query(typed, language)
        assert query == parse_query(typed, language)
        if not query.empty:
            in_sqlite(sqlite, to_fts5(query))


def test_operators_are_just_a_search_in_postgresql(postgresql: psycopg.Connection) -> None:
    for typed in ATTACKS:
        query = parse_query(typed)
        if not query.empty:
            in_postgresql(postgresql, to_tsquery(query, ["xmgm9999"]), "given")


def test_the_largest_query_is_accepted(
    sqlite: sqlite3.Connection, postgresql: psycopg.Connection
) -> None:
    largest = "gezellig geld computer taal vervoer hulp eten wandelen ouderen jongeren rouw klussen tuin werk koor koffie"
    query = parse_query(largest)
    assert len(query.groups) >= 12
    for mode in ("all", "any"):
        in_sqlite(sqlite, to_fts5(query, ["xmgm9999"], mode))
        in_postgresql(postgresql, to_tsquery(query, ["xmgm9999"], mode), "given")


def test_only_filters_are_a_query_too(
    sqlite: sqlite3.Connection, texts: dict[int, list[str]]
) -> None:
    nothing = parse_query("")
    assert to_fts5(nothing) == ""
    assert to_tsquery(nothing) == ""
    assert to_fts5(nothing, ["xcfree", "xlar"]) == '"xcfree" AND "xlar"'
    free = {number for number, tokens in texts.items() if "xcfree" in tokens}
    assert in_sqlite(sqlite, to_fts5(nothing, ["xcfree"])) == free
