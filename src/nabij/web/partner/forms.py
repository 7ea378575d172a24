"""The form with which an organisation publishes or changes what it offers: one page, checked on the server."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.core.vocabulary import (
    LANGUAGE_NAMES,
    Access,
    Audience,
    Capacity,
    OnlyFor,
    Reach,
    Weekday,
)
from nabij.directory.models import Place
from nabij.web.forms import PlainForm
from nabij.web.partner import when
from nabij.web.partner.fields import DateField, DatesField, EurosField, TimeField
from nabij.web.partner.plain import FORMS, HELPS, SUITS

NEW_PLACE = "new"
FREE, PAID, ASK = "free", "paid", "ask"
#: Where nobody has to go anywhere, in the order of the form.
ELSEWHERE = (
    (Reach.AT_HOME.value, gettext_lazy("At people's homes")),
    (Reach.PHONE.value, gettext_lazy("By phone")),
    (Reach.ONLINE.value, gettext_lazy("Online")),
)
_WEEKS = (
    ("1", gettext_lazy("first")),
    ("2", gettext_lazy("second")),
    ("3", gettext_lazy("third")),
    ("4", gettext_lazy("fourth")),
    ("-1", gettext_lazy("last")),
)
_PHONE = RegexValidator(
    r"^\+?[\d\s()./-]{6,30}$",
    gettext_lazy("Type a phone number in figures, such as 0299 55 01 23."),
)
_POSTCODE = re.compile(r"\s*([1-9]\d{3})\s*([A-Za-z]{2})\s*")
_REQUIRED = {"required": gettext_lazy("This is still empty.")}


def _text(label: Any, *, most: int, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        error_messages={
            **_REQUIRED,
            "max_length": gettext_lazy(
                "This is %(show_value)d characters long; %(limit_value)d fit."
            ),
        },
        **more,
    )


def _some(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple()
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=widget, **more
    )


def _one(label: Any, choices: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    said = {"required": gettext_lazy("Choose one of these.")}
    return forms.ChoiceField(
        label=label,
        required=required,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=said,
        **more,
    )


def _figure(label: Any, low: int, high: int, **more: Any) -> forms.IntegerField:
    said = gettext_lazy("Type a whole number here, in figures.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=low,
        max_value=high,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), said),
        **more,
    )


class OfferForm(PlainForm):
    """What, where, when, what it costs, who welcomes; the rest has sensible values by itself."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # what
    name = _text(
        gettext_lazy("What is it called?"),
        most=200,
        required=True,
        help_text=gettext_lazy("As on a poster: Coffee at the long table"),
    )
    summary = _text(
        gettext_lazy("In one sentence"),
        most=240,
        required=True,
        help_text=gettext_lazy(
            "What does someone do there? Fresh coffee, and a chair is always free."
        ),
    )
    description = _text(
        gettext_lazy("More about it"),
        most=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "An empty line begins a new paragraph. A line that begins with - becomes a point of a list. "
            "**Two stars** make letters bold. A web address becomes a link."
        ),
    )
    # where
    where = _one(gettext_lazy("Where is it?"), ())
    place_name = _text(
        gettext_lazy("Name of the place"),
        most=200,
        help_text=gettext_lazy("As people call it: Community centre De Brug"),
    )
    place_street = _text(gettext_lazy("Street and number"), most=140)
    place_postcode = _text(gettext_lazy("Postcode"), most=10)
    place_town = _text(gettext_lazy("Town or village"), most=80)
    fetched = forms.BooleanField(label=gettext_lazy("We fetch people from home"), required=False)
    # when
    rhythm = _one(gettext_lazy("When is it?"), when.RHYTHMS)
    dates = DatesField(
        label=gettext_lazy("On which dates?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Such as: 3 december, 10 december. Or each on a line of its own."),
    )
    days = _some(gettext_lazy("On which days?"), Weekday.choices)
    interval = _one(gettext_lazy("How often?"), when.INTERVALS, required=False)
    weeks = _some(gettext_lazy("Which of the month?"), _WEEKS)
    starts_at = TimeField(
        label=gettext_lazy("Begins at"),
        required=False,
        help_text=gettext_lazy("Such as 10.00 or 14.30"),
    )
    ends_at = TimeField(label=gettext_lazy("Ends at"), required=False)
    starts_on = DateField(
        label=gettext_lazy("The first time"),
        required=False,
        help_text=gettext_lazy("Such as 3 december. Empty: from now on."),
    )
    until = DateField(
        label=gettext_lazy("The last time"),
        required=False,
        help_text=gettext_lazy("Empty: it goes on until you stop it."),
    )
    skip_holidays = forms.BooleanField(
        label=gettext_lazy("Not on public holidays"), required=False, initial=True
    )
    # cost
    cost = _one(
        gettext_lazy("What does it cost?"),
        (
            (FREE, gettext_lazy("It is free")),
            (PAID, gettext_lazy("It costs something")),
            (ASK, gettext_lazy("People can ask")),
        ),
    )
    cost_per_visit = EurosField(label=gettext_lazy("Euros a visit"), required=False)
    cost_per_month = EurosField(label=gettext_lazy("Euros a month"), required=False)
    cost_note = _text(
        gettext_lazy("About the cost"),
        most=200,
        help_text=gettext_lazy("Such as: the first time is free"),
    )
    # welcome
    welcomed_by = _text(
        gettext_lazy("Who welcomes people?"),
        most=120,
        help_text=gettext_lazy("A first name is enough. It makes coming easier."),
    )
    walk_along = forms.BooleanField(
        label=gettext_lazy("Someone can come along the first time"), required=False
    )
    call_first = forms.BooleanField(label=gettext_lazy("Please call first"), required=False)
    contact_phone = _text(gettext_lazy("Phone"), most=40, validators=[_PHONE])
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": gettext_lazy("This is no e-mail address. Such as: info@example.nl")
        },
    )
    # more
    capacity = _one(gettext_lazy("Is there room?"), Capacity.choices, required=False)
    group_size = _figure(gettext_lazy("How many people come, about?"), 1, 10_000)
    languages = _some(gettext_lazy("In which languages?"), tuple(LANGUAGE_NAMES.items()))
    accessible = _some(gettext_lazy("What is there?"), Access.choices)
    audiences = _some(gettext_lazy("Made for"), Audience.choices)
    only_for = _one(
        gettext_lazy("Only for one group?"),
        (("", gettext_lazy("No, for everyone")), *OnlyFor.choices),
        required=False,
    )
    age_min = _figure(gettext_lazy("From age"), 0, 120)
    age_max = _figure(gettext_lazy("To age"), 0, 120)
    website = forms.URLField(
        label=gettext_lazy("Website"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy("This is no web address. Such as: https://www.example.nl")
        },
    )
    form = _one(gettext_lazy("What kind of thing is it?"), tuple(FORMS.items()), required=False)
    mechanisms = _some(gettext_lazy("What do people get out of it?"), tuple(HELPS.items()))
    causes = _some(gettext_lazy("It is good for someone …"), tuple(SUITS.items()))
    # in English
    name_en = _text(gettext_lazy("Name in English"), most=200)
    summary_en = _text(gettext_lazy("The sentence in English"), most=240)
    description_en = _text(
        gettext_lazy("More about it, in English"),
        most=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        places: Sequence[Place],
        today: dt.date,
        keeps_rules: str = "",
        **kwargs: Any,
    ) -> None:
        """places: offered as choices. keeps_rules: in words, the dates that may stay as they are."""
        super().__init__(data, **kwargs)
        self.today = today
        self.places = {str(place.uid): place for place in places}
        self._field("where").choices = [
            *((uid, place.name) for uid, place in self.places.items()),
            (NEW_PLACE, _("Another place")),
            *ELSEWHERE,
        ]
        if keeps_rules:
            stay = (when.KEEP, _("As it is now: %(dates)s") % {"dates": keeps_rules})
            self._field("rhythm").choices = [stay, *when.RHYTHMS]
        for field in self.fields.values():
            if isinstance(field, DateField | DatesField):
                field.today = today
        for name, hint in _AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = hint

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean_place_postcode(self) -> str:
        """1234AB."""
        typed = str(self.cleaned_data["place_postcode"])
        found = _POSTCODE.fullmatch(typed)
        if typed and not found:
            raise ValidationError(_("A postcode is four figures and two letters, such as 3131 AB."))
        return f"{found[1]}{found[2].upper()}" if found else ""

    def clean(self) -> dict[str, Any]:
        """What hangs together: each message stands with the field that can mend it."""
        given = super().clean() or {}
        self._check_where(given)
        self._check_cost(given)
        low, high = given.get("age_min"), given.get("age_max")
        if low is not None and high is not None and low > high:
            self.add_error("age_max", _("This age is lower than the one before it."))
        for name, words in when.problems(given, self.errors, self.today):
            self.add_error(name, words)
        return given

    def _check_where(self, given: dict[str, Any]) -> None:
        if given.get("where") != NEW_PLACE:
            return
        for name in ("place_name", "place_street", "place_postcode"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _REQUIRED["required"])

    def _check_cost(self, given: dict[str, Any]) -> None:
        if given.get("cost") != PAID or {"cost_per_visit", "cost_per_month"} & set(self.errors):
            return
        if not given.get("cost_per_visit") and not given.get("cost_per_month"):
            self.add_error(
                "cost_per_visit", _("Type what it costs, a visit or a month. Such as 2,50.")
            )

    def costs(self) -> tuple[Decimal | None, Decimal | None]:
        """Euros a visit and a month, as the columns hold them; after `is_valid()`."""
        given = self.cleaned_data
        if given["cost"] == FREE:
            return Decimal(0), Decimal(0)
        if given["cost"] == PAID:
            return given["cost_per_visit"], given["cost_per_month"]
        return None, None


_AUTOCOMPLETE = {
    "contact_phone": "off",
    "contact_email": "off",
    "website": "off",
    "name": "off",
}
