"""Until when a case is kept: counted from what happened, never from what was copied, joined or split."""

import datetime as dt

from django.utils import timezone

from nabij.casework.models import Case, CaseSettings, Reporter, State
from nabij.casework.models.ladder import Kept, kept_as


def keep_until(case: Case, *, settings: CaseSettings, now: dt.datetime) -> dt.date:
    """The last day on which the case holds what it is about.

    Nobody tried to reach the person: from the first word. Tried and not reached: from now. Open after that: from now,
    so that a case that everybody forgot ends too. Closed: from its end.
    """
    if case.ended_at is not None:
        return _later(case.ended_at, settings.keep_days(kept_as(case.ending)))
    if case.state in (State.RECEIVED, State.PICKED_UP):
        return _later(case.received_at, settings.keep_days(Kept.NOT_ACTED_ON))
    if case.state == State.CONTACT_TRIED:
        return _later(now, settings.keep_days(Kept.NOT_ACTED_ON))
    return _later(now, settings.keep_days(Kept.HELPED))


def reporter_keep_until(told_at: dt.datetime, *, owed: str, settings: CaseSettings) -> dt.date:
    """The last day on which we keep who told of a worry at that moment; later acts only shorten it.

    That it is never longer than the case is seen to at night (`actions.reporters`): a case is kept longer when
    somebody acts, and who told of it need not be.
    """
    waits = owed != Reporter.Owed.NOTHING
    return _later(
        told_at, settings.keep_days_reporter_owed if waits else settings.keep_days_reporter
    )


def split_keep_until(original: Case, *, settings: CaseSettings, now: dt.datetime) -> dt.date:
    """The last day of a case that is split off: never later than that of the case it came from.

    Splitting is an act, as trying to reach somebody is: nobody loses the new case on the night after.
    """
    return min(original.keep_until, _later(now, settings.keep_days(Kept.NOT_ACTED_ON)))


def _later(moment: dt.datetime, days: int) -> dt.date:
    return timezone.localdate(moment) + dt.timedelta(days=days)
