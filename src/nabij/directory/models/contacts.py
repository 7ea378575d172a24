"""Whom we call at an organisation. Personal data: encrypted, for staff only, never public."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.encryption.fields import BlindIndexField, EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.personal_data import Ground, Personal, Text, Whom
from nabij.directory.models.organisations import Organisation


def _to_reach(what: Text) -> Personal:
    return Personal(
        what,
        Ground.PUBLIC_TASK,
        _("as long as the person is a contact of the organisation"),
        _("link workers and coordinators of the municipality"),
        Whom.CONTACT,
    )


class OrganisationContact(EncryptedRecord):
    """A person at an organisation, and how to reach them."""

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": _to_reach(_("to know whom to ask for")),
        "phone": _to_reach(_("to ask whether an offer is still right")),
        "email": _to_reach(
            _("to ask whether an offer is still right, and to give them an account")
        ),
    }

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="contacts",
        db_index=False,
        verbose_name=_("organisation"),
    )
    name = EncryptedTextField(_("name"), max_length=120)
    phone = EncryptedTextField(_("phone"), max_length=40, blank=True, default="")
    email = EncryptedTextField(_("email"), max_length=254, blank=True, default="")
    phone_index = BlindIndexField(source="phone", normal="phone")
    email_index = BlindIndexField(source="email", normal="lower")
    created_at = models.DateTimeField(_("added on"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed on"), auto_now=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["organisation", "id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "organisation"], name="contact_organisation"),
            models.Index(fields=["municipality", "email_index"], name="contact_email"),
            models.Index(fields=["municipality", "phone_index"], name="contact_phone"),
        ]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
