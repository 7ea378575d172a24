"""The form of a conversation: sections that can each be skipped, large enough for a phone on a kitchen table."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nabij.casework.actions.conversations import SAID, WORDS, Said
from nabij.casework.models import Consent, Conversation
from nabij.casework.models.conversations import FREE_PARTS, Gender, Means
from nabij.core.vocabulary import (
    LANGUAGE_NAMES,
    Access,
    Cause,
    Form,
    Mechanism,
    Need,
    PartOfDay,
    Weekday,
)
from nabij.web.desk.cases.conversation_words import LABELS
from nabij.web.forms import PlainForm, dress

LONGEST = 2000
_DAY = _("Type a date, such as 2026-12-31.")
_NUMBER = _("Type a number, such as 12.")
_YES_NO = [("", _("Not asked")), ("yes", _("Yes")), ("no", _("No"))]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form under one heading, open or folded."""

    name: str
    title: str | Promise
    fields: tuple[str, ...]


FREE_FIELDS = tuple(f"free_{day.value}" for day in Weekday)
SECTIONS: tuple[Section, ...] = (
    Section("talk", _("The conversation"), ("held_on", "how", "wants_support")),
    Section("behind", _("What is behind it?"), ("causes", "cause_words")),
    Section("wishes", _("What would they like?"), ("wishes", "wish_words", "talents")),
    Section(
        "not",
        _("What rather not?"),
        ("avoid_mechanisms", "avoid_forms", "avoid_words", "group_over"),
    ),
    Section("way", _("Getting there"), ("means", "minutes", "walk_along", "needs")),
    Section("when", _("On which days?"), FREE_FIELDS),
    Section("more", _("Language, money and more"), ("languages", "budget", "gender")),
    Section("agreed", _("What did we agree?"), ("agreed", "consents", "consent_how")),
)


def _many(name: str, choices: Sequence[tuple[str, Any]], help_text: Any = "") -> Any:
    return forms.MultipleChoiceField(
        label=LABELS[name],
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def _words(name: str, help_text: Any = "", rows: int = 2) -> Any:
    return forms.CharField(
        label=LABELS[name],
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        help_text=help_text,
    )


def _number(name: str, most: int, least: int = 0) -> Any:
    return forms.IntegerField(
        label=LABELS[name],
        required=False,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _NUMBER),
    )


def _one(name: str, choices: Sequence[tuple[str, Any]]) -> Any:
    return forms.ChoiceField(
        label=LABELS[name], choices=choices, required=False, widget=forms.RadioSelect
    )


def _parts_of(day: Weekday) -> forms.MultipleChoiceField:
    field = forms.MultipleChoiceField(
        label=day.label,
        choices=[(part, PartOfDay(part).label) for part in FREE_PARTS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dress(field)
    return field


class ConversationForm(PlainForm):
    """What was told. Only the day must be there, and it is filled in beforehand."""

    held_on = forms.DateField(
        label=LABELS["held_on"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _DAY, "required": _DAY},
    )
    how = _one("how", Conversation.How.choices)
    wants_support = _one("wants_support", _YES_NO)
    causes = _many("causes", Cause.choices, _("Several at once is usual."))
    cause_words = _words("cause_words", _("Only what helps to find something that fits."))
    wishes = _many("wishes", Need.choices)
    wish_words = _words("wish_words", _("One wish a line, such as: knitting again."))
    talents = _words("talents", _("One a line, such as: baking cakes."))
    avoid_mechanisms = _many("avoid_mechanisms", Mechanism.choices)
    avoid_forms = _many("avoid_forms", Form.choices)
    avoid_words = _words("avoid_words", _("Single words, such as: bingo."))
    group_over = _number("group_over", 500, 2)
    means = _many("means", Means.choices)
    minutes = _number("minutes", 240)
    walk_along = forms.BooleanField(label=LABELS["walk_along"], required=False)
    needs = _many("needs", Access.choices)
    languages = _many("languages", list(LANGUAGE_NAMES.items()))
    budget = _number("budget", 1000)
    gender = _one("gender", [("", _("Not asked")), *Gender.choices])
    agreed = _words("agreed", _("This comes on paper for the person: who does what, and when."), 4)
    consents = forms.MultipleChoiceField(
        label=_("The person agrees to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask about each apart. Taking back is done on the page of the case."),
    )
    consent_how = forms.ChoiceField(
        label=_("How they agreed"),
        choices=Consent.How.choices,
        initial=Consent.How.SPOKEN,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, today: dt.date, not_yet: Sequence[Consent.Purpose], **kwargs: Any
    ) -> None:
        """not_yet: what the person did not agree to yet, and can be asked."""
        super().__init__(*args, **kwargs)
        self.today = today
        for day in Weekday:
            self.fields[f"free_{day.value}"] = _parts_of(day)
        consents: Any = self.fields["consents"]
        consents.choices = [(purpose.value, purpose.label) for purpose in not_yet]
        if not not_yet:
            del self.fields["consents"], self.fields["consent_how"]

    def clean_held_on(self) -> dt.date:
        """No conversation of tomorrow."""
        day: dt.date = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def said(self) -> Said:
        """What was told, as the action takes it."""
        given = self.cleaned_data
        plain = {name: given[name] for name in SAID if name in given}
        lists = {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
        words = {name: plain[name].replace("\r\n", "\n").strip() for name in WORDS}
        free = tuple(f"{day.value}-{part}" for day in Weekday for part in given[f"free_{day}"])
        wants = {"yes": True, "no": False}.get(given["wants_support"])
        return Said(**{**plain, **lists, **words, "free": free or None, "wants_support": wants})

    def agreed_to(self) -> list[Consent.Purpose]:
        """What the person agrees to now."""
        return [Consent.Purpose(code) for code in self.cleaned_data.get("consents", ())]

    def agreed_how(self) -> Consent.How:
        """How they said so."""
        return Consent.How(self.cleaned_data.get("consent_how") or Consent.How.SPOKEN)

    def sections(self) -> list[tuple[Section, list[BoundField], bool]]:
        """Each section with its fields, and whether it stands open: the first, and any with an error."""
        found = []
        for section in SECTIONS:
            fields = [self[name] for name in section.fields if name in self.fields]
            opened = section.name == "talk" or any(field.errors for field in fields)
            found.append((section, fields, opened))
        return found


def begin_with(said: Said | None, *, today: dt.date, change: bool) -> dict[str, Any]:
    """What the form shows first: what held until now; a new conversation is of today, with nothing agreed yet."""
    if said is None:
        return {"held_on": today}
    values: dict[str, Any] = {name: getattr(said, name) for name in SAID}
    values["wants_support"] = {True: "yes", False: "no"}.get(said.wants_support, "")  # type: ignore[arg-type]
    for day in Weekday:
        mine = (code.split("-") for code in said.free or ())
        values[f"free_{day.value}"] = [part for which, part in mine if which == day.value]
    return values if change else {**values, "held_on": today, "how": "", "agreed": ""}
