"""Why something cannot be proposed, and what a change would mean, in plain Dutch and English."""

from __future__ import annotations

import math

from nabij.methods.matching import times
from nabij.methods.matching.limits import avoided_fields, needed, trip
from nabij.methods.matching.model import DAYS, Language, Offer, Profile
from nabij.methods.matching.sentences import MECHANISMS, euros, listed, minutes_word
from nabij.methods.matching.words import avoided_word

_DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_FORMS = {
    "nl": {
        "group": "een groep", "one_to_one": "een-op-een", "course": "een cursus",
        "therapy": "behandeling", "practical_help": "praktische hulp", "loan": "iets lenen",
    },
    "en": {
        "group": "a group", "one_to_one": "one to one", "course": "a course",
        "therapy": "therapy", "practical_help": "practical help", "loan": "something on loan",
    },
}  # fmt: skip
_ACCESS = {
    "nl": {
        "wheelchair": "plaats voor een rolstoel", "hearing_loop": "een ringleiding",
        "toilet": "een aangepast toilet", "no_stairs": "geen trappen", "quiet": "een rustige ruimte",
    },
    "en": {
        "wheelchair": "room for a wheelchair", "hearing_loop": "a hearing loop",
        "toilet": "an accessible toilet", "no_stairs": "no stairs", "quiet": "a quiet room",
    },
}  # fmt: skip

_CHANGES = {
    "travel.minutes": (
        "Als {minutes} {word} reizen ook goed is.",
        "If a trip of {minutes} {word} is fine too.",
    ),
    "travel.means": ("Als iemand u met de auto brengt.", "If someone takes you by car."),
    "budget_per_month": (
        "Als het {cost} per maand mag kosten.",
        "If it may cost {cost} a month.",
    ),
    "free": ("Als u ook op {slot} kunt.", "If {slot} suits you too."),
    "avoid.group_over": (
        "Als een groep van {size} mensen ook goed is.",
        "If a group of {size} people is fine too.",
    ),
    "avoid.mechanisms": ("Als dit toch mag: {what}.", "If this is fine after all: {what}."),
    "avoid.forms": ("Als dit toch mag: {what}.", "If this is fine after all: {what}."),
    "avoid.words": ("Als dit toch mag: {what}.", "If this is fine after all: {what}."),
}

_BLOCKS = {
    "too_far": (
        "De reis duurt ongeveer {minutes} {word}; het mag {longest} zijn.",
        "The trip takes about {minutes} {word}; it may be {longest}.",
    ),
    "too_far.unreachable": (
        "Met wat u hebt aan vervoer is er niet te komen.",
        "It cannot be reached by the means that you have.",
    ),
    "too_far.unknown": ("Niet bekend is waar het is.", "It is not known where it is."),
    "wrong_age": ("Het is voor {ages}.", "It is for {ages}."),
    "not_for_this_person.women": ("Het is alleen voor vrouwen.", "It is for women only."),
    "not_for_this_person.men": ("Het is alleen voor mannen.", "It is for men only."),
    "wrong_language": (
        "Er wordt geen taal gesproken die u spreekt ({codes}).",
        "No language is spoken that you speak ({codes}).",
    ),
    "too_expensive": (
        "Het kost ongeveer {cost} per maand; het mag {budget} zijn.",
        "It costs about {cost} a month; it may be {budget}.",
    ),
    "not_accessible": (
        "Dit is er niet, of niet bekend: {what}.",
        "Not there, or not known: {what}.",
    ),
    "not_open": ("Het is nu niet open.", "It is not open now."),
    "full": ("Het is vol.", "It is full."),
    "no_time_fits": ("Het is niet op een tijd dat u kunt.", "It is not at a time that suits you."),
    "avoided": ("Dit wilt u liever niet: {what}.", "You would rather not: {what}."),
    "not_verified": (
        "Al meer dan een jaar keek niemand na of het nog klopt.",
        "Nobody checked for over a year whether it is still true.",
    ),
    "not_verified.too_long": (
        "Te lang keek niemand na of het nog klopt.",
        "Nobody checked for too long whether it is still true.",
    ),
    "not_verified.never": (
        "Nog niemand keek na of het klopt.",
        "Nobody has checked yet whether it is true.",
    ),
}


