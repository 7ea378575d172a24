"""Two records side by side: each field in words, and which words differ."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nabij.core.vocabulary import LANGUAGE_NAMES, Access, Audience, Cause, Form, Mechanism, OnlyFor
from nabij.directory.actions.merging import CHOICES
from nabij.directory.models import Offer, Organisation, Place, RecordKind
from nabij.directory.occurrences import recurrence
from nabij.methods.dates import in_words

#: Longer texts are compared by this many words.
MOST_WORDS = 400

LABELS: dict[str, str | Promise] = {
    "name": gettext_lazy("Name"), "kind": gettext_lazy("Kind"), "description": gettext_lazy("Description"),
    "phone": gettext_lazy("Phone"), "email": gettext_lazy("Email"), "website": gettext_lazy("Website"),
    "place": gettext_lazy("Place"), "founded": gettext_lazy("Founded in"), "themes": gettext_lazy("Themes"),
    "address": gettext_lazy("Address"), "position": gettext_lazy("On the map"),
    "accessible": gettext_lazy("Accessibility"), "entrance": gettext_lazy("How to get in"),
    "transport": gettext_lazy("Bus or train"), "organisation": gettext_lazy("Organisation"),
    "dates": gettext_lazy("When"), "summary": gettext_lazy("In one sentence"), "status": gettext_lazy("Status"),
    "form": gettext_lazy("Form"), "cost": gettext_lazy("Cost"), "capacity": gettext_lazy("Room"),
    "languages": gettext_lazy("Languages"), "for_whom": gettext_lazy("For whom"), "help": gettext_lazy("How it helps"),
    "welcomed_by": gettext_lazy("Who welcomes people"), "contact": gettext_lazy("Contact"),
}  # fmt: skip

_REASONS: dict[str, str | Promise] = {
    "name": gettext_lazy("the names are alike"), "short_name": gettext_lazy("one name is short for the other"),
    "same_phone": gettext_lazy("the same phone number"), "same_mail": gettext_lazy("the same email address"),
    "same_site": gettext_lazy("the same website"), "same_address": gettext_lazy("the same address"),
    "distance": gettext_lazy("near each other"), "same_organisation": gettext_lazy("the same organisation"),
    "same_times": gettext_lazy("the same times"), "same_text": gettext_lazy("nearly the same text"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a text; `differs`: the other side does not have them."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both records. first: the side that is chosen unless somebody says otherwise."""

    field: str
    label: str
    left: tuple[Part, ...]
    right: tuple[Part, ...]
    differs: bool
    first: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A record in two lines. source: which system sent it, empty where it was made here."""

    name: str
    about: str
    source: str


def rows(kind: str, left: Any, right: Any) -> list[Row]:
    """Every field that a person may choose, but for those that are empty on both sides."""
    found = []
    for field in CHOICES[kind]:
        a, b = in_one_text(field, left), in_one_text(field, right)
        if a or b:
            parts = compared(a, b)
            first = "left" if a or not b else "right"
            found.append(Row(field, str(LABELS[field]), *parts, differs=a != b, first=first))
    return found


def brief(kind: str, row: Any) -> Brief:
    """What tells a record from others."""
    if kind == RecordKind.OFFER:
        place = row.place.name if row.place else ""
        about = " · ".join(filter(None, [row.organisation.name, place]))
    elif kind == RecordKind.ORGANISATION:
        about = " · ".join(filter(None, [row.phone, row.place.address if row.place else ""]))
    else:
        about = row.address
    return Brief(row.name, about, row.source)


def reasons(terms: Iterable[list[Any]]) -> list[str]:
    """Why they were thought to be one, in words; what speaks against it is for the eye."""
    return [str(_REASONS[code]) for code, value in terms if value > 0 and code in _REASONS]


def in_one_text(field: str, row: Any) -> str:
    """A field of a record as people read it; empty where nothing is known."""
    special = _IN_WORDS.get(field)
    if special is not None:
        return special(row)
    return _plain(getattr(row, field))


def compared(left: str, right: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both texts in parts: shared and not."""
    a, b = re.findall(r"\S+\s*", left), re.findall(r"\S+\s*", right)
    if len(a) > MOST_WORDS or len(b) > MOST_WORDS:
        return (Part(left, left != right),), (Part(right, left != right),)
    ours: list[Part] = []
    theirs: list[Part] = []
    bare = SequenceMatcher(None, [w.strip() for w in a], [w.strip() for w in b], autojunk=False)
    for change, i1, i2, j1, j2 in bare.get_opcodes():
        for parts, words in ((ours, a[i1:i2]), (theirs, b[j1:j2])):
            if words:
                parts.append(Part("".join(words), change != "equal"))
    return tuple(ours), tuple(theirs)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_label(each) for each in value)
    if value is None:
        return ""
    return str(value)


def _label(code: Any) -> str:
    for choices in (Access, Audience, Cause, Form, Mechanism, OnlyFor):
        if code in choices.values:
            return str(choices(code).label)
    return LANGUAGE_NAMES.get(code, str(code))


def _place(row: Organisation | Offer) -> str:
    return ", ".join(filter(None, [row.place.name, row.place.address])) if row.place else ""


def _position(row: Place) -> str:
    return "" if row.lat is None or row.lon is None else f"{row.lat:.5f}, {row.lon:.5f}"


def _dates(row: Offer) -> str:
    language = get_language() or "nl"
    return "; ".join(in_words(recurrence(rule), language) for rule in row.schedules.order_by("pk"))


def _cost(row: Offer) -> str:
    if row.free:
        return _("free")
    visit, month = row.cost_per_visit, row.cost_per_month
    said = [
        _("%(euros)s euros a visit") % {"euros": visit} if visit else "",
        _("%(euros)s euros a month") % {"euros": month} if month else "",
        row.cost_note,
    ]
    return ", ".join(filter(None, said))


def _for_whom(row: Offer) -> str:
    ages = ""
    if row.age_min is not None or row.age_max is not None:
        ages = f"{'' if row.age_min is None else row.age_min}–{'' if row.age_max is None else row.age_max}"
    only = str(row.get_only_for_display()) if row.only_for else ""
    return ", ".join(filter(None, [_plain(row.audiences), ages, only]))


def _contact(row: Offer) -> str:
    call = _("call first") if row.call_first else ""
    return ", ".join(filter(None, [row.contact_phone, row.contact_email, call]))


def _welcome(row: Offer) -> str:
    along = _("someone can walk along the first time") if row.walk_along else ""
    return ", ".join(filter(None, [row.welcomed_by, along]))


_IN_WORDS: dict[str, Callable[[Any], str]] = {
    "place": _place,
    "address": lambda row: row.address,
    "position": _position,
    "organisation": lambda row: row.organisation.name,
    "dates": _dates,
    "status": lambda row: str(row.get_status_display()),
    "form": lambda row: f"{row.get_form_display()}, {row.get_reach_display()}",
    "cost": _cost,
    "capacity": lambda row: str(row.get_capacity_display()),
    "for_whom": _for_whom,
    "help": lambda row: _plain([*row.mechanisms, *row.causes]),
    "contact": _contact,
    "welcomed_by": _welcome,
}
