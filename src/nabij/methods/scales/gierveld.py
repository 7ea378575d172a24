"""The scale of De Jong Gierveld, in eleven items and in six.

Sources: De Jong Gierveld & Kamphuis 1985 (11 items), De Jong Gierveld & Van Tilburg 2006 (6 items), and
the manual of the Vrije Universiteit (1999, updated 2022): "min of meer" always counts 1; so does ja for
the emotional items and nee for the social ones; the total is not valid with more than one item open, a
subscale with any; one open item adds 0. Cut-offs of the total: vzinfo.nl and the manual. Those of the
subscales differ between sources and years, which is why each is a rule of its own.
"""

from __future__ import annotations

from types import MappingProxyType

from nabij.methods.scales.model import Band, Rule, Scale

NO, MORE_OR_LESS, YES = 1, 2, 3
ANSWERS = ("nee", "min of meer", "ja")

EMOTIONAL = frozenset({2, 3, 5, 6, 9, 10})
SOCIAL = frozenset({1, 4, 7, 8, 11})
SHORT = (3, 4, 7, 9, 8, 10)
"""The items of the short form by their number in the long one, in the order in which they are printed."""

_ITEMS = {
    1: "Er is altijd wel iemand in mijn omgeving bij wie ik met mijn dagelijkse probleempjes terecht kan",
    2: "Ik mis een echt goede vriend of vriendin",
    3: "Ik ervaar een leegte om me heen",
    4: "Er zijn genoeg mensen op wie ik in geval van narigheid kan terugvallen",
    5: "Ik mis gezelligheid om me heen",
    6: "Ik vind mijn kring van kennissen te beperkt",
    7: "Ik heb veel mensen op wie ik volledig kan vertrouwen",
    8: "Er zijn voldoende mensen met wie ik me nauw verbonden voel",
    9: "Ik mis mensen om me heen",
    10: "Vaak voel ik me in de steek gelaten",
    11: "Wanneer ik daar behoefte aan heb, kan ik altijd bij mijn vrienden terecht",
}
_COUNTED = {
    item: frozenset({MORE_OR_LESS, YES} if item in EMOTIONAL else {NO, MORE_OR_LESS})
    for item in _ITEMS
}

_TOTAL_11 = (
    Band(0, "not"), Band(3, "moderately"), Band(9, "strongly"), Band(11, "very_strongly"),
)  # fmt: skip
_TOTAL_6 = (Band(0, "not"), Band(2, "moderately"), Band(5, "strongly"))

DJG11 = Scale(
    code="djg11",
    items=MappingProxyType(_ITEMS),
    answers=ANSWERS,
    counted=MappingProxyType(_COUNTED),
    emotional=EMOTIONAL,
    social=SOCIAL,
    may_miss=1,
    rules=(
        Rule("djg11/now", "RIVM, as now", _TOTAL_11, (Band(0, "not"), Band(3, "present"))),
        Rule("djg11/2016", "RIVM 2016", _TOTAL_11, (Band(0, "not"), Band(2, "present"))),
    ),
)

DJG6 = Scale(
    code="djg6",
    items=MappingProxyType({item: _ITEMS[item] for item in sorted(SHORT)}),
    answers=ANSWERS,
    counted=MappingProxyType({item: _COUNTED[item] for item in SHORT}),
    emotional=EMOTIONAL & frozenset(SHORT),
    social=SOCIAL & frozenset(SHORT),
    may_miss=1,
    rules=(
        Rule("djg6/vu", "VU manual", _TOTAL_6, (Band(0, "not"), Band(1, "present"))),
        Rule("djg6/cbs", "CBS 2023/51", _TOTAL_6,
             (Band(0, "not"), Band(1, "sometimes"), Band(3, "often"))),
    ),
)  # fmt: skip
