"""A made-up region: municipalities with organisations, places, offers, rules and occurrences, as rows of tables.

The same seed gives the same region. Sizes of municipalities are spread as those of Dutch ones: the largest has some
forty times as many offers as the median.
"""

import datetime as dt
import json
import random
import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from benchmarks.texts import Writer, place_name
from nabij.core.vocabulary import Audience, Capacity, Cause, Form, Mechanism

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEKS = 13
MOST_OCCURRENCES = 2 * WEEKS
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LANGUAGES = ("en", "ar", "tr", "pl", "uk", "fa", "es", "ti", "so", "fr")
_ACCESS = ("wheelchair", "toilet", "no_stairs", "hearing_loop", "quiet")
_MECHANISMS, _CAUSES, _FORMS = Mechanism.values, Cause.values, Form.values
_AUDIENCES, _ROOM = Audience.values, Capacity.values
#: How often things happen, with the share of offers: five million occurrences in thirteen weeks for 500,000 offers.
_RHYTHMS = {"weekly": 0.55, "twice": 0.08, "fortnightly": 0.10, "monthly": 0.10, "": 0.17}

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """One municipality: where it lies and how many offers it has."""

    number: int
    name: str
    offers: int
    lat: float
    lon: float

    @property
    def code(self) -> str:
        """As the CBS writes them; no real municipality has these numbers."""
        return f"GM{5000 + self.number}"

    @property
    def slug(self) -> str:
        """Its part of the address."""
        return f"gemeente-{self.number}"

    @property
    def spread(self) -> float:
        """Degrees from the centre within which most of it lies: larger ones are wider."""
        return 0.01 + 0.03 * min(1.0, self.offers / 8000)


@dataclass(frozen=True, slots=True)
class Scale:
    """How much to make."""

    municipalities: int = 340
    offers: int = 500_000
    seed: int = 1


def towns(scale: Scale) -> list[Town]:
    """The municipalities, the largest first."""
    draw = random.Random(scale.seed)  # noqa: S311 repeatable, not secret
    weights = [1 / (rank + 3) ** 0.85 for rank in range(1, scale.municipalities + 1)]
    shares = [max(1, round(scale.offers * weight / sum(weights))) for weight in weights]
    shares[0] += scale.offers - sum(shares)
    return [
        Town(n, place_name(draw), share, draw.uniform(51.4, 53.2), draw.uniform(4.5, 6.8))
        for n, share in enumerate(shares, start=1)
    ]


class Ids:
    """Primary keys of one town's rows; those of the next town begin after them."""

    def __init__(self, offers_before: int) -> None:
        self.last = {
            "place": offers_before, "organisation": offers_before, "offer": offers_before,
            "schedule": offers_before, "occurrence": offers_before * MOST_OCCURRENCES,
        }  # fmt: skip

    def next(self, table: str) -> int:
        """The next key of a table."""
        self.last[table] += 1
        return self.last[table]


