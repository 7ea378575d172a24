"""When something happens, as people write it: “di en do”, “elke dinsdag 10.00-12.00”, “1e en 3e woensdag”.

The text is cut into words that mean something; what is left over and means nothing we know is an error,
never a guess.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from nabij.exchange.offers.moments import (
    DATE,
    DATE_INSIDE,
    NotUnderstoodError,
    clock,
    date_of,
)
from nabij.exchange.records import ScheduleRecord

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_NAMES = (
    "maandag ma mon monday", "dinsdag di tue tues tuesday", "woensdag wo woe wed wednesday",
    "donderdag do don thu thur thurs thursday", "vrijdag vr vrij fri friday",
    "zaterdag za zat sat saturday", "zondag zo zon sun sunday",
)  # fmt: skip
DAYS = {name: code for code, names in zip(WEEK, _DAY_NAMES, strict=True) for name in names.split()}
GROUPS = {
    "werkdagen": WEEK[:5], "werkdag": WEEK[:5], "doordeweeks": WEEK[:5], "weekdays": WEEK[:5],
    "weekend": WEEK[5:], "weekenden": WEEK[5:], "dagelijks": WEEK, "daily": WEEK,
    "elke dag": WEEK, "iedere dag": WEEK, "alle dagen": WEEK, "every day": WEEK,
}  # fmt: skip
ORDINALS = {
    "eerste": 1, "first": 1, "tweede": 2, "second": 2, "derde": 3, "third": 3, "vierde": 4,
    "fourth": 4, "vijfde": 5, "fifth": 5, "laatste": -1, "last": -1,
}  # fmt: skip
FORTNIGHT = (
    r"om de week|om de (?:2|twee|andere) weken|om de andere week|(?:2|twee)[- ]?wekelijks|"
    r"(?:eens|1x|een keer|1 keer) (?:per|in de) (?:2|twee|veertien|14) (?:weken|dagen)|"
    r"eens in de veertien dagen|veertiendaags|14-daags|every other week|every (?:two|2) weeks|fortnightly"
)
EVERY_SO_MANY = r"(?:om de|elke|iedere|every) [2-9] (?:weken|weeks)"
_FILLERS = """
    elke iedere elk ieder op van tot de het een en in en/of om per keer 1x 1 dag dagen
    week weken wekelijks wekelijkse weekly weeks maand maanden maandelijks monthly month months
    ochtend ochtenden morgen middag middagen avond avonden s 's morning afternoon evening
    uur every each of the on from to at until and & + / , . ; : - – t/m tm m
