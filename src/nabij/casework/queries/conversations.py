"""What was told in conversations, and what matching makes of it."""

import datetime as dt
import re

from nabij.casework.models import Case, Conversation, Person
from nabij.casework.models.conversations import FREE_PARTS
from nabij.core.vocabulary import Need
from nabij.directory.queries.where import UnknownPlaceError, point_of
from nabij.methods.geo import Point
from nabij.methods.matching import Avoid, Profile, Slot

#: What a wish that was ticked is called in the words of offers (proposal; doing something one enjoys says too little).
WISH_WORDS: dict[str, tuple[str, ...]] = {
    Need.MEET: ("ontmoeten",),
    Need.DO: (),
    Need.MOVE: ("bewegen", "wandelen"),
    Need.LEARN: ("leren", "cursus"),
    Need.TALK: ("gesprek",),
    Need.GRIEF: ("rouw",),
    Need.HELP_OUT: ("vrijwilliger",),
    Need.MONEY: ("geldzaken",),
    Need.TRAVEL: ("vervoer",),
    Need.DIGITAL: ("computer",),
    Need.DUTCH: ("taal",),
    Need.CARE: ("mantelzorg",),
    Need.HOME: ("hulp thuis",),
}

#: Minutes that leave out nothing: the most that the matching contract knows.
_NO_LIMIT = 24 * 60.0


def newest(case: Case) -> Conversation | None:
    """The conversation that holds now; None where there was none. One query."""
    rows = Conversation.objects.filter(municipality_id=case.municipality_id, case=case)
    found: Conversation | None = rows.select_related("by").first()
    return found


def conversations_of(case: Case) -> list[Conversation]:
    """Every conversation of the case, the newest first. One query."""
    rows = Conversation.objects.filter(municipality_id=case.municipality_id, case=case)
    return list(rows.select_related("by"))


def profile_of(case: Case, *, today: dt.date) -> Profile:
    """For whom something is sought: what the newest conversation says, with age and place of the person.

    What was not told limits nothing; without any conversation only age and place count. Two queries, besides those
    for `case.person` and its area where the caller did not load them.
    """
    told = newest(case) or Conversation()
    person = case.person
    return Profile(
        id=str(case.uid),
        on=today,
        age=age_of(person, today=today),
        gender=told.gender or None,
        languages=frozenset(told.languages),
        causes=tuple(told.causes),
        wishes=(*phrases(told.wish_words), *_wished(told.wishes)),
        talents=phrases(told.talents),
        avoid=Avoid(
            mechanisms=frozenset(told.avoid_mechanisms),
            forms=frozenset(told.avoid_forms),
            words=phrases(told.avoid_words),
            group_over=told.group_over,
        ),
        point=_place(case),
        means=tuple(told.means) or ("walk",),
        minutes=_NO_LIMIT if told.minutes is None else float(told.minutes),
        free=None if told.free is None else tuple(map(slot, told.free)),
        budget=None if told.budget is None else float(told.budget),
        needs=frozenset(told.needs),
        walk_along=told.walk_along,
    )


def slot(code: str) -> Slot:
    """The stretch of the week that "TU-morning" stands for."""
    day, _dash, part = code.partition("-")
    return Slot(day, *FREE_PARTS[part])


def phrases(words: str | None) -> tuple[str, ...]:
    """The separate things in what somebody wrote, divided by lines, commas and semicolons."""
    parts = (" ".join(part.split()) for part in re.split(r"[\n,;]+", words or ""))
    return tuple(dict.fromkeys(part for part in parts if part))


def age_of(person: Person, *, today: dt.date) -> int | None:
    """About how old: the year of birth is known, not the day. None where it is not known."""
    year = (person.birth_year or "").strip()
    if not re.fullmatch(r"(18|19|20)\d\d", year) or int(year) > today.year:
        return None
    return today.year - int(year)


def _wished(codes: list[str]) -> tuple[str, ...]:
    return tuple(word for code in codes for word in WISH_WORDS.get(code, ()))


def _place(case: Case) -> Point | None:
    """Where the person lives: by postcode, else the middle of their neighbourhood, else nowhere."""
    person = case.person
    if person.postcode:
        try:
            return point_of(case.municipality, person.postcode)
        except UnknownPlaceError:
            pass
    area = person.area
    if area is None or area.lat is None or area.lon is None:
        return None
    return Point(area.lat, area.lon, area.name)
