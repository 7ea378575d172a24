"""Who is helped, or might be."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.core.encryption.fields import BlindIndexField, EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import Area
from nabij.core.personal_data import Ground, Personal, Text

RETENTION = _(
    "28 days where nobody acts, 91 after “no, thank you”, two years after help ended (set per municipality)"
)
READERS = _("the people of the case team; others only in an emergency, with a reason")


def for_help(purpose: Text) -> Personal:
    """A line of the register about somebody who is helped."""
    return Personal(purpose, Ground.PUBLIC_TASK, RETENTION, READERS)


class Person(EncryptedRecord):
    """Somebody who is helped, or about whom somebody worries. Everything about them hangs on this row.

    birth_year: four figures, or nothing: enough for offers with an age, and less than a date of birth.
    joined_to: the record with which this one goes on, where two reports turned out to be of one person; each keeps what it
    holds, so that both numbers are found, and what the person asks is done with both (`belongings.known_as`).
    restricted_on: the person asked to leave things as they are (AVG article 18): read, not changed or used.
    """

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": for_help(_("to know whom to ask for")),
        "phone": for_help(_("to call")),
        "email": for_help(_("to write")),
        "address": for_help(_("to visit, and to find something nearby")),
        "postcode": for_help(_("to find something nearby")),
        "birth_year": for_help(_("to find something for the right age")),
        "language": for_help(_("to speak a language that they understand")),
    }

    name = EncryptedTextField(_("name"), null=True, blank=True)
    phone = EncryptedTextField(_("phone"), null=True, blank=True)
    email = EncryptedTextField(_("email"), null=True, blank=True)
    address = EncryptedTextField(_("street and number"), null=True, blank=True)
    postcode = EncryptedTextField(_("postcode"), null=True, blank=True)
    birth_year = EncryptedTextField(_("year of birth"), null=True, blank=True)
    name_index = BlindIndexField(source="name", normal="lower")
    phone_index = BlindIndexField(source="phone", normal="phone")
    email_index = BlindIndexField(source="email", normal="lower")

    language = models.CharField(_("language"), max_length=3, default="nl", blank=True)
    area = models.ForeignKey(
        Area,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("neighbourhood"),
    )
    joined_to = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="joined",
        db_index=False,
        verbose_name=_("goes on with"),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    restricted_on = models.DateField(_("left as it is since"), null=True, blank=True)
    forgotten_on = models.DateField(_("personal content removed on"), null=True, blank=True)

    class Meta(EncryptedRecord.Meta):
        indexes: ClassVar = [
            models.Index(fields=["municipality", "name_index"], name="person_name"),
            models.Index(fields=["municipality", "phone_index"], name="person_phone"),
            models.Index(fields=["municipality", "email_index"], name="person_email"),
            models.Index(fields=["municipality", "joined_to"], name="person_joined_to"),
        ]
        verbose_name = _("person")
        verbose_name_plural = _("persons")
