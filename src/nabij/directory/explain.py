"""The reasons of a find in words that people say, in Dutch and English."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from nabij.core.vocabulary import Access, Reach, Weekday
from nabij.directory.queries.found import FindResult, Hit
from nabij.directory.reasons import reason_in_words
from nabij.methods.dates import date_in_words
from nabij.methods.geo import distance_in_words
from nabij.methods.ranking import Reason, Step

#: Languages by the name that the reader has for them.
LANGUAGES = {
    "nl": gettext_lazy("Dutch"),
    "en": gettext_lazy("English"),
    "ar": gettext_lazy("Arabic"),
    "tr": gettext_lazy("Turkish"),
    "pl": gettext_lazy("Polish"),
    "uk": gettext_lazy("Ukrainian"),
    "fr": gettext_lazy("French"),
    "de": gettext_lazy("German"),
    "es": gettext_lazy("Spanish"),
    "so": gettext_lazy("Somali"),
    "ti": gettext_lazy("Tigrinya"),
    "fa": gettext_lazy("Persian"),
    "zh": gettext_lazy("Chinese"),
    "ru": gettext_lazy("Russian"),
    "bg": gettext_lazy("Bulgarian"),
    "ro": gettext_lazy("Romanian"),
    "pt": gettext_lazy("Portuguese"),
    "id": gettext_lazy("Indonesian"),
    "fy": gettext_lazy("Frisian"),
    "pap": gettext_lazy("Papiamento"),
}

Values = Mapping[str, Any]


def sentences(hit: Hit, language: str | None = None) -> list[str]:
    """Why this was found: "820 m from 3131 AB", "free", "Dutch and Arabic", "checked last week".

    language: of the reader; the language of the screen when None.
    """
    with translation.override(language or translation.get_language()):
        spoken = (_spoken(reason) for reason in hit.reasons)
        return [sentence for sentence in spoken if sentence]


def widened_sentences(
    steps: Iterable[Step], hits: Sequence[Hit], language: str | None = None
) -> list[str]:
    """What was looked for further than asked, in whole sentences; hits: those that were found by it."""
    with translation.override(language or translation.get_language()):
        said = (_WIDENED[step.code](step, hits) for step in steps)
        return list(dict.fromkeys(said))


def widened_of_hit(hit: Hit, language: str | None = None) -> list[str]:
    """The same for one hit: the limits that it does not keep."""
    return widened_sentences(hit.widened, [hit], language)


def read_as(result: FindResult, language: str | None = None) -> list[str]:
    """How mistyped words were read: "We read “wandlen” as “wandelen”."."""
    with translation.override(language or translation.get_language()):
        return [
            _("We read “%(typed)s” as “%(meant)s”.") % {"typed": typed, "meant": meant}
            for typed, meant in result.corrected
        ]


def listed(items: Sequence[str]) -> str:
    """Items as people sum them up: "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return _("%(items)s and %(last)s") % {"items": ", ".join(items[:-1]), "last": items[-1]}


def _language() -> str:
    return (translation.get_language() or "nl")[:2]


def _spoken(reason: Reason) -> str:
    say = _SAID.get(reason.code)
    return say(reason.values) if say else ""


def _distance(values: Values) -> str:
    far = distance_in_words(float(values["metres"]), _language())
    if not values["place"]:
        return far
    return _("%(distance)s from %(place)s") % {"distance": far, "place": values["place"]}


def _languages(values: Values) -> str:
    return listed([_language_name(code) for code in values["codes"].split()])


