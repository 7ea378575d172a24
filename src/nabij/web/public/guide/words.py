"""The guide's reasons in plain words, for me, for someone I know and for a client."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nabij.core.vocabulary import Need, Obstacle
from nabij.directory.explain import listed
from nabij.directory.queries.helping import Found
from nabij.web.public.guide.answers import Who

#: After “because you said that …”.
SAID: dict[Obstacle, Promise] = {
    Obstacle.TRANSPORT: gettext_lazy("getting there is hard"),
    Obstacle.MONEY: gettext_lazy("it must not cost much"),
    Obstacle.LANGUAGE: gettext_lazy("reading or speaking Dutch is hard"),
    Obstacle.COMPUTER: gettext_lazy("a computer or phone is hard"),
    Obstacle.HEALTH: gettext_lazy("health, seeing or hearing gets in the way"),
    Obstacle.CARE: gettext_lazy("caring for someone takes much"),
    Obstacle.LOSS: gettext_lazy("someone is missed"),
    Obstacle.NEW_PEOPLE: gettext_lazy("talking to new people is hard"),
    Obstacle.BUSY: gettext_lazy("there is little time"),
}

#: After “because you would like to …”, for oneself and for another.
LIKED: dict[Need, Promise] = {
    Need.MEET: gettext_lazy("meet people"),
    Need.DO: gettext_lazy("do something enjoyable"),
    Need.MOVE: gettext_lazy("move or be outdoors"),
    Need.LEARN: gettext_lazy("learn something"),
    Need.TALK: gettext_lazy("talk with someone"),
    Need.HELP_OUT: gettext_lazy("do something for others"),
    Need.HOME: gettext_lazy("have help at home"),
}
#: So many things that were said are repeated with a step.
MOST_SAID = 3


def heading(who: Who) -> str:
    """Above the steps."""
    return {
        Who.ME: _("This could help you"),
        Who.SOMEONE: _("This could help the other"),
        Who.CLIENT: _("This could help your client"),
    }[who]


def because(found: Found, who: Who) -> str:
    """Why this step stands there, as a whole sentence."""
    if found.offer is None:
        return _("Because a person knows more than this site, and thinks along with you.")
    codes = found.step.aims[:MOST_SAID]
    said = _those(codes, "obstacle", SAID)
    liked = _those(codes, "wish", LIKED)
    parts = []
    if said:
        joined = listed([_("that %(said)s") % {"said": one} for one in said])
        parts.append(_("because you said %(things)s") % {"things": joined})
    if liked:
        parts.append(_liked(who) % {"wishes": listed(liked)})
    if not parts:
        return _("Because this is an easy way to begin.")
    sentence = listed(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _those(codes: Iterable[str], kind: str, known: Mapping[Any, Promise]) -> list[str]:
    """The words of the aims of one kind, in the order in which they are always told."""
    given = [code.partition(".")[2] for code in codes if code.startswith(f"{kind}.")]
    return [str(words) for one, words in known.items() if one in given]


def _liked(who: Who) -> str:
    return {
        Who.ME: _("because you would like to %(wishes)s"),
        Who.SOMEONE: _("because the other would like to %(wishes)s"),
        Who.CLIENT: _("because your client would like to %(wishes)s"),
    }[who]


def notes(found: Found) -> list[str]:
    """What is not as it was asked."""
    return [str(_WIDENED[code]) for code in found.step.widened]


_WIDENED: dict[str, Promise] = {
    "farther": gettext_lazy("This is a little further away."),
    "other_day": gettext_lazy("This is on another day than you chose."),
}
