"""The keys by which other systems send worries: chance, shown once, kept as a hash."""

import hashlib
import secrets

#: So that a key is recognised as one where it lies about by mistake.
PREFIX = "nabij_"
BYTES = 32


def new_key() -> str:
    """256 bits of chance, in letters that a header may hold."""
    return PREFIX + secrets.token_urlsafe(BYTES)


def key_hash(key: str) -> str:
    """What stands in the database. The key is long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(key.strip().encode()).hexdigest()
