"""Money, ages, languages, yes and no, codes and contacts, as people write them in a table."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _

from nabij.core.vocabulary import LANGUAGE_NAMES
from nabij.exchange.offers.moments import NotUnderstoodError
from nabij.exchange.reading.wire import Cell

YES = frozenset(["ja", "j", "yes", "y", "x", "1", "true", "waar", "✓", "v", "aanwezig", "wel"])
NO = frozenset(["nee", "n", "no", "0", "false", "onwaar", "-", "niet", "geen"])
FREE = frozenset(
    ["gratis", "geen", "free", "0", "0,00", "0,-", "nihil", "kosteloos", "none", "niets"]
)

AMOUNT = re.compile(
    r"(?:€|eur(?:o)?)?\s*(?<![\d.,])(?P<euro>\d{1,4})(?:[.,](?P<cent>\d{1,2}|-{1,2}))?(?![.,]?\d)\s*(?:€|euro\b)?"
    r"(?:\s*(?P<per>per\s+\w+|p/m|p\.m\.|pm\b|p\.p\.|/\s*\w+))?",
    re.IGNORECASE,
)
VISIT = frozenset(
    [
        "keer",
        "bezoek",
        "les",
        "dag",
        "ochtend",
        "middag",
        "avond",
        "bijeenkomst",
        "persoon",
        "maaltijd",
        "activiteit",
        "dagdeel",
        "visit",
        "time",
        "session",
        "person",
        "lesson",
        "meal",
        "wandeling",
    ]
)
MONTH = frozenset(["maand", "mnd", "month", "p/m", "p.m.", "pm"])


def plain(text: str) -> str:
    """Small letters without accents or signs, single spaces: for comparing what people write."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join(letters.split())


def parse_yes_no(cell: Cell) -> bool:
    """Ja or nee in many ways."""
    if isinstance(cell, bool):
        return cell
    text = str(cell).strip().casefold().removesuffix(".0")
    if text in YES:
        return True
    if text in NO:
        return False
    raise NotUnderstoodError(_("“%(text)s” is neither “ja” nor “nee”.") % {"text": text[:60]})


@dataclass
class Cost:
    """What one pays: euros a visit, euros a month (None: not told), and what else was said."""

    visit: Decimal | None = None
    month: Decimal | None = None
    note: str = ""


