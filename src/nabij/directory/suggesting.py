"""What the name of an offer tells about it: how it helps, whom, in what form. A guess, to be shown and changed.

Simple on purpose: words in a Dutch name, the most telling first. Nothing is stored that nobody saw.
"""

import re
from dataclasses import dataclass

from nabij.core.vocabulary import Audience, Cause, Form, Mechanism


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Codes of the vocabulary; `told`: whether the words said something, or this is what is usual."""

    mechanisms: tuple[str, ...]
    causes: tuple[str, ...]
    form: str
    audiences: tuple[str, ...] = ()
    told: bool = True


USUAL = Suggestion((Mechanism.MEETING,), (Cause.SMALL_NETWORK,), Form.GROUP, told=False)

_WORDS: tuple[tuple[str, Suggestion], ...] = (
    (
        r"rouw|nabestaand|weduw|verlies|afscheid|gemis",
        Suggestion(
            (Mechanism.MEANINGFUL_CONTACT, Mechanism.MEETING),
            (Cause.LOSS, Cause.PARTNER_MISSED),
            Form.GROUP,
        ),
    ),
    (
        r"mantelzorg|alzheimer|dementie|respijt",
        Suggestion(
            (Mechanism.MEANINGFUL_CONTACT,), (Cause.CARER_OVERLOAD,), Form.GROUP, (Audience.CARERS,)
        ),
    ),
    (
        r"taalcaf|taalmaatje|nederlands|taalles|taalhuis|\btaal",
        Suggestion(
            (Mechanism.ACTIVITY, Mechanism.MEETING),
            (Cause.LANGUAGE, Cause.MIGRATION_INTEGRATION),
            Form.COURSE,
        ),
    ),
    (
        r"computer|tablet|digi|internet|telefoonhulp|smartphone|ipad|whatsapp",
        Suggestion((Mechanism.PRACTICAL_SUPPORT,), (Cause.DIGITAL_SKILLS,), Form.PRACTICAL_HELP),
    ),
    (
        r"formulier|papier|belasting|geld|schuld|budget|voedselbank|weggeef|kledingbank",
        Suggestion((Mechanism.PRACTICAL_SUPPORT,), (Cause.POVERTY,), Form.PRACTICAL_HELP),
    ),
    (
        r"vervoer|automaatje|meerij|rijdt|belbus|ritten",
        Suggestion((Mechanism.PRACTICAL_SUPPORT,), (Cause.MOBILITY,), Form.PRACTICAL_HELP),
    ),
    (
        r"klus|boodschap|tuinhulp|hulp in huis",
        Suggestion((Mechanism.PRACTICAL_SUPPORT,), (Cause.HEALTH_SENSES,), Form.PRACTICAL_HELP),
    ),
    (
        r"maatje|buddy|op bezoek|bezoekdienst|belcirkel|telefooncirkel|belronde",
        Suggestion((Mechanism.MEANINGFUL_CONTACT,), (Cause.SMALL_NETWORK,), Form.ONE_TO_ONE),
    ),
    (
        r"lotgenoten|gesprek|praatgroep|luister",
        Suggestion(
            (Mechanism.MEANINGFUL_CONTACT, Mechanism.MEETING), (Cause.MENTAL_HEALTH,), Form.GROUP
        ),
    ),
    (
        r"vrijwillig|repair|burenhulp|helpen|voorlezer",
        Suggestion((Mechanism.MEANINGFUL_ROLE, Mechanism.MEETING), (Cause.MEANING,), Form.GROUP),
    ),
    (
        r"weerbaar|zelfvertrouwen|assertief|vrienden maken|vriendschap",
        Suggestion(
            (Mechanism.SOCIAL_SKILLS,), (Cause.SOCIAL_SKILLS, Cause.SELF_IMAGE), Form.COURSE
        ),
    ),
    (
        r"te leen|uitleen|leenbank|scootmobiel|riksja|duofiets",
        Suggestion((Mechanism.PRACTICAL_SUPPORT, Mechanism.ACTIVITY), (Cause.MOBILITY,), Form.LOAN),
    ),
    (
        r"cursus|les\b|lessen|training|workshop|lezing",
        Suggestion(
            (Mechanism.ACTIVITY, Mechanism.MEETING),
            (Cause.SMALL_NETWORK, Cause.MEANING),
            Form.COURSE,
        ),
    ),
    (
        r"wandel|ommetje|fiets|zwem|gym|yoga|sport|beweeg|bewegen|dans|voetbal|tai ?chi|badminton",
        Suggestion(
            (Mechanism.ACTIVITY, Mechanism.MEETING),
            (Cause.HEALTH_SENSES, Cause.SMALL_NETWORK),
            Form.GROUP,
        ),
    ),
    (
        r"koor|zing|muziek|schilder|atelier|brei|haak|naai|hout|tuin|schaak|kaart|bridge|biljart|spel|boek|lees|film",
        Suggestion(
            (Mechanism.ACTIVITY, Mechanism.MEETING),
            (Cause.SMALL_NETWORK, Cause.MEANING),
            Form.GROUP,
        ),
    ),
    (
        r"koffie|thee|inloop|soos|borrel|huiskamer|eten|eet|maaltijd|lunch|soep|kook|ontbijt",
        Suggestion((Mechanism.MEETING,), (Cause.SMALL_NETWORK,), Form.GROUP),
    ),
)
_RULES = tuple((re.compile(pattern, re.IGNORECASE), told) for pattern, told in _WORDS)


def suggestion_for(*texts: str) -> Suggestion:
    """What the first of these texts that says something tells: give the name first, then the sentence."""
    for text in texts:
        for pattern, told in _RULES:
            if pattern.search(text):
                return told
    return USUAL
