"""Which fields of a service tell which fields of an offer."""

from typing import Any

from nabij.core import vocabulary as words
from nabij.directory.models import Offer
from nabij.exchange.hsds import costs, fragments, languages
from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.fragments import Fragment, Reading
from nabij.exchange.hsds.values import date_of, moment_of

#: Status in HSDS → here. `inactive` may mean either of two things; nobody should go there for now.
STATUS_READ = {
    "active": Offer.Status.OPEN,
    "inactive": Offer.Status.PAUSED,
    "temporarily closed": Offer.Status.PAUSED,
    "defunct": Offer.Status.CLOSED,
}
#: Status here → in HSDS.
STATUS_WRITTEN = {
    Offer.Status.OPEN: "active",
    Offer.Status.PAUSED: "temporarily closed",
    Offer.Status.CLOSED: "defunct",
}


def _read_status(told: Fields, _reading: Reading) -> dict[str, Any]:
    return {"status": str(STATUS_READ[told["status"]])} if "status" in told else {}


def _write_status(values: dict[str, Any], _owner: str) -> Fields:
    return {"status": STATUS_WRITTEN[Offer.Status(values["status"] or Offer.Status.OPEN)]}


def _read_cost(told: Fields, reading: Reading) -> dict[str, Any]:
    cost = costs.read(told, reading.today)
    found = {
        "cost_per_visit": cost.per_visit,
        "cost_per_month": cost.per_month,
        "cost_note": cost.note,
    }
    return {field: value for field, value in found.items() if value is not None}


def _write_cost(values: dict[str, Any], owner: str) -> Fields:
    note = values["cost_note"] or ""
    return costs.write(values["cost_per_visit"], values["cost_per_month"], note, owner)


def _read_languages(told: Fields, reading: Reading) -> dict[str, Any]:
    if "languages" not in told:
        return {"languages": []} if reading.told("languages") else {}
    return {"languages": languages.read(told["languages"], reading.findings, reading.spot)}


def _write_languages(values: dict[str, Any], owner: str) -> Fields:
    records = languages.write(values["languages"] or [], owner)
    return {"languages": records} if records else {}


def _read_checked(told: Fields, reading: Reading) -> dict[str, Any]:
    """When it was last looked at: said in so many words, or else when it was last changed."""
    for key in ("verified_on", "assured_date"):
        if checked := date_of(told.get(key)):
            return {"verified_on": checked} if checked <= reading.today else {}
    changed = moment_of(told.get("last_modified", ""))
    if changed is None or reading.told("verified_on") or changed.date() > reading.today:
        return {}
    return {"verified_on": changed.date()}


def _write_checked(values: dict[str, Any], _owner: str) -> Fields:
    checked = values["verified_on"]
    day = checked.isoformat() if checked else None
    return {"verified_on": day} | ({"assured_date": day} if day else {})


FRAGMENTS: tuple[Fragment, ...] = (
    fragments.text("name", "name", 200),
    fragments.rich_text("description", "description"),
    fragments.text("summary", "summary", 240),
    fragments.web("url", "website"),
    fragments.mail("email", "contact_email"),
    Fragment(("status",), ("status",), _read_status, _write_status),
    fragments.number("minimum_age", "age_min", 0, 130),
    fragments.number("maximum_age", "age_max", 0, 130),
    Fragment(
        ("cost_options", "fees_description", "fees"),
        ("cost_per_visit", "cost_per_month", "cost_note"), _read_cost, _write_cost,
    ),
    Fragment(("languages",), ("languages",), _read_languages, _write_languages),
    fragments.codes("mechanisms", frozenset(words.Mechanism.values)),
    fragments.codes("causes", frozenset(words.Cause.values)),
    fragments.codes("audiences", frozenset(words.Audience.values)),
    fragments.codes("accessible", frozenset(words.Access.values)),
    fragments.one_code("form", frozenset(words.Form.values)),
    fragments.one_code("reach", frozenset(words.Reach.values)),
    fragments.one_code("capacity", frozenset(words.Capacity.values)),
    fragments.one_code("only_for", frozenset(words.OnlyFor.values)),
    fragments.number("group_size", "group_size", 0, 32767),
    fragments.yes_or_no("walk_along"),
    fragments.yes_or_no("call_first"),
    fragments.text("welcomed_by", "welcomed_by", 120),
    fragments.translations(),
)  # fmt: skip
#: When it was checked is not given back in the source's words: a later check here counts.
CHECKED = Fragment(
    ("verified_on", "assured_date", "last_modified"),
    ("verified_on",),
    _read_checked,
    _write_checked,
)
#: Fields of the service that are looked after here.
KEYS = frozenset(key for fragment in (*FRAGMENTS, CHECKED) for key in fragment.keys)
#: Fields of the offer that are told here.
FIELDS = tuple(dict.fromkeys(field for fragment in FRAGMENTS for field in fragment.fields))
