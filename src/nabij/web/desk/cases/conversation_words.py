"""What was told, in plain words: on the page of the case, on paper, and where two people's words are compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.actions.conversations import SAID, WORDS, Said
from nabij.casework.models import Conversation
from nabij.casework.models.conversations import Gender, Means
from nabij.core.vocabulary import (
    LANGUAGE_NAMES,
    Access,
    Cause,
    Form,
    Mechanism,
    Need,
)
from nabij.web.week_words import free_in_words

LABELS: dict[str, Any] = {
    "held_on": gettext_lazy("When we talked"),
    "how": gettext_lazy("How we talked"),
    "wants_support": gettext_lazy("Would like us to help"),
    "causes": gettext_lazy("What is behind it"),
    "cause_words": gettext_lazy("In their own words"),
    "wishes": gettext_lazy("Would like"),
    "wish_words": gettext_lazy("Wishes, in their own words"),
    "talents": gettext_lazy("Is good at, likes to do"),
    "avoid_mechanisms": gettext_lazy("Rather no"),
    "avoid_forms": gettext_lazy("Rather not like this"),
    "avoid_words": gettext_lazy("Certainly not"),
    "group_over": gettext_lazy("Groups no larger than"),
    "languages": gettext_lazy("Speaks"),
    "free": gettext_lazy("Can come"),
    "means": gettext_lazy("Gets there"),
    "minutes": gettext_lazy("On the way at most, in minutes"),
    "budget": gettext_lazy("Can pay a month, in euros"),
    "needs": gettext_lazy("Needs there"),
    "walk_along": gettext_lazy("Would rather not go alone the first time"),
    "gender": gettext_lazy("Woman or man"),
    "agreed": gettext_lazy("What we agreed"),
}

_NAMES: dict[str, Mapping[str, str | Promise]] = {
    "how": dict(Conversation.How.choices),
    "causes": dict(Cause.choices),
    "wishes": dict(Need.choices),
    "avoid_mechanisms": dict(Mechanism.choices),
    "avoid_forms": dict(Form.choices),
    "languages": LANGUAGE_NAMES,
    "means": dict(Means.choices),
    "needs": dict(Access.choices),
    "gender": dict(Gender.choices),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was told. own: the person's own words."""

    name: str
    label: str
    text: str
    own: bool


def lines(said: Said) -> list[Line]:
    """What was told, in the order of the form; what was not told is left out. The day stands elsewhere."""
    told = ((name, in_words(name, getattr(said, name))) for name in SAID if name != "held_on")
    return [Line(name, str(LABELS[name]), text, name in WORDS) for name, text in told if text]


def in_words(name: str, value: Any) -> str:
    """One thing that was told, as a person would say it; empty where it was not."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No") if name == "wants_support" else ""
    if name == "free":
        return free_in_words(value or ())
    if name in _NAMES:
        codes = [value] if isinstance(value, str) else value
        return ", ".join(str(_NAMES[name].get(code, code)) for code in codes if code)
    return "" if value is None else str(value)
