"""Data keys: every municipality its own, in the database, wrapped by a master key.

A data key is only found inside the wall of its municipality, so personal data cannot be decrypted
outside of it either.
"""

import secrets
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nabij.core.encryption.envelope import seal, unseal
from nabij.core.encryption.errors import CannotDecryptError, UnknownKeyError
from nabij.core.encryption.masters import KEY_BYTES, MasterKey, derive, master_keys
from nabij.core.models import DataKey
from nabij.core.tenancy import OutsideTheWallError, in_scope, once_per_write

WRAPPING = "nabij data keys v1"


@dataclass(frozen=True, slots=True)
class Key:
    """A data key, unwrapped; its secret never shows."""

    key_id: str
    municipality_id: int
    secret: bytes = field(repr=False)

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose only."""
        return derive(self.secret, purpose)


def active_key(municipality_id: int) -> Key:
    """The key that this municipality encrypts with now; its first one is made when asked for.

    Raises OutsideTheWallError, or a KeysError.
    """
    _check_scope(municipality_id)
    row: DataKey = once_per_write(
        ("data key", municipality_id), lambda: _active_row(municipality_id)
    )
    return unwrap(row)


def key_named(municipality_id: int, key_id: str) -> Key:
    """The municipality's key with this id. Raises OutsideTheWallError, or a KeysError."""
    _check_scope(municipality_id)
    row = _known.get((municipality_id, key_id))
    if row is not None:
        try:
            return unwrap(row)
        except UnknownKeyError:  # wrapped anew since, by a rotation of the master key
            del _known[municipality_id, key_id]
    row = DataKey.objects.filter(municipality_id=municipality_id, key_id=key_id).first()
    if row is None:
        raise UnknownKeyError(
            _(
                "Data key {key} is not in the database. Put back a backup of the database in which "
                "`nabij keys list` shows it."
            ).format(key=key_id)
        )
    key = unwrap(row)
    _known[municipality_id, key_id] = row
    return key


def every_key(municipality_id: int) -> list[Key]:
    """All keys of the municipality that data may still be under, the active one first."""
    _check_scope(municipality_id)
    rows = DataKey.objects.filter(municipality_id=municipality_id)
    return [unwrap(row) for row in sorted(rows, key=lambda row: (row.state, -row.pk))]


def new_key(municipality_id: int) -> DataKey:
    """A new active key. Raises IntegrityError where another one is active."""
    key_id = f"d{secrets.token_hex(6)}"
    master = master_keys().active
    row = DataKey(municipality_id=municipality_id, key_id=key_id)
    wrap(row, secrets.token_bytes(KEY_BYTES), master)
    row.save()
    return row


def wrap(row: DataKey, secret: bytes, master: MasterKey) -> None:
    """Put the secret into the row, wrapped by this master key. Does not save."""
    row.master_id = master.key_id
    row.wrapped = seal(master.derived(WRAPPING), secret, _belongs_to(row))


def unwrap(row: DataKey) -> Key:
    """The row's key. Raises UnknownKeyError or CannotDecryptError."""
    master = master_keys().named(row.master_id)
    secret = _unwrapped(master, row.wrapped, _belongs_to(row))
    if secret is None:
        raise CannotDecryptError(
            _(
                "Data key {key} was not wrapped by the master key {master} of this keys file. Put "
                "the keys file and the database back from backups of the same moment."
            ).format(key=row.key_id, master=row.master_id)
        )
    return Key(row.key_id, row.municipality_id, secret)


#: Rows seen before, so that reading a list asks for its key once. Rows never change but by rewrapping.
_known: dict[tuple[int, str], DataKey] = {}


def _active_row(municipality_id: int) -> DataKey:
    active: QuerySet[DataKey] = DataKey.objects.filter(
        municipality_id=municipality_id, state=DataKey.State.ACTIVE
    )
    row = active.first()
    if row is not None:
        return row
    try:
        with transaction.atomic():
            return new_key(municipality_id)
    except IntegrityError:  # another process was first
        return active.get()


@lru_cache(maxsize=1024)
def _unwrapped(master: MasterKey, wrapped: str, belongs_to: str) -> bytes | None:
    return unseal(master.derived(WRAPPING), wrapped, belongs_to)


def _belongs_to(row: DataKey) -> str:
    return f"core_datakey:{row.municipality_id}:{row.key_id}:wrapped"


def _check_scope(municipality_id: int) -> None:
    if not in_scope(municipality_id):
        raise OutsideTheWallError(f"the keys of municipality {municipality_id} are not in scope")
