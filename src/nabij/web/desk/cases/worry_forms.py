"""Forms about a worry: who else told it, and which part is about somebody else."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.casework.models import Reporter
from nabij.web.forms import PlainForm
from nabij.web.public.asking.fields import Line, OwnWords, PhoneNumber


class TellerForm(PlainForm):
    """Somebody else who told the same."""

    name = Line(label=_("Name"), required=False, max_length=500)
    relation = Line(label=_("Who are they to the person?"), required=False, max_length=120)
    phone = PhoneNumber(label=_("Phone number"), required=False, max_length=80)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    owed = forms.ChoiceField(
        label=_("What would they like to hear from us?"),
        help_text=_("More than this nobody tells them."),
        choices=Reporter.Owed.choices,
        initial=Reporter.Owed.NOTHING.value,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """Something is said of them, and who wants to hear something can be reached."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(told.get(n) for n in ("name", "relation", "phone", "email")):
            self.add_error("name", _("Fill in who it was, or how they know the person."))
        reached = told.get("phone") or told.get("email") or {"phone", "email"} & self.errors.keys()
        if told.get("owed") not in (None, Reporter.Owed.NOTHING) and not reached:
            self.add_error(
                "phone", _("Fill in a phone number or an e-mail address, so that we can tell them.")
            )
        return told


class SplitForm(PlainForm):
    """The other person, and what was told of them."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = Line(label=_("Name of the other person"), required=False, max_length=500)
    phone = PhoneNumber(label=_("Phone number"), required=False, max_length=80)
    address = Line(label=_("Street and number"), required=False, max_length=300)
    seen = OwnWords(
        label=_("What was told about this other person"),
        error_messages={"required": _("Write what was told about this other person.")},
    )

    def clean(self) -> dict[str, Any]:
        """Something by which the other person can be found is needed."""
        told: dict[str, Any] = super().clean() or {}
        found = ("name", "phone", "address")
        if not any(told.get(name) or name in self.errors for name in found):
            self.add_error("name", _("Fill in a name, a phone number or an address."))
        return told
