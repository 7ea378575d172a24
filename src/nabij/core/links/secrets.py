"""The secrets in links: random, signed, and kept as hashes only."""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

TOKEN_BYTES, SIGNATURE_BYTES = 16, 12

#: Letters that look like no other letter or figure, and without vowels, so that no word comes out.
LETTERS = "BCDFGHJKLMNPRSTVWXZ"
CODE_LENGTH = 8

_SALT = "nabij one-time links v1"


def new_token() -> str:
    """128 bits of chance with our signature, 38 characters that any address may hold."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token + _signature(token)


def is_ours(token: str) -> bool:
    """Whether we made this token, for some link that may be long gone."""
    body, signature = token[:_BODY], token[_BODY:]
    return token.isascii() and any(
        hmac.compare_digest(signature, _signature(body, key))
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def token_hash(token: str) -> str:
    """What stands in the database. The token is long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """Eight letters to read out: one of seventeen thousand million."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def plain_code(text: str) -> str:
    """The code in what somebody typed, in capitals without spaces or hyphens; empty where it is none."""
    letters = "".join(c for c in text.upper() if c.isalnum())
    return letters if len(letters) == CODE_LENGTH and not set(letters) - set(LETTERS) else ""


def shown_code(code: str) -> str:
    """In two groups of four, as it is read out: `BCDF GHJK`."""
    return f"{code[:4]} {code[4:]}"


def code_hash(code: str, municipality_code: str) -> str:
    """What stands in the database: keyed, for a code is short enough to guess back from a plain hash."""
    return salted_hmac(f"{_SALT} {municipality_code}", code, algorithm="sha256").hexdigest()


_BODY = len(secrets.token_urlsafe(TOKEN_BYTES))
#: Signatures are a multiple of three bytes, so base64 pads nothing.
TOKEN_LENGTH = _BODY + SIGNATURE_BYTES * 4 // 3


def _signature(token: str, key: str | bytes | None = None) -> str:
    digest = salted_hmac(_SALT, token, secret=key, algorithm="sha256").hexdigest()
    return base64.urlsafe_b64encode(bytes.fromhex(digest)[:SIGNATURE_BYTES]).decode()
