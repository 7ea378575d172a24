"""The file of a backup: a header that anyone may read, then AES-256-GCM in chunks of a mebibyte.

The nonce of a chunk is its number and whether it is the last, so chunks cannot be moved, left out or cut off
unseen (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). The header is associated data
of every chunk and stands under a keyed hash, which tells a wrong key from a damaged file.
"""

import hashlib
import hmac
import io
import json
from dataclasses import dataclass
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _

from nabij.ops.backup.locks import Lock
from nabij.ops.exits import BadInputError

MAGIC = b"NABIJ BACKUP\n"
FORMAT = 1
CHUNK, TAG = 1024 * 1024, 16  # bytes
LONGEST_HEADER = 4096  # bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup says of itself to anyone. made_at: ISO 8601, UTC."""

    made_by: str
    made_at: str
    uid: str
    lock: str
    told: dict[str, Any]


class SealedWriter(io.RawIOBase):
    """What is written comes encrypted into the file. `finish` writes the last chunk: without it the file is cut off."""

    def __init__(self, file: IO[bytes], key: bytes, header: bytes) -> None:
        super().__init__()
        self._file, self._cipher, self._header = file, AESGCM(key), header
        self._kept, self._number = bytearray(), 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Any) -> int:
        """Encrypt whole chunks, keep the rest."""
        self._kept += data
        while len(self._kept) > CHUNK:
            self._seal(bytes(self._kept[:CHUNK]), last=False)
            del self._kept[:CHUNK]
        return len(data)

    def finish(self) -> None:
        """Write what is kept as the last chunk."""
        self._seal(bytes(self._kept), last=True)
        self._kept.clear()

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last), plain, self._header))
        self._number += 1


class SealedReader(io.RawIOBase):
    """What stood in the file, decrypted. Raises BadInputError where a chunk is not as it was written."""

    def __init__(self, file: IO[bytes], key: bytes, header: bytes) -> None:
        super().__init__()
        self._file, self._cipher, self._header = file, AESGCM(key), header
        self._ahead = file.read(CHUNK + TAG)
        self._plain, self._number, self._ended = memoryview(b""), 0, False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as this chunk goes."""
        if not self._plain and not self._ended:
            self._plain = memoryview(self._next())
        count = min(len(buffer), len(self._plain))
        buffer[:count] = self._plain[:count]
        self._plain = self._plain[count:]
        return count

    def _next(self) -> bytes:
        sealed, self._ahead = self._ahead, self._file.read(CHUNK + TAG)
        self._ended = not self._ahead
        plain = self._opened(sealed, last=self._ended)
        if plain is None:
            if not sealed or (self._ended and self._opened(sealed, last=False) is not None):
                raise BadInputError(_("This backup was cut off: its end is missing."))
            raise BadInputError(
                _("This backup is damaged or cut off, from megabyte {number} on.").format(
                    number=self._number + 1
                )
            )
        self._number += 1
        return plain

    def _opened(self, sealed: bytes, *, last: bool) -> bytes | None:
        try:
            return self._cipher.decrypt(_nonce(self._number, last), sealed, self._header)
        except InvalidTag:
            return None


def begin(file: IO[bytes], lock: Lock, *, made_by: str, made_at: str, uid: str) -> SealedWriter:
    """Write the header of a new backup; what is written next is encrypted."""
    told = lock.told()
    key = lock.key(told)
    header = json.dumps(
        {
            "format": FORMAT,
            "made_by": made_by,
            "made_at": made_at,
            "uid": uid,
            "lock": lock.kind,
            "told": told,
        }
    ).encode()
    file.write(MAGIC + header + b"\n" + _seal_of(key, header) + b"\n")
    return SealedWriter(file, key, header)


def read_header(file: IO[bytes]) -> tuple[Header, bytes, bytes]:
    """The header, as it stands in the file, and its seal. Raises BadInputError for another kind of file, a newer one or a broken one."""
    if file.read(len(MAGIC)) != MAGIC:
        raise BadInputError(_("This is not a backup of Nabij."))
    raw = file.readline(LONGEST_HEADER).rstrip(b"\n")
    seal = file.readline(LONGEST_HEADER).rstrip(b"\n")
    try:
        told = json.loads(raw)
        known = int(told["format"]) <= FORMAT
        if known:
            header = Header(**{name: told[name] for name in Header.__dataclass_fields__})
    except (ValueError, KeyError, TypeError) as problem:
        raise BadInputError(_("The beginning of this backup is damaged or cut off.")) from problem
    if not known:
        raise BadInputError(
            _("This backup was made by a newer version of Nabij ({version}). Use that one.").format(
                version=told.get("made_by", "?")
            )
        )
    return header, raw, seal


def open_sealed(file: IO[bytes], lock: Lock) -> tuple[Header, SealedReader]:
    """The header and what follows it. Raises BadInputError, also for a key that does not fit."""
    header, raw, seal = read_header(file)
    if header.lock != lock.kind:
        raise BadInputError(
            _("This backup opens with its key file: name it with --key-file.")
            if header.lock == "key file"
            else _("This backup opens with a sentence, not with a key file.")
        )
    try:
        key = lock.key(header.told)
    except (ValueError, KeyError, TypeError) as problem:
        raise BadInputError(_("The beginning of this backup is damaged or cut off.")) from problem
    if not hmac.compare_digest(seal, _seal_of(key, raw)):
        raise BadInputError(
            _("This is not the sentence or key file of this backup (or its beginning is damaged).")
        )
    return header, SealedReader(file, key, raw)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _seal_of(key: bytes, header: bytes) -> bytes:
    return hmac.new(key, b"nabij backup header v1\n" + header, hashlib.sha256).hexdigest().encode()
