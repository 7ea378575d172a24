"""What happens now, when and who, in sentences."""

import datetime as dt

from django.utils.translation import gettext as _

from nabij.casework.intake import Kind
from nabij.web.public.words import full_day


def what_happens(kind: str, way: str, who: str, due: dt.date, *, today: dt.date) -> str:
    """The promise: who does what, by which day."""
    told = {"who": who, "day": full_day(due, today)}
    if kind == Kind.IDEA:
        if not way:
            return _("Someone of %(who)s reads your idea.") % told
        return (
            _("Someone of %(who)s reads your idea and lets you know by %(day)s at the latest.")
            % told
        )
    if way == "email":
        return _("Someone of %(who)s sends you an e-mail, by %(day)s at the latest.") % told
    return _("Someone of %(who)s calls you, by %(day)s at the latest.") % told
