"""The questionnaires in English, for who answers better in it. The scores are those of the Dutch items of the same number.

De Jong Gierveld: the English wording that its authors publish with the scale (De Jong Gierveld & Kamphuis 1985; manual
of the Vrije Universiteit). UCLA: Hughes, Waite, Hawkley & Cacioppo 2004. The direct question: Office for National
Statistics. The Dutch wording of the last two is Nabij's own translation, and says so where it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_GIERVELD = {
    1: "There is always someone I can talk to about my day-to-day problems",
    2: "I miss having a really close friend",
    3: "I experience a general sense of emptiness",
    4: "There are plenty of people I can lean on when I have problems",
    5: "I miss the pleasure of the company of others",
    6: "I find my circle of friends and acquaintances too limited",
    7: "There are many people I can trust completely",
    8: "There are enough people I feel close to",
    9: "I miss having people around",
    10: "I often feel rejected",
    11: "I can call on my friends whenever I need them",
}
_UCLA = {
    1: "How often do you feel that you lack companionship?",
    2: "How often do you feel left out?",
    3: "How often do you feel isolated from others?",
}

ITEMS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {"djg11": _GIERVELD, "djg6": _GIERVELD, "ucla3": _UCLA}
)
"""Scale → item number → its English text."""

ANSWERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "djg11": ("no", "more or less", "yes"),
        "djg6": ("no", "more or less", "yes"),
        "ucla3": ("hardly ever", "some of the time", "often"),
    }
)
"""Scale → the names of its answers from 1 on."""
