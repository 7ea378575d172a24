"""AES-256-GCM, with what the ciphertext belongs to as associated data."""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


def seal(secret: bytes, plaintext: bytes, belongs_to: str) -> str:
    """Encrypted under a fresh random nonce, in URL-safe base64: nonce, ciphertext, tag.

    `belongs_to` is not in the result; opening needs the same, so a ciphertext cannot be moved.
    """
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(secret).encrypt(nonce, plaintext, belongs_to.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(secret: bytes, sealed: str, belongs_to: str) -> bytes | None:
    """What was sealed; None where it was changed, belongs to something else or has another key."""
    try:
        raw = base64.b64decode(sealed, altchars=b"-_", validate=True)
        return AESGCM(secret).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], belongs_to.encode())
    except (binascii.Error, ValueError, InvalidTag):
        return None
