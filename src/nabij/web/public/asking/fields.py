"""Fields that take what people write as they write it."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Digits of a phone number, with or without its country: the shortest and the longest there are.
LEAST_DIGITS, MOST_DIGITS = 9, 15
#: A Dutch number without its country.
DUTCH_DIGITS = 10


class Line(forms.CharField):
    """One line, whatever the script: spaces made single, without signs that nobody sees."""

    def to_python(self, value: Any) -> str:
        """The line as it is kept."""
        return re.sub(r"\s+", " ", _seen(str(value or ""))).strip()


class OwnWords(forms.CharField):
    """A few sentences; lines stay lines."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        kwargs.setdefault("max_length", 2000)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        lines = str(value or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(_seen(line).rstrip() for line in lines).strip()


class PhoneNumber(Line):
    """A phone number in any usual writing, kept as it was typed: `06-12 34 56 78`, `+31 (0)6 …`, `06 1234 5678 na vieren`."""

    def to_python(self, value: Any) -> str:
        """The line, with digits of other scripts as ours."""
        return "".join(_our_digit(sign) for sign in super().to_python(value))

    def validate(self, value: Any) -> None:
        """Raise ValidationError, in words, for what cannot be called."""
        super().validate(value)
        if value:
            check_phone(value)


def check_phone(text: str) -> None:
    """Raise ValidationError unless somebody could dial this."""
    number = re.sub(r"\(0\)", "", text)
    found = re.search(r"\+?[\d\s().\-/–]*\d", number)
    digits = re.sub(r"\D", "", found[0]) if found else ""
    if not digits:
        raise ValidationError(_("We see no number here. Type it in figures, such as 06 12345678."))
    dutch = digits.startswith("0") and not digits.startswith("00")
    if dutch and len(digits) != DUTCH_DIGITS:
        raise ValidationError(
            _(
                "This number has %(count)s figures; a Dutch number has 10, such as 06 12345678. "
                "Is there one too few or too many?"
            )
            % {"count": len(digits)}
        )
    if not LEAST_DIGITS <= len(digits) <= MOST_DIGITS:
        raise ValidationError(
            _("This number has %(count)s figures. Please look whether it is complete.")
            % {"count": len(digits)}
        )


def _our_digit(sign: str) -> str:
    digit = unicodedata.digit(sign, None)
    return str(digit) if digit is not None and unicodedata.category(sign) == "Nd" else sign


def _seen(text: str) -> str:
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)
