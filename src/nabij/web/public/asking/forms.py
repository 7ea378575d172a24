"""The pages of asking. Names of fields are unique over all pages of a journey: answers travel along by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nabij.casework.intake import Behalf, CameIn, Kind, Moment
from nabij.core.models import Area
from nabij.directory.models import Offer
from nabij.web.forms import PlainForm
from nabij.web.public.asking.fields import Line, OwnWords, PhoneNumber

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Setting:
    """Where pages are shown: the districts to choose from, the offer it is about, whether a helper fills in.

    point: the address of the signal point that led here.
    """

    districts: tuple[Area, ...] = ()
    offer: Offer | None = None
    helping: bool = False
    point: str = ""


class PageForm(PlainForm):
    """One page: its question as a heading, what a helper reads aloud, and its fields.

    heading, intro and aloud may be other ones on a page that looks at what was answered before.
    """

    heading: Words = ""
    intro: Words = ""
    aloud: Words = ""
    template: ClassVar[str] = "page.html"

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        self.setting = setting
        super().__init__(*args, **kwargs)

    @classmethod
    def is_asked(cls, posted: Mapping[str, Any]) -> bool:
        """Whether it is a page of this journey, by what was answered on the pages before."""
        return True

    def leads_out(self) -> str:
        """The name of the page where the journey stops after this answer; empty where it goes on."""
        return ""


class FirstPage(PageForm):
    """The first page of a journey: with a helper it also asks how it came in and for whom."""

    came_in = forms.ChoiceField(
        label=_("How did this come in?"),
        choices=[(way.value, way.label) for way in (CameIn.PHONE, CameIn.PAPER, CameIn.DESK)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how this came in.")},
    )
    behalf = forms.ChoiceField(
        label=_("On whose behalf?"),
        choices=[
            (Behalf.SELF.value, _("For the person I speak with or whose card this is")),
            (Behalf.SOMEONE.value, _("Somebody asks it for someone else")),
        ],
        widget=forms.RadioSelect,
        initial=Behalf.SELF.value,
        error_messages={"required": _("Choose on whose behalf this is.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.setting.helping:
            del self.fields["came_in"], self.fields["behalf"]


class WhatPage(FirstPage):
    """Call me: what it is about."""

    heading = _("What can we do for you?")
    aloud = _(
        "What can we do for you? We can call you, walk along with you somewhere, or help you with something."
    )
    kind = forms.ChoiceField(
        label=_("I would like"),
        choices=[
            (Kind.CALL.value, _("to talk with someone about what suits me")),
            (Kind.WALK_ALONG.value, _("somebody to come along with me")),
            (Kind.HELP_WITH.value, _("help with something")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you would like. You can always change it later.")
        },
    )
    words = OwnWords(
        label=_("Would you like to say something about it?"),
        help_text=_("One sentence is enough. You can also tell us when we call."),
        required=False,
    )


class WherePage(FirstPage):
    """Come along: where to."""

    heading = _("Where would you like to go?")
    intro = _("Somebody comes along the first time. You do not have to go in alone.")
    aloud = _("Where would you like to go? Somebody comes along the first time.")
    words = OwnWords(
        label=_("Where to, or what you would like to do"),
        help_text=_("You do not have to know it exactly. We think along."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.setting.offer:
            self.fields["words"].label = _("Is there something that helps you to come?")
            self.fields["words"].help_text = _(
                "For example: fetch me at home, or meet at the door."
            )


class IdeaPage(FirstPage):
    """An idea: what it is."""

    heading = _("What is your idea?")
    intro = _(
        "Something for your street, something you miss, something you could do yourself. Every idea is read."
    )
    aloud = _("What is your idea? And what would you need for it?")
    words = OwnWords(
        label=_("Your idea"),
        error_messages={"required": _("Tell us your idea. One sentence is enough.")},
    )
    needs = OwnWords(
        label=_("What do you need for it?"),
        help_text=_("For example a room, people who join in, or a little money."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReachPage(PageForm):
    """Who, and one way to reach them."""

    heading = _("How can we reach you?")
    intro = _("Your name and one way to reach you are enough.")
    aloud = _("What is your name, and how can we best reach you: by phone or by e-mail?")
    name = Line(
        label=_("Your name"),
        help_text=_("A first name is fine too."),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={
            "required": _("Tell us your name. A first name is enough."),
            "max_length": _(
                "This name is longer than we can keep. Could you make it a bit shorter?"
            ),
        },
    )
    phone = PhoneNumber(
        label=_("Phone number"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
        error_messages={"max_length": _("This is longer than a phone number.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "email", "inputmode": "email", "type": "email"}
        ),
        error_messages={
            "invalid": _("This is not a complete e-mail address. It looks like name@example.nl."),
            "max_length": _("This e-mail address is too long."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """One way to reach somebody is needed; an error beside the first field says so."""
        told: dict[str, Any] = super().clean() or {}
        wrong = {"phone", "email"} & self.errors.keys()
        if not told.get("phone") and not told.get("email") and not wrong:
            self.add_error("phone", _("Fill in a phone number, or an e-mail address below it."))
        return told


class IdeaReachPage(ReachPage):
    """An idea may come without a name."""

    heading = _("May we call you about it?")
    intro = _(
        "Only if you like. Without a name and number we read your idea too, but cannot answer you."
    )
    aloud = _(
        "May we call you about your idea? Then I need your name and number. You do not have to."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].widget.attrs.pop("aria-required", None)

    def clean(self) -> dict[str, Any]:
        """Nothing is asked for."""
        return forms.Form.clean(self) or {}


class WhenPage(PageForm):
    """When to call, where somebody lives, and who filled it in."""

    heading = _("When shall we call?")
    intro = _("All of this may stay empty.")
    aloud = _(
        "When does it suit you best that we call? And in which part of the municipality do you live?"
    )
    moment = forms.ChoiceField(
        label=_("I prefer"),
        choices=Moment.choices,
        initial=Moment.ANY.value,
        required=False,
        widget=forms.RadioSelect,
    )
    district = forms.ChoiceField(label=_("I live in"), required=False, widget=forms.RadioSelect)
    helper_name = Line(
        label=_("Do you fill this in for someone else? Your own name"),
        help_text=_("Please ask first whether it is all right that we call them."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = self.setting.districts
        if districts:
            choices = [(area.code, area.name) for area in districts]
            self.fields["district"].choices = [("", _("I'd rather not say")), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["district"]
        if self.setting.helping:
            self.fields["helper_name"].label = _("Who asks it for them, if somebody does?")
            self.fields["helper_name"].help_text = ""
