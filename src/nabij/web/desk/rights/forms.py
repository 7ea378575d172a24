"""What the privacy officer fills in for a person who asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.web.forms import PlainForm


class SearchForm(PlainForm):
    """By what somebody who asks can be found."""

    told = forms.CharField(
        label=_("Name, e-mail address or telephone number"),
        max_length=200,
        help_text=_("First make sure that it is really this person who asks."),
        error_messages={"required": _("Type a name, an e-mail address or a telephone number.")},
    )


class CorrectForm(PlainForm):
    """What is known of a person, to be mended; version: of what was shown."""

    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    phone = forms.CharField(label=_("Telephone number"), required=False, max_length=40)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        error_messages={"invalid": _("This is no e-mail address.")},
    )
    address = forms.CharField(label=_("Street and number"), required=False, max_length=200)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=10)
    birth_year = forms.RegexField(
        r"^(19|20)\d\d$",
        label=_("Year of birth"),
        required=False,
        error_messages={"invalid": _("Write a year with four figures, such as 1948.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