def sentence(field: str, before: Profile, after: Profile, language: Language) -> str:
    """What the change of one field means to a person. before, after: the profile without and with it."""
    values: dict[str, object] = {}
    if field == "travel.minutes":
        whole = int(after.minutes)
        values = {"minutes": whole, "word": minutes_word(whole, language)}
    elif field == "budget_per_month":
        values = {"cost": euros(after.budget or 0.0, language)}
    elif field == "free" and after.free:
        slot = after.free[-1]
        day = _DAYS[language][DAYS.index(slot.day)]
        values = {"slot": f"{day} {times.clock(slot.start)}–{times.clock(slot.end)}"}
    elif field == "avoid.group_over":
        values = {"size": after.avoid.group_over}
    elif field.startswith("avoid."):
        values = {"what": listed(_given_up(field, before, after, language), language)}
    return _CHANGES[field][language == "en"].format(**values)


def _given_up(field: str, before: Profile, after: Profile, language: Language) -> list[str]:
    old, new = before.avoid, after.avoid
    if field == "avoid.words":
        return [word for word in old.words if word not in new.words]
    if field == "avoid.forms":
        return [_FORMS[language][form] for form in sorted(old.forms - new.forms)]
    gone = sorted(old.mechanisms - new.mechanisms)
    return [MECHANISMS[language][mechanism].lower() for mechanism in gone]


def block_text(reason: str, profile: Profile, offer: Offer, language: Language) -> str:
    """Why an offer does not keep a limit, with the figures that decide."""
    key, values = _block(reason, profile, offer, language)
    return _BLOCKS[key][language == "en"].format(**values)


def _block(
    reason: str, profile: Profile, offer: Offer, language: Language
) -> tuple[str, dict[str, object]]:
    if reason == "too_far":
        return _too_far(profile, offer, language)
    if reason == "wrong_age":
        return reason, {"ages": _ages(offer, language)}
    if reason == "not_for_this_person":
        return f"{reason}.{offer.only_for}", {}
    if reason == "wrong_language":
        return reason, {"codes": ", ".join(sorted(offer.languages or {"nl"}))}
    if reason == "too_expensive":
        cost, budget = offer.monthly_cost or 0.0, profile.budget or 0.0
        return reason, {"cost": euros(cost, language), "budget": euros(budget, language)}
    if reason == "not_accessible":
        lacking = sorted(needed(profile, offer) - offer.accessible)
        return reason, {"what": listed([_ACCESS[language][one] for one in lacking], language)}
    if reason == "avoided":
        return reason, {"what": listed(_in_the_way(profile, offer, language), language)}
    if reason == "not_verified" and offer.verified_on is None:
        return "not_verified.never", {}
    if reason == "not_verified" and offer.stale:
        return "not_verified.too_long", {}
    return reason, {}


def _too_far(profile: Profile, offer: Offer, language: Language) -> tuple[str, dict[str, object]]:
    if offer.point is None:
        return "too_far.unknown", {}
    minutes = trip(profile, offer)
    if math.isinf(minutes):
        return "too_far.unreachable", {}
    whole = math.ceil(minutes)
    return "too_far", {
        "minutes": whole,
        "word": minutes_word(whole, language),
        "longest": round(profile.minutes),
    }


def _ages(offer: Offer, language: Language) -> str:
    low, high = offer.age_min, offer.age_max
    if language == "en":
        if low is not None and high is not None:
            return f"{low} to {high} years"
        return f"{low} and over" if high is None else f"up to {high} years"
    if low is not None and high is not None:
        return f"{low} tot en met {high} jaar"
    return f"{low} jaar en ouder" if high is None else f"tot en met {high} jaar"


def _in_the_way(profile: Profile, offer: Offer, language: Language) -> list[str]:
    """What of the things that somebody avoids this offer holds."""
    found: list[str] = []
    for field in avoided_fields(profile, offer):
        if field == "mechanisms":
            shared = sorted(profile.avoid.mechanisms.intersection(offer.mechanisms))
            found += [MECHANISMS[language][one].lower() for one in shared]
        elif field == "forms":
            found.append(_FORMS[language][offer.form])
        elif field == "group_over":
            people = "people" if language == "en" else "mensen"
            found.append(f"{_FORMS[language]['group']} ({offer.group_size} {people})")
        else:
            found.append(f"“{avoided_word(profile.avoid.words, offer.wording)}”")
    return found
