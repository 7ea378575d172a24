"""Moments, costs and freshness as people say them, in the language of the screen."""

import datetime as dt
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from nabij.core.vocabulary import LANGUAGE_NAMES
from nabij.directory.freshness import SAID_SO
from nabij.directory.models import Offer, Verification


def clock(time: dt.datetime | dt.time) -> str:
    """A time of day: "10 uur", "14.30 uur"; "10:00", "14:30"."""
    if get_language() != "nl":
        return f"{time:%H:%M}"
    return f"{time.hour} uur" if time.minute == 0 else f"{time.hour}.{time.minute:02} uur"


def day(date: dt.date, today: dt.date) -> str:
    """A day as near as people say it: "vandaag", "morgen", "dinsdag", "dinsdag 9 december"."""
    ahead = (date - today).days
    if ahead == 0:
        return _("today")
    if ahead == 1:
        return _("tomorrow")
    if 0 < ahead < 7:
        return date_format(date, "l")
    return full_day(date, today)


def full_day(date: dt.date, today: dt.date) -> str:
    """Weekday, day and month, with the year where it is not this one: "dinsdag 9 december"."""
    return date_format(date, "l j F" if date.year == today.year else "l j F Y")


def moment(start: dt.datetime, today: dt.date) -> str:
    """When something begins, big on a card: "dinsdag 10 uur"."""
    local = localtime(start)
    spoken = day(local.date(), today)
    return f"{spoken}{_moment_joint(spoken)}{clock(local)}"


def _moment_joint(spoken: str) -> str:
    """A comma between "dinsdag 9 december" and the hour, so that the numbers do not run together."""
    return ", " if spoken[-1].isdigit() or " " in spoken else " "


def span(start: dt.datetime, end: dt.datetime | None) -> str:
    """From when to when: "10.00 tot 12.00 uur", "14.30 uur"; "10:00 to 12:00"."""
    begin = localtime(start)
    if end is None:
        return clock(begin)
    if get_language() != "nl":
        return _("%(start)s to %(end)s") % {"start": clock(begin), "end": clock(localtime(end))}
    return f"{begin:%-H.%M} tot {localtime(end):%-H.%M} uur"


def euros(amount: Decimal) -> str:
    """An amount of money: "€ 2,50", "€ 3"; "€2.50", "€3"."""
    whole = amount == amount.to_integral_value()
    figures = f"{amount:.0f}" if whole else f"{amount:.2f}"
    return f"€ {figures.replace('.', ',')}" if get_language() == "nl" else f"€{figures}"


def cost(offer: Offer) -> str:
    """What it costs, in a few words."""
    if offer.free is None:
        return _("ask what it costs")
    if offer.free:
        return _("free")
    parts = []
    if offer.cost_per_visit:
        parts.append(_("%(amount)s a visit") % {"amount": euros(offer.cost_per_visit)})
    if offer.cost_per_month:
        parts.append(_("%(amount)s a month") % {"amount": euros(offer.cost_per_month)})
    return _(" and ").join(parts)


def spoken_languages(codes: list[str]) -> list[tuple[str, str]]:
    """Languages of an offer as (code, own name)."""
    return [(code, LANGUAGE_NAMES.get(code, code)) for code in codes]


def ages(offer: Offer) -> str:
    """For what age: "vanaf 65 jaar", "van 12 tot en met 18 jaar"; nothing without limits."""
    low, high = offer.age_min, offer.age_max
    if low and high:
        return _("from %(low)s to %(high)s years") % {"low": low, "high": high}
    if low:
        return _("from %(low)s years") % {"low": low}
    if high:
        return _("up to %(high)s years") % {"high": high}
    return ""


def checked(offer: Offer, today: dt.date) -> str:
    """How fresh an entry is, and who looked: "gecontroleerd op 12 november door de organisatie"."""
    if offer.verified_on is None:
        return _("not checked yet: call before you go")
    pattern = "j F" if offer.verified_on.year == today.year else "j F Y"
    said = _CHECKED.get(offer.verified_how, _CHECKED[""])
    line = str(said) % {"date": date_format(offer.verified_on, pattern)}
    return _("not looked at lately: %(checked)s") % {"checked": line} if is_stale(offer) else line


_CHECKED = {
    "": gettext_lazy("checked on %(date)s"),
    Verification.How.LINK: gettext_lazy("checked on %(date)s by the organisation"),
    Verification.How.OWN: gettext_lazy("checked on %(date)s by the organisation"),
    Verification.How.PHONE: gettext_lazy("checked on %(date)s by phone"),
    Verification.How.STAFF: gettext_lazy("checked on %(date)s by our team"),
}


def is_stale(offer: Offer) -> bool:
    """Whether people should read that nobody looked lately."""
    return offer.freshness in SAID_SO


def kept_together(text: str) -> str:
    """The same words, never broken over two lines: "820 m", "3131 AB"."""
    return text.replace(" ", "\u00a0")


def how_many(number: int, *, more: bool) -> str:
    """How many were found: "12 dingen om te doen"."""
    if more:
        return _("more than %(number)s things to do") % {"number": number}
    return ngettext("%(number)s thing to do", "%(number)s things to do", number) % {
        "number": number
    }
