"""Two people wrote about one conversation: what each has, beside each other, and one out of both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nabij.casework.actions.conversations import SAID, WORDS, Said
from nabij.web.desk.cases.conversation_words import LABELS, in_words

YOURS, THEIRS, BOTH = "yours", "theirs", "both"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two people wrote differently. first: what is chosen unless somebody says otherwise."""

    name: str
    label: str
    yours: str
    theirs: str
    can_be_both: bool
    first: str


def differences(yours: Said, theirs: Said) -> list[Difference]:
    """Everything that differs. What can stand beside each other does, so that nothing goes by itself."""
    found = []
    for name in SAID:
        mine, other = getattr(yours, name), getattr(theirs, name)
        if mine == other:
            continue
        beside = _can_be_both(name, mine, other)
        first = BOTH if beside else YOURS if mine not in (None, "", False) else THEIRS
        words = in_words(name, mine), in_words(name, other)
        found.append(Difference(name, str(LABELS[name]), *words, beside, first))
    return found


def merged(yours: Said, theirs: Said, chosen: Mapping[str, str]) -> Said:
    """One out of both. chosen: field → yours, theirs or both; yours where nothing was chosen."""
    values: dict[str, Any] = {}
    for name, which in chosen.items():
        if name not in SAID:
            continue
        mine, other = getattr(yours, name), getattr(theirs, name)
        if which == THEIRS:
            values[name] = other
        elif which == BOTH and _can_be_both(name, mine, other):
            values[name] = _together(mine, other)
    return replace(yours, **values)


def _can_be_both(name: str, mine: Any, other: Any) -> bool:
    """Words and lists can stand beside each other; a number cannot. Nothing beside something is that something."""
    return bool(mine or other) and (name in WORDS or isinstance(mine or other, tuple))


def _together(mine: Any, other: Any) -> Any:
    """Theirs first, then what is only in mine."""
    if isinstance(mine or other, tuple):
        return tuple(dict.fromkeys((*(other or ()), *(mine or ()))))
    return "\n".join(dict.fromkeys([*other.splitlines(), *mine.splitlines()]))
