"""The three pages of a referral: who it is and that they agreed, what they ask, and who refers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.referring import Role
from nabij.web.public.asking.fields import Line, OwnWords, PhoneNumber
from nabij.web.public.asking.forms import PageForm, ReachPage


class PersonPage(PageForm):
    """Who it is, and that they agreed."""

    heading = gettext_lazy("Who would you like to refer?")
    intro = gettext_lazy("Only with their agreement. Tell no more than we need to get in touch.")
    agreed = forms.ChoiceField(
        label=gettext_lazy("Does the person agree that you refer them to us?"),
        choices=[
            ("yes", gettext_lazy("Yes, we talked about it")),
            ("no", gettext_lazy("No, or not yet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether the person agrees.")},
    )
    person_name = Line(
        label=gettext_lazy("Name of the person"),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Fill in a name. A first name is enough.")},
    )
    person_phone = PhoneNumber(
        label=gettext_lazy("Phone number of the person"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel", "type": "tel"}),
    )
    person_address = Line(
        label=gettext_lazy("Street and number"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    person_postcode = Line(
        label=gettext_lazy("Postcode"),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 8}),
    )

    def clean_agreed(self) -> str:
        """Nobody is referred behind their back."""
        agreed: str = self.cleaned_data["agreed"]
        if agreed != "yes":
            raise forms.ValidationError(
                _(
                    "Ask the person first. Are you worried, and can you not ask? Then call us, or use the page for worries."
                )
            )
        return agreed

    def clean(self) -> dict[str, Any]:
        """One way to reach the person is needed."""
        told: dict[str, Any] = super().clean() or {}
        ways = ("person_phone", "person_address")
        if not any(told.get(name) or name in self.errors for name in ways):
            self.add_error("person_phone", _("Fill in a phone number, or where the person lives."))
        return told


class AsksPage(PageForm):
    """What the person asks."""

    heading = gettext_lazy("What does the person ask?")
    intro = gettext_lazy("A few sentences. No diagnosis, no medicines, no citizen service number.")
    words = OwnWords(
        label=gettext_lazy("What the person would like"),
        help_text=gettext_lazy(
            "For example: would like to meet people in the daytime, and finds the first time hard."
        ),
        max_length=1000,
        error_messages={
            "required": gettext_lazy("Write what the person asks. One sentence is enough.")
        },
    )


class ReferrerPage(PageForm):
    """Who refers, and where they hear back."""

    heading = gettext_lazy("Who are you?")
    intro = gettext_lazy("You always hear back from us, also when we can say nothing yet.")
    role = forms.ChoiceField(
        label=gettext_lazy("You work for"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes nearest.")},
    )
    name = Line(
        label=gettext_lazy("Your own name"),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": gettext_lazy("Fill in your name.")},
    )
    organisation = Line(
        label=gettext_lazy("Organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=ReachPage.base_fields["email"].widget,
        error_messages={
            **ReachPage.base_fields["email"].error_messages,
            "required": gettext_lazy("Fill in your e-mail address, so that you hear back."),
        },
    )
    phone = PhoneNumber(
        label=gettext_lazy("Your phone number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )
