"""What a link worker notes of a pair: what each said, the first time, and how it ended."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.models import Because, Over, Pair, Together
from nabij.casework.models.together import ONE_OFF
from nabij.web.forms import PlainForm
from nabij.web.partner.fields import DateField, TimeField
from nabij.web.public.asking.fields import Line, OwnWords

#: Further ahead nobody plans.
FURTHEST = dt.timedelta(days=366)
_YES_NO = [
    (Pair.Said.YES.value, gettext_lazy("Yes")),
    (Pair.Said.NO.value, gettext_lazy("No, rather not")),
]
_CHOOSE = {"required": gettext_lazy("Choose yes or no.")}


class _Answer(PlainForm):
    """Yes, or no with a reason. A subclass names its two fields in `says` and `why`."""

    says, why = "", ""

    def clean(self) -> dict[str, Any]:
        """A no has a reason."""
        told: dict[str, Any] = super().clean() or {}
        if told.get(self.says) == Pair.Said.NO and not told.get(self.why):
            self.add_error(self.why, _("Choose what comes nearest."))
        return told

    @property
    def yes(self) -> bool:
        """Whether it is a yes."""
        return bool(self.cleaned_data[self.says] == Pair.Said.YES)

    @property
    def because(self) -> str:
        """Why not; empty with a yes."""
        return "" if self.yes else str(self.cleaned_data[self.why])


class PersonForm(_Answer):
    """What the person says, and what the volunteer may read of them."""

    says, why = "person", "person_because"
    person = forms.ChoiceField(
        label=gettext_lazy("What does the person say?"),
        choices=_YES_NO,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    told = forms.MultipleChoiceField(
        label=gettext_lazy("With a yes: what may the volunteer read?"),
        help_text=gettext_lazy("Only when both said yes. Tick it together with the person."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    person_because = forms.ChoiceField(
        label=gettext_lazy("With a no: why?"),
        choices=Because.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = pair.wish.case.person
        known = [
            ("name", _("Name"), person.name),
            ("phone", _("Phone number"), person.phone),
        ]
        choices = [(name, label) for name, label, value in known if value]
        self.fields["told"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["told"]


class VolunteerSaysForm(_Answer):
    """What the volunteer says on the phone."""

    says, why = "volunteer", "volunteer_because"
    volunteer = forms.ChoiceField(
        label=gettext_lazy("What does the volunteer say?"),
        choices=_YES_NO,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    volunteer_because = forms.ChoiceField(
        label=gettext_lazy("With a no: why?"),
        choices=Because.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class FirstForm(PlainForm):
    """On which day they meet first."""

    first_on = DateField(
        label=gettext_lazy("When is the first time?"),
        required=False,
        help_text=gettext_lazy("Such as 3 december."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 16}),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_on"].today = today  # type: ignore[attr-defined]


class EndForm(PlainForm):
    """Why it ends, and whether somebody else is sought."""

    over = forms.ChoiceField(
        label=gettext_lazy("Why does it end?"),
        choices=Over.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes nearest.")},
    )
    look_on = forms.BooleanField(
        label=gettext_lazy("The person looks for somebody else"), required=False
    )


class SeekForm(PlainForm):
    """What somebody looks for. Languages, days and what they rather not stand in the conversation already."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What does the person look for?"),
        choices=Together.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes nearest.")},
    )
    words = OwnWords(
        label=gettext_lazy("In their own words"),
        help_text=gettext_lazy(
            "What they would like to do together, one thing a line. No illness, and nothing about others."
        ),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    may_share = forms.BooleanField(
        label=gettext_lazy("The volunteer who is asked may read these words and where to"),
        required=False,
    )
    on = DateField(
        label=gettext_lazy("On which day?"),
        required=False,
        help_text=gettext_lazy("Such as 3 december."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 16}),
    )
    at = TimeField(
        label=gettext_lazy("At what time?"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 8}),
    )
    place = Line(label=gettext_lazy("Where to?"), required=False, max_length=200)

    #: What is asked of what is for once only.
    ONCE = ("on", "at", "place")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].today = today  # type: ignore[attr-defined]

    def clean_on(self) -> dt.date | None:
        """A day that is still to come, and not years ahead."""
        day: dt.date | None = self.cleaned_data["on"]
        if day and not self.today <= day <= self.today + FURTHEST:
            raise forms.ValidationError(_("Choose a day between today and a year from now."))
        return day

    def clean(self) -> dict[str, Any]:
        """A ride is on a day; a time without a day says nothing."""
        told: dict[str, Any] = super().clean() or {}
        once = told.get("kind") in ONE_OFF
        needs = told.get("kind") == Together.RIDE or (once and told.get("at"))
        if needs and not told.get("on") and "on" not in self.errors:
            self.add_error("on", _("Write on which day it is."))
        return told
