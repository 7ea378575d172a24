"""The files of matching: from the JSON of the contract (version 1) to profiles and offers, and back.

Unknown fields are left alone, for fields may be added; what is there must be right, or `BadFieldError`
says where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from nabij.methods.geo import Point
from nabij.methods.matching.causes import CAUSES
from nabij.methods.matching.model import DAYS, Answer, Avoid, Offer, Profile, Relaxation, Slot
from nabij.methods.matching.sentences import MECHANISMS
from nabij.methods.reading import BadFieldError, Field

T = TypeVar("T")

MECHANISM_CODES = tuple(MECHANISMS["en"])
FORMS = ("group", "one_to_one", "course", "therapy", "practical_help", "loan")
MEANS = ("walk", "bicycle", "bus", "car", "none")
REACHES = ("on_site", "at_home", "phone", "online", "fetched")
CAPACITIES = ("room", "waiting_list", "full", "ask")
NEEDS = ("wheelchair", "hearing_loop", "toilet", "no_stairs", "quiet")
GENDERS = ("woman", "man", "other")
STATUSES = ("open", "paused", "closed")


def read_input(document: Any) -> tuple[list[Profile], list[Offer]]:
    """The profiles and offers of a `match_input`; an id stands for one of each only."""
    top = Field(document)
    profiles = [read_profile(field) for field in top["profiles"].items()]
    offers = [read_offer(field) for field in top["offers"].items()]
    _once((profile.id for profile in profiles), "profiles")
    _once((offer.id for offer in offers), "offers")
    return profiles, offers


def _once(ids: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for place, one in enumerate(ids):
        if one in seen:
            raise BadFieldError(f"$.{where}[{place}].id", "twice", what=one)
        seen.add(one)


def read_profile(field: Field) -> Profile:
    """One person."""
    travel = field["travel"]
    return Profile(
        id=field["id"].name(),
        on=field["on"].date(),
        age=field["age"].whole(0, 130),
        gender=_maybe(field, "gender", lambda one: one.one_of(GENDERS)),
        languages=_languages(field["languages"], empty=False),
        causes=_codes(field["causes"], tuple(CAUSES)),
        wishes=_texts(field.get("wishes")),
        talents=_texts(field.get("talents")),
        avoid=_avoid(field.get("avoid")),
        point=_point(field["location"]),
        means=_codes(travel["means"], MEANS, empty=False),
        minutes=travel["minutes"].whole(0, 24 * 60),
        free=_maybe(field, "free", _slots),
        budget=_maybe(field, "budget_per_month", lambda one: one.number(0)),
        needs=frozenset(_codes(field.get("needs"), NEEDS)),
        walk_along=bool(_maybe(field, "walk_along", Field.boolean)),
    )


def read_offer(field: Field) -> Offer:
    """One offer."""
    age_min, age_max = _ages(field.get("age"))
    return Offer(
        id=field["id"].name(),
        name=field["name"].text(),
        description=field["description"].text(),
        organisation=_maybe(field, "organisation", Field.text) or "",
        mechanisms=_codes(field["mechanisms"], MECHANISM_CODES, empty=False),
        causes=frozenset(_codes(field.get("causes"), tuple(CAUSES))),
        form=field["form"].one_of(FORMS),
        languages=_languages(field.get("languages")),
        age_min=age_min,
        age_max=age_max,
        only_for=_maybe(field, "only_for", lambda one: one.one_of(("women", "men"))),
        point=_maybe(field, "location", _point),
        reach=field["reach"].one_of(REACHES),
        cost_per_visit=_maybe(field, "cost_per_visit", lambda one: one.number(0)),
        cost_per_month=_maybe(field, "cost_per_month", lambda one: one.number(0)),
        times=_maybe(field, "times", _slots) or (),
        group_size=_maybe(field, "group_size", lambda one: one.whole(0)),
        capacity=_maybe(field, "capacity", lambda one: one.one_of(CAPACITIES)) or "ask",
        accessible=frozenset(_codes(field.get("accessible"), NEEDS)),
        walk_along=bool(_maybe(field, "walk_along", Field.boolean)),
        verified_on=_maybe(field, "verified_on", Field.date),
        status=field["status"].one_of(STATUSES),
    )


def _maybe(field: Field, name: str, read: Callable[[Field], T]) -> T | None:
    found = field.get(name)
    return None if found is None else read(found)


def _codes(field: Field | None, known: tuple[str, ...], *, empty: bool = True) -> tuple[str, ...]:
    """Codes of a list, each once, in their order."""
    codes = [one.one_of(known) for one in field.items()] if field else []
    if field and not codes and not empty:
        raise BadFieldError(field.path, "empty")
    return tuple(dict.fromkeys(codes))


def _languages(field: Field | None, *, empty: bool = True) -> frozenset[str]:
    spoken = (
        frozenset(one.name().strip().lower() for one in field.items()) if field else frozenset()
    )
    if field and not spoken and not empty:
        raise BadFieldError(field.path, "empty")
    return spoken


def _texts(field: Field | None) -> tuple[str, ...]:
    said = [one.text().strip() for one in field.items()] if field else []
    return tuple(text for text in said if text)


def _point(field: Field) -> Point:
    return Point(field["lat"].number(-90, 90), field["lon"].number(-180, 180))


def _slots(field: Field) -> tuple[Slot, ...]:
    return tuple(_slot(one) for one in field.items())


def _slot(field: Field) -> Slot:
    start, end = field["from"].minute(), field["to"].minute()
    if start == end:
        raise BadFieldError(f"{field.path}.to", "before", what=field["from"].text())
    return Slot(field["day"].one_of(DAYS), start, end if end > start else end + 24 * 60)


def _ages(field: Field | None) -> tuple[int | None, int | None]:
    if field is None:
        return None, None
    low = _maybe(field, "min", lambda one: one.whole(0, 200))
    high = _maybe(field, "max", lambda one: one.whole(0, 200))
    if low is not None and high is not None and high < low:
        raise BadFieldError(f"{field.path}.max", "before", what=low)
    return low, high


def _avoid(field: Field | None) -> Avoid:
    if field is None:
        return Avoid()
    return Avoid(
        mechanisms=frozenset(_codes(field.get("mechanisms"), MECHANISM_CODES)),
        forms=frozenset(_codes(field.get("forms"), FORMS)),
        words=_texts(field.get("words")),
        group_over=_maybe(field, "group_over", lambda one: one.whole(0)),
    )


def as_json(answer: Answer) -> dict[str, Any]:
    """An answer as the contract writes it; `seed` and the `text` of a relaxation are added."""
    return {
        "profile": answer.profile,
        "seed": answer.seed,
        "proposals": [
            {
                "offer": proposal.offer,
                "score": proposal.score,
                "terms": [
                    {"code": term.code, "value": term.value, "text": term.text}
                    for term in proposal.terms
                ],
            }
            for proposal in answer.proposals
        ],
        "excluded": [{"offer": one.offer, "reasons": list(one.reasons)} for one in answer.excluded],
        "relaxations": [_relaxation(one) for one in answer.relaxations],
    }


def _relaxation(one: Relaxation) -> dict[str, Any]:
    return {
        "limit": one.limit,
        "change": dict(one.change),
        "text": one.text,
        "offers": list(one.offers),
    }
