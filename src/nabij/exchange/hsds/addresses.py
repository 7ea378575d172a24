"""Addresses: the one where people go, out of all that a location has, and back."""

import re
from dataclasses import dataclass

from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.costs import cut
from nabij.exchange.hsds.ids import part_id

_DUTCH_POSTCODE = re.compile(r"(\d{4}) ?([A-Za-z]{2})")
STREET, TOWN, POSTCODE = 140, 80, 10
_BEST_FIRST = ("physical", "postal", "virtual")


@dataclass(frozen=True, slots=True)
class Address:
    """As a place has it; a Dutch postcode without its space. "" where not known."""

    street: str = ""
    postcode: str = ""
    town: str = ""


def read(records: list[Fields]) -> Address:
    """The first physical address, else the first of another type."""
    for kind in _BEST_FIRST:
        for record in records:
            if record.get("address_type", "physical") == kind:
                return _address(record)
    return Address()


def _address(record: Fields) -> Address:
    lines = (str(record.get(name, "")).strip() for name in ("address_1", "address_2"))
    street = ", ".join(line for line in lines if line)
    postcode = " ".join(str(record.get("postal_code", "")).split())
    if match := _DUTCH_POSTCODE.fullmatch(postcode):
        postcode = f"{match[1]}{match[2].upper()}"
    town = str(record.get("city", "")).strip()
    return Address(cut(street, STREET), cut(postcode, POSTCODE), cut(town, TOWN))


def write(address: Address, owner: str) -> list[Fields]:
    """One address record; none for an address of which nothing is known."""
    if address == Address():
        return []
    match = _DUTCH_POSTCODE.fullmatch(address.postcode)
    return [
        {
            "id": part_id(owner, "address", "physical"),
            "address_1": address.street,
            "city": address.town,
            "state_province": "",
            "postal_code": f"{match[1]} {match[2]}" if match else address.postcode,
            "country": "NL",
            "address_type": "physical",
        }
    ]
