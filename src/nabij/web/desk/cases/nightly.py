"""What happens by itself along the way: reminding organisations, planning aftercare, telling referrers, ending what has been."""

import datetime as dt

from django.utils import timezone

from nabij.casework.actions.aftercare import plan_everywhere
from nabij.casework.actions.buddies_by_night import end_what_has_been
from nabij.casework.actions.referring import tell_what_is_due
from nabij.core.models import Municipality
from nabij.web.desk.buddies.letters import remind as remind_of_papers
from nabij.web.desk.cases.provider_mail import remind_everyone
from nabij.web.public.refer.letters import send as tell_referrer


def along_the_way(municipality: Municipality, *, now: dt.datetime) -> None:
    """Everything for one municipality. Again on the same day does nothing more."""
    remind_everyone(municipality, now=now)
    plan_everywhere(municipality, now=now)
    tell_what_is_due(municipality, send=tell_referrer, now=now)
    today = timezone.localdate(now)
    end_what_has_been(municipality=municipality, today=today, now=now)
    remind_of_papers(municipality, today=today)
