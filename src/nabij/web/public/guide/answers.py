"""What somebody answered, as it travels in the address: one letter each, so that nobody reads along.

`?who=m&why=tg&wish=m&near=3131+AB&with=s&home=1&day=25`. The letters stand in addresses and on printed sheets: never
change what one means. Anything else in an address counts as not said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nabij.core.vocabulary import Need, Obstacle, Weekday
from nabij.web.public.forms import Words

Choice = TypeVar("Choice")


class Who(TextChoices):
    """For whom the guide is asked."""

    ME = "m", _("For me")
    SOMEONE = "o", _("For someone I know")
    CLIENT = "c", _("For someone I help in my work")


class Company(TextChoices):
    """Whether one would rather not go alone."""

    TOGETHER = "s", _("I'd rather not go alone")
    ALONE = "a", _("Alone is fine")


OBSTACLES: dict[str, Obstacle] = {
    "t": Obstacle.TRANSPORT,
    "g": Obstacle.MONEY,
    "l": Obstacle.LANGUAGE,
    "c": Obstacle.COMPUTER,
    "h": Obstacle.HEALTH,
    "z": Obstacle.CARE,
    "v": Obstacle.LOSS,
    "n": Obstacle.NEW_PEOPLE,
    "b": Obstacle.BUSY,
    "w": Obstacle.DONT_KNOW,
    "x": Obstacle.RATHER_NOT,
}
WISHES: dict[str, Need] = {
    "m": Need.MEET,
    "d": Need.DO,
    "b": Need.MOVE,
    "l": Need.LEARN,
    "p": Need.TALK,
    "v": Need.HELP_OUT,
    "t": Need.HOME,
}
DAYS: dict[str, Weekday] = {
    str(number): Weekday(day) for number, day in enumerate(Weekday.values, start=1)
}


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything answered so far. near: as typed, its place not yet looked up."""

    who: Who = Who.ME
    obstacles: tuple[Obstacle, ...] = ()
    wishes: tuple[Need, ...] = ()
    near: str = ""
    company: Company | None = None
    at_home: bool = False
    days: tuple[Weekday, ...] = ()

    @classmethod
    def of(cls, asked: QueryDict) -> "Answers":
        """The answers in an address; letters of one question may stand together or apart."""
        who, company = asked.get("who", ""), asked.get("with", "")
        return cls(
            who=Who(who) if who in Who else Who.ME,
            obstacles=_chosen(asked, "why", OBSTACLES),
            wishes=_chosen(asked, "wish", WISHES),
            near=Words(required=False).clean(asked.get("near", "")),
            company=Company(company) if company in Company else None,
            at_home=asked.get("home", "") in ("1", "on"),
            days=_chosen(asked, "day", DAYS),
        )

    def fields(self) -> dict[str, str]:
        """The answers by the names that they have in an address; what was not said is left out."""
        given = {
            "who": self.who.value if self.who is not Who.ME else "",
            "why": _letters(self.obstacles, OBSTACLES),
            "wish": _letters(self.wishes, WISHES),
            "near": self.near,
            "with": self.company.value if self.company else "",
            "home": "1" if self.at_home else "",
            "day": _letters(self.days, DAYS),
        }
        return {name: value for name, value in given.items() if value}

    def query(self, **more: str) -> str:
        """The end of an address with these answers: empty, or beginning with a question mark."""
        given = {**self.fields(), **more}
        return f"?{urlencode(given)}" if given else ""

    def initial(self) -> dict[str, object]:
        """The answers as the forms show them."""
        given = self.fields()
        several = {name: list(given.get(name, "")) for name in ("why", "wish", "day")}
        return {**given, "who": self.who.value, **several, "home": self.at_home}

    def without(self, names: tuple[str, ...]) -> "Answers":
        """The same, one question not answered. names: as in an address."""
        empty = Answers()
        return replace(self, **{_FIELDS[name]: getattr(empty, _FIELDS[name]) for name in names})

    @property
    def said_nothing(self) -> bool:
        """Whether nothing was told that a step could take up."""
        return not (set(self.obstacles) - SILENT or self.wishes)


_FIELDS = {
    "who": "who",
    "why": "obstacles",
    "wish": "wishes",
    "near": "near",
    "with": "company",
    "home": "at_home",
    "day": "days",
}
#: Who says this is asked nothing more.
SILENT = frozenset({Obstacle.DONT_KNOW, Obstacle.RATHER_NOT})


def _chosen(asked: QueryDict, name: str, letters: Mapping[str, Choice]) -> tuple[Choice, ...]:
    given = set("".join(asked.getlist(name))[:200])
    return tuple(choice for letter, choice in letters.items() if letter in given)


def _letters(chosen: tuple[Choice, ...], letters: Mapping[str, Choice]) -> str:
    return "".join(letter for letter, choice in letters.items() if choice in chosen)
