"""The pages of somebody who offers their time: what, when, who. A name and one way to reach them suffice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nabij.casework.intake import Together
from nabij.core.vocabulary import LANGUAGE_NAMES, PartOfDay, Weekday
from nabij.web.public.asking.fields import OwnWords
from nabij.web.public.asking.forms import PageForm, ReachPage

_WORKDAYS = (Weekday.MO, Weekday.TU, Weekday.WE, Weekday.TH, Weekday.FR)
_WEEKEND = (Weekday.SA, Weekday.SU)
#: What one can tick, and which parts of the week that is.
MOMENTS: dict[str, tuple[tuple[Weekday, ...], tuple[PartOfDay, ...]]] = {
    "mornings": (_WORKDAYS, (PartOfDay.MORNING,)),
    "afternoons": (_WORKDAYS, (PartOfDay.AFTERNOON,)),
    "evenings": (_WORKDAYS, (PartOfDay.EVENING,)),
    "weekend": (_WEEKEND, tuple(PartOfDay)),
}


#: Without the lines for who is in danger: this is about somebody else's time.
TEMPLATE = "volunteer_page.html"


class LikePage(PageForm):
    """What somebody would like to do."""

    template = TEMPLATE
    heading = _("What would you like to do?")
    intro = _("Tick what appeals to you. You can also leave it open: we talk about it.")
    aloud = _(
        "What would you like to do for somebody? Visit often, call, walk along, give a ride or help with a form?"
    )
    kinds = forms.MultipleChoiceField(
        label=_("I would like this"),
        choices=Together.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = OwnWords(
        label=_("What do you like to do yourself? What are you good at?"),
        help_text=_("For example: gardening, playing chess, fixing bicycles, cooking."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FreePage(PageForm):
    """When, where and in which languages."""

    template = TEMPLATE
    heading = _("When and where does it suit you?")
    intro = _("All of this may stay empty.")
    aloud = _(
        "When could you come? In which part of the municipality do you live, and which languages do you speak?"
    )
    moments = forms.MultipleChoiceField(
        label=_("I can come"),
        choices=[
            ("mornings", _("on weekdays in the morning")),
            ("afternoons", _("on weekdays in the afternoon")),
            ("evenings", _("on weekdays in the evening")),
            ("weekend", _("at the weekend")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    district = forms.ChoiceField(label=_("I live in"), required=False, widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("I speak"),
        choices=list(LANGUAGE_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if districts := self.setting.districts:
            choices = [
                ("", _("I'd rather not say")),
                *((area.code, area.name) for area in districts),
            ]
            self.fields["district"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["district"]


class WhoPage(ReachPage):
    """Who, and one way to reach them."""

    template = TEMPLATE
    intro = _(
        "Your name and one way to reach you are enough. We first get to know each other; only then we ask you for somebody."
    )


def parts_of_week(moments: list[str]) -> tuple[str, ...] | None:
    """Codes such as "TU-morning" of what was ticked; None, any time, where nothing was."""
    found = [
        f"{day.value}-{part.value}"
        for moment in moments
        for day in MOMENTS[moment][0]
        for part in MOMENTS[moment][1]
    ]
    return tuple(found) or None
