"""What two offers that become one know of checks: the later one counts."""

import datetime as dt

from django.utils import timezone

from nabij.directory.models import Offer


def later_checks(kept: Offer, gone: Offer) -> list[str]:
    """The columns that the kept offer takes from the other because somebody looked, or asked, later there.

    A kept offer that was never checked counts from the day that it was added, so an older check is none for it.
    """
    looked = kept.verified_on or timezone.localdate(kept.created_at)
    taken = ["verified_on"] if gone.verified_on and gone.verified_on > looked else []
    if gone.asked_on and (kept.asked_on is None or gone.asked_on > kept.asked_on):
        taken.append("asked_on")
    return taken


def keep_own_checks(kept: Offer, since: dt.datetime) -> None:
    """After taking apart: a check of the kept offer from after the merge stays its last one."""
    own = kept.verifications.filter(at__gte=since).order_by("-at", "-pk").first()
    if own is None:
        return
    day = timezone.localdate(own.at)
    if kept.verified_on is None or kept.verified_on < day:
        kept.verified_on = day
        kept.save(update_fields=["verified_on", "updated_at"])
