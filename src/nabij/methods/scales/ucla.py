"""The three items of UCLA, and the direct question that stands apart from them.

Sources: Hughes, Waite, Hawkley & Cacioppo 2004 for the three items (1 to 3 each, added up); 6 and over is
commonly used. The direct question is that of the Office for National Statistics: it is reported beside the
three, and never added to them. With an item open there is no score: none may be guessed.
"""

from __future__ import annotations

from types import MappingProxyType

from nabij.methods.scales.model import Band, Rule, Scale

UCLA3 = Scale(
    code="ucla3",
    items=MappingProxyType(
        {
            1: "Hoe vaak mist u gezelschap?",
            2: "Hoe vaak voelt u zich buitengesloten?",
            3: "Hoe vaak voelt u zich afgezonderd van anderen?",
        }
    ),
    answers=("bijna nooit", "soms", "vaak"),
    counted=MappingProxyType({}),
    may_miss=0,
    rules=(Rule("ucla3/1", "Hughes 2004", (Band(3, "under_6"), Band(6, "6_or_more"))),),
)

DIRECT = ("often_or_always", "some_of_the_time", "occasionally", "hardly_ever", "never")
"""The answers to the direct question, from 1 on."""
