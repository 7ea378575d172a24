"""Schedules: rules in the manner of iCalendar to Nabij's, and back.

HSDS has WEEKLY and MONTHLY only. A single date is written as a WEEKLY rule that happens once; dates
besides a rule become records of their own, with the same `group`. Exceptions are an extra field.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateutil.rrule import MO, WEEKLY, rrule, weekday
from django.utils.translation import gettext as _

from nabij.exchange.hsds.conform import Fields
from nabij.exchange.hsds.costs import cut
from nabij.exchange.hsds.fragments import Reading
from nabij.exchange.hsds.ids import part_id
from nabij.exchange.hsds.times import AnotherDayError, wall_time, written
from nabij.exchange.hsds.values import date_of
from nabij.exchange.records import ScheduleRecord

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NOTE_LENGTH = 200
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
#: Fields that tell what became of single dates of a rule: not a part of the rule itself.
DEVIATIONS = ("cancellations", "moves")


class NoRuleError(Exception):
    """Nothing can be worked out from this schedule; the message says why, for a person."""


def read_all(records: list[Fields], reading: Reading) -> tuple[list[ScheduleRecord], list[Fields]]:
    """Rules of the records, and the records that give none (reported, to be kept as they are)."""
    rules: list[ScheduleRecord] = []
    rest: list[Fields] = []
    for group in _groups(records):
        try:
            found = [rule for record in group for rule in read(record, reading.today)]
        except NoRuleError as problem:
            reading.report("schedule", str(problem), "schedules")
            rest.extend(group)
            continue
        merged = _merged(found)
        told = [_without_deviations(record) for record in group]
        for rule in merged:
            if len(merged) == 1 and told != write(rule, reading.owner):
                rule.extra = {"hsds": told}
            rules.append(_with_deviations(rule, group))
    return rules, rest


def _groups(records: list[Fields]) -> Iterator[list[Fields]]:
    """Records that belong together: those with the same `group`; all others alone."""
    groups: dict[str, list[Fields]] = {}
    for number, record in enumerate(records):
        groups.setdefault(str(record.get("group") or number), []).append(record)
    yield from groups.values()


def _without_deviations(record: Fields) -> Fields:
    return {name: value for name, value in record.items() if name not in DEVIATIONS}


def _merged(rules: list[ScheduleRecord]) -> list[ScheduleRecord]:
    """One rule of the records of a group: its weekdays taken together, and the single dates added."""
    singles = [rule for rule in rules if rule.frequency == "once"]
    true_rules = [rule for rule in rules if rule.frequency != "once"]
    if len(true_rules) > 1 and all(_same_hours(true_rules[0], rule) for rule in true_rules):
        days = {day for rule in true_rules for day in rule.weekdays}
        true_rules = [replace(true_rules[0], weekdays=[day for day in DAYS if day in days])]
    elif len(true_rules) > 1:
        return rules
    if not singles:
        return true_rules
    base = true_rules[0] if true_rules else singles[0]
    if len(rules) == 1:
        return rules
    dates = sorted({date for rule in singles for date in rule.dates})
    return [replace(base, dates=dates)]


def _same_hours(first: ScheduleRecord, other: ScheduleRecord) -> bool:
    return first.frequency == "weekly" and replace(other, weekdays=first.weekdays) == first


def _with_deviations(rule: ScheduleRecord, group: list[Fields]) -> ScheduleRecord:
    """What was cancelled or moved elsewhere does not happen here either."""
    gone, moved = deviating_dates(group, rule)
    if not gone and not moved:
        return rule
    return replace(
        rule,
        exceptions=sorted({*rule.exceptions, *gone}),
        dates=sorted({*rule.dates, *moved} - gone),
    )


def deviating_dates(group: list[Fields], rule: ScheduleRecord) -> tuple[set[dt.date], set[dt.date]]:
    """Dates on which the rule is silent, and dates to which one was moved at the usual time."""
    gone: set[dt.date] = set()
    moved: set[dt.date] = set()
    for record in group:
        for each in (*_dicts(record, "cancellations"), *_dicts(record, "moves")):
            if (date := date_of(each.get("date"))) is not None:
                gone.add(date)
            new = date_of(each.get("new_date"))
            if new and each.get("new_starts_at") in (None, "", written(rule.starts_at)):
                moved.add(new)
    return gone, moved


def _dicts(record: Fields, name: str) -> list[Fields]:
    value = record.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def read(record: Fields, today: dt.date) -> list[ScheduleRecord]:
    """The rules of one record: mostly one; several where its weekdays fall in different weeks.

    Raises NoRuleError where times or days are missing, or say what no rule here can say.
    """
    start, end = _bounds(record)
    opens, closes = _hours(record, start or today)
    base = ScheduleRecord(
        frequency="weekly",
        starts_at=opens,
        ends_at=closes,
        interval=_interval(record),
        starts_on=start,
        ends_on=end,
        exceptions=_dates(record.get("exceptions")),
        skip_holidays=record.get("skip_holidays") is not False,
        note=cut(str(record.get("description", "")), NOTE_LENGTH),
    )
    days = _days(record.get("byday"))
    if single := _single_date(record, days):
        return [_once(base, record, single)]
    if _frequency(record, days) == "MONTHLY":
        return _monthly(base, record, days)
    if not days and start is None:
        raise NoRuleError(_("This schedule names no days."))
    weekdays = list(dict.fromkeys(day for _week, day in days))
    return [replace(base, weekdays=weekdays, ends_on=_counted_end(record, base, weekdays))]


def _hours(record: Fields, on: dt.date) -> tuple[dt.time, dt.time | None]:
    try:
        opens = wall_time(record.get("opens_at"), on)
        closes = wall_time(record.get("closes_at"), on)
    except AnotherDayError:
        raise NoRuleError(_("In Dutch time this schedule falls on another day.")) from None
    if opens is None:
        raise NoRuleError(_("This schedule names no time at which it starts."))
    return opens, closes


def _bounds(record: Fields) -> tuple[dt.date | None, dt.date | None]:
    first, valid = date_of(record.get("dtstart")), date_of(record.get("valid_from"))
    if first and valid and _interval(record) == 1:
        first = max(first, valid)
    ends = [date for name in ("until", "valid_to") if (date := date_of(record.get(name)))]
    return first or valid, min(ends, default=None)


def _interval(record: Fields) -> int:
    interval = record.get("interval", 1)
    if not isinstance(interval, int) or not 1 <= interval <= 99:
        raise NoRuleError(_("An interval is a whole number from 1 to 99."))
    return interval


def _days(text: Any) -> list[tuple[int, str]]:
    """Week of the month (0: every) and weekday, for "TU" and "1TU,3TU"."""
    days = []
    for part in re.split(r"[,;\s]+", str(text or "").upper()):
        if not part:
            continue
        match = _BYDAY.fullmatch(part)
        week = int(match[1] or 0) if match else 0
        if match is None or abs(week) > 5:
            raise NoRuleError(_("%(part)s is not a day of the week.") % {"part": part[:20]})
        days.append((week, match[2]))
    return days


def _month_days(record: Fields) -> list[int]:
    numbers = re.split(r"[,;\s]+", str(record.get("bymonthday", "")))
    days = [int(each) for each in numbers if re.fullmatch(r"-?\d{1,2}", each)]
    return [day for day in days if 1 <= abs(day) <= 31]


def _frequency(record: Fields, days: list[tuple[int, str]]) -> str:
    told = record.get("freq")
    if told:
        return str(told)
    numbered = any(week for week, _day in days)
    return "MONTHLY" if numbered or (not days and _month_days(record)) else "WEEKLY"


def _single_date(record: Fields, days: list[tuple[int, str]]) -> dt.date | None:
    """The one date of a rule that happens once, where the rule does not contradict it."""
    start, end = date_of(record.get("dtstart")), date_of(record.get("until"))
    once = record.get("count") == 1 or (start == end and "valid_to" not in record)
    bare = not record.get("freq") and not days and "bymonthday" not in record
    if start is None or not (once or (bare and end is None and "valid_to" not in record)):
        return None
    if days and DAYS[start.weekday()] not in [day for _week, day in days]:
        return None
    return start


def _once(base: ScheduleRecord, record: Fields, date: dt.date) -> ScheduleRecord:
    """With `until` the date is one of several of a schedule; without, the only one."""
    one = replace(base, frequency="once", ends_on=None)
    if "until" in record:
        return replace(one, starts_on=None, dates=[date])
    return replace(one, starts_on=date)


def _monthly(
    base: ScheduleRecord, record: Fields, days: list[tuple[int, str]]
) -> list[ScheduleRecord]:
    month_days = _month_days(record)
    if not days and not month_days and base.starts_on is None:
        raise NoRuleError(_("This schedule names no days."))
    monthly = replace(base, frequency="monthly", month_days=month_days)
    weeks = list(dict.fromkeys(week for week, _day in days))
    weekdays = list(dict.fromkeys(day for _week, day in days))
    if len(set(days)) == len(weeks) * len(weekdays):
        return [replace(monthly, weekdays=weekdays, weeks_of_month=[w for w in weeks if w])]
    return [
        replace(
            monthly,
            weekdays=[day],
            weeks_of_month=[week for week, other in days if other == day and week],
        )
        for day in weekdays
    ]


def _counted_end(record: Fields, base: ScheduleRecord, weekdays: list[str]) -> dt.date | None:
    """The last date of a rule that says how many times it happens, instead of until when."""
    count = record.get("count")
    if base.ends_on or not base.starts_on or not isinstance(count, int) or not 1 < count <= 5000:
        return base.ends_on
    days = [weekday(DAYS.index(day)) for day in weekdays]
    first = dt.datetime.combine(base.starts_on, dt.time())
    rule = rrule(
        WEEKLY, first, base.interval, byweekday=days or None, wkst=MO, count=count
    )  # fmt: skip
    return max(moment.date() for moment in rule)


def _dates(value: Any) -> list[dt.date]:
    told = value if isinstance(value, list) else []
    return sorted({date for each in told if (date := date_of(each)) is not None})


# --- back ---------------------------------------------------------------------------------------


def write(rule: ScheduleRecord, owner: str) -> list[Fields]:
    """The records of one rule. Ids follow from what is said, so the same rule has the same ids."""
    common = _common(rule)
    records: list[Fields] = []
    if rule.frequency != "once":
        records.append({**common, **_rule(rule)})
    elif not rule.dates and rule.starts_on:
        first = rule.starts_on
        records.append({**common, **_on(first), "count": 1})
    records += [
        {**common, **_on(date), "until": date.isoformat(), "count": 1} for date in rule.dates
    ]
    group = part_id(owner, "schedules", json.dumps(records, sort_keys=True))
    for record in records:
        if len(records) > 1:
            record["group"] = group
        record["id"] = part_id(owner, "schedule", json.dumps(record, sort_keys=True))
    return records


def _common(rule: ScheduleRecord) -> Fields:
    fields: Fields = {"opens_at": written(rule.starts_at), "tzid": "Europe/Amsterdam"}
    if rule.ends_at:
        fields["closes_at"] = written(rule.ends_at)
    if rule.interval != 1:
        fields["interval"] = rule.interval
    if rule.note:
        fields["description"] = rule.note
    if rule.exceptions:
        fields["exceptions"] = [date.isoformat() for date in rule.exceptions]
    if not rule.skip_holidays:
        fields["skip_holidays"] = False
    return fields


def _on(date: dt.date) -> Fields:
    return {"freq": "WEEKLY", "dtstart": date.isoformat(), "byday": DAYS[date.weekday()]}


def _rule(rule: ScheduleRecord) -> Fields:
    fields: Fields = {"freq": rule.frequency.upper()}
    weeks = rule.weeks_of_month if rule.frequency == "monthly" else []
    days = [f"{week or ''}{day}" for day in rule.weekdays for week in (weeks or [0])]
    if days:
        fields["byday"] = ",".join(days)
    if rule.month_days:
        fields["bymonthday"] = ",".join(str(day) for day in rule.month_days)
    if rule.starts_on:
        fields["dtstart"] = fields["valid_from"] = rule.starts_on.isoformat()
    if rule.ends_on:
        fields["until"] = fields["valid_to"] = rule.ends_on.isoformat()
    return fields


def still_true(told: list[Fields], rule: ScheduleRecord, today: dt.date) -> bool:
    """Whether the records that a schedule came from still say what the schedule says now."""
    try:
        found = _merged([each for record in told for each in read(record, today)])
    except NoRuleError:
        return False
    bare = replace(rule, extra={})
    return found == [bare]
