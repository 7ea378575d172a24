"""Whom to call in danger, for residents and for who looks after the list."""

import datetime as dt
from uuid import UUID

from nabij.core.help_lines import default_lines
from nabij.core.models import HelpLine, Municipality


def shown_help_lines(municipality: Municipality) -> list[HelpLine]:
    """What residents see, in its order; the usual lines where a municipality has none: never nothing. One query."""
    rows = list(HelpLine.objects.filter(municipality=municipality, active=True))
    return rows or default_lines(municipality, today=dt.date.min)


def every_help_line(municipality: Municipality) -> list[HelpLine]:
    """Those out of sight too, in their order. One query."""
    return list(HelpLine.objects.filter(municipality=municipality))


def help_line(municipality: Municipality, uid: UUID) -> HelpLine | None:
    """One line of this municipality; None where there is no such line."""
    return HelpLine.objects.filter(municipality=municipality, uid=uid).first()


def review_due(line: HelpLine, *, today: dt.date) -> bool:
    """Whether somebody should look at it."""
    return line.review_on <= today


def count_review_due(municipality: Municipality, *, today: dt.date) -> int:
    """How many lines that residents see should be looked at again. One query."""
    due = HelpLine.objects.filter(municipality=municipality, active=True, review_on__lte=today)
    return due.count()
