"""Measures of how people feel about the contacts they have, scored exactly as their authors say.

For use after someone wants support, and to describe groups; never to screen people, and not to diagnose
one person. Each score carries the version of the rule it was made by, for cut-offs differ between sources
and years: never join scores of two rules in one series.
"""

from nabij.methods.scales.answers import BadAnswerError, read_answer
from nabij.methods.scales.gierveld import DJG6, DJG11
from nabij.methods.scales.model import Answers, Band, Rule, Scale, Score
from nabij.methods.scales.scoring import band_of, score
from nabij.methods.scales.ucla import DIRECT, UCLA3

SCALES = {scale.code: scale for scale in (DJG11, DJG6, UCLA3)}
"""The scales by the code under which they are known on the command line."""

__all__ = [
    "DIRECT", "DJG6", "DJG11", "SCALES", "UCLA3", "Answers", "BadAnswerError", "Band", "Rule", "Scale",
    "Score", "band_of", "read_answer", "score",
]  # fmt: skip
