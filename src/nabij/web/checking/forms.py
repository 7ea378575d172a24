"""What an organisation can change without an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.directory.actions.checking import CHANGEABLE
from nabij.directory.models import Offer
from nabij.web.forms import PlainForm
from nabij.web.partner.fields import EurosField


class ChangeForm(PlainForm):
    """Cost and contact count at once; days and times go to people who put them in the agenda."""

    cost_per_visit = EurosField(
        label=_("What a visit costs, in euros"),
        required=False,
        max_length=20,
        help_text=_("0 when it is free. Leave it empty when that differs."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 8, "autocomplete": "off"}),
    )
    cost_note = forms.CharField(label=_("More about the cost"), max_length=200, required=False)
    contact_phone = forms.CharField(
        label=_("Phone that people may call"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    contact_email = forms.EmailField(
        label=_("E-mail that people may write to"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    times = forms.CharField(
        label=_("Other days, times or place?"),
        max_length=1000,
        required=False,
        help_text=_("Write it as you would say it. We put it in the agenda."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, offer: Offer, data: Any = None) -> "ChangeForm":
        """The form with what stands on the map."""
        return cls(data, initial={name: getattr(offer, name) for name in CHANGEABLE})

    @property
    def changes(self) -> dict[str, Any]:
        """What was typed, for `confirm_with_changes`."""
        return {name: self.cleaned_data[name] for name in CHANGEABLE}
