"""Which fields hold something about a person, so that the register must speak of them.

Told by what a field is (encrypted, an e-mail address, a pointer to a user) or by what it is called. What looks like it
and is about no person stands in `ABOUT_NOBODY`, each with the reason.
"""

import re

from django.conf import settings
from django.db import models

from nabij.core.encryption.fields import EncryptedTextField

#: What a field with something about a person is called.
NAMES = re.compile(
    r"(^|_)(first_name|last_name|email|phone|mobile|job_title|address|birth_date|bsn|ip|password|last_login"
    r"|welcomed_by|handled_by|entered_by|actor_uid|session_data|extra_data|args_kwargs)$|^by$"
)

_TO_CALL = "the municipality's or a service's own number or address, not a person's"

#: Fields that look like it and are not, by `model.field`.
ABOUT_NOBODY: dict[str, str] = {
    "core.Municipality.phone": _TO_CALL,
    "core.Municipality.email": _TO_CALL,
    "core.Municipality.address": _TO_CALL,
    "core.HelpLine.phone": _TO_CALL,
    "core.HelpLine.other_phone": _TO_CALL,
    "directory.CheckRequest.asked_by": "by mail or by phone, not by whom",
    "directory.Organisation.phone": "of the organisation, published by itself",
    "directory.Organisation.email": "of the organisation, published by itself",
}


def is_about_a_person(field: "models.Field[object, object]") -> bool:
    """Whether the register must have a line for this field."""
    if f"{field.model._meta.label}.{field.name}" in ABOUT_NOBODY:
        return False
    return (
        isinstance(field, EncryptedTextField | models.EmailField | models.GenericIPAddressField)
        or _points_at_a_user(field)
        or bool(NAMES.search(field.name))
    )


def _points_at_a_user(field: "models.Field[object, object]") -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model._meta.label == (
        settings.AUTH_USER_MODEL
    )
