"""The ground form of a row that holds encrypted fields."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.core.encryption.fields import blind_indexes
from nabij.core.tenancy import Walled


class EncryptedRecord(Walled):
    """A row of one municipality with a `uid` that its ciphertexts are bound to, for ever."""

    uid = models.UUIDField(_("number"), default=uuid.uuid4, unique=True, editable=False)

    class Meta(Walled.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.uid}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; a blind index is written along with the field it is of."""
        named = kwargs.get("update_fields")
        if named is not None:
            along = {field.name for field in blind_indexes(type(self)) if field.source in named}
            kwargs["update_fields"] = {*named, *along}
        super().save(*args, **kwargs)
