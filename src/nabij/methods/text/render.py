"""A query as the text that SQLite FTS5 and PostgreSQL understand.

The same tokens, the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from nabij.methods.text.query import Group, Query

Mode = Literal["all", "any"]


def to_fts5(query: Query, required: Sequence[str] = (), mode: Mode = "all") -> str:
    """A query as the right side of `MATCH` in SQLite FTS5 (tokenize='unicode61').

    required: further index tokens that must be there, such as filter tokens. mode: "all" groups or
    "any" of them. Every token stands in double quotes, so nothing in it is an operator. "" when
    there is nothing to ask: then do not use MATCH.
    """
    return _render(query, required, mode, quote='"', both=" AND ", either=" OR ")


def to_tsquery(query: Query, required: Sequence[str] = (), mode: Mode = "all") -> str:
    """A query as text for `%s::tsquery` in PostgreSQL (or `to_tsquery('simple', %s)`.

    Which gives the same).

    required, mode and "" as for `to_fts5`. Every lexeme stands in single quotes.
    """
    return _render(query, required, mode, quote="'", both=" & ", either=" | ")


def _render(
    query: Query, required: Sequence[str], mode: Mode, *, quote: str, both: str, either: str
) -> str:
    def one(token: str) -> str:
        safe = "".join(char for char in token if char.isascii() and char.isalnum())
        return f"{quote}{safe}{quote}"

    def group(found: Group) -> str:
        ways = (
            one(a.tokens[0]) if len(a.tokens) == 1 else f"({both.join(map(one, a.tokens))})"
            for a in found.alternatives
        )
        return f"({either.join(ways)})"

    terms = [one(token) for token in dict.fromkeys(required)]
    groups = [group(found) for found in query.groups]
    if mode == "any" and len(groups) > 1:
        groups = [f"({either.join(groups)})"]
    return both.join(terms + groups)
