"""Words that label people instead of inviting them, and what to say instead. Nothing public may hold one.

A word is avoided by its stem: inflected, and inside a compound ("eenzaamheidsaanpak") it is the same word.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word to avoid. stems: letters by which it is known, several with `|`; better: what to say instead.

    inside: also known in the middle of a word; otherwise only where a word begins with it.
    """

    word: str
    stems: str
    better: str
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """An avoided word in a text: as it stands there, from which letter, and what to say instead."""

    found: str
    start: int
    avoided: Avoided


AVOIDED: dict[str, tuple[Avoided, ...]] = {
    "nl": (
        Avoided("eenzaam", "eenzam|eenzaam", "zeg wat er te doen is, of: meer mensen om u heen"),
        Avoided("isolement", "isolement|geïsoleerd|geisoleerd", "weinig mensen om u heen"),
        Avoided("kwetsbaar", "kwetsba", "noem wat er speelt: slecht ter been, net verhuisd"),
        Avoided("hulpbehoevend", "hulpbehoe", "wie hulp kan gebruiken"),
        Avoided("doelgroep", "doelgroep", "zeg voor wie: voor ouders, voor wie graag wandelt"),
        Avoided("bejaard", "bejaard", "ouder, of de leeftijd: 75 en ouder"),
        Avoided("zielig", "zielig", "laat het weg"),
        Avoided("probleemgeval", "probleemgeval|probleemgezin", "laat het weg"),
        Avoided("zorgmijder", "zorgmijd", "wie liever geen hulp vraagt"),
        Avoided("laaggeletterd", "laaggeletterd", "wie lezen en schrijven lastig vindt"),
        Avoided("achterstandswijk", "achterstandswijk|probleemwijk", "noem de wijk bij naam"),
        Avoided("allochtoon", "allochto", "noem de taal, of laat het weg"),
    ),
    "en": (
        Avoided("lonely", "lonel|lonesome", "say what there is to do, or: more people around you"),
        Avoided("isolated", "isolated|social isolation", "few people around you", inside=False),
        Avoided("vulnerable", "vulnerab", "name what it is: walking is hard, just moved"),
        Avoided("target group", "target group|target audience", "say for whom: for parents"),
        Avoided("elderly", "elderly", "older people, or the age: 75 and over", inside=False),
        Avoided("needy", "needy", "people who can use a hand", inside=False),
        Avoided("pitiful", "pitiful|pathetic", "leave it out"),
        Avoided("illiterate", "illitera", "people who find reading hard"),
    ),
}


def taboo_words(text: str, language: str) -> list[Hit]:
    """The avoided words in a text, in its order. language: `nl` or `en`; another: those of both.

    Case, soft hyphens and ways of writing accents make no difference; entities of HTML must be resolved before.
    """
    plain = unicodedata.normalize("NFC", text).replace("\N{SOFT HYPHEN}", "")
    hits = (
        _whole(plain, found, avoided)
        for avoided, pattern in _patterns(language[:2].lower())
        for found in pattern.finditer(plain)
    )
    return sorted((hit for hit in hits if hit), key=lambda hit: hit.start)


def _whole(text: str, found: re.Match[str], avoided: Avoided) -> Hit | None:
    """The whole word around the stem, so that a person recognises it; None inside a word where that is another one."""
    start, end = found.span()
    while start and _LETTER.match(text[start - 1]):
        start -= 1
    if start < found.start() and not avoided.inside:
        return None
    while end < len(text) and _LETTER.match(text[end]):
        end += 1
    return Hit(text[start:end], start, avoided)


_LETTER = re.compile(r"\w")


@cache
def _patterns(language: str) -> tuple[tuple[Avoided, re.Pattern[str]], ...]:
    chosen: Iterable[Avoided] = AVOIDED.get(language) or [
        avoided for rows in AVOIDED.values() for avoided in rows
    ]
    return tuple((avoided, _pattern(avoided)) for avoided in chosen)


def _pattern(avoided: Avoided) -> re.Pattern[str]:
    return re.compile(avoided.stems.replace(" ", r"\s+"), re.IGNORECASE)
