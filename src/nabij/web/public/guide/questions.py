"""The five questions: what they ask, in which words for whom, and the form of each."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nabij.core.models import Municipality
from nabij.directory.queries import UnknownPlaceError, point_of
from nabij.web.forms import PlainForm
from nabij.web.public.forms import OneOf, SomeOf, Words
from nabij.web.public.guide.answers import DAYS, OBSTACLES, WISHES, Company, Who


class WhoForm(PlainForm):
    """For whom."""

    who = OneOf(
        label=_("For whom are you looking?"),
        required=False,
        choices=Who.choices,
        widget=forms.RadioSelect,
    )


class ObstaclesForm(PlainForm):
    """What gets in the way."""

    why = SomeOf(
        label=_("What gets in the way?"),
        required=False,
        choices=[(letter, obstacle.label) for letter, obstacle in OBSTACLES.items()],
        widget=forms.CheckboxSelectMultiple,
    )


class WishesForm(PlainForm):
    """What one would like."""

    wish = SomeOf(
        label=_("What would you like?"),
        required=False,
        choices=[(letter, need.label) for letter, need in WISHES.items()],
        widget=forms.CheckboxSelectMultiple,
    )


class WhereForm(PlainForm):
    """Near which place."""

    near = Words(
        label=_("Postcode or neighbourhood"),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "autocapitalize": "characters"}
        ),
    )

    def check_place(self, municipality: Municipality) -> bool:
        """Whether we know where it is; if not, the field says so. Call after `is_valid()`."""
        near = self.cleaned_data.get("near", "")
        try:
            if near:
                point_of(municipality, near)
        except UnknownPlaceError as unknown:
            self.add_error("near", str(unknown))
            return False
        return True


class HowForm(PlainForm):
    """With whom, where and on which days."""

    company = OneOf(
        label=_("Alone, or with someone?"),
        required=False,
        choices=[("", _("Does not matter")), *Company.choices],
        widget=forms.RadioSelect,
    )
    home = forms.BooleanField(label=_("At home or by phone is fine too"), required=False)
    day = SomeOf(
        label=_("On which days?"),
        required=False,
        choices=[(number, day.label) for number, day in DAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    def add_prefix(self, field_name: str) -> str:
        """`with` is a word of Python, so the field has another name than the address."""
        return super().add_prefix("with" if field_name == "company" else field_name)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = kwargs.get("initial") or {}
        kwargs["initial"] = {**initial, "company": initial.get("with", "")}
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Question:
    """One page. page: name of its address; names: of its answers in the address; titles: by `Who`."""

    page: str
    names: tuple[str, ...]
    form: type[PlainForm]
    titles: dict[Who, Promise | str]
    help: Promise | str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields of the form."""
        return tuple(self.form.base_fields)


QUESTIONS = (
    Question(
        "guide",
        ("who",),
        WhoForm,
        dict.fromkeys(Who, _("For whom are you looking?")),
    ),
    Question(
        "guide-obstacles",
        ("why",),
        ObstaclesForm,
        {
            Who.ME: _("What makes it hard to take part?"),
            Who.SOMEONE: _("What makes it hard for the other to take part?"),
            Who.CLIENT: _("What makes it hard for your client to take part?"),
        },
        _("Choose everything that fits. You may also choose nothing."),
    ),
    Question(
        "guide-wishes",
        ("wish",),
        WishesForm,
        {
            Who.ME: _("What would you like to do?"),
            Who.SOMEONE: _("What would the other like to do?"),
            Who.CLIENT: _("What would your client like to do?"),
        },
        _("Choose everything that fits. You may also choose nothing."),
    ),
    Question(
        "guide-where",
        ("near",),
        WhereForm,
        {
            Who.ME: _("Where do you live, more or less?"),
            Who.SOMEONE: _("Where does the other live, more or less?"),
            Who.CLIENT: _("Where does your client live, more or less?"),
        },
        _("Then we look for something close by. We need no house number."),
    ),
    Question(
        "guide-how",
        ("with", "home", "day"),
        HowForm,
        {
            Who.ME: _("What suits you?"),
            Who.SOMEONE: _("What suits the other?"),
            Who.CLIENT: _("What suits your client?"),
        },
        _("You may leave this as it is."),
    ),
)
