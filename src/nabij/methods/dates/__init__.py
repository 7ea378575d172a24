"""When things happen: rules and their dates in Dutch local time, for calendars and in words."""

from nabij.methods.dates.ical import IcalRule, to_ical, to_rrule
from nabij.methods.dates.recurrence import (
    AMSTERDAM,
    FREQUENCIES,
    WEEKDAYS,
    LocalOccurrence,
    Period,
    Recurrence,
    explicit_dates,
    local,
    occurrence_on,
    occurrences,
    rule_dates,
)
from nabij.methods.dates.words import (
    date_in_words,
    dates_in_words,
    in_words,
    listed,
    time_in_words,
)

__all__ = [
    "AMSTERDAM",
    "FREQUENCIES",
    "WEEKDAYS",
    "IcalRule",
    "LocalOccurrence",
    "Period",
    "Recurrence",
    "date_in_words",
    "dates_in_words",
    "explicit_dates",
    "in_words",
    "listed",
    "local",
    "occurrence_on",
    "occurrences",
    "rule_dates",
    "time_in_words",
    "to_ical",
    "to_rrule",
]
