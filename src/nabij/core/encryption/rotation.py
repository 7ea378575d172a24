"""Replacing keys while Nabij runs: in batches, told as it goes, and resumed where it stopped.

A data key goes from *active* to *retiring* (its rows are being encrypted anew) to *retired* (no row
needs it). A retired key stays a day longer, for who had a row in hand meanwhile.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from nabij.core.audit.recording import record
from nabij.core.encryption.datakeys import Key, active_key, new_key, unwrap, wrap
from nabij.core.encryption.errors import CannotDecryptError, UnknownKeyError
from nabij.core.encryption.fields import blind_indexes, encrypted_fields
from nabij.core.encryption.masters import add_master_key, master_keys
from nabij.core.encryption.secrets import (
    SECOND_FACTORS,
    seal_secret,
    under_active_master,
    unseal_secret,
)
from nabij.core.models import DataKey, Municipality
from nabij.core.tenancy import everywhere, within

BATCH = 500
KEPT_AFTER = dt.timedelta(days=1)

#: Called with how many rows are done and how many there are.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Rotation:
    """What a rotation did. `unreadable` names rows that do not open; their old key then stays."""

    rows: int = 0
    unreadable: list[str] = field(default_factory=list)
    resumed: bool = False


def rotate_data_key(
    municipality: Municipality, progress: Progress = lambda done, of: None
) -> Rotation:
    """Give the municipality a new data key and encrypt everything anew with it.

    Where an earlier rotation was stopped, that one is finished and no new key is made. Raises a
    KeysError where a key itself cannot be had.
    """
    rotation = Rotation()
    with within(municipality):
        for row in DataKey.objects.all():
            unwrap(row)  # with the wrong keys file nothing is begun
        rotation.resumed = _retiring() is not None
        if not rotation.resumed and not _replace_active_key(municipality):
            return rotation
        old = list(
            DataKey.objects.exclude(state=DataKey.State.ACTIVE).values_list("key_id", flat=True)
        )
        total = sum(_under(model, old).count() for model in encrypted_models())
        for model in encrypted_models():
            for readable, unreadable in _encrypted_anew(model, old, municipality):
                rotation.rows += readable
                rotation.unreadable += unreadable
                progress(rotation.rows + len(rotation.unreadable), total)
        if not rotation.unreadable:
            _retire(municipality)
    return rotation


def rotate_master_key() -> int:
    """Make a new master key and wrap every data key and second factor with it; how many.

    Where an earlier run was stopped, it is finished and no new master key is made.
    """
    if not (_data_keys_to_wrap().exists() or _to_seal_again(Authenticator.objects.all())):
        key = add_master_key()
        record(
            "keys.master_made", municipality=None, object_type="master key", object_id=key.key_id
        )
    with everywhere("the master key wraps the keys of every municipality"), transaction.atomic():
        return _wrap_data_keys() + _seal_second_factors()


def encrypted_models() -> list[Any]:
    """Every model that has an encrypted field."""
    return [model for model in apps.get_models() if encrypted_fields(model)]


# --- data keys ---------------------------------------------------------------------------------


def _retiring() -> DataKey | None:
    row: DataKey | None = DataKey.objects.filter(state=DataKey.State.RETIRING).first()
    return row


@transaction.atomic
def _replace_active_key(municipality: Municipality) -> bool:
    """A new active key beside the old one; False where the municipality never had one."""
    _forget_retired(municipality)
    active = DataKey.objects.select_for_update().filter(state=DataKey.State.ACTIVE).first()
    if active is None:
        return False
    active.state = DataKey.State.RETIRING
    active.save(update_fields=["state"])
    row = new_key(municipality.pk)
    record(
        "keys.rotation_started",
        municipality=municipality,
        object_type="data key",
        object_id=row.key_id,
    )
    return True


def _encrypted_anew(
    model: Any, old: list[str], municipality: Municipality
) -> Iterator[tuple[int, list[str]]]:
    """Row after row, a batch a transaction: how many were done, and which could not be read."""
    last = 0
    while True:
        with transaction.atomic():
            rows = list(
                _under(model, old).filter(pk__gt=last).order_by("pk").select_for_update()[:BATCH]
            )
            if not rows:
                return
            key = active_key(municipality.pk)
            unreadable = [str(row) for row in rows if not _seal_row_again(row, key)]
            last = rows[-1].pk
        yield len(rows) - len(unreadable), unreadable


def _seal_row_again(row: Any, key: Key) -> bool:
    """Write the row's ciphertexts and hashes under this key; False where one does not open."""
    changes: dict[str, Any] = {}
    try:
        for encrypted in encrypted_fields(type(row)):
            changes[encrypted.attname] = encrypted.seal_again(row, key)
    except (CannotDecryptError, UnknownKeyError):
        return False
    for index in blind_indexes(type(row)):
        changes[index.attname] = index.digest(getattr(row, index.source), key)
    type(row).objects.filter(pk=row.pk).update(**changes)
    return True


