"""Normal forms for blind indexes: what counts as the same value."""

import re
import unicodedata
from collections.abc import Callable


def lower(text: str) -> str:
    """Without case, outer spaces and differences in how Unicode writes the same letter."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def phone(text: str) -> str:
    """Dutch numbers as `0612345678`, others as digits with their country: `3212345678`."""
    plus = text.strip().startswith("+")
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if digits.startswith("00"):
        plus, digits = True, digits[2:]
    if plus and digits.startswith("31"):
        return f"0{digits[2:].removeprefix('0')}"
    return digits


def exact(text: str) -> str:
    """As it is, but for outer spaces."""
    return text.strip()


NORMAL_FORMS: dict[str, Callable[[str], str]] = {"lower": lower, "phone": phone, "exact": exact}