def _language_name(code: str) -> str:
    """Our own name for it, else Django's, else the code."""
    if code in LANGUAGES:
        return str(LANGUAGES[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _checked(values: Values) -> str:
    days = int(values["days"])
    if days == 0:
        return _("checked today")
    if days == 1:
        return _("checked yesterday")
    if days < 7:
        return ngettext("checked %(n)s day ago", "checked %(n)s days ago", days) % {"n": days}
    if days < 14:
        return _("checked last week")
    if days < 60:
        weeks = days // 7
        return ngettext("checked %(n)s week ago", "checked %(n)s weeks ago", weeks) % {"n": weeks}
    if days < 365:
        months = days // 30
        return ngettext("checked %(n)s month ago", "checked %(n)s months ago", months) % {
            "n": months
        }
    return _("not checked for more than a year")


def _soon(values: Values) -> str:
    days = int(values["days"])
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days} if days < 7 else ""


def _cancelled(values: Values) -> str:
    day = date_in_words(
        date.fromisoformat(values["date"]), _language(), date.fromisoformat(values["today"])
    )
    if not values["why"]:
        return _("cancelled: %(day)s") % {"day": day}
    reason = reason_in_words(values["why"])
    return _("cancelled: %(day)s (%(reason)s)") % {"day": day, "reason": reason}


def _synonym(values: Values) -> str:
    return _("“%(found)s” is like “%(typed)s”") % values


def _spelling(values: Values) -> str:
    return _("we read “%(typed)s” as “%(found)s”") % values


_REACH = {
    Reach.AT_HOME: gettext_lazy("at your home"),
    Reach.PHONE: gettext_lazy("by phone"),
    Reach.ONLINE: gettext_lazy("online"),
    Reach.FETCHED: gettext_lazy("you are fetched"),
}
_ACCESS = {
    Access.WHEELCHAIR: gettext_lazy("wheelchair accessible"),
    Access.HEARING_LOOP: gettext_lazy("with a hearing loop"),
    Access.TOILET: gettext_lazy("with an accessible toilet"),
    Access.NO_STAIRS: gettext_lazy("without stairs"),
    Access.QUIET: gettext_lazy("with a quiet room"),
}
_SAID: dict[str, Callable[[Values], str]] = {
    "distance": _distance,
    "reach": lambda values: str(_REACH[Reach(values["code"])]),
    "paused": lambda _values: _("paused at the moment"),
    "by_appointment": lambda _values: _("by appointment"),
    "cancelled": _cancelled,
    "soon": _soon,
    "free": lambda _values: _("free"),
    "languages": _languages,
    "accessible": lambda values: str(_ACCESS[Access(values["code"])]),
    "walk_along": lambda _values: _("someone can walk along the first time"),
    "synonym": _synonym,
    "spelling": _spelling,
    "checked": _checked,
    "unchecked": lambda _values: _("not checked yet"),
}


def _farther(step: Step, hits: Sequence[Hit]) -> str:
    far = distance_in_words(float(str(step.dropped["metres"])), _language())
    return _("We also looked further away, up to %(distance)s.") % {"distance": far}


def _other_day(step: Step, hits: Sequence[Hit]) -> str:
    asked = step.dropped["days"]
    found = {
        one.weekday
        for hit in hits
        for one in hit.coming[:1]
        if Weekday.values[one.weekday] not in (asked if isinstance(asked, frozenset) else ())
    }
    if not found:
        return _("We also looked on other days.")
    days = [str(Weekday(Weekday.values[day]).label).lower() for day in sorted(found)]
    if _language() == "en":
        days = [day.capitalize() for day in days]
    return _("We also looked on %(days)s.") % {"days": listed(days)}


def _no_words(step: Step, hits: Sequence[Hit]) -> str:
    if not step.dropped["words"]:
        return _("We found nothing for your words; this is what else there is.")
    return _("We found nothing for “%(words)s”; this is what else there is.") % {
        "words": str(step.dropped["words"])[:80]
    }


_WIDENED: dict[str, Callable[[Step, Sequence[Hit]], str]] = {
    "farther": _farther,
    "whole_municipality": lambda _step, _hits: _("We also looked in the whole municipality."),
    "other_part": lambda _step, _hits: _("We also looked at other times of the day."),
    "other_day": _other_day,
    "other_dates": lambda _step, _hits: _("We also looked at later dates."),
    "cost": lambda _step, _hits: _("We also looked at what is not free."),
    "language": lambda _step, _hits: _("We also looked at other languages."),
    "walk_along": lambda _step, _hits: _("We also looked where nobody can walk along."),
    "need": lambda _step, _hits: _("We also looked at other wishes."),
    "any_word": lambda _step, _hits: _("We also looked for one of your words."),
    "no_words": _no_words,
}
