"""From the fields about dates to rules, and back: two ways of saying when, and two more for who needs them."""

import datetime as dt
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nabij.directory.actions.rules_of_dates import over
from nabij.directory.models import Schedule
from nabij.directory.occurrences import HORIZON, holidays_between, recurrence
from nabij.methods.dates import LocalOccurrence, Recurrence, in_words, occurrences

ONCE, WEEKLY, MONTHLY, NONE, KEEP = "once", "weekly", "monthly", "none", "keep"
RHYTHMS = (
    (ONCE, gettext_lazy("On these dates")),
    (WEEKLY, gettext_lazy("Every week")),
    (MONTHLY, gettext_lazy("Every month")),
    (NONE, gettext_lazy("When it suits: by appointment")),
)
INTERVALS = (
    ("1", gettext_lazy("Every week")),
    ("2", gettext_lazy("Every two weeks")),
    ("3", gettext_lazy("Every three weeks")),
    ("4", gettext_lazy("Every four weeks")),
)
#: How far we look for a first date before we say that there is none.
_FAR = dt.timedelta(days=400)


def problems(
    given: Mapping[str, Any], wrong: Container[str], today: dt.date
) -> Iterator[tuple[str, str]]:
    """What is missing or cannot be: the field that can mend it, and the words."""
    rhythm = given.get("rhythm")
    if rhythm not in (ONCE, WEEKLY, MONTHLY):
        return
    missing = list(_missing(given, wrong, str(rhythm)))
    yield from missing
    start, until = given.get("starts_on"), given.get("until")
    if start and until and until < start:
        yield "until", _("The last time is before the first.")
        return
    asked = {"dates", "days", "weeks", "interval", "starts_at", "ends_at", "starts_on", "until"}
    if missing or any(name in wrong for name in asked):
        return
    if rhythm != ONCE and not _dates_of(rules_of(given, today), today, today + _FAR):
        yield "until", _("No date comes out of this. Look at the first and the last time.")


def _missing(
    given: Mapping[str, Any], wrong: Container[str], rhythm: str
) -> Iterator[tuple[str, str]]:
    needs = {ONCE: ["dates"], WEEKLY: ["days"], MONTHLY: ["weeks", "days"]}[rhythm]
    words = {
        "dates": _("Type the dates, such as 3 december, 10 december."),
        "days": _("Choose one or more days."),
        "weeks": _("Choose which: the first, the second …"),
        "starts_at": _("Type when it begins, such as 10.00."),
    }
    for name in (*needs, "starts_at"):
        if not given.get(name) and given.get(name) != dt.time(0) and name not in wrong:
            yield name, words[name]
    every_so_many = rhythm == WEEKLY and given.get("interval") not in ("", "1", None)
    if every_so_many and not given.get("starts_on") and "starts_on" not in wrong:
        yield "starts_on", _("Type the first date, so that we know which weeks.")


def rules_of(given: Mapping[str, Any], begins: dt.date | None) -> list[Recurrence]:
    """The rules that the fields say; none where it goes by appointment. For checked fields.

    begins: the first day, where none was typed; None: it has been going on.
    """
    rhythm = given["rhythm"]
    times = {"start_time": given["starts_at"], "end_time": given["ends_at"]}
    if rhythm == ONCE:
        return [Recurrence(freq=ONCE, extra_dates=frozenset(given["dates"]), **times)]
    if rhythm not in (WEEKLY, MONTHLY):
        return []
    weekly = rhythm == WEEKLY
    return [
        Recurrence(
            freq=rhythm,
            interval=int(given["interval"] or 1) if weekly else 1,
            weekdays=tuple(given["days"]),
            weeks_of_month=() if weekly else tuple(int(week) for week in given["weeks"]),
            starts_on=given["starts_on"] or begins,
            until=given["until"],
            skip_public_holidays=given["skip_holidays"],
            **times,
        )
    ]


def values_of(schedules: Sequence[Schedule], today: dt.date) -> dict[str, Any] | None:
    """What the fields say for these rules; None where they cannot say it, so the rules must stay."""
    live = [rule for rule in map(recurrence, schedules) if not over(rule, today)]
    if not live:
        return {"rhythm": NONE} if not schedules else {}
    rule = live[0]
    simple = rule.freq == ONCE or (
        rule.weekdays and not rule.month_days and not rule.exceptions and not rule.extra_dates
    )
    fits = rule.interval in (1, 2, 3, 4) if rule.freq == WEEKLY else rule.interval == 1
    if (
        len(live) > 1
        or not simple
        or not fits
        or (rule.freq == MONTHLY and not rule.weeks_of_month)
    ):
        return None
    dates = rule.extra_dates or ({rule.starts_on} if rule.freq == ONCE and rule.starts_on else ())
    return {
        "rhythm": rule.freq,
        "dates": tuple(sorted(date for date in dates if date >= today)),
        "days": list(rule.weekdays),
        "interval": str(rule.interval),
        "weeks": [str(week) for week in rule.weeks_of_month],
        "starts_at": rule.start_time,
        "ends_at": rule.end_time,
        "starts_on": rule.starts_on if rule.freq != ONCE else None,
        "until": rule.until,
        "skip_holidays": rule.skip_public_holidays,
    }


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Dates as they were understood: sentences, the coming dates, and the holidays that are left out."""

    sentences: tuple[str, ...]
    dates: tuple[LocalOccurrence, ...]
    skipped: tuple[dt.date, ...]
    more: bool


def read_back(rules: Sequence[Recurrence], today: dt.date, *, most: int = 8) -> ReadBack:
    """The rules in words, and the dates that come out of them."""
    language = get_language() or "nl"
    ahead = _dates_of(rules, today, today + HORIZON) or _dates_of(rules, today, today + _FAR)
    return ReadBack(
        tuple(in_words(rule, language, today) for rule in rules),
        tuple(ahead[:most]),
        tuple(_skipped(rules, today, ahead[:most])),
        len(ahead) > most,
    )


def _dates_of(rules: Sequence[Recurrence], start: dt.date, end: dt.date) -> list[LocalOccurrence]:
    free = holidays_between(start, end)
    return sorted(each for rule in rules for each in occurrences(rule, start, end, free))


def _skipped(
    rules: Sequence[Recurrence], today: dt.date, shown: Sequence[LocalOccurrence]
) -> list[dt.date]:
    """Public holidays up to the last date shown on which the rule would have given a date."""
    if not shown:
        return []
    last = shown[-1].date
    free = holidays_between(today, last)
    without = {each.date for rule in rules for each in occurrences(rule, today, last, frozenset())}
    kept = {each.date for rule in rules for each in occurrences(rule, today, last, free)}
    return sorted(without - kept)
