"""Index tokens.

Letters and digits of ASCII only, so that every tokeniser of every database keeps them whole.

Word tokens and filter tokens live in one index and cannot collide: a filter token is "x", one
letter for its kind, and a value; a word that begins with "x" is written "xx…"; a word of another
script is written "xu" and four hex digits per UTF-16 unit; a word that begins with a digit is
written "xv…", because PostgreSQL reads the start of "1e5a" as a number. No kind has the letter "x",
"u" or "v".
"""

from __future__ import annotations

FILTER_KINDS = {
    "municipality": "m",
    "language": "l",
    "cost": "c",
    "need": "n",
    "day": "d",
    "part": "p",
    "cause": "k",
    "mechanism": "h",
    "form": "f",
    "reach": "r",
    "audience": "a",
    "walk_along": "w",
    "status": "s",
    "type": "t",
    "neighbourhood": "b",
    "organisation": "o",
    "year": "y",
    "other": "z",
}
"""The kinds of filter tokens and the letter of each; one letter each, never "x", "u" or "v"."""


def encode(token: str) -> str:
    """A plain word or stem as an index token.

    ASCII letters and digits, never like a filter token.
    """
    if not token.isascii():
        return "xu" + token.encode("utf-16-be", "ignore").hex()
    if token[:1].isdigit() and not token.isdigit():
        return "xv" + token
    return "x" + token if token.startswith("x") else token


def filter_token(kind: str, value: str = "") -> str:
    """Index token of an exact property: kind "municipality" and value "GM9999" give "xmgm9999".

    kind: a key of `FILTER_KINDS`, else ValueError. value: any text, case aside; letters and digits
    of ASCII stay,
    "q" becomes "qq" and anything else "q" hex "q", so two values never share a token: "no_stairs" →
    "xnnoq5fqstairs".
    """
    letter = FILTER_KINDS.get(kind)
    if letter is None:
        raise ValueError(
            f"{kind!r} is not a kind of filter token; choose from {sorted(FILTER_KINDS)}"
        )
    return f"x{letter}" + "".join(map(_escaped, value.lower()))


def _escaped(char: str) -> str:
    if char == "q":
        return "qq"
    return char if char.isascii() and char.isalnum() else f"q{ord(char):x}q"


def is_filter_token(token: str) -> bool:
    """Whether this index token is a filter token and not a word."""
    return len(token) > 1 and token[0] == "x" and token[1] not in "xuv"
