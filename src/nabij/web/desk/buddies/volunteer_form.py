"""What the desk writes down of somebody who gives time."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.models import Together, Volunteer
from nabij.core.models import Area, Municipality
from nabij.core.vocabulary import LANGUAGE_NAMES, Need, PartOfDay, Weekday
from nabij.web.forms import PlainForm, dress
from nabij.web.partner.fields import DateField
from nabij.web.public.asking.fields import Line, OwnWords, PhoneNumber

#: More people at once nobody goes to, and further nobody goes.
MOST_PEOPLE, MOST_KM = 20, 50
FREE_FIELDS = tuple(f"free_{day.value}" for day in Weekday)
#: Headings of the form with their fields.
PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("Who it is"), ("name", "phone", "email", "area")),
    (gettext_lazy("What they would like to do"), ("kinds", "capacity", "within_km")),
    (gettext_lazy("What they like, and what not"), ("likes", "words", "avoid", "avoid_words")),
    (gettext_lazy("Languages"), ("languages",)),
    (gettext_lazy("On which days?"), FREE_FIELDS),
    (gettext_lazy("Certificate of conduct and references"), ("certificate_on", "references_on")),
)


def _many(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


def _number(label: Any, most: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages={"invalid": gettext_lazy("Type a number, such as 2.")},
    )


def _words(label: Any, help_text: Any) -> OwnWords:
    return OwnWords(
        label=label,
        help_text=help_text,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class VolunteerForm(PlainForm):
    """A name and one way to reach them must be there; the rest makes who is proposed better."""

    name = Line(
        label=gettext_lazy("Name"),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Fill in a name. A first name is enough.")},
    )
    phone = PhoneNumber(
        label=gettext_lazy("Phone number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel", "type": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Then they can answer by a link in a mail."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "email", "type": "email"}
        ),
        error_messages={"invalid": gettext_lazy("This is no e-mail address.")},
    )
    area = forms.ChoiceField(
        label=gettext_lazy("Lives in"), required=False, widget=forms.Select, choices=()
    )
    kinds = _many(gettext_lazy("Would like to do"), Together.choices)
    capacity = _number(
        gettext_lazy("For how many people at once?"),
        MOST_PEOPLE,
        gettext_lazy("0: not now."),
    )
    within_km = _number(gettext_lazy("How far do they go, in kilometres?"), MOST_KM)
    likes = _many(gettext_lazy("Likes to be asked for"), Need.choices)
    words = _words(
        gettext_lazy("Likes to do, is good at"),
        gettext_lazy("One thing a line, such as: playing chess."),
    )
    avoid = _many(gettext_lazy("Would rather not be asked for"), Need.choices)
    avoid_words = _words(
        gettext_lazy("Rather not, in words"),
        gettext_lazy("One thing a line, such as: dogs."),
    )
    languages = _many(
        gettext_lazy("Speaks"),
        list(LANGUAGE_NAMES.items()),
        gettext_lazy("Nothing ticked limits nothing."),
    )
    certificate_on = DateField(
        label=gettext_lazy("Date on the certificate of conduct (VOG)"),
        required=False,
        help_text=gettext_lazy("Such as 3-12-2025. Empty: there is none yet."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 12}),
    )
    references_on = DateField(
        label=gettext_lazy("References asked on"),
        required=False,
        help_text=gettext_lazy("Such as 3-12-2025. Empty: not asked yet."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 12}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, today: dt.date, municipality: Municipality, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.areas = {area.code: area for area in neighbourhoods(municipality)}
        chosen: Any = self.fields["area"]
        chosen.choices = [
            ("", _("Not known")),
            *((code, area.name) for code, area in self.areas.items()),
        ]
        for name in ("certificate_on", "references_on"):
            self.fields[name].today = today  # type: ignore[attr-defined]
        for day in Weekday:
            self.fields[f"free_{day.value}"] = _many(day.label, PartOfDay.choices)
            dress(self.fields[f"free_{day.value}"])

    def clean(self) -> dict[str, Any]:
        """One way to reach them is needed, and papers are not of tomorrow."""
        told: dict[str, Any] = super().clean() or {}
        if not any(told.get(name) or name in self.errors for name in ("phone", "email")):
            self.add_error("phone", _("Fill in a phone number, or an e-mail address below it."))
        for name in ("certificate_on", "references_on"):
            day = told.get(name)
            if day and day > self.today:
                self.add_error(name, _("This day is still to come. Write the year too."))
        return told

    def told(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        free = [f"{day.value}-{part}" for day in Weekday for part in given[f"free_{day.value}"]]
        words = ("name", "phone", "email", "words", "avoid_words")
        lists = ("kinds", "likes", "avoid", "languages")
        plain = ("capacity", "within_km", "certificate_on", "references_on")
        return {
            **{name: given[name] or None for name in words},
            **{name: list(given[name]) for name in lists},
            **{name: given[name] for name in plain},
            "free": free or None,
            "area": self.areas.get(given["area"]),
        }

    def parts(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields under their headings."""
        for heading, names in PARTS:
            yield str(heading), [self[name] for name in names]


def shown_first(row: Volunteer) -> dict[str, Any]:
    """What the form shows first of somebody who is known."""
    names = (
        "name", "phone", "email", "kinds", "capacity", "within_km", "likes", "words", "avoid",
        "avoid_words", "languages", "certificate_on", "references_on", "version",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(row, name) for name in names}
    values["area"] = row.area.code if row.area else ""
    return values | _ticked(row.free or [])


def _ticked(free: list[str]) -> dict[str, Any]:
    return {
        f"free_{day.value}": [
            code.partition("-")[2] for code in free if code.startswith(f"{day.value}-")
        ]
        for day in Weekday
    }


def neighbourhoods(municipality: Municipality) -> list[Area]:
    """Where people can live, by name, without their outlines."""
    rows = Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD, parent__parent__code=municipality.code)
    return list(rows.defer("boundary").order_by("name"))
