"""Parts of the week in words: codes such as "TU-morning" as people say them."""

from collections.abc import Collection

from nabij.core.vocabulary import PartOfDay, Weekday


def free_in_words(codes: Collection[str]) -> str:
    """Such as “Tuesday: morning, afternoon; Thursday”; a day by itself is all of it. Empty without codes."""
    days = []
    for day in Weekday:
        parts = [part for part in PartOfDay if f"{day.value}-{part.value}" in codes]
        if len(parts) == len(PartOfDay):
            days.append(str(day.label))
        elif parts:
            names = ", ".join(str(part.label).lower() for part in parts)
            days.append(f"{day.label}: {names}")
    return "; ".join(days)
