"""What a link worker fills in along the way of a proposal."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.models import Decline, Placement, Said, Shared, Stop
from nabij.web.forms import PlainForm
from nabij.web.partner.fields import DateField, TimeField
from nabij.web.public.asking.fields import Line, OwnWords


class AskForm(PlainForm):
    """What the organisation may read, chosen with the person, and how it is asked."""

    shared = forms.MultipleChoiceField(
        label=gettext_lazy("What may the organisation read?"),
        help_text=gettext_lazy("Tick it together with the person. Nothing else is shown."),
        choices=Shared.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = OwnWords(
        label=gettext_lazy("What would the person like them to take into account?"),
        help_text=gettext_lazy("In the person's own words. It is shown only with the tick above."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = placement.case.person
        known = {Shared.NAME: person.name, Shared.PHONE: person.phone, Shared.EMAIL: person.email}
        self.fields["shared"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in Shared if known.get(one, "known")
        ]

    def clean(self) -> dict[str, Any]:
        """What to take into account is written where it is ticked."""
        told = super().clean() or {}
        if Shared.NEEDS in told.get("shared", []) and not told.get("note"):
            self.add_error(
                "note", _("Write what they should take into account, or take the tick away.")
            )
        return told

    @property
    def chosen(self) -> list[Shared]:
        """What may be read."""
        return [Shared(one) for one in self.cleaned_data["shared"]]


class WelcomeByPhoneForm(PlainForm):
    """Welcome, as they told it on the phone; also for what is open to everyone."""

    welcomed_by = Line(
        label=gettext_lazy("Who welcomes them, by name?"), max_length=120, required=False
    )
    first_on = DateField(label=gettext_lazy("When is the first time?"), required=False)
    first_at = TimeField(label=gettext_lazy("At what time?"), required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_on"].today = today  # type: ignore[attr-defined]


class DeclinedByPhoneForm(PlainForm):
    """Not possible, as they told it on the phone."""

    because = forms.ChoiceField(
        label=gettext_lazy("What makes it impossible?"),
        choices=Decline.choices,
        widget=forms.RadioSelect,
    )


class ReplyForm(PlainForm):
    """Our answer to what they asked."""

    answer = OwnWords(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Only what the person agreed that you tell."),
        max_length=1000,
        error_messages={"required": gettext_lazy("Write your answer. One sentence is enough.")},
    )


class ThereForm(PlainForm):
    """Whether somebody came, as each tells it."""

    choices = (*Said.choices, ("", gettext_lazy("Not asked yet")))
    person = forms.ChoiceField(
        label=gettext_lazy("What does the person say?"),
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
    )
    provider = forms.ChoiceField(
        label=gettext_lazy("What does the organisation say?"),
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def told(self, name: str) -> Said | None:
        """What was said; None where nobody asked."""
        said = self.cleaned_data.get(name)
        return Said(said) if said else None


class StopForm(PlainForm):
    """Why it ends here."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why does it end?"),
        choices=Stop.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what comes nearest.")},
    )
