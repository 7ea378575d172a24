"""Encrypted columns and blind indexes, for models that are `EncryptedRecord`s.

The column holds `n1:<data key>:<sealed>`. What a ciphertext belongs to is
`table:municipality:row-uid:field`, so one that is copied to another row, field, municipality or table
does not open. It is opened when the attribute is read, not before.
"""

import hashlib
import hmac
from typing import TYPE_CHECKING, Any, NoReturn

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from nabij.core.encryption.datakeys import Key, active_key, every_key, key_named
from nabij.core.encryption.envelope import seal, unseal
from nabij.core.encryption.errors import CannotDecryptError
from nabij.core.encryption.normal import NORMAL_FORMS
from nabij.core.tenancy import Walled, only_municipality

if TYPE_CHECKING:
    _TextField = models.TextField[Any, Any]
    _CharField = models.CharField[Any, Any]
else:
    _TextField, _CharField = models.TextField, models.CharField

FORMAT = "n1"
SEALING = "nabij encrypted fields v1"
INDEXING = "nabij blind index v1"


class Ciphertext(str):
    """What stands in an encrypted column: `n1:<data key>:<sealed>`."""

    __slots__ = ()

    @property
    def key_id(self) -> str:
        """Id of the data key that opens it."""
        return self.split(":", 2)[1] if self.startswith(f"{FORMAT}:") else ""


class Digest(str):
    """What stands in a blind index: a keyed hash of the normal form."""

    __slots__ = ()


class Secret:
    """A plaintext inside a row: kept out of representations, logs, copies and caches."""

    __slots__ = ("sealed", "text")

    def __init__(self, text: str, sealed: Ciphertext | None = None) -> None:
        self.text = text
        self.sealed = sealed

    def __repr__(self) -> str:
        return "<encrypted>"

    __str__ = __repr__

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "Secret":
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a decrypted row cannot be pickled; keep its uid instead")


class EncryptedAttribute(DeferredAttribute):
    """The attribute of an encrypted field: plaintext for who asks, ciphertext until then."""

    field: "EncryptedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Ciphertext):
            value = Secret(self.field.opened(instance, value), value)
            instance.__dict__[self.field.attname] = value
        return value.text if isinstance(value, Secret) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = self._kept(instance, value)

    def _kept(self, instance: Any, value: Any) -> Any:
        if value is None or isinstance(value, Ciphertext | Secret):
            return value
        if hasattr(value, "resolve_expression"):
            raise FieldError(f"{self.field.name} is encrypted; it cannot be set to an expression")
        before = instance.__dict__.get(self.field.attname)
        if isinstance(before, Secret) and before.text == str(value):
            return before
        return Secret(str(value))


class EncryptedTextField(_TextField):
    """Text that stands encrypted in its column. Only `isnull` can be asked of the database."""

    descriptor_class = EncryptedAttribute

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Only an EncryptedRecord can hold one, and no index or uniqueness can rest on ciphertext."""
        problems = list(super().check(**kwargs))
        if not _is_encrypted_record(self.model):
            problems.append(
                checks.Error(
                    "stands in a model that is no EncryptedRecord", obj=self, id="nabij.E010"
                )
            )
        if self.unique or getattr(self, "db_index", False):
            problems.append(
                checks.Error(
                    "cannot be unique or indexed; use a BlindIndexField", obj=self, id="nabij.E011"
                )
            )
        return problems

    def from_db_value(self, value: str | None, *context: Any) -> Ciphertext | None:
        """The column as it is; it is opened by who reads the attribute."""
        return None if value is None else Ciphertext(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Ciphertext | None:
        """Ciphertext under the municipality's active key; as it was when nothing changed."""
        row: Any = model_instance
        kept = row.__dict__.get(self.attname)
        if kept is None:
            return None
        key = active_key(row.municipality_id)
        sealed: Ciphertext | None = kept if isinstance(kept, Ciphertext) else kept.sealed
        if sealed is not None and sealed.key_id == key.key_id and not add:
            return sealed
        return self.seal_again(row, key)

    def seal_again(self, row: Any, key: Key) -> Ciphertext | None:
        """Encrypt the row's text under this key, in the row. Raises CannotDecryptError."""
        text = getattr(row, self.attname)
        if text is None:
            return None
        secret = key.derived(SEALING)
        sealed = Ciphertext(
            f"{FORMAT}:{key.key_id}:{seal(secret, text.encode(), self._belongs_to(row))}"
        )
        row.__dict__[self.attname] = Secret(text, sealed)
        return sealed

    def opened(self, row: Any, sealed: Ciphertext) -> str:
        """The text in a ciphertext of this row. Raises OutsideTheWallError or a KeysError."""
        belongs_to = self._belongs_to(row)
        text = None
        if sealed.key_id:
            key = key_named(row.municipality_id, sealed.key_id)
            text = unseal(key.derived(SEALING), sealed.split(":", 2)[2], belongs_to)
        if text is None:
            raise CannotDecryptError(
                _(
                    "The encrypted text of {place} does not open: it was changed, or comes from "
                    "another row or another keys file. Put the keys file and the database back "
                    "from backups of the same moment."
                ).format(place=belongs_to)
            )
        return text.decode()

    def get_prep_value(self, value: Any) -> Any:
        """Only ciphertext reaches the database; a plaintext that comes along is an error."""
        if value is None or isinstance(value, Ciphertext):
            return value
        raise FieldError(f"{self.name} is encrypted: set it on the row and save the row")

    def get_lookup(self, lookup_name: str) -> Any:
        """`isnull`, and `under_key` for rotation; the rest would compare ciphertext."""
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        if lookup_name == "under_key":
            return UnderKey
        raise FieldError(f"{self.name} is encrypted and cannot be searched; use its blind index")

    def get_transform(self, lookup_name: str) -> Any:
        """None: there is nothing to take from ciphertext."""
        raise FieldError(f"{self.name} is encrypted and cannot be searched; use its blind index")

    def value_to_string(self, obj: models.Model) -> str:
        """For serialisation: ciphertext, never the text."""
        sealed = self.pre_save(obj, False)
        return "" if sealed is None else str(sealed)

    def _belongs_to(self, row: Any) -> str:
        return f"{row._meta.db_table}:{row.municipality_id}:{row.uid}:{self.column}"