class Maker:
    """Makes the rows of one municipality, table by table."""

    def __init__(self, town: Town, ids: Ids, today: dt.date, seed: int) -> None:
        self.town, self.ids, self.today = town, ids, today
        self.draw = random.Random(seed * 100_003 + town.number)  # noqa: S311
        self.writer = Writer(self.draw, town.name, [place_name(self.draw) for _ in range(12)])
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self.now = f"{today} 00:00:00"

    def made(self) -> dict[str, list[Row]]:
        """Every row of this municipality, by table."""
        places = [self._place() for _ in range(max(1, self.town.offers // 5))]
        self._postcodes()
        organisation = 0
        for number in range(self.town.offers):
            if number % 8 == 0:
                organisation = self._organisation(self.draw.choice(places))
            self._offer(organisation, self.draw.choice(places))
        return self.rows

    def _point(self) -> tuple[float, float]:
        spread = self.town.spread
        return (
            round(self.draw.gauss(self.town.lat, spread / 2), 6),
            round(self.draw.gauss(self.town.lon, spread / 1.2), 6),
        )

    def _uid(self) -> str:
        return uuid.UUID(int=self.draw.getrandbits(128), version=4).hex

    def _postcodes(self) -> None:
        for number in range(40):
            code = f"{1000 + self.town.number * 10 + number // 10}{chr(65 + number % 10)}A"
            lat, lon = self._point()
            self.rows["core_postcode"].append((code, lat, lon))

    def _record(self, table: str, name: str) -> Row:
        key = self.ids.next(table)
        return (
            key,
            self._uid(),
            "",
            "",
            name[:200],
            "{}",
            "{}",
            self.now,
            self.now,
            self.town.number,
        )

    def _place(self) -> int:
        lat, lon = self._point()
        kind = self.draw.choice(("wijkcentrum", "bibliotheek", "kerk", "buurthuis", "zaal"))
        row = self._record("place", f"{kind} {place_name(self.draw)}")
        access = json.dumps([need for need in _ACCESS if self.draw.random() < 0.3])
        self.rows["directory_place"].append(
            (*row, kind, "Dorpsstraat 1", "", self.town.name, lat, lon, access, "", "")
        )
        return int(str(row[0]))

    def _organisation(self, place: int) -> int:
        row = self._record("organisation", self.writer.organisation_name())
        self.writer.organisation = str(row[4])
        self.rows["directory_organisation"].append((*row, "", "", "", "", "", place, "[]", True))
        return int(str(row[0]))

    def _offer(self, organisation: int, place: int) -> None:
        draw = self.draw
        row = self._record("offer", self.writer.name())
        reach = draw.choices(("on_site", "at_home", "phone", "online"), (88, 6, 3, 3))[0]
        cost = (
            None if draw.random() < 0.1 else draw.choice(("0.00", "0.00", "1.50", "2.50", "5.00"))
        )
        checked = self.today - dt.timedelta(days=int(draw.expovariate(1 / 120)))
        ages = draw.choices(
            ((None, None), (55, None), (12, 18), (18, 30), (65, None)), (70, 14, 5, 5, 6)
        )[0]
        self.rows["directory_offer"].append(
            (
                *row, self.writer.summary(), self.writer.description(),
                draw.choices(("open", "paused"), (97, 3))[0],
                draw.choices(("public", "awaiting", "hidden"), (97, 2, 1))[0],
                some(draw, _MECHANISMS, 2), some(draw, _CAUSES, 2), draw.choice(_FORMS),
                reach, some(draw, _AUDIENCES, 1), self._languages(), *ages, "",
                cost, None, "", None, draw.choice(_ROOM),
                json.dumps([need for need in _ACCESS if draw.random() < 0.25]), draw.random() < 0.3,
                "", "", "", False, "", checked, 0, organisation,
                place if reach == "on_site" else None,
            )
        )  # fmt: skip
        self._dates(int(str(row[0])))

    def _languages(self) -> str:
        more = self.draw.choice(_LANGUAGES) if self.draw.random() < 0.3 else ""
        return json.dumps([code for code in ("nl", more) if code])

    def _dates(self, offer: int) -> None:
        rhythm = self.draw.choices(list(_RHYTHMS), list(_RHYTHMS.values()))[0]
        if not rhythm:
            return
        days = self.draw.choices(
            range(7), (18, 20, 18, 18, 14, 7, 5), k=2 if rhythm == "twice" else 1
        )
        start = dt.time(
            self.draw.choice((9, 10, 10, 13, 14, 14, 15, 19, 20)), self.draw.choice((0, 30))
        )
        schedule = self.ids.next("schedule")
        self.rows["directory_schedule"].append(
            (
                schedule, self._uid(), "monthly" if rhythm == "monthly" else "weekly",
                2 if rhythm == "fortnightly" else 1, json.dumps(sorted({DAYS[day] for day in days})),
                "[]", "[]", "[]", "[]", self.today, None, start, None, True, "", "{}",
                self.town.number, offer,
            )
        )  # fmt: skip
        step = {"fortnightly": 2, "monthly": 4}.get(rhythm, 1)
        for day in set(days):
            first = self.today + dt.timedelta(days=(day - self.today.weekday()) % 7)
            for week in range(self.draw.randrange(step), WEEKS, step):
                self._occurrence(offer, schedule, first + dt.timedelta(weeks=week), start)

    def _occurrence(self, offer: int, schedule: int, date: dt.date, start: dt.time) -> None:
        begins = moment(date, start)
        cancelled = self.draw.random() < 0.01
        part = 0 if start.hour < 12 else 1 if start.hour < 18 else 2
        self.rows["directory_occurrence"].append(
            (
                self.ids.next("occurrence"), date, begins, None, date.weekday(), part, date,
                cancelled, "De begeleider is ziek." if cancelled else "", None,
                self.town.number, offer, schedule,
            )
        )  # fmt: skip


_MOMENTS: dict[tuple[dt.date, dt.time], str] = {}


def moment(date: dt.date, time: dt.time) -> str:
    """A local date and time in UTC, as both databases read it."""
    key = (date, time)
    if key not in _MOMENTS:
        local = dt.datetime.combine(date, time, AMSTERDAM)
        _MOMENTS[key] = f"{local.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S}"
    return _MOMENTS[key]


def some(draw: random.Random, values: list[str], count: int) -> str:
    """Some of these values, as JSON."""
    return json.dumps(sorted(set(draw.choices(values, k=count))))


_RECORD = "id uid source source_id name translations extra created_at updated_at municipality_id"

#: Tables in the order in which they can be filled, with the columns that a row gives.
TABLES: dict[str, list[str]] = {
    "core_postcode": ["code", "lat", "lon"],
    "directory_place": f"{_RECORD} kind street postcode town lat lon accessible entrance transport".split(),
    "directory_organisation": (
        f"{_RECORD} kind description email phone website place_id themes active".split()
    ),
    "directory_offer": (
        f"{_RECORD} summary description status visibility mechanisms causes form reach audiences languages "
        "age_min age_max only_for cost_per_visit cost_per_month cost_note group_size capacity accessible "
        "walk_along welcomed_by contact_phone contact_email call_first website verified_on sequence "
        "organisation_id place_id"
    ).split(),
    "directory_schedule": [
        "id",
        "uid",
        "frequency",
        "interval",
        "weekdays",
        "weeks_of_month",
        "month_days",
        "dates",
        "exceptions",
        "starts_on",
        "ends_on",
        "starts_at",
        "ends_at",
        "skip_holidays",
        "note",
        "extra",
        "municipality_id",
        "offer_id",
    ],
    "directory_occurrence": [
        "id",
        "date",
        "starts_at",
        "ends_at",
        "weekday",
        "part",
        "rule_date",
        "cancelled",
        "reason",
        "moved_from",
        "municipality_id",
        "offer_id",
        "schedule_id",
    ],
}


def town_rows(town: Town, offers_before: int, scale: Scale, today: dt.date) -> dict[str, list[Row]]:
    """Every row of one municipality, by table."""
    return Maker(town, Ids(offers_before), today, scale.seed).made()
