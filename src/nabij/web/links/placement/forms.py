"""What an organisation can answer. All of it is about the organisation; nothing asks for more about the person."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.answers import Decline
from nabij.core.vocabulary import Capacity
from nabij.web.forms import PlainForm
from nabij.web.partner.fields import DateField, TimeField
from nabij.web.public.asking.fields import Line, OwnWords

#: Further ahead nobody plans a first time.
FURTHEST = dt.timedelta(days=366)


class AnswerForm(PlainForm):
    """What goes along with each answer: whether the room that is told of is still so."""

    room = forms.ChoiceField(
        label=gettext_lazy("Is there room for others?"),
        help_text=gettext_lazy("So that we ask you no more and no less than suits you."),
        choices=[("", gettext_lazy("It stays as it is")), *Capacity.choices],
        required=False,
        widget=forms.RadioSelect,
    )

    @property
    def told_room(self) -> Capacity | None:
        """What they say of the room there is; None where it stays as it is."""
        room = self.cleaned_data.get("room")
        return Capacity(room) if room else None


class WelcomeForm(AnswerForm):
    """Welcome: by whom, and when first."""

    welcomed_by = Line(
        label=gettext_lazy("Who welcomes them, by name?"),
        help_text=gettext_lazy(
            "A first name is enough. It is easier to come in when you know whom to ask for."
        ),
        max_length=120,
        error_messages={
            "required": gettext_lazy("Tell us who waits at the door. A first name is enough.")
        },
    )
    first_on = DateField(label=gettext_lazy("When is the first time?"), required=False)
    first_at = TimeField(label=gettext_lazy("At what time?"), required=False)
    field_order = ("welcomed_by", "first_on", "first_at", "room")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_first_on(self) -> dt.date | None:
        """A day that is still to come, and not years ahead."""
        day: dt.date | None = self.cleaned_data["first_on"]
        if day and not self.today <= day <= self.today + FURTHEST:
            raise forms.ValidationError(_("Choose a day between today and a year from now."))
        return day


class QuestionForm(AnswerForm):
    """A question first."""

    question = OwnWords(
        label=gettext_lazy("What would you like to know?"),
        help_text=gettext_lazy("We ask the person first, and then answer you."),
        max_length=1000,
        error_messages={"required": gettext_lazy("Write your question. One sentence is enough.")},
    )
    field_order = ("question", "room")


class DeclineForm(AnswerForm):
    """Not possible, and why."""

    because = forms.ChoiceField(
        label=gettext_lazy("What makes it impossible?"),
        choices=Decline.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes nearest.")},
    )
    words = OwnWords(
        label=gettext_lazy("Would you like to say something about it?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("because", "words", "room")