class UnderKey(models.Lookup):
    """`field__under_key=key_id`: rows whose ciphertext was made with that data key."""

    lookup_name = "under_key"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A comparison with the start of the column."""
        column, params = self.process_lhs(compiler, connection)
        prefix = f"{FORMAT}:{self.rhs}:"
        return f"SUBSTR({column}, 1, {len(prefix)}) = %s", [*params, prefix]


class BlindIndexField(_CharField):
    """A keyed hash of an encrypted field's normal form, to find rows by its exact value.

    Each municipality, table and field hashes differently. Ask with `same_as`.
    """

    def __init__(self, *, source: str = "", normal: str = "exact", **kwargs: Any) -> None:
        self.source = source
        self.normal = normal
        kwargs["max_length"] = 64
        kwargs["editable"] = False
        kwargs["null"] = True
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """As Django's migrations need it."""
        name, path, args, kwargs = super().deconstruct()
        for own in ("max_length", "editable", "null"):
            kwargs.pop(own, None)
        return name, path, args, {**kwargs, "source": self.source, "normal": self.normal}

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """The source must be an encrypted field of the same model, the normal form a known one."""
        problems = list(super().check(**kwargs))
        sources = {field.name for field in encrypted_fields(self.model)}
        if self.source not in sources or self.normal not in NORMAL_FORMS:
            problems.append(
                checks.Error(
                    "needs an encrypted field and a known normal form", obj=self, id="nabij.E012"
                )
            )
        return problems

    def pre_save(self, model_instance: models.Model, add: bool) -> Digest | None:
        """The hash of what the source holds now."""
        row: Any = model_instance
        digest = self.digest(getattr(row, self.source), active_key(row.municipality_id))
        setattr(row, self.attname, digest)
        return digest

    def digest(self, text: str | None, key: Key) -> Digest | None:
        """Keyed hash of the text's normal form; None where nothing is left of it."""
        normal = NORMAL_FORMS[self.normal](text or "")
        if not normal:
            return None
        secret = key.derived(f"{INDEXING}|{self.model._meta.db_table}|{self.column}")
        return Digest(hmac.new(secret, normal.encode(), hashlib.sha256).hexdigest())

    def from_db_value(self, value: str | None, *context: Any) -> Digest | None:
        """The column as it is."""
        return None if value is None else Digest(value)

    def get_prep_value(self, value: Any) -> Any:
        """Only hashes reach the database; comparing with a plaintext is an error."""
        if value is None or isinstance(value, Digest):
            return value
        raise FieldError(f"{self.name} is a blind index; ask with same_as(model, field, value)")


def same_as(model: type[Walled], index: str, value: str) -> models.Q:
    """Rows of the municipality in scope whose encrypted field equals the value in its normal form.

    `OrganisationContact.objects.filter(same_as(OrganisationContact, "email_index", "Jo@dorp.nl"))`.
    Keys that are being replaced are looked under too. Raises OutsideTheWallError outside one municipality.
    """
    field = model._meta.get_field(index)
    if not isinstance(field, BlindIndexField):
        raise FieldError(f"{index} is no blind index")
    digests = (field.digest(value, key) for key in every_key(only_municipality()))
    return models.Q(**{f"{index}__in": [digest for digest in digests if digest is not None]})


def encrypted_fields(model: type[models.Model]) -> list[EncryptedTextField]:
    """The encrypted fields of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]


def blind_indexes(model: type[models.Model]) -> list[BlindIndexField]:
    """The blind indexes of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, BlindIndexField)]


def _is_encrypted_record(model: type[models.Model]) -> bool:
    from nabij.core.encryption.records import EncryptedRecord  # records stand on fields

    return issubclass(model, EncryptedRecord)
