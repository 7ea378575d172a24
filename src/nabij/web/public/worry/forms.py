"""The pages of a worry. Danger comes first; then who it is about, what one saw, and who tells it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.casework.intake import Owed
from nabij.web.public.asking.fields import Line, OwnWords, PhoneNumber
from nabij.web.public.asking.forms import FirstPage, PageForm, ReachPage

#: Whom it is about, and whether they know: one question, because one follows from the other.
KNOWS, NOT_YET, SELF = "knows", "not_yet", "self"
STOP = "worried-danger"


class DangerPage(PageForm):
    """Is there danger now? Yes: the journey stops, and nothing is kept."""

    template = "danger_first.html"
    heading = _("Is someone in danger now?")
    aloud = _("First this: is someone in danger now, or is help needed straight away?")
    danger = forms.ChoiceField(
        label=_("Is someone in danger now?"),
        choices=[("yes", _("Yes, or perhaps")), ("no", _("No, nobody is in danger now"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no. Are you not sure? Then choose yes.")},
    )

    def leads_out(self) -> str:
        """To the page that says whom to call."""
        return STOP if self.cleaned_data.get("danger") == "yes" else ""


class WhoPage(FirstPage):
    """Who it is about, whether they know, and how to find them."""

    heading = _("Who is it about?")
    intro = _("Tell only what you know. You can also tell us about yourself.")
    aloud = _("Who is it about? And do they know that you tell us this?")
    whom = forms.ChoiceField(
        label=_("It is about"),
        choices=[
            (KNOWS, _("somebody else, and they know that I tell you this")),
            (NOT_YET, _("somebody else, and they do not know it yet")),
            (SELF, _("myself")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who it is about.")},
    )
    person_name = Line(
        label=_("Name of who it is about"),
        help_text=_("As far as you know it. A first name is fine too."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    person_phone = PhoneNumber(
        label=_("Phone number of who it is about"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel", "type": "tel"}),
    )
    person_address = Line(
        label=_("Where do they live?"),
        help_text=_("A street and number, or how we recognise the house."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    district = forms.ChoiceField(
        label=_("In which part of the municipality?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("behalf", None)
        if districts := self.setting.districts:
            choices = [("", _("I don't know")), *((area.code, area.name) for area in districts)]
            self.fields["district"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["district"]

    def clean(self) -> dict[str, Any]:
        """Something by which the person can be found is needed."""
        told: dict[str, Any] = super().clean() or {}
        found = ("person_phone", "person_address")
        if told.get("whom") == SELF:
            if not any(told.get(name) or name in self.errors for name in found):
                self.add_error("person_phone", _("Fill in a phone number, or where you live."))
        elif not any(told.get(name) or name in self.errors for name in ("person_name", *found)):
            self.add_error(
                "person_name",
                _("Fill in a name, a phone number or a street: without it we cannot find them."),
            )
        return told


class SeenPage(PageForm):
    """What one saw; of oneself, what one would like to tell."""

    heading = _("What do you see?")
    intro = _(
        "Tell what you saw or heard yourself. You do not have to know what is the matter, and need not name an illness."
    )
    aloud = _("What do you see or hear? Tell only what you noticed yourself.")
    seen = OwnWords(
        label=_("What you saw or heard"),
        help_text=_("For example: the curtains stay closed, and she no longer comes to the choir."),
        error_messages={"required": _("Tell us what you saw. One sentence is enough.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (self.data or self.initial).get("whom") == SELF:
            self.heading = _("What would you like to tell us?")
            self.intro = _("As much or as little as you like. You can also tell it when we speak.")
            self.aloud = _("What would you like to tell us? One sentence is enough.")
            self.fields["seen"].label = _("In your own words")
            self.fields["seen"].help_text = ""
            self.fields["seen"].error_messages["required"] = _("One sentence is enough.")


class TellerPage(PageForm):
    """Who tells it, whether we may say so, and what they would like to hear. All but one may stay empty."""

    heading = _("May we say that it was you?")
    intro = _(
        "Who it is about has the right to know that somebody told us something. We say who it was only if you allow it."
    )
    aloud = _(
        "May we say to them that it was you who told us? And would you like to hear that we picked it up?"
    )
    may_name = forms.ChoiceField(
        label=_("May we name you?"),
        choices=[
            ("yes", _("Yes, you may say that it was me")),
            ("no", _("No, do not say who told you")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether we may name you.")},
    )
    name = Line(
        label=_("Your own name"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    relation = Line(
        label=_("Who are you to them?"),
        help_text=_("For example: a neighbour, a daughter, somebody of the shop."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    owed = forms.ChoiceField(
        label=_("What would you like to hear from us?"),
        help_text=_("More than this we may not tell you: the rest is theirs to tell."),
        choices=[
            (Owed.NOTHING.value, _("Nothing is needed")),
            (Owed.PICKED_UP.value, _("that somebody picked it up")),
            (Owed.SPOKEN.value, _("that you spoke with them")),
        ],
        initial=Owed.NOTHING.value,
        required=False,
        widget=forms.RadioSelect,
    )
    phone = PhoneNumber(
        label=_("Your phone number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
        error_messages={"max_length": _("This is longer than a phone number.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        widget=ReachPage.base_fields["email"].widget,
        error_messages=ReachPage.base_fields["email"].error_messages,
    )

    @classmethod
    def is_asked(cls, posted: Mapping[str, Any]) -> bool:
        """Not of who tells about themselves."""
        return posted.get("whom") != SELF

    def clean(self) -> dict[str, Any]:
        """Who may be named has a name; who wants to hear something can be reached."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("may_name") == "yes" and not told.get("name"):
            self.add_error("name", _("If we may name you, then we need your name."))
        wants = told.get("owed", Owed.NOTHING) not in ("", Owed.NOTHING)
        reached = any(told.get(name) or name in self.errors for name in ("phone", "email"))
        if wants and not reached:
            self.add_error(
                "phone",
                _("Fill in a phone number or an e-mail address, so that we can tell you."),
            )
        return told
