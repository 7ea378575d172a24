"""Three questions, in the words in which one asks them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.actions.aftercare import HowItIs
from nabij.casework.aftercare import Talk
from nabij.casework.models import FollowUp
from nabij.web.forms import PlainForm
from nabij.web.public.asking.fields import OwnWords


class TalkForm(PlainForm):
    """Still going, somebody you would miss, what changed. names: by number of a moment what it is about."""

    somebody = forms.ChoiceField(
        label=gettext_lazy("Is there somebody there whom you would miss?"),
        choices=[*FollowUp.Somebody.choices, ("", gettext_lazy("Not asked"))],
        required=False,
        widget=forms.RadioSelect,
    )
    changed = OwnWords(
        label=gettext_lazy("What changed?"),
        help_text=gettext_lazy("In the person's own words."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    look_again = forms.BooleanField(
        label=gettext_lazy("They would like to look for something else, or something more"),
        required=False,
    )

    def __init__(self, *args: Any, talk: Talk, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talk, self.names = talk, names or {talk.moments[0].pk: ""}
        for number, name in self.names.items():
            label = (
                _("Do you still go to “%(name)s”?") % {"name": name}
                if name
                else _("Does it still go on?")
            )
            self.fields[f"still_{number}"] = forms.ChoiceField(
                label=label,
                choices=FollowUp.StillGoing.choices,
                widget=forms.RadioSelect(attrs={"aria-required": "true"}),
                error_messages={"required": _("Choose what comes nearest.")},
            )
        self.order_fields([f"still_{number}" for number in self.names])

    @property
    def told(self) -> HowItIs:
        """What was said, for every moment of the talk."""
        said = {
            number: FollowUp.StillGoing(self.cleaned_data[f"still_{number}"])
            for number in self.names
        }
        first = {one.placement_id: said[one.pk] for one in self.talk.moments if one.pk in said}
        every = {
            one.pk: first[one.placement_id]
            for one in self.talk.moments
            if one.placement_id in first
        }
        return HowItIs(
            still_going=every,
            somebody=self.cleaned_data["somebody"],
            changed=self.cleaned_data["changed"],
            look_again=self.cleaned_data["look_again"],
        )
