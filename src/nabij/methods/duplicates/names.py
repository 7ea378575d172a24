"""Names of organisations, places and offers, compared as people would: "St. de Brug" is "Stichting De Brug".

Words that say little (legal forms, articles) weigh nothing, words of a kind ("buurthuis") a little. Words that tell two
of a kind apart (dinsdag and donderdag, mannen and vrouwen, 1 and 2) weigh against: see `contrasts`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from urllib.parse import urlsplit

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from nabij.methods.text import fold

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SHORT = {
    "st": "stichting", "sticht": "stichting", "stg": "stichting", "ver": "vereniging", "veren": "vereniging",
    "bieb": "bibliotheek", "bib": "bibliotheek", "act": "activiteiten", "gem": "gemeente", "org": "organisatie",
    "wmo": "wmo", "ob": "bibliotheek", "sv": "sportvereniging", "afd": "afdeling", "gr": "groep", "hv": "handbalvereniging",
    "ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag", "za": "zaterdag",
}  # fmt: skip
#: Weigh nothing.
_EMPTY = frozenset(
    {
        "stichting", "vereniging", "cooperatie", "bv", "nv", "vof", "ua", "de", "het", "een", "t", "van", "voor", "en",
        "in", "op", "te", "ten", "ter", "der", "den", "bij", "met", "aan", "om", "s", "n", "the", "of", "and",
    }
)  # fmt: skip
#: Weigh a little: what kind of thing it is.
_OF_A_KIND = frozenset(
    {
        "buurthuis", "wijkcentrum", "dorpshuis", "buurtcentrum", "wijkgebouw", "buurtkamer", "centrum", "huis",
        "gebouw", "zaal", "club", "groep", "kring", "afdeling", "vestiging", "locatie", "team", "activiteit",
        "activiteiten", "ontmoetingscentrum", "ontmoetingsplek", "sportvereniging", "voetbalvereniging", "bewoners",
        "wijkvereniging", "bewonersvereniging", "buurtvereniging", "samen", "welzijn", "organisatie",
    }
)  # fmt: skip
_A_LITTLE = 0.4
#: Of one line, two names that each hold another word (or part of one) are about two things.
_CONTRASTS: tuple[dict[str, str], ...] = (
    {day: day for day in ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")},
    {"ochtend": "ochtend", "middag": "middag", "avond": "avond", "lunch": "middag", "ontbijt": "ochtend"},
    {"mannen": "m", "heren": "m", "vaders": "m", "vrouwen": "v", "dames": "v", "moeders": "v", "meiden": "v"},
    {
        "kinderen": "kind", "kinder": "kind", "peuter": "peuter", "baby": "baby", "jongeren": "jong", "jeugd": "jong",
        "tiener": "jong", "ouderen": "oud", "senioren": "oud", "plussers": "oud", "volwassenen": "volwassen",
    },
    {"beginner": "begin", "gevorderd": "verder", "halfgevorderd": "half"},
    {"noord": "noord", "oost": "oost", "zuid": "zuid", "west": "west"},
    {word: word for word in ("turks", "arabisch", "pools", "engels", "spaans", "frans", "duits", "somalisch", "italiaans")},
    {word: word for word in ("lente", "zomer", "herfst", "winter", "kerst", "pasen", "sinterklaas")},
    {
        word: word
        for word in (
            "yoga", "tai", "pilates", "bridge", "biljart", "schaak", "dam", "klaverjas", "sjoel", "bingo", "zang",
            "koor", "dans", "brei", "schilder", "teken", "wandel", "fiets", "zwem", "tennis", "voetbal", "handbal",
            "judo", "gym", "jeu", "darts", "koken", "eet", "koffie", "computer", "taal", "voorlees", "repair",
        )
    },
)  # fmt: skip
#: Hosts on which anybody has a page.
_ANYBODYS = (
    "facebook.com", "instagram.com", "linkedin.com", "twitter.com", "x.com", "youtube.com", "google.com", "wixsite.com",
    "wordpress.com", "jimdosite.com", "webador.nl", "weebly.com", "nextdoor.nl", "eventbrite.nl", "socialekaart.nl",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, plain and written out, in their order."""
    return tuple(_written_out(word) for word in _WORD.findall(fold(name)))


def _written_out(word: str) -> str:
    """Without shortening, and legal forms without mistakes in typing: they must weigh nothing."""
    if len(word) > 7:
        for form in ("stichting", "vereniging", "cooperatie"):
            if OSA.distance(word, form, score_cutoff=2) <= 2:
                return form
    return _SHORT.get(word, word)


@lru_cache(maxsize=20_000)
def telling_words(name: str) -> tuple[str, ...]:
    """The words that say which one it is; all of them where none does."""
    words = name_words(name)
    return tuple(word for word in words if word not in _EMPTY) or words