"""
FILLERS = frozenset(_FILLERS.split())
PARTS = r"(?:ochtend|morgen|middag|avond|morning|afternoon|evening)?(?:en|s)?"
_names = "|".join(sorted(DAYS, key=len, reverse=True))
_groups = "|".join(sorted(GROUPS, key=len, reverse=True))
_ordinals = "|".join(ORDINALS)
_T = r"\d{1,2}(?:\s?[:.u]\s?\d{2}|\s?(?:uur|u\b))"  # a time that can be nothing else
_T_LOOSE = r"\d{1,2}(?:\s?[:.u]\s?\d{2})?(?:\s?(?:uur|u\b))?"
TOKENS = re.compile(
    "|".join(
        (
            rf"(?P<date>{DATE_INSIDE})",
            rf"(?P<range>(?:{_T}\s*(?:-|–|tot|t/m|to|until)\s*{_T_LOOSE})|(?:{_T_LOOSE}\s*(?:-|–|tot|t/m|to|until)\s*{_T})|"
            rf"(?:(?<=van )\d{{1,2}}\s*(?:-|–|tot)\s*\d{{1,2}}(?!\d)))",
            rf"(?P<time>{_T})",
            rf"(?P<fortnight>{FORTNIGHT})",
            rf"(?P<weeks>{EVERY_SO_MANY})",
            r"(?P<parity>(?:on)?even weken|(?:odd|even) weeks)",
            rf"(?P<through>(?:{_names}){PARTS}\s*(?:t/m|tm|tot en met|through|-|–)\s*(?:{_names}){PARTS}\b)",
            rf"(?P<group>\b(?:{_groups})\b)",
            rf"(?P<day>\b(?:{_names}){PARTS}\b\.?)",
            rf"(?P<ordinal>\b(?:\d{{1,2}}(?:e|de|ste|st|nd|rd|th)|{_ordinals})\b)",
            r"(?P<once>\b(?:eenmalig|eenmalige|once)\b)",
            r"(?P<word>[^\s,;&+/]+|[,;&+/])",
        )
    ),
    re.IGNORECASE,
)


@dataclass
class Rhythm:
    """One rule as it is being read."""

    days: list[str] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    dates: list[dt.date] = field(default_factory=list)
    interval: int = 1
    monthly: bool = False
    once: bool = False
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None

    @property
    def empty(self) -> bool:
        """Whether it says nothing about days."""
        return not (self.days or self.ordinals or self.dates)


def parse_rhythm(text: str, today: dt.date) -> list[Rhythm]:
    """The rules in a text. A time closes a rule, so “di 10.00-12.00 en do 14.00-16.00” are two."""
    rules = [Rhythm()]
    unknown = []
    for kind, word in _tokens(text):
        if kind == "word":
            if word.casefold().strip(".'’") not in FILLERS and word not in FILLERS:
                unknown.append(word)
            _note_filler(rules[-1], word.casefold())
            continue
        opens = kind in ("day", "group", "through", "ordinal", "date")
        # Where the time came before any day, the days that follow belong to it.
        if opens and rules[-1].starts_at and not rules[-1].empty:
            rules.append(Rhythm(interval=rules[-1].interval))
        _take(rules[-1], kind, word, today)
    if unknown:
        raise NotUnderstoodError(
            _(
                "“%(words)s” is not understood here. Write days as “di en do”, “1e en 3e woensdag” or "
                "“ma t/m vr”, with times as 10.00-12.00."
            )
            % {"words": " ".join(unknown)[:80]}
        )
    return [rule for rule in rules if not rule.empty or rule.starts_at or rule.interval > 1]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    flat = re.sub(r"\s+", " ", text.replace("’", "'")).strip()
    for match in TOKENS.finditer(flat):
        yield match.lastgroup or "", match.group()


def _note_filler(rule: Rhythm, word: str) -> None:
    if word in ("maand", "maandelijks", "monthly", "month"):
        rule.monthly = True


def _take(rule: Rhythm, kind: str, word: str, today: dt.date) -> None:
    """Give the rule what the word says."""
    if kind in ("day", "group", "through"):
        rule.days += [day for day in _days(kind, word) if day not in rule.days]
    elif kind == "ordinal":
        rule.ordinals.append(_ordinal(word))
    elif kind == "date":
        match = DATE.fullmatch(word.strip())
        assert match is not None
        rule.dates.append(date_of(match, today))
    elif kind in ("range", "time"):
        _take_times(rule, word)
    elif kind == "once":
        rule.once = True
    else:
        rule.interval = _interval(kind, word)


def _days(kind: str, word: str) -> list[str]:
    if kind == "group":
        return list(GROUPS[word.casefold()])
    names = re.findall(rf"(?:{_names})(?={PARTS}(?:\b|\s|-|–|\.))", word, re.IGNORECASE)
    codes = [DAYS[name.casefold()] for name in names]
    if kind == "day":
        return codes[:1]
    first, last = WEEK.index(codes[0]), WEEK.index(codes[-1])
    length = (last - first) % 7 + 1
    return [WEEK[(first + ahead) % 7] for ahead in range(length)]


def _ordinal(word: str) -> int:
    if word.casefold() in ORDINALS:
        return ORDINALS[word.casefold()]
    return int(re.match(r"\d+", word).group())  # type: ignore[union-attr]


def _interval(kind: str, word: str) -> int:
    if kind == "parity":
        raise NotUnderstoodError(
            _("Even and odd weeks change places in some years. Write “om de week”, and the first "
              "date in the column “vanaf”.")
        )  # fmt: skip
    number = re.search(r"[2-9]", word)
    return int(number.group()) if kind == "weeks" and number else 2


def _take_times(rule: Rhythm, word: str) -> None:
    found = re.findall(r"(\d{1,2})(?:\s?[:.u]\s?(\d{2}))?", word, re.IGNORECASE)
    times = [clock(int(hour), int(minute or 0), word) for hour, minute in found]
    if rule.starts_at is None:
        rule.starts_at = times[0]
        rule.ends_at = times[1] if len(times) > 1 else None
    elif rule.ends_at is None:
        rule.ends_at = times[-1]


#: What ends by this time, before it began on the clock, went on into the night.
NIGHT_ENDS = dt.time(6)


def _check_end(schedule: ScheduleRecord) -> None:
    """An evening may end in the night after it; any other end before the begin is a mistake."""
    begin, end = schedule.starts_at, schedule.ends_at
    if end is not None and end <= begin and (end == begin or end > NIGHT_ENDS):
        raise NotUnderstoodError(
            _("It begins at %(begin)s and ends at %(end)s: one of the two cannot be right.")
            % {"begin": f"{begin:%H.%M}", "end": f"{end:%H.%M}"}
        )


def to_schedule(
    rule: Rhythm,
    starts_at: dt.time | None,
    ends_at: dt.time | None,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    exceptions: list[dt.date],
) -> ScheduleRecord:
    """The rule as a schedule; times and bounds from their own columns fill what the words leave open."""
    begins = rule.starts_at or starts_at
    if begins is None:
        raise NotUnderstoodError(_("There are days but no time. Write when it begins, as 10.00."))
    schedule = ScheduleRecord(
        frequency=_frequency(rule),
        starts_at=begins,
        ends_at=rule.ends_at or (ends_at if rule.starts_at in (None, starts_at) else None),
        interval=rule.interval,
        weekdays=sorted(rule.days, key=WEEK.index),
        starts_on=starts_on,
        ends_on=ends_on,
        exceptions=exceptions,
        dates=rule.dates,
    )
    _check_end(schedule)
    _fit_month(schedule, rule)
    if schedule.interval > 1 and starts_on is None:
        raise NotUnderstoodError(
            _("“Every other week” needs a first date: write it in the column “vanaf”.")
        )
    return schedule


def _frequency(rule: Rhythm) -> str:
    if rule.dates and not rule.days and not rule.ordinals:
        return "once"
    return "monthly" if rule.ordinals or rule.monthly else "weekly"


def _fit_month(schedule: ScheduleRecord, rule: Rhythm) -> None:
    """Ordinals are weeks of the month where there are days, and days of the month where there are none."""
    if schedule.frequency != "monthly":
        return
    schedule.interval = 1
    if rule.days and not rule.ordinals:
        raise NotUnderstoodError(
            _("Which one of the month? Write “1e dinsdag” or “laatste dinsdag van de maand”.")
        )
    if rule.days and max(rule.ordinals) > 5:
        raise NotUnderstoodError(_("A month has no more than five of one day."))
    if rule.days:
        schedule.weeks_of_month = sorted(set(rule.ordinals))
    elif rule.monthly:
        schedule.month_days = sorted(set(rule.ordinals))
    else:
        raise NotUnderstoodError(_("The first, second or last of what? Write “1e dinsdag”."))
