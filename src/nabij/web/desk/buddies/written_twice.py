"""Two people changed one volunteer: what each has, beside each other, and one out of both."""

from collections.abc import Mapping
from typing import Any

from nabij.casework.actions.volunteers import FIELDS
from nabij.casework.models import Volunteer
from nabij.core.vocabulary import LANGUAGE_NAMES, Need
from nabij.web.desk.buddies.volunteer_form import VolunteerForm
from nabij.web.desk.buddies.words import kinds_in_words
from nabij.web.desk.cases.merging import BOTH, THEIRS, YOURS, Difference
from nabij.web.partner.fields import written
from nabij.web.week_words import free_in_words

#: What can stand beside each other: lists and a thing a line.
_BESIDE = ("kinds", "languages", "free", "likes", "words", "avoid", "avoid_words")


def differences(yours: Mapping[str, Any], theirs: Volunteer) -> list[Difference]:
    """Everything that differs. What can stand beside each other does, so that nothing goes by itself."""
    found = []
    for name in FIELDS:
        mine, other = yours[name], getattr(theirs, name)
        if mine == other:
            continue
        beside = name in _BESIDE
        first = BOTH if beside else YOURS if mine else THEIRS
        told = _in_words(name, mine), _in_words(name, other)
        found.append(Difference(name, _label(name), *told, beside, first))
    return found


def with_choices(
    yours: dict[str, Any], theirs: Volunteer, posted: Mapping[str, Any]
) -> dict[str, Any]:
    """Yours, but for what was chosen otherwise (`take-<field>`: theirs or both)."""
    values = dict(yours)
    for name in FIELDS:
        chosen, other = posted.get(f"take-{name}"), getattr(theirs, name)
        if chosen == THEIRS:
            values[name] = other
        elif chosen == BOTH and name in _BESIDE:
            values[name] = _together(yours[name], other)
    return values


def _together(mine: Any, other: Any) -> Any:
    """Theirs first, then what is only in yours."""
    if isinstance(mine or other, list):
        return list(dict.fromkeys((*(other or ()), *(mine or ()))))
    lines = [*(other or "").splitlines(), *(mine or "").splitlines()]
    return "\n".join(dict.fromkeys(lines))


def _label(name: str) -> str:
    field = VolunteerForm.base_fields.get(name)
    return str(
        field.label if field else Volunteer._meta.get_field("free").verbose_name
    ).capitalize()


def _in_words(name: str, value: Any) -> str:
    if not value:
        return ""
    if name == "free":
        return free_in_words(value)
    if name == "kinds":
        return kinds_in_words(value)
    if name == "languages":
        return ", ".join(LANGUAGE_NAMES.get(one, one) for one in value)
    if name in ("likes", "avoid"):
        return ", ".join(str(Need(one).label) for one in value if one in Need)
    if name == "area":
        return str(value.name)
    return written(value) if name.endswith("_on") else str(value)
