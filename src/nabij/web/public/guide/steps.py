"""The steps made ready for the page and for paper."""

import datetime as dt
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.vocabulary import Need, Obstacle
from nabij.directory.models import Offer
from nabij.directory.queries import UnknownPlaceError, point_of
from nabij.directory.queries.helping import Found, next_steps
from nabij.methods.geo import Point, distance_in_words
from nabij.web.public import words as said
from nabij.web.public.addresses import page
from nabij.web.public.cards import Card, Fact, card, usual_facts
from nabij.web.public.guide import words
from nabij.web.public.guide.aims import asked_of
from nabij.web.public.guide.answers import SILENT, Answers, Company
from nabij.web.public.guide.questions import QUESTIONS
from nabij.web.public.weeks import VISITED


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step in words. card: None for a call; phone: of who offers it; address: the street, where one goes there.

    when_on_paper: with its date, for a sheet is read on another day than it was printed.
    """

    because: str
    notes: tuple[str, ...] = ()
    card: Card | None = None
    phone: str = ""
    address: str = ""
    when_on_paper: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One question with what was answered, and the address where it can be changed."""

    question: str
    answer: str
    url: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """Everything that the result shows. place_unknown: what was typed and nobody knows."""

    heading: str
    steps: tuple[ShownStep, ...]
    place_unknown: str = ""


def guidance(municipality: Municipality, answers: Answers, *, now: dt.datetime) -> Guidance:
    """The next steps for these answers; never none."""
    point, unknown = _place(municipality, answers.near)
    asked = asked_of(answers, point=point, on=now.date(), language=_language())
    found = next_steps(municipality, asked, now=now)
    return Guidance(
        heading=words.heading(answers.who),
        steps=tuple(_shown(municipality, one, answers, point, now.date()) for one in found),
        place_unknown=unknown,
    )


def _place(municipality: Municipality, near: str) -> tuple[Point | None, str]:
    if not near:
        return None, ""
    try:
        return point_of(municipality, near), ""
    except UnknownPlaceError:
        return None, near


def _shown(
    municipality: Municipality, found: Found, answers: Answers, point: Point | None, today: dt.date
) -> ShownStep:
    because = words.because(found, answers.who)
    offer = found.offer
    if offer is None:
        return ShownStep(because)
    made = card(
        municipality,
        offer,
        today=today,
        coming=found.coming,
        facts=_facts(offer, found, point),
        near=point.label if point else "",
    )
    place = offer.place
    return ShownStep(
        because,
        notes=tuple(words.notes(found)),
        card=replace(made, when=made.when if found.coming else _when(offer)),
        phone=offer.contact_phone or offer.organisation.phone,
        address=place.address if place and offer.reach in VISITED else "",
        when_on_paper=_dated(found.coming.starts_at, today) if found.coming else _when(offer),
    )


def _dated(start: dt.datetime, today: dt.date) -> str:
    """When something begins, with its date: "dinsdag 24 november, 10 uur"."""
    local = localtime(start)
    return f"{said.full_day(local.date(), today)}, {said.clock(local)}"


def _facts(offer: Offer, found: Found, point: Point | None) -> tuple[Fact, ...]:
    far = ""
    if found.metres is not None and point:
        distance = said.kept_together(distance_in_words(found.metres, _language()))
        place = said.kept_together(point.label)
        far = (
            _("%(distance)s from %(place)s") % {"distance": distance, "place": place}
            if point.label
            else distance
        )
    facts = usual_facts(offer, far)
    ages = said.ages(offer)
    return (*facts, Fact("info", ages)) if ages else facts


def _when(offer: Offer) -> str:
    """Without a date: by appointment."""
    return _("call for a time") if offer.call_first else _("when it suits you")


def told(municipality: Municipality, answers: Answers) -> list[Told]:
    """Every question with its answer and where to change it."""
    given = (
        str(answers.who.label),
        _listed([str(one.label) for one in answers.obstacles]),
        _listed([str(need.label) for need in answers.wishes]),
        answers.near,
        _listed(_how(answers)),
    )
    return [
        Told(
            str(question.titles[answers.who]),
            answer or _("nothing filled in"),
            page(municipality, question.page) + answers.query(then="steps"),
        )
        for question, answer in zip(QUESTIONS, given, strict=True)
    ]


def _how(answers: Answers) -> list[str]:
    parts = [str(answers.company.label)] if answers.company else []
    parts += [_("At home or by phone is fine too")] if answers.at_home else []
    return parts + [str(day.label) for day in answers.days]


def _listed(parts: list[str]) -> str:
    return "; ".join(parts)


#: What to look for among everything there is, for who met this obstacle.
_NEED_OF: dict[Obstacle, Need] = {
    Obstacle.TRANSPORT: Need.TRAVEL,
    Obstacle.LANGUAGE: Need.DUTCH,
    Obstacle.COMPUTER: Need.DIGITAL,
    Obstacle.CARE: Need.CARE,
    Obstacle.LOSS: Need.GRIEF,
    Obstacle.MONEY: Need.MONEY,
    Obstacle.NEW_PEOPLE: Need.MEET,
}


def more(municipality: Municipality, answers: Answers) -> list[tuple[str, str]]:
    """Links to everything there is for each thing that was said, with place and days kept: (words, address)."""
    needs = [_NEED_OF[one] for one in answers.obstacles if one in _NEED_OF]
    needs += answers.wishes
    address = page(municipality, "find")
    return [
        (str(need.label), f"{address}?{_find_query(answers, need)}")
        for need in dict.fromkeys(needs)
    ] or [(_("Everything there is"), f"{address}?{_find_query(answers, None)}")]


def _find_query(answers: Answers, need: Need | None) -> str:
    query = QueryDict(mutable=True)
    if need:
        query["need"] = need.value
    if answers.near:
        query["near"] = answers.near
    query.setlist("day", [day.value for day in answers.days])
    if Obstacle.MONEY in answers.obstacles and need is not Need.MONEY:
        query["free"] = "on"
    if answers.company is Company.TOGETHER:
        query["walk_along"] = "on"
    return query.urlencode()


def about(answers: Answers) -> str:
    """What was answered as a sentence for who asks to be called; empty without answers. Nothing is sent by this."""
    parts = [str(one.label) for one in answers.obstacles if one not in SILENT]
    parts += [str(need.label) for need in answers.wishes]
    parts += _how(answers)
    if not parts:
        return ""
    told = {"who": answers.who.label, "answers": _listed(parts)}
    return _("%(who)s. What plays a part: %(answers)s.") % told


def _language() -> str:
    return (get_language() or "nl")[:2]
