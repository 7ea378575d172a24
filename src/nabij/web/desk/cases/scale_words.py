"""Questionnaires in words for staff: their items, and what a score says and does not say."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.casework.actions.measuring import DIRECT_QUESTION
from nabij.casework.models import ScaleScore
from nabij.methods.scales import SCALES, Band, Scale
from nabij.methods.scales.english import ANSWERS, ITEMS

#: Questionnaires in the order in which they are offered: the short one first.
NAMES: dict[str, str | Promise] = {
    "djg6": gettext_lazy("De Jong Gierveld, 6 items"),
    "djg11": gettext_lazy("De Jong Gierveld, 11 items"),
    "ucla3": gettext_lazy("UCLA, 3 items"),
    DIRECT_QUESTION: gettext_lazy("The direct question"),
}
_BANDS: dict[str, str | Promise] = {
    "not": gettext_lazy("not lonely"),
    "moderately": gettext_lazy("moderately lonely"),
    "strongly": gettext_lazy("strongly lonely"),
    "very_strongly": gettext_lazy("very strongly lonely"),
    "under_6": gettext_lazy("below 6"),
    "6_or_more": gettext_lazy("6 or more, commonly read as lonely"),
    "often_or_always": gettext_lazy("often or always"),
    "some_of_the_time": gettext_lazy("some of the time"),
    "occasionally": gettext_lazy("occasionally"),
    "hardly_ever": gettext_lazy("hardly ever"),
    "never": gettext_lazy("never"),
}
_DIRECT_ITEM = {"nl": "Hoe vaak voelt u zich eenzaam?", "en": "How often do you feel lonely?"}
_DIRECT_ANSWERS: dict[str, tuple[str, ...]] = {
    "nl": ("vaak of altijd", "soms", "af en toe", "bijna nooit", "nooit"),
    "en": ("often or always", "some of the time", "occasionally", "hardly ever", "never"),
}
#: In Dutch these have no published wording that we know.
OWN_TRANSLATION = frozenset({"ucla3", DIRECT_QUESTION})


@dataclass(frozen=True, slots=True)
class Questions:
    """A questionnaire as it is asked. items: number and text; answers: from 1 on; own: our own translation."""

    scale: str
    name: str
    language: str
    items: tuple[tuple[int, str], ...]
    answers: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A score in words. parts: the emotional and the social part; bands: how its rule reads a total."""

    row: ScaleScore
    name: str
    total: str
    parts: tuple[str, ...]
    bands: str
    source: str


def questions(scale: str, language: str) -> Questions:
    """The items and answers in this language (nl or en). KeyError for an unknown scale."""
    name, own = str(NAMES[scale]), language == "nl" and scale in OWN_TRANSLATION
    if scale == DIRECT_QUESTION:
        item, answers = _DIRECT_ITEM[language], _DIRECT_ANSWERS[language]
        return Questions(scale, name, language, ((1, item),), answers, own)
    known = SCALES[scale]
    items = known.items if language == "nl" else {n: ITEMS[scale][n] for n in known.items}
    named = known.answers if language == "nl" else ANSWERS[scale]
    return Questions(scale, name, language, tuple(items.items()), named, own)


def score_in_words(row: ScaleScore) -> Told:
    """What a kept score says."""
    name = str(NAMES.get(row.scale, row.scale))
    scale = SCALES.get(row.scale)
    if scale is None:
        answer = str(_BANDS.get(row.band, "")) or _("not answered")
        return Told(row, name, answer, (), "", "Office for National Statistics")
    rule = scale.rule(row.rule)
    return Told(row, name, _total(row, scale), _parts(row, scale), _bands(rule.total), rule.source)


def _total(row: ScaleScore, scale: Scale) -> str:
    if row.total is None:
        return _("no score: %(number)s items were left open") % {"number": row.missing}
    told = {"total": row.total, "most": _most(scale), "band": _BANDS.get(row.band, row.band)}
    return _("%(total)s of %(most)s: %(band)s") % told


def _parts(row: ScaleScore, scale: Scale) -> tuple[str, ...]:
    if not scale.emotional:
        return ()
    open_ = _("left open")
    return (
        _("emotional part: %(score)s of %(most)s")
        % {
            "score": open_ if row.emotional is None else row.emotional,
            "most": len(scale.emotional),
        },
        _("social part: %(score)s of %(most)s")
        % {"score": open_ if row.social is None else row.social, "most": len(scale.social)},
    )


def _bands(bands: tuple[Band, ...]) -> str:
    return "; ".join(f"{_BANDS.get(band.code, band.code)} ≥ {band.least}" for band in bands)


def _most(scale: Scale) -> int:
    return len(scale.items) * (1 if scale.counted else len(scale.answers))
