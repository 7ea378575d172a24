"""How fresh an entry is: from the day that somebody last looked, the rhythm of its kind, and today.

An offer is asked about when its months are over. Who does not answer sinks in what people find, then carries a
label, and then leaves the public list. It is never deleted: staff still see it, and a check brings it back.
"""

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nabij.core.vocabulary import Form


class Freshness(TextChoices):
    """From fresh to gone, in this order."""

    FRESH = "fresh", _("Checked lately")
    DUE = "due", _("It is time to ask")
    UNCONFIRMED = "unconfirmed", _("Asked, no answer yet")
    LABELLED = "labelled", _("Not checked lately: people read so")
    GONE = "gone", _("Off the public list until somebody checks it")


#: Months between two checks where a municipality chose nothing. A group changes its day or its volunteer sooner
#: than a course changes its programme or a wheelchair its shelf.
USUAL_MONTHS: dict[str, int] = {
    Form.GROUP: 3,
    Form.ONE_TO_ONE: 6,
    Form.COURSE: 6,
    Form.THERAPY: 6,
    Form.PRACTICAL_HELP: 6,
    Form.LOAN: 12,
}

#: 0: this kind is never asked about, and stays.
NEVER = 0
MOST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Patience:
    """Days after it became due that an offer sinks, carries its label, and leaves the list.

    A mail is answered within two weeks or not at all; the reminder gets two more; then there is a call.
    A municipality may choose other numbers (`models.CheckSettings`); each is more than the one before.
    """

    sinks: int = 30
    labelled: int = 60
    gone: int = 120


#: Where a municipality chose nothing.
PATIENCE = Patience()
MOST_DAYS = 730


def last_seen(
    checked_on: dt.date | None, added_on: dt.date, source_seen_on: dt.date | None
) -> dt.date:
    """From when the rhythm counts: the last check, or else the day it was added; or the last import that held it.

    A source that is read again and again keeps its offers fresh; one that was read once grows old from that day.
    """
    checked = checked_on or added_on
    return max(checked, source_seen_on) if source_seen_on else checked


def due_on(last: dt.date, months: int) -> dt.date | None:
    """From which day somebody should look again; None for a kind that is never asked about."""
    return None if months == NEVER else last + relativedelta(months=months)


def freshness(
    *, last: dt.date, months: int, today: dt.date, patience: Patience = PATIENCE
) -> Freshness:
    """How fresh an offer is. last: when somebody last looked, or else when it was added; a day to come is today."""
    due = due_on(last, months)
    if due is None or today < due:
        return Freshness.FRESH
    late = (today - due).days
    if late >= patience.gone:
        return Freshness.GONE
    if late >= patience.labelled:
        return Freshness.LABELLED
    return Freshness.UNCONFIRMED if late >= patience.sinks else Freshness.DUE


#: What people find below the rest, and what they read that nobody looked lately.
SUNK = frozenset({Freshness.UNCONFIRMED, Freshness.LABELLED, Freshness.GONE})
SAID_SO = frozenset({Freshness.LABELLED, Freshness.GONE})
