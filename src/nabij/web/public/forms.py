"""The search form. Whatever is typed or tampered with, it is just a search."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.core.vocabulary import LANGUAGE_NAMES, Access, Need, PartOfDay, Weekday
from nabij.methods.geo import Point
from nabij.methods.ranking import Criteria
from nabij.web.forms import PlainForm

#: Longer than anybody's question; what comes after is not read.
LONGEST = 300

WALKING, CYCLING = "1000", "3000"


class Words(forms.CharField):
    """Words as typed, without what cannot be seen: control characters count as spaces."""

    def to_python(self, value: Any) -> str:
        """The words, at most so many of them."""
        text = str(value or "")[: 4 * LONGEST]
        seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)
        return re.sub(r"\s+", " ", seen).strip()[:LONGEST]

    def validate(self, value: Any) -> None:
        """Every text will do."""


class OneOf(forms.ChoiceField):
    """One of the choices; anything else counts as no choice."""

    def to_python(self, value: Any) -> str:
        """The choice, or nothing."""
        text = str(value or "")
        return text if self.valid_value(text) else ""

    def validate(self, value: Any) -> None:
        """Never wrong."""


class SomeOf(forms.MultipleChoiceField):
    """Some of the choices; anything else among them is left out."""

    def to_python(self, value: Any) -> list[str]:
        """The choices that exist."""
        return [text for text in map(str, value or ()) if self.valid_value(text)]

    def validate(self, value: Any) -> None:
        """Never wrong."""


class FindForm(PlainForm):
    """What someone looks for, where and when. The names of the fields stand in addresses: never change them."""

    q = Words(label=_("What would you like to do?"), required=False)
    near = Words(
        label=_("Your postcode or neighbourhood"),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "autocapitalize": "characters"}
        ),
    )
    within = OneOf(
        label=_("How far?"),
        required=False,
        choices=[
            ("", _("Does not matter")),
            (WALKING, _("On foot, 1 kilometre")),
            (CYCLING, _("By bike, 3 kilometres")),
        ],
        widget=forms.RadioSelect,
    )
    day = SomeOf(
        label=_("On which day?"),
        required=False,
        choices=Weekday.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    part = OneOf(
        label=_("What time of day?"),
        required=False,
        choices=[("", _("Does not matter")), *PartOfDay.choices],
        widget=forms.RadioSelect,
    )
    free = forms.BooleanField(label=_("Only what is free"), required=False)
    walk_along = forms.BooleanField(label=_("I'd rather not go alone"), required=False)
    wheelchair = forms.BooleanField(label=_("With a wheelchair"), required=False)
    need = OneOf(
        label=_("What would you like?"),
        required=False,
        choices=[("", _("Does not matter")), *Need.choices],
        widget=forms.Select,
    )
    language = OneOf(
        label=_("In which language?"),
        required=False,
        choices=[("", _("Does not matter")), *LANGUAGE_NAMES.items()],
        widget=forms.Select,
    )
    age = forms.IntegerField(
        label=_("Your age"),
        required=False,
        min_value=0,
        max_value=120,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Type your age in figures, such as 72.")
        ),
    )

    def criteria(self, point: Point | None, language: str) -> Criteria:
        """What to look for, from the fields that could be read; call after `is_valid()`."""
        given = self.cleaned_data
        within = given.get("within")
        return Criteria(
            words=given.get("q", ""),
            point=point,
            within_metres=float(within) if within and point else None,
            days=frozenset(given.get("day", ())),
            part=given.get("part") or None,
            free=given.get("free", False),
            languages=frozenset(filter(None, [given.get("language")])),
            needs=frozenset({Access.WHEELCHAIR.value} if given.get("wheelchair") else ()),
            age=given.get("age"),
            walk_along=given.get("walk_along", False),
            need=given.get("need") or None,
            language=language,
        )

    @property
    def narrowed(self) -> bool:
        """Whether more was asked than words and a place."""
        given = getattr(self, "cleaned_data", {})
        return any(given.get(name) not in (None, "", False, []) for name in _NARROWING)


_NARROWING = (
    "within",
    "day",
    "part",
    "free",
    "walk_along",
    "wheelchair",
    "need",
    "language",
    "age",
)