def name_likeness(left: str, right: str, common: frozenset[str] = frozenset()) -> float:
    """0, nothing alike, to 1, the same name: shared words by their weight, mistakes in typing and spaces forgiven.

    common: words that say little here, such as the name of the municipality.
    """
    a, b = telling_words(left), telling_words(right)
    if not a or not b:
        return 0.0
    glued, other = "".join(a), "".join(b)
    if glued == other:
        return 1.0
    by_letters = (
        max(fuzz.ratio(glued, other), fuzz.ratio("".join(sorted(a)), "".join(sorted(b)))) / 100
    )
    # A mistake or two leaves the letters nearly the same; two different short names are that too.
    by_letters = by_letters if by_letters >= 0.9 else by_letters * 0.8
    alike = max(_shared(a, b, common), by_letters)
    if alike < WITHIN and _within(a, b, common):
        return WITHIN
    return round(alike, 4)


#: How alike two names are of which one is the other with something added.
WITHIN = 0.74


def _within(a: tuple[str, ...], b: tuple[str, ...], common: frozenset[str]) -> bool:
    """Whether one name holds all of the other, words or letters, and that says which one it is."""
    less, more = sorted((a, b), key=lambda words: len("".join(words)))
    tells = sum(_weight(word, common) for word in less) >= 1
    letters = "".join(less)
    held = all(any(_same(word, other) for other in more) for word in less)
    return tells and (held or (len(letters) >= 8 and letters in "".join(more)))


def contrasts(left: str, right: str) -> int:
    """In how many ways the names say that they are two of a kind: another day, other people, another number."""
    a, b = name_words(left), name_words(right)
    apart = sum(_apart(_values(a, line), _values(b, line)) for line in _CONTRASTS)
    return apart + _apart(_numbers(a), _numbers(b))


def branches(left: str, right: str) -> bool:
    """Whether two names share something and each has a word of its own: "Bibliotheek Noord", "Bibliotheek Zuid"."""
    a, b = telling_words(left), telling_words(right)
    only_a = [word for word in a if not any(_same(word, other) for other in b)]
    only_b = [word for word in b if not any(_same(word, other) for other in a)]
    return bool(only_a and only_b) and len(only_a) < len(a)


def plain_phone(number: str) -> str:
    """Digits as dialled in the Netherlands; empty for what is no number."""
    digits = re.sub(r"\D", "", number)
    digits = re.sub(r"^(?:0031|31(?=\d{9}$))0?", "0", digits)
    return digits if 9 <= len(digits) <= 11 or digits.startswith(("0800", "0900", "14")) else ""


def site_of(address: str) -> str:
    """The host of a web address without "www."; empty where anybody has a page."""
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    host = host.removeprefix("www.")
    return "" if any(host == one or host.endswith(f".{one}") for one in _ANYBODYS) else host


def _shared(a: tuple[str, ...], b: tuple[str, ...], common: frozenset[str]) -> float:
    """Weight of the words that both have, out of all: a Jaccard index that forgives typing."""
    left, right = list(a), list(b)
    both = 0.0
    for word in sorted(set(a), key=len, reverse=True):
        best = max(right, key=lambda other: _same(word, other), default="")
        alike = _same(word, best) if best else 0.0
        if alike:
            both += alike * max(_weight(word, common), _weight(best, common))
            left.remove(word)
            right.remove(best)
    rest = sum(_weight(word, common) for word in (*left, *right))
    return both / (both + rest) if both else 0.0


def _same(word: str, other: str) -> float:
    """1 for the same word, less for one mistyped, 0 for another word. Numbers are the same or not."""
    if word == other:
        return 1.0
    if word.isdigit() or other.isdigit() or min(len(word), len(other)) < 4:
        return 0.0
    mistakes = OSA.distance(word, other, score_cutoff=2)
    if mistakes <= (1 if max(len(word), len(other)) < 8 else 2):
        return 0.9
    return 0.8 if JaroWinkler.similarity(word, other) >= 0.94 else 0.0


def _weight(word: str, common: frozenset[str]) -> float:
    if word in _EMPTY:
        return 0.0
    return _A_LITTLE if word in _OF_A_KIND or word in common else 1.0


def _values(words: tuple[str, ...], line: dict[str, str]) -> set[str]:
    return {value for part, value in line.items() for word in words if _holds(word, part)}


def _holds(word: str, part: str) -> bool:
    return word == part or (len(part) > 3 and word != "centrum" and part in word)


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {word.lstrip("0") for word in words if word.isdigit()}


def _apart(a: set[str], b: set[str]) -> int:
    return int(bool(a and b and a.isdisjoint(b)))


def initials(name: str) -> str:
    """The first letters of the telling words, as clubs shorten their names."""
    return "".join(word[0] for word in telling_words(name))


def shortened(left: str, right: str) -> bool:
    """Whether one name is the initials of the other: "KBO" of "Katholieke Bond van Ouderen"."""
    for short, long in ((left, right), (right, left)):
        words, letters = telling_words(short), initials(long)
        if len(words) == 1 and 3 <= len(words[0]) == len(letters):
            return all(a == b for a, b in zip_longest(words[0], letters))
    return False
