"""What a backup is locked with: a sentence that people remember, or a key file for backups at night."""

import base64
import binascii
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from nabij.ops.exits import BadInputError, UnavailableError, WrongUseError

KEY_BYTES, SALT_BYTES = 32, 32
SHORTEST = 16  # characters of a passphrase
#: 128 MB and about half a second for each guess.
SCRYPT = {"n": 2**17, "r": 8, "p": 1}
MOST_WORK = 2**20  # n × r × p of what a file may ask of us, in units of r = 8
KEY_FILE_BEGINS = "nabij-backup-key-1:"


class Lock(Protocol):
    """Gives the key of one backup. `told` stands in the file's header and holds no secret."""

    @property
    def kind(self) -> str:
        """`passphrase` or `key file`."""

    def told(self) -> dict[str, Any]:
        """What opening a new backup will need to know besides the secret: its salt and cost."""

    def key(self, told: dict[str, Any]) -> bytes:
        """The 32 bytes for the backup that says this of itself. Raises KeyError or ValueError for nonsense."""


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A sentence; scrypt makes guessing dear."""

    words: str = field(repr=False)
    kind: str = "passphrase"

    def told(self) -> dict[str, Any]:
        """A fresh salt and what one guess costs."""
        return {"salt": _text(secrets.token_bytes(SALT_BYTES)), **SCRYPT}

    def key(self, told: dict[str, Any]) -> bytes:
        """By scrypt."""
        n, r, p = (int(told[name]) for name in ("n", "r", "p"))
        if min(n, r, p) < 1 or n * r * p > MOST_WORK * 8:
            raise ValueError("asks for more work than any backup of ours")
        return Scrypt(_bytes(told["salt"]), KEY_BYTES, n=n, r=r, p=p).derive(self.words.encode())


@dataclass(frozen=True, slots=True)
class KeyFile:
    """32 random bytes in a file."""

    secret: bytes = field(repr=False)
    kind: str = "key file"

    def told(self) -> dict[str, Any]:
        """A fresh salt, so that no two backups have the same key."""
        return {"salt": _text(secrets.token_bytes(SALT_BYTES))}

    def key(self, told: dict[str, Any]) -> bytes:
        """By HKDF-SHA256."""
        salt = _bytes(told["salt"])
        return HKDF(hashes.SHA256(), KEY_BYTES, salt=salt, info=b"nabij backup v1").derive(
            self.secret
        )


def passphrase(words: str) -> Passphrase:
    """A lock of these words. Raises WrongUseError where they are too few to keep anything safe."""
    if len(words.strip()) < SHORTEST:
        raise WrongUseError(
            _("Choose a sentence of at least {count} characters.").format(count=SHORTEST)
        )
    return Passphrase(words.strip())


def make_key_file(path: Path) -> None:
    """A new key file that only its owner can read. Raises UnavailableError where the file is there already."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UnavailableError(_("{file} is there already.").format(file=path)) from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(KEY_FILE_BEGINS + _text(secrets.token_bytes(KEY_BYTES)) + "\n")


def read_key_file(path: Path) -> KeyFile:
    """The lock of a key file. Raises UnavailableError where others can read it, BadInputError for no key file."""
    try:
        if path.stat().st_mode & 0o077:
            raise UnavailableError(
                _("Others can read {file}. Close it with: chmod 600 {file}").format(file=path)
            )
        text = path.read_text(encoding="ascii").strip()
        secret = _bytes(text.removeprefix(KEY_FILE_BEGINS))
        if not text.startswith(KEY_FILE_BEGINS) or len(secret) != KEY_BYTES:
            raise ValueError("no key file")
    except ValueError:  # what is wrong may quote the file
        raise BadInputError(_("{file} is not a key file for backups.").format(file=path)) from None
    return KeyFile(secret)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, TypeError) as problem:
        raise ValueError("no base64") from problem
