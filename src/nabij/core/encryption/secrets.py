"""Secrets that belong to the installation and to no municipality, such as second factors."""

from django.utils.translation import gettext as _

from nabij.core.encryption.envelope import seal, unseal
from nabij.core.encryption.errors import CannotDecryptError
from nabij.core.encryption.masters import master_keys

FORMAT = "m1"
SECOND_FACTORS = "nabij second factors v1"


def seal_secret(text: str, purpose: str) -> str:
    """Encrypted with a key for this purpose, derived from the active master key."""
    master = master_keys().active
    return f"{FORMAT}:{master.key_id}:{seal(master.derived(purpose), text.encode(), purpose)}"


def unseal_secret(sealed: str, purpose: str) -> str:
    """What was sealed for this purpose. Raises UnknownKeyError or CannotDecryptError."""
    kind, _colon, rest = sealed.partition(":")
    key_id, _colon, ciphertext = rest.partition(":")
    text = None
    if kind == FORMAT:
        text = unseal(master_keys().named(key_id).derived(purpose), ciphertext, purpose)
    if text is None:
        raise CannotDecryptError(
            _(
                "A secret of the sign-in does not open: it was changed, or comes from another keys "
                "file. Put the keys file and the database back from backups of the same moment."
            )
        )
    return text.decode()


def under_active_master(sealed: str) -> bool:
    """Whether the active master key sealed this."""
    return sealed.split(":", 2)[:2] == [FORMAT, master_keys().active_id]