def parse_cost(cell: Cell) -> Cost:
    """“gratis”, “€ 3,50 per keer”, “12,50 per maand”; what is said besides stays as a note."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Cost(visit=Decimal(str(round(cell, 2))))
    text = " ".join(str(cell).split())
    if text.casefold().strip(".!") in FREE:
        return Cost(Decimal(0), Decimal(0))
    cost, rest = _amounts(text)
    if re.search(r"\bgratis\b|\bkosteloos\b|\bfree\b", rest, re.IGNORECASE) and cost == Cost():
        cost = Cost(Decimal(0), Decimal(0))
    if plain(rest) not in ("", "of", "en", "or", "euro"):
        cost.note = text
    return cost


def _amounts(text: str) -> tuple[Cost, str]:
    """The amounts with what they are for, and the text without them."""
    cost, rest = Cost(), text
    for match in AMOUNT.finditer(text):
        amount = _amount(match)
        per = (match["per"] or "").casefold().removeprefix("per").strip(" /")
        if per in MONTH and cost.month is None:
            cost.month = amount
        elif (not per or per in VISIT or per == "p.p.") and cost.visit is None:
            cost.visit = amount
        else:
            continue
        rest = rest.replace(match.group(), " ", 1)
    return cost, rest


def _amount(match: re.Match[str]) -> Decimal:
    cent = match["cent"] or "0"
    return Decimal(f"{match['euro']}.{'00' if cent.startswith('-') else cent.ljust(2, '0')}")


def parse_ages(text: str) -> tuple[int | None, int | None]:
    """“55+”, “vanaf 18”, “18-65”, “12 t/m 18 jaar”, “tot 27”: lowest and highest age (None: no limit)."""
    said = re.sub(
        r"^(?:van|tussen|between)\b|\b(?:jaar|jarigen|years?|leeftijd|old|oud|en)\b",
        " ",
        text.casefold(),
    ).strip()
    said = " ".join(said.split())
    if plain(said) in ("", "alle", "alle leeftijden", "iedereen", "all", "alle leeftijd"):
        return None, None
    if match := re.fullmatch(r"(\d{1,3}) ?(?:-|–|t/m|tot|to|tot met)? ?(\d{1,3})", said):
        low, high = int(match[1]), int(match[2])
        if low <= high:
            return low, high
    if match := re.fullmatch(
        r"(?:(?:vanaf|from|min\.?) ?(\d{1,3})|(\d{1,3}) ?(?:\+|plus|ouder|of ouder))", said
    ):
        return int(match[1] or match[2]), None
    if match := re.fullmatch(r"(?:tot|t/m|max\.?|until|onder|under) ?(\d{1,3})", said):
        return None, int(match[1]) - (1 if said.startswith(("onder", "under")) else 0)
    raise NotUnderstoodError(
        _("“%(text)s” is not an age. Write it as 55+, 18-65 or tot 27.") % {"text": text[:60]}
    )


def parse_number(cell: Cell, low: float, high: float) -> float:
    """A number with a point or a comma."""
    try:
        number = float(str(cell).strip().replace(",", "."))
    except ValueError:
        raise NotUnderstoodError(
            _("“%(text)s” is not a number.") % {"text": str(cell)[:60]}
        ) from None
    if not low <= number <= high:
        raise NotUnderstoodError(
            _("%(number)s is not between %(low)s and %(high)s.")
            % {"number": str(cell).strip(), "low": f"{low:g}", "high": f"{high:g}"}
        )
    return number


_DUTCH_LANGUAGES = {
    "nederlands": "nl", "dutch": "nl", "engels": "en", "arabisch": "ar", "arabic": "ar",
    "turks": "tr", "turkish": "tr", "pools": "pl", "polish": "pl", "oekraiens": "uk",
    "ukrainian": "uk", "frans": "fr", "french": "fr", "duits": "de", "german": "de",
    "spaans": "es", "spanish": "es", "somalisch": "so", "somali": "so", "tigrinya": "ti",
    "tigrinja": "ti", "farsi": "fa", "perzisch": "fa", "persian": "fa", "dari": "fa",
    "chinees": "zh", "chinese": "zh", "mandarijn": "zh", "russisch": "ru", "russian": "ru",
    "bulgaars": "bg", "bulgarian": "bg", "roemeens": "ro", "romanian": "ro", "portugees": "pt",
    "portuguese": "pt", "indonesisch": "id", "indonesian": "id", "fries": "fy", "frisian": "fy",
    "papiaments": "pap", "papiamento": "pap", "gebarentaal": "dse", "ngt": "dse",
    "nederlandse gebarentaal": "dse", "italiaans": "it", "italian": "it", "hongaars": "hu",
    "hungarian": "hu", "grieks": "el", "greek": "el", "koerdisch": "ku", "kurdish": "ku",
    "urdu": "ur", "hindi": "hi", "vietnamees": "vi", "vietnamese": "vi", "amhaars": "am",
    "amharic": "am", "berbers": "ber", "tamazight": "ber", "bosnisch": "bs", "kroatisch": "hr",
    "servisch": "sr", "albanees": "sq", "pasjtoe": "ps", "pashto": "ps", "sranan": "srn",
    "sranantongo": "srn", "tamil": "ta", "thais": "th", "thai": "th",
}  # fmt: skip


@cache
def _languages() -> dict[str, str]:
    known = {plain(name): code for code, name in LANGUAGE_NAMES.items()}
    known |= {code: code for code in (*LANGUAGE_NAMES, *_DUTCH_LANGUAGES.values())}
    return known | _DUTCH_LANGUAGES


def parse_languages(text: str) -> list[str]:
    """Codes of the languages that are named in Dutch, English, themselves or by ISO 639 code."""
    known, codes = _languages(), []
    for part in split(text):
        code = known.get(plain(part))
        if code is None:
            raise NotUnderstoodError(
                _("The language “%(text)s” is not known. Write its name, or its code such as ar.")
                % {"text": part[:60]}
            )
        codes.append(code)
    return list(dict.fromkeys(codes))


def split(text: str) -> list[str]:
    """The parts of a list in one cell."""
    parts = re.split(r"[;,/|\n]|\s+en\s+|\s+and\s+|\s*&\s*|\s*\+\s*", text)
    return [part.strip() for part in parts if part.strip()]


def parse_codes(
    text: str, choices: type[TextChoices], synonyms: dict[str, str] | None = None
) -> list[str]:
    """Codes of a shared vocabulary, by code or by name in either language."""
    known = _names_of(choices) | (synonyms or {})
    whole = known.get(plain(text))
    if whole is not None:  # a name may hold a comma or “en”
        return [whole]
    codes = []
    for part in split(text):
        code = known.get(plain(part))
        if code is None:
            raise NotUnderstoodError(
                _("“%(text)s” is not known here. Choose from: %(names)s.")
                % {"text": part[:60], "names": ", ".join(str(c.label) for c in choices)}
            )
        codes.append(code)
    return list(dict.fromkeys(codes))


@cache
def _names_of(choices: type[TextChoices]) -> dict[str, str]:
    known: dict[str, str] = {}
    for language in ("nl", "en"):
        with translation.override(language):
            known |= {plain(str(choice.label)): str(choice.value) for choice in choices}
    return known | {plain(str(choice.value)): str(choice.value) for choice in choices}


EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?:\+|00)?\d[\d\s().-]{6,18}\d")


@dataclass
class Contact:
    """What a mixed cell holds."""

    name: str = ""
    phone: str = ""
    email: str = ""


def parse_contact(text: str) -> Contact:
    """“Fatima, 010 - 123 45 67, fatima@voorbeeld.nl” in its parts."""
    email = EMAIL.search(text)
    rest = text.replace(email.group(), " ") if email else text
    phone = PHONE.search(rest)
    rest = rest.replace(phone.group(), " ") if phone else rest
    name = re.sub(
        r"\b(tel|telefoon|e-?mail|mail|bel|bellen|via|of|en)\b\.?:?", " ", rest, flags=re.IGNORECASE
    )
    name = " ".join(name.split()).strip(" ,;:/|-–()")
    return Contact(name, phone.group().strip() if phone else "", email.group() if email else "")


def parse_phone(cell: Cell) -> str:
    """A phone number; the nought that a spreadsheet dropped is put back."""
    text = str(cell).strip().removesuffix(".0")
    digits = re.sub(r"\D", "", text)
    if isinstance(cell, int | float) and len(digits) == 9:
        text = digits = f"0{digits}"
    if not 3 <= len(digits) <= 15:
        raise NotUnderstoodError(_("“%(text)s” is not a phone number.") % {"text": text[:60]})
    return text


def parse_email(text: str) -> str:
    """An e-mail address."""
    found = EMAIL.fullmatch(text.strip().removeprefix("mailto:"))
    if not found:
        raise NotUnderstoodError(_("“%(text)s” is not an e-mail address.") % {"text": text[:60]})
    return found.group()


def parse_website(text: str) -> str:
    """A web address; https:// is put in front where it is missing."""
    address = text.strip()
    if not re.match(r"https?://", address, re.IGNORECASE):
        address = f"https://{address}"
    if not re.fullmatch(
        r"https?://[^\s/.]+(?:\.[^\s/.]+)+(?::\d+)?(?:[/?#]\S*)?", address, re.IGNORECASE
    ):
        raise NotUnderstoodError(_("“%(text)s” is not a web address.") % {"text": text[:60]})
    return address


def listed(parts: Iterable[object]) -> str:
    """Parts with commas between."""
    return ", ".join(str(part) for part in parts)
