"""What joining costs: from cost options and sentences about fees to euros a visit and a month, and back."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.ids import part_id
from nabij.exchange.hsds.values import date_of

NOTE_LENGTH = 200
HIGHEST = Decimal("99999.99")
_FREE = re.compile(
    r"(none|no (fee|charge|cost)s?|free( of charge| entry| admission)?|nothing|gratis|kosteloos|"
    r"geen( kosten)?|vrije toegang|nvt|n\.v\.t\.|0|€ ?0([.,]00|,-)?)[.!]?",
    re.IGNORECASE,
)
_MONTHLY = re.compile(r"\b(month|monthly|maand|maandelijks|p/?m)\b", re.IGNORECASE)
#: Amounts for these terms are no price of a visit or a month.
_OTHER_TERM = re.compile(
    r"\b(year|yearly|annual|annum|jaar|jaarlijks|kwartaal|quarter|week|season|seizoen|course|cursus)\b",
    re.IGNORECASE,
)
_KEYS = ("cost_options", "fees_description", "fees")


@dataclass(frozen=True, slots=True)
class Cost:
    """Euros; None: not told. `note`: None when nothing was said about it."""

    per_visit: Decimal | None = None
    per_month: Decimal | None = None
    note: str | None = None


def told(record: Fields) -> Fields:
    """The fields of a service that speak of money."""
    return {key: record[key] for key in _KEYS if key in record}


def read(record: Fields, today: dt.date) -> Cost:
    """The price that holds on `today`: the first cost option without a condition, else the first.

    Amounts in other money than euros, or for other terms than a visit or a month, are only a note.
    """
    options = [each for each in record.get("cost_options", []) if _holds(each, today)]
    note = _note(record, options)
    priced = [(each, amount) for each in options if (amount := _amount(each)) is not None]
    priced.sort(key=lambda pair: bool(pair[0].get("option")))
    visit = next((amount for each, amount in priced if _per(each) == "visit"), None)
    month = next((amount for each, amount in priced if _per(each) == "month"), None)
    if visit is None and month is None and not record.get("cost_options"):
        text = str(record.get("fees_description") or record.get("fees") or "").strip()
        if _FREE.fullmatch(text):
            visit = Decimal("0.00")
    return Cost(visit, month, note)


def _holds(option: Fields, today: dt.date) -> bool:
    start, end = date_of(option.get("valid_from")), date_of(option.get("valid_to"))
    return (start is None or start <= today) and (end is None or today <= end)


def _amount(option: Fields) -> Decimal | None:
    amount: Any = option.get("amount")
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        return None
    money = Decimal(str(amount)).quantize(Decimal("0.01"))
    if not Decimal(0) <= money <= HIGHEST:
        return None
    foreign = str(option.get("currency", "EUR")).upper() not in ("EUR", "EURO", "€", "")
    return None if foreign and money else money


def _per(option: Fields) -> str:
    if option.get("per") in ("visit", "month"):
        return str(option["per"])
    text = f"{option.get('amount_description', '')} {option.get('option', '')}"
    if _MONTHLY.search(text):
        return "month"
    return "other" if _OTHER_TERM.search(text) and option.get("amount") else "visit"


def _note(record: Fields, options: list[Fields]) -> str | None:
    text = record.get("fees_description") or record.get("fees")
    if text is None:
        lines = [_line(each) for each in options if _amount(each) is None or _per(each) == "other"]
        text = "; ".join(line for line in lines if line)
    return cut(str(text), NOTE_LENGTH) if text else None


def _line(option: Fields) -> str:
    parts = (option.get("option"), _price(option), option.get("amount_description"))
    return " ".join(str(part) for part in parts if part)


def _price(option: Fields) -> str:
    amount = option.get("amount")
    return (
        f"{amount} {str(option.get('currency', '')).upper()}".strip() if amount is not None else ""
    )


def cut(text: str, longest: int) -> str:
    """The text in at most so many characters, with … where something fell off."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def write(per_visit: Decimal | None, per_month: Decimal | None, note: str, owner: str) -> Fields:
    """The fields of a service for these prices."""
    options = [
        _option(owner, per, amount, words)
        for per, amount, words in (
            ("visit", per_visit, "per bezoek"),
            ("month", per_month, "per maand"),
        )
        if amount is not None
    ]
    fields: Fields = {"cost_options": options} if options else {}
    return fields | ({"fees_description": note} if note else {})


def _option(owner: str, per: str, amount: Decimal, words: str) -> Fields:
    number = float(amount)
    return {
        "id": part_id(owner, "cost", per),
        "currency": "EUR",
        "amount": int(number) if number == int(number) else number,
        "amount_description": words,
        "per": per,
    }
