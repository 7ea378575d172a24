"""What one fills in for a round."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.actions.rounds import FIELDS, LONGEST
from nabij.casework.models import VisitRound
from nabij.web.forms import PlainForm

_NO_DAY = {
    "required": gettext_lazy("Choose a day."),
    "invalid": gettext_lazy("Type a date, such as 2026-12-31."),
}


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, error_messages=_NO_DAY, **more)


class RoundForm(PlainForm):
    """Why, for whom, from when to when, and what everybody says at the door."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you do?"),
        choices=VisitRound.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose visiting or calling.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the round"),
        max_length=120,
        help_text=gettext_lazy("For colleagues, such as: 75 and older, Noord, spring."),
        error_messages={"required": gettext_lazy("Give the round a name.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this round?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What should be different when it is done? One or two sentences."),
        error_messages={"required": gettext_lazy("Say why. Without a reason there is no list.")},
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("On what ground may you go to these people?"),
        choices=VisitRound.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the ground.")},
    )
    source = forms.CharField(
        label=gettext_lazy("Where is the list from?"),
        max_length=200,
        help_text=gettext_lazy("People ask this at the door. Everybody who goes reads it."),
        error_messages={"required": gettext_lazy("Say where the list is from.")},
    )
    sentence = forms.CharField(
        label=gettext_lazy("How everybody introduces themselves"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "The same sentence at every door, also that one need not take part."
        ),
        error_messages={"required": gettext_lazy("Write what everybody says first.")},
    )
    begins = _day(gettext_lazy("First day"))
    ends = _day(
        gettext_lazy("Last day"),
        help_text=gettext_lazy(
            "After this day nothing can be filled in any more. Half a year at most."
        ),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> None:
        """It ends after it begins, not in the past, and within half a year."""
        told = self.cleaned_data
        begins, ends = told.get("begins"), told.get("ends")
        if not (begins and ends):
            return
        if ends < begins:
            self.add_error("ends", _("The last day is before the first day."))
        elif ends < self.today:
            self.add_error("ends", _("That day has passed."))
        elif ends - begins > LONGEST:
            self.add_error("ends", _("A round lasts half a year at most. Make two of it."))

    def told(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self.cleaned_data[name] for name in ("kind", *FIELDS)}


def first_values(today: dt.date) -> dict[str, Any]:
    """Of a form for a new round."""
    sentence = _(
        "Good day, my name is … and I come on behalf of the municipality. We visit everybody in this neighbourhood. "
        "You need not take part. Do you have a moment?"
    )
    return {"form_key": uuid.uuid4(), "version": 0, "begins": today, "sentence": sentence}


def values_of(round_: VisitRound) -> dict[str, Any]:
    """Of a form for a round that is there."""
    return {name: getattr(round_, name) for name in ("kind", "form_key", "version", *FIELDS)}


class ListForm(PlainForm):
    """A list as a file, or typed or pasted."""

    file = forms.FileField(
        label=gettext_lazy("A file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls,.ods,.txt"}),
        help_text=gettext_lazy(
            "CSV or a spreadsheet. Only names, addresses, postcodes and phone numbers are read."
        ),
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Or type or paste it"),
        required=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One address a line, with ; between its parts: Mw. Jansen; Dorpsstraat 12; 3131 AB; 0180 123 456"
        ),
    )
