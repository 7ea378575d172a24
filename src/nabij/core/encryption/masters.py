"""Master keys: a file outside the database that only Nabij's own account can read.

The file holds one active key and those before it. Older ones stay: the audit trail that was sealed
with them is checked with them. Keys for a purpose are derived by HKDF-SHA256, so that no key serves
two ends.
"""

import base64
import binascii
import datetime as dt
import json
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from nabij.core.encryption.errors import (
    KeysDamagedError,
    KeysMissingError,
    KeysTooOpenError,
    UnknownKeyError,
)
from nabij.core.models import AuditChain, DataKey
from nabij.core.tenancy import everywhere

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class MasterKey:
    """One master key; its secret never shows."""

    key_id: str
    made_on: str
    secret: bytes = field(repr=False)

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose only, the same every time."""
        return derive(self.secret, purpose)


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """The keys of this installation, oldest first."""

    active_id: str
    keys: tuple[MasterKey, ...]

    @property
    def active(self) -> MasterKey:
        """The key to wrap and seal with from now on."""
        return self.named(self.active_id)

    def named(self, key_id: str) -> MasterKey:
        """The key with this id. Raises UnknownKeyError where the file does not have it."""
        for key in self.keys:
            if key.key_id == key_id:
                return key
        raise UnknownKeyError(
            _(
                "Master key {key} is not in {file}. Put the keys file back that was used before "
                "(from its backup); a new one cannot read what older keys encrypted."
            ).format(key=key_id, file=settings.NABIJ_KEYS_FILE)
        )


def derive(secret: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, by HKDF-SHA256."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def master_keys() -> MasterKeys:
    """The keys of this installation; outside production made when there are none.

    Raises KeysMissingError, KeysTooOpenError or KeysDamagedError.
    """
    path = Path(settings.NABIJ_KEYS_FILE)
    try:
        status = path.stat()
    except FileNotFoundError:
        _may_be_made_now(path)
        make_keys_file(path)
        status = path.stat()
    if status.st_mode & 0o077:
        raise KeysTooOpenError(
            _("Others can read {file}. Close it with: chmod 600 {file}").format(file=path)
        )
    return _read(path, status.st_mtime_ns, status.st_ino)


def make_keys_file(path: Path) -> MasterKeys:
    """A new file with one key, readable by its owner only; a file that is there stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = _new_key()
    draft = _draft(path, MasterKeys(key.key_id, (key,)))
    try:
        os.link(draft, path)  # unlike a rename it fails where another process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return master_keys()


def add_master_key() -> MasterKey:
    """A new master key, active from now on; those before it stay in the file."""
    path = Path(settings.NABIJ_KEYS_FILE)
    before = master_keys()
    key = _new_key()
    _draft(path, MasterKeys(key.key_id, (*before.keys, key))).replace(path)
    return key


def keys_were_used() -> bool:
    """Whether the database holds anything that needs the keys of a keys file."""
    with everywhere("whether anything was encrypted before"):
        return DataKey.objects.exists() or AuditChain.objects.exclude(master_id="").exists()


def _may_be_made_now(path: Path) -> None:
    """Never behind the operator's back in production, and never beside data of lost keys."""
    if settings.PRODUCTION:
        raise KeysMissingError(
            _(
                "There is no file {file} with master keys. Make it once with: nabij keys make"
            ).format(file=path)
        )
    if keys_were_used():
        raise KeysMissingError(
            _(
                "The file {file} with master keys is gone, while the database holds data that needs "
                "it. Put it back from its backup."
            ).format(file=path)
        )


def _new_key() -> MasterKey:
    today = timezone.localdate()
    return MasterKey(
        key_id=f"m{today:%Y%m%d}-{secrets.token_hex(4)}",
        made_on=today.isoformat(),
        secret=secrets.token_bytes(KEY_BYTES),
    )


def _draft(path: Path, keys: MasterKeys) -> Path:
    """The keys in a new file beside the real one, mode 0600, on disk."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(_as_json(keys), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _as_json(keys: MasterKeys) -> dict[str, object]:
    return {
        "what": "master keys of Nabij; keep a copy in a safe place, apart from the database",
        "active": keys.active_id,
        "keys": [
            {
                "id": key.key_id,
                "made_on": key.made_on,
                "secret": base64.b64encode(key.secret).decode(),
            }
            for key in keys.keys
        ],
    }


@lru_cache(maxsize=8)
def _read(path: Path, mtime_ns: int, inode: int) -> MasterKeys:
    """What the file says; read again when it was replaced."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        keys = MasterKeys(told["active"], tuple(_as_key(one) for one in told["keys"]))
        keys.named(keys.active_id)
    except (ValueError, KeyError, TypeError, binascii.Error, UnknownKeyError) as problem:
        raise KeysDamagedError(
            _("{file} is not a file with master keys. Put it back from its backup.").format(
                file=path
            )
        ) from _without_contents(problem)
    return keys


def _as_key(told: dict[str, str]) -> MasterKey:
    secret = base64.b64decode(told["secret"], validate=True)
    if len(secret) != KEY_BYTES:
        raise ValueError("wrong length")
    dt.date.fromisoformat(told["made_on"])
    return MasterKey(told["id"], told["made_on"], secret)


def _without_contents(problem: Exception) -> Exception:
    """Only the kind of problem: the text of a JSON error may quote the file."""
    return ValueError(type(problem).__name__)
