"""What happens to pairs every night: what was for once ends after its date, and what hung on nothing ends."""

import datetime as dt

from django.db import transaction

from nabij.casework.actions.happening import happened
from nabij.casework.models import BuddyWish, CaseEvent, Over, Pair
from nabij.casework.models.buddies import TAKES_ROOM
from nabij.casework.models.together import ONE_OFF
from nabij.core.audit.recording import record
from nabij.core.models import Municipality

State = Pair.State


@transaction.atomic
def end_what_has_been(*, municipality: Municipality, today: dt.date, now: dt.datetime) -> int:
    """End pairs for one date after that date, to be asked how it was, and wishes for a date that has been; how many pairs.

    Pairs of a case that was forgotten end too, and are asked about by nobody.
    """
    pairs = Pair.objects.select_for_update(of=("self",)).filter(municipality=municipality)
    been = pairs.filter(
        state=State.RUNNING,
        wish__kind__in=ONE_OFF,
        wish__on__lt=today,
        wish__case__forgotten_on__isnull=True,
    )
    rows = list(been.select_related("wish__case__municipality"))
    for row in rows:
        _end(row, now)
    pairs.filter(state__in=TAKES_ROOM, wish__case__forgotten_on__isnull=False).update(
        state=State.ENDED, over=Over.OTHER, ended_at=now
    )
    pairs.filter(state=State.PROPOSED, wish__on__lt=today).delete()
    pairs.filter(state=State.ASKED, wish__on__lt=today).update(state=State.DROPPED, ended_at=now)
    wishes = BuddyWish.objects.filter(municipality=municipality, state=BuddyWish.State.WAITING)
    wishes.filter(on__lt=today).update(state=BuddyWish.State.OVER)
    return len(rows)


def _end(row: Pair, now: dt.datetime) -> None:
    row.state, row.over, row.ended_at, row.to_ask = State.ENDED, Over.DONE, now, True
    row.version += 1
    row.save()
    row.wish.state = BuddyWish.State.OVER
    row.wish.save(update_fields=["state"])
    happened(row.wish.case, CaseEvent.What.BUDDY_ENDED, now=now)
    record("pair.ended", municipality=row.wish.case.municipality, on=row, fields=["state"], at=now)
