"""What a privacy officer fills in."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.core.models import User
from nabij.core.queries.trail import Asked
from nabij.web.desk.trail_words import SUBJECTS
from nabij.web.forms import PlainForm

_DAY = {"invalid": _("Type a day as 31-12-2026.")}
_DAY_FORMATS = ["%d-%m-%Y", "%Y-%m-%d"]


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=_DAY_FORMATS,
        error_messages=_DAY,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class TrailForm(PlainForm):
    """What to look for in the trail; every field may stay empty."""

    who = forms.ChoiceField(label=_("Who"), required=False)
    subject = forms.ChoiceField(
        label=_("What about"),
        required=False,
        choices=[("", _("everything")), *SUBJECTS.items()],
    )
    since = _day(_("From which day"))
    until = _day(_("Up to which day"))
    number = forms.CharField(label=_("Number of the record"), required=False, max_length=64)
    reads = forms.BooleanField(label=_("Only what was read"), required=False)

    def __init__(self, *args: Any, members: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["who"]
        who.choices = [("", _("everyone")), *((str(user.uid), user.name) for user in members)]

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        told: dict[str, Any] = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day lies before the first one."))
        return told

    def asked(self) -> Asked:
        """The question, for the query. Only for a form that is valid."""
        told = self.cleaned_data
        return Asked(
            actor=UUID(told["who"]) if told["who"] else None,
            subject=told["subject"],
            only_reads=told["reads"],
            object_id=told["number"].strip(),
            since=told["since"],
            until=told["until"],
        )


class PersonForm(PlainForm):
    """By what somebody who asks can be found."""

    told = forms.CharField(
        label=_("E-mail address or telephone number"),
        help_text=_("First make sure that it is really this person who asks."),
        error_messages={"required": _("Type an e-mail address or a telephone number.")},
    )
