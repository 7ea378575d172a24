"""From a row of someone's table to the records of an organisation, a place and an offer."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from nabij.core import vocabulary as words
from nabij.directory.models import Offer
from nabij.exchange.offers.columns import Matching
from nabij.exchange.offers.moments import NotUnderstoodError, parse_date, parse_dates, parse_time
from nabij.exchange.offers.phrases import (
    parse_ages,
    parse_codes,
    parse_contact,
    parse_cost,
    parse_email,
    parse_languages,
    parse_number,
    parse_phone,
    parse_website,
    parse_yes_no,
    plain,
)
from nabij.exchange.offers.rhythm import Rhythm, parse_rhythm, to_schedule
from nabij.exchange.outcomes import NUL_SIGN
from nabij.exchange.reading.wire import Cell
from nabij.exchange.records import (
    OfferRecord,
    OrganisationRecord,
    Origin,
    PlaceRecord,
    Problem,
    ScheduleRecord,
)
from nabij.methods.geo import Located, locate

Value = TypeVar("Value")
Report = Callable[[Problem], None]

#: Write this to make a field empty; an empty cell leaves it as it is.
EMPTIED = ("-", "–", "—")

FORMULA = re.compile(r'^=(?!")|^[+\-@]\s*[A-Za-z]+\s*\(')
QUOTED = re.compile(r'^="(.*)"$', re.DOTALL)  # how programs keep the noughts of ="0612345678"
#: UTF-8 that was once read as Windows-1252: “CafÃ©”, “â‚¬”, “donâ€™t”.
MOJIBAKE = re.compile(
    "Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ©«¨¯¶¼±³]|â‚¬|â€[™œ\x9d“”˜¦]|Â[ €£©«»°]"
)
DUTCH_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}")

FORM_WORDS = {
    "groep": "group", "groepsactiviteit": "group", "een op een": "one_to_one", "maatje": "one_to_one",
    "training": "course", "workshop": "course", "lening": "loan", "hulp": "practical_help",
}  # fmt: skip
STATUS_WORDS = {
    "gaat door": "open", "actief": "open", "ja": "open", "gepauzeerd": "paused", "pauze": "paused",
    "gestopt": "closed", "vervallen": "closed", "gesloten": "closed", "nee": "closed",
}  # fmt: skip


@dataclass
class RowRecords:
    """What a row holds."""

    offer: OfferRecord
    organisation: OrganisationRecord
    place: PlaceRecord | None
    by_content: bool  # no id column: recognised by organisation, name and place


class RowReader:
    """One row, asked column by column; what is not understood is reported with its column."""

    def __init__(
        self,
        matching: Matching,
        origin: Origin,
        cells: list[Cell],
        today: dt.date,
        report: Report,
        formulas: dict[int, bool] | None = None,
    ) -> None:
        self.matching = matching
        self.origin = origin
        self.today = today
        self._cells = cells
        self._report = report
        self._formulas = formulas or {}  # position → whether it reaches out of the workbook
        self._checked: dict[str, Cell] = {}
        self.sound = True
        self.refused: set[str] = set()

    def cell(self, key: str) -> Cell:
        """The cell of a column; empty text where there is none, or where it is refused."""
        position = self.matching.columns.get(key)
        if position is None or position >= len(self._cells):
            return ""
        if key not in self._checked:
            cell = self._check(key, self._cells[position])
            self._checked[key] = self._without_formula(key, position, cell)
        return self._checked[key]

    def text(self, key: str) -> str | None:
        """The text of a column; None: not told; empty: told to be empty."""
        cell = self.cell(key)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        text = str(cell).strip()
        if text in EMPTIED:
            return ""
        return text or None

    def parsed(self, key: str, parse: Callable[[str], Value]) -> Value | None:
        """What the text of a column means; None where it is not told or not understood."""
        text = self.text(key)
        return self._understood(key, lambda: parse(text)) if text else None

    def cell_parsed(self, key: str, parse: Callable[[Cell], Value]) -> Value | None:
        """The same, for what looks at numbers and dates as the workbook gave them."""
        cell = self.cell(key)
        if cell == "" or (isinstance(cell, str) and (not cell.strip() or cell.strip() in EMPTIED)):
            return None
        return self._understood(key, lambda: parse(cell))

    def problem(self, key: str, code: str, message: str, fatal: bool = True) -> None:
        """Report something about a column of this row."""
        if fatal:
            self.sound = False
            self.refused.add(key)
        origin = self.origin
        column = self.matching.title(key)
        self._report(Problem(code, message, origin.file, origin.row, column, fatal))

    def unknown(self) -> dict[str, str]:
        """The columns that we do not know, by their own names."""
        found = {}
        for title, position in self.matching.unknown.items():
            text = str(self._cells[position]).strip() if position < len(self._cells) else ""
            if text:
                found[title] = text
        return found

    def _understood(self, key: str, parse: Callable[[], Value]) -> Value | None:
        try:
            return parse()
        except NotUnderstoodError as problem:
            self.problem(key, "not_understood", str(problem))
            return None

    def _check(self, key: str, cell: Cell) -> Cell:
        """Refuse formulas, signs that are no text, and letters that were mangled on the way."""
        if not isinstance(cell, str):
            return cell
        if quoted := QUOTED.match(cell):
            cell = quoted[1]
        wrong = _wrong_text(cell)
        if wrong:
            self.problem(key, *wrong)
            return ""
        return cell

    def _without_formula(self, key: str, position: int, cell: Cell) -> Cell:
        """What a formula shows, unless it reaches out of the workbook or shows nothing."""
        reaching = self._formulas.get(position)
        if reaching is None:
            return cell
        if reaching or cell == "":
            self.problem(key, "formula", _("This is a formula. Write what it should say."))
            return ""
        message = _("This is a formula; what it showed when the file was saved was taken over.")
        self.problem(key, "formula_shown", message, fatal=False)
        return cell


def _wrong_text(text: str) -> tuple[str, str] | None:
    if FORMULA.match(text.strip()):
        return "formula", _("This is a formula. Write what it should say.")
    if NUL_SIGN in text or "\x00" in text:
        return "nul", _("This cell holds signs that are no text (NUL). Type it again.")
    if "\ufffd" in text:
        return "lost_letters", _(
            "Letters were lost here (\ufffd) before the file came to us. Type them again."
        )
    if found := MOJIBAKE.search(text):
        return "mojibake", _(
            "Letters with accents were mangled here (“%(sign)s”). Save the file again as “CSV UTF-8”."
        ) % {"sign": found.group()}
    return None


def read_row(reader: RowReader) -> RowRecords | None:
    """The records of a row; None where something in it is not understood."""
    name, organisation = reader.text("name"), reader.text("organisation")
    for key, text in (("name", name), ("organisation", organisation)):
        if not text and key not in reader.refused:
            reader.problem(key, "missing", _("This cell must not be empty."))
    place = read_place(reader)
    offer = _read_offer(reader, place)
    offer.name = name
    if not reader.sound or not name or not organisation:
        return None
    home = OrganisationRecord(reader.origin, f"org-{digest(organisation)}", organisation)
    offer.organisation = home.source_id
    given = reader.text("id")
    offer.source_id = (
        given or f"row-{digest(organisation, name, place.name or '' if place else '')}"
    )
    return RowRecords(offer, home, place, not given)


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits for texts, whatever capitals, accents or spaces they have."""
    joined = "\x1f".join(plain(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


# --- place -------------------------------------------------------------------------------------


def read_place(reader: RowReader) -> PlaceRecord | None:
    """Where it is; None where the row does not say."""
    name, street, town = reader.text("place"), reader.text("street"), reader.text("town")
    number = reader.text("house_number")
    if street and number and not re.search(r"\d", street):
        street = f"{street} {number}"
    postcode = reader.parsed("postcode", _postcode)
    lat, lon = _position(reader)
    if not any((name, street, postcode, lat)):
        return None
    place = PlaceRecord(
        reader.origin,
        "",
        name=name or street or postcode or _("Place on the map"),
        street=street,
        postcode=postcode,
        town=town,
        lat=lat,
        lon=lon,
    )
    spot = "" if street or postcode or lat is None else f"{lat:.4f} {lon:.4f}"
    place.source_id = f"place-{digest(name or '', street or '', postcode or town or '', spot)}"
    return place


def _postcode(text: str) -> str:
    if not DUTCH_POSTCODE.fullmatch(text):
        raise NotUnderstoodError(
            _("“%(text)s” is not a postcode. Write it as 3131 AB.") % {"text": text[:40]}
        )
    return text.replace(" ", "").upper()


def _position(reader: RowReader) -> tuple[float | None, float | None]:
    """Coordinates in degrees, whether they were written in degrees or RD."""
    first = reader.cell_parsed("lat", _coordinate)
    second = reader.cell_parsed("lon", _coordinate)
    if (first is None and second is None) or reader.refused & {"lat", "lon"}:
        return None, None
    if first is None or second is None:
        reader.problem(
            "lat" if first is None else "lon", "half_position",
            _("A position needs both numbers: latitude and longitude."),
        )  # fmt: skip
        return None, None
    found = locate(first, second)
    _report_position(reader, found)
    if found.point is None:
        return None, None
    return round(found.point.lat, 7), round(found.point.lon, 7)


def _coordinate(cell: Cell) -> float:
    return parse_number(cell, -1_000_000, 1_000_000)


def _report_position(reader: RowReader, found: Located) -> None:
    sentences = {
        "zero": _("0, 0 is no position; the postcode is used, where there is one."),
        "sea": _("This position lies in the sea."),
        "outside_netherlands": _("This position does not lie in the Netherlands."),
        "out_of_range": _("This is no position in degrees."),
        "unreadable": _("These numbers are no position in degrees or RD."),
        "not_a_number": _("This is no position."),
    }
    if found.trouble:
        zero = found.trouble == "zero"
        reader.problem("lat", f"position_{found.trouble}", sentences[found.trouble], fatal=not zero)
    elif found.notation and "swapped" in found.notation:
        reader.problem(
            "lat", "position_swapped",
            _("Latitude and longitude are the wrong way round; they were swapped."), fatal=False,
        )  # fmt: skip


# --- offer -------------------------------------------------------------------------------------


def _read_offer(reader: RowReader, place: PlaceRecord | None) -> OfferRecord:
    offer = OfferRecord(reader.origin, "", place=place.source_id if place else None)
    for key in ("summary", "description", "welcomed_by"):
        setattr(offer, key, reader.text(key))
    _read_cost(reader, offer)
    _read_people(reader, offer)
    _read_codes(reader, offer)
    _read_contact(reader, offer)
    offer.schedules = read_schedules(reader)
    offer.verified_on = reader.cell_parsed(
        "verified_on", lambda cell: parse_date(cell, reader.today)
    )
    if offer.verified_on and offer.verified_on > reader.today:
        reader.problem("verified_on", "future", _("This date has yet to come."))
    english = {key: reader.text(f"{key}_en") for key in ("name", "summary", "description")}
    told = {key: text for key, text in english.items() if text is not None}
    if told:
        offer.translations = {"en": told}
    if unknown := reader.unknown():
        offer.extra = {"columns": unknown}
    return offer


def _read_cost(reader: RowReader, offer: OfferRecord) -> None:
    cost = reader.cell_parsed("cost", parse_cost)
    if cost is not None:
        offer.cost_per_visit, offer.cost_per_month = cost.visit, cost.month
        offer.cost_note = cost.note


def _read_people(reader: RowReader, offer: OfferRecord) -> None:
    offer.languages = reader.parsed("languages", parse_languages)
    ages = reader.parsed("ages", parse_ages)
    if ages:
        offer.age_min, offer.age_max = ages
    offer.walk_along = reader.cell_parsed("walk_along", parse_yes_no)
    offer.call_first = reader.cell_parsed("call_first", parse_yes_no)
    size = reader.cell_parsed("group_size", lambda cell: parse_number(cell, 1, 30_000))
    offer.group_size = int(size) if size else None


def _read_codes(reader: RowReader, offer: OfferRecord) -> None:
    def codes(key: str, choices: Any, synonyms: dict[str, str] | None = None) -> list[str] | None:
        return reader.parsed(key, lambda text: parse_codes(text, choices, synonyms))

    offer.mechanisms = codes("mechanisms", words.Mechanism)
    offer.causes = codes("causes", words.Cause)
    offer.audiences = codes("audiences", words.Audience)
    offer.accessible = codes("accessible", words.Access)
    for key, choices, synonyms in (
        ("form", words.Form, FORM_WORDS), ("reach", words.Reach, None),
        ("capacity", words.Capacity, None), ("only_for", words.OnlyFor, None),
        ("status", Offer.Status, STATUS_WORDS),
    ):  # fmt: skip
        setattr(offer, key, _one(reader, key, codes(key, choices, synonyms)))
    _read_wheelchair(reader, offer)


def _one(reader: RowReader, key: str, codes: list[str] | None) -> str | None:
    if codes and len(codes) > 1:
        reader.problem(key, "one_only", _("Choose one."))
    return codes[0] if codes else None


def _read_wheelchair(reader: RowReader, offer: OfferRecord) -> None:
    """A column of its own, because everyone has it; the other provisions stay as they are told."""
    wheelchair = reader.cell_parsed("wheelchair", parse_yes_no)
    if wheelchair is None:
        return
    others = [code for code in offer.accessible or [] if code != words.Access.WHEELCHAIR]
    offer.accessible = [words.Access.WHEELCHAIR.value, *others] if wheelchair else others


def _read_contact(reader: RowReader, offer: OfferRecord) -> None:
    offer.contact_phone = reader.cell_parsed("phone", parse_phone)
    offer.contact_email = reader.parsed("email", parse_email)
    offer.website = reader.parsed("website", parse_website)
    mixed = reader.parsed("contact", parse_contact)
    if mixed:
        offer.contact_phone = offer.contact_phone or mixed.phone or None
        offer.contact_email = offer.contact_email or mixed.email or None
        offer.welcomed_by = offer.welcomed_by or mixed.name or None
    for key, field in (
        ("phone", "contact_phone"),
        ("email", "contact_email"),
        ("website", "website"),
    ):
        if reader.text(key) == "":
            setattr(offer, field, "")


# --- dates -------------------------------------------------------------------------------------


def read_schedules(reader: RowReader) -> list[ScheduleRecord] | None:
    """When it is; None where the row does not say, an empty list for “-”."""
    if reader.text("days") == "":
        return []
    rules = _rules(reader)
    dates = reader.cell_parsed("dates", lambda cell: parse_dates(cell, reader.today))
    begins, ends = _times(reader, rules)
    first, last = _date(reader, "starts_on"), _date(reader, "ends_on")
    silent = reader.cell_parsed("not_on", lambda cell: parse_dates(cell, reader.today)) or []
    if dates:
        rules.append(Rhythm(dates=dates))
    rules = [rule for rule in rules if not rule.empty]
    if not rules:
        return None
    if first and last and last < first:
        reader.problem("ends_on", "bounds", _("The last date comes before the first."))
    schedules = []
    for rule in rules:
        try:
            schedules.append(to_schedule(rule, begins, ends, first, last, silent))
        except NotUnderstoodError as problem:
            reader.problem("days", "not_understood", str(problem))
    return schedules


def _rules(reader: RowReader) -> list[Rhythm]:
    """Days and repetition are read as one text: “di” and “om de week” belong together."""
    cell = reader.cell("days")
    if not isinstance(cell, str):
        day = reader.cell_parsed("days", lambda given: parse_date(given, reader.today))
        return [Rhythm(dates=[day])] if day else []
    repeat = reader.text("repeat") or ""
    ordinals = (
        f"{repeat} {cell}" if re.search(r"\d+e\b|eerste|laatste", repeat) else f"{cell} {repeat}"
    )
    key = "days" if cell else "repeat"
    text = ordinals.strip()
    if not text:
        return []
    found = reader._understood(key, lambda: parse_rhythm(text, reader.today))
    return found or []


def _times(reader: RowReader, rules: list[Rhythm]) -> tuple[dt.time | None, dt.time | None]:
    """Begin and end from their columns, or from the one that holds both."""
    begins = reader.cell_parsed("from", parse_time)
    ends = reader.cell_parsed("until", parse_time)
    cell = reader.cell("times")
    if begins is None and cell != "":
        if isinstance(cell, str):
            both = reader._understood("times", lambda: parse_rhythm(f"van {cell}", reader.today))
            if both and both[0].starts_at:
                return both[0].starts_at, both[0].ends_at or ends
        begins = reader.cell_parsed("times", parse_time)
    if begins is None:
        loose = next((rule for rule in rules if rule.empty and rule.starts_at), None)
        if loose:
            return loose.starts_at, loose.ends_at
    return begins, ends


def _date(reader: RowReader, key: str) -> dt.date | None:
    return reader.cell_parsed(key, lambda cell: parse_date(cell, reader.today))