def _under(model: Any, key_ids: list[str]) -> "models.QuerySet[Any]":
    """Rows with a ciphertext under one of these keys."""
    asked = models.Q(pk__in=[])
    for encrypted in encrypted_fields(model):
        for key_id in key_ids:
            asked |= models.Q(**{f"{encrypted.name}__under_key": key_id})
    rows: models.QuerySet[Any] = model.objects.filter(asked)
    return rows


@transaction.atomic
def _retire(municipality: Municipality) -> None:
    row = _retiring()
    if row is None or any(_under(model, [row.key_id]).exists() for model in encrypted_models()):
        return
    row.state, row.retired_at = DataKey.State.RETIRED, timezone.now()
    row.save(update_fields=["state", "retired_at"])
    record(
        "keys.rotation_done",
        municipality=municipality,
        object_type="data key",
        object_id=row.key_id,
    )


def _forget_retired(municipality: Municipality) -> None:
    """Delete keys that were replaced over a day ago and that nothing needs."""
    before = timezone.now() - KEPT_AFTER
    for row in DataKey.objects.filter(state=DataKey.State.RETIRED, retired_at__lt=before):
        if not any(_under(model, [row.key_id]).exists() for model in encrypted_models()):
            row.delete()
            record(
                "keys.forgotten",
                municipality=municipality,
                object_type="data key",
                object_id=row.key_id,
            )


# --- master keys -------------------------------------------------------------------------------


def _data_keys_to_wrap() -> "models.QuerySet[DataKey]":
    with everywhere("the master key wraps the keys of every municipality"):
        rows: models.QuerySet[DataKey] = DataKey.objects.exclude(master_id=master_keys().active_id)
        return rows


def _wrap_data_keys() -> int:
    rows = list(_data_keys_to_wrap().select_for_update())
    for row in rows:
        wrap(row, unwrap(row).secret, master_keys().active)
        row.save(update_fields=["master_id", "wrapped"])
    return len(rows)


def _to_seal_again(factors: Iterable[Authenticator]) -> list[Authenticator]:
    return [
        factor
        for factor in factors
        if (sealed := factor.data.get(_secret_of(factor))) and not under_active_master(sealed)
    ]


def _seal_second_factors() -> int:
    factors = _to_seal_again(Authenticator.objects.select_for_update())
    for factor in factors:
        name = _secret_of(factor)
        secret = unseal_secret(factor.data[name], SECOND_FACTORS)
        factor.data[name] = seal_secret(secret, SECOND_FACTORS)
        factor.save(update_fields=["data"])
    return len(factors)


def _secret_of(factor: Authenticator) -> str:
    """Where the secret stands: of an app that makes codes, or of recovery codes. Passkeys have none."""
    return "seed" if factor.type == Authenticator.Type.RECOVERY_CODES else "secret"
