"""What a volunteer answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.casework.buddies import Because
from nabij.web.forms import PlainForm


class NoForm(PlainForm):
    """Rather not, and why: about the two together, never about the person."""

    because = forms.ChoiceField(
        label=_("Why would you rather not?"),
        help_text=_("So that we ask you what suits you better. The person does not read this."),
        choices=Because.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes nearest.")},
    )
