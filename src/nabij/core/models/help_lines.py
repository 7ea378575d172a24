"""Whom to call in danger: the lines that residents see where they tell how it goes with them."""

import uuid
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled

is_phone_number = RegexValidator(
    r"^\+?[0-9](?:[ -]?[0-9])+$", _("Type a phone number: digits, such as 088 0767 000.")
)


class HelpLine(Walled):
    """A number that somebody answers, as this municipality shows it.

    call_if goes on after “Call 112 if”: “someone is in danger now”. review_on: the day from which somebody
    should look whether all of it still holds; a line stays in sight after that day too.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    phone = models.CharField(_("number"), max_length=20, validators=[is_phone_number])
    other_phone = models.CharField(
        _("other number"), max_length=20, blank=True, validators=[is_phone_number]
    )
    call_if = models.CharField(_("call if"), max_length=200)
    call_if_en = models.CharField(_("call if, in English"), max_length=200, blank=True)
    website = models.URLField(_("website"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    active = models.BooleanField(_("residents see it"), default=True)
    review_on = models.DateField(_("look at it again on"))
    updated_at = models.DateTimeField(_("changed on"), auto_now=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["municipality", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "phone"], name="help_line_number_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "position"], name="help_line_position")
        ]
        verbose_name = _("help line")
        verbose_name_plural = _("help lines")

    def __str__(self) -> str:
        return f"{self.name} ({self.phone})"

    @property
    def shown_name(self) -> str:
        """The name in the reader's language."""
        return self._in_language("name")

    @property
    def shown_call_if(self) -> str:
        """When to call, in the reader's language."""
        return self._in_language("call_if")

    def lang(self, field: str) -> str:
        """Language of what is shown: Dutch where nobody wrote the English."""
        return "en" if _english() and getattr(self, f"{field}_en") else "nl"

    @property
    def name_lang(self) -> str:
        """Language of the name, for the `lang` attribute around it."""
        return self.lang("name")

    @property
    def call_if_lang(self) -> str:
        """Language of when to call, for the `lang` attribute around it."""
        return self.lang("call_if")

    def _in_language(self, field: str) -> str:
        english = getattr(self, f"{field}_en") if _english() else ""
        return str(english or getattr(self, field))


def _english() -> bool:
    return (get_language() or "nl")[:2] == "en"
