"""The sentences of an answer, in plain Dutch and English. No cause is named as a lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nabij.methods.matching.model import Language

Telling = Mapping[str, Any]

CAUSES: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "loss": "verder gaan na een verlies",
        "partner_missed": "verder gaan zonder partner",
        "small_network": "meer mensen leren kennen",
        "social_skills": "makkelijker contact maken",
        "self_image": "met andere ogen naar uzelf kijken",
        "negative_expectations": "weer vertrouwen krijgen in contact",
        "health_senses": "omgaan met uw gezondheid, ogen of oren",
        "mental_health": "u beter voelen",
        "mobility": "ergens kunnen komen",
        "poverty": "rondkomen met uw geld",
        "language": "de taal oefenen",
        "digital_skills": "omgaan met computer en telefoon",
        "carer_overload": "zorgen voor iemand, en toch tijd voor uzelf",
        "migration_integration": "uw weg vinden in Nederland",
        "meaning": "iets doen dat ertoe doet",
        "exclusion": "erbij horen",
        "living_environment": "prettig wonen",
    },
    "en": {
        "loss": "going on after a loss",
        "partner_missed": "going on without a partner",
        "small_network": "getting to know more people",
        "social_skills": "making contact more easily",
        "self_image": "seeing yourself with other eyes",
        "negative_expectations": "trusting in contact again",
        "health_senses": "living with your health, eyes or ears",
        "mental_health": "feeling better",
        "mobility": "getting around",
        "poverty": "making ends meet",
        "language": "practising the language",
        "digital_skills": "using a computer and phone",
        "carer_overload": "caring for someone, with time for yourself",
        "migration_integration": "finding your way in the Netherlands",
        "meaning": "doing something that matters",
        "exclusion": "belonging",
        "living_environment": "a pleasant home and street",
    },
}
"""What each cause is called towards the person: something to go to, never something that is missing."""

MECHANISMS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "activity": "Samen iets doen",
        "meeting": "Mensen ontmoeten",
        "practical_support": "Praktische hulp",
        "meaningful_contact": "Een goed gesprek of vast contact",
        "social_skills": "Leren en oefenen",
        "realistic_expectations": "Anders leren kijken",
        "meaningful_role": "Iets betekenen voor een ander",
    },
    "en": {
        "activity": "Doing something together",
        "meeting": "Meeting people",
        "practical_support": "Practical help",
        "meaningful_contact": "A good talk or a regular contact",
        "social_skills": "Learning and practising",
        "realistic_expectations": "Learning to look differently",
        "meaningful_role": "Meaning something to someone else",
    },
}

_TEXTS: Mapping[str, tuple[str, str]] = {
    "limits": ("Dit kan, met alles wat u vertelde.", "This can be, with all that you told."),
    "cause": ("{mechanism} past bij: {cause}.", "{mechanism} suits: {cause}."),
    "served": ("Gemaakt voor: {causes}.", "Made for: {causes}."),
    "wish": ("Past bij uw wens: {wish}.", "Fits your wish: {wish}."),
    "talent": ("Gaat over wat u goed kunt: {talent}.", "About what you are good at: {talent}."),
    "talent.role": (
        "Hier helpt u anderen met wat u goed kunt: {talent}.",
        "Here you help others with what you are good at: {talent}.",
    ),
    "travel.on_site": (
        "U bent er in ongeveer {minutes} {minutes_word}.",
        "You are there in about {minutes} {minutes_word}.",
    ),
    "travel.at_home": ("Bij u thuis.", "At your home."),
    "travel.phone": ("Via de telefoon: u kunt thuisblijven.", "By phone: you can stay at home."),
    "travel.online": ("Online: u kunt thuisblijven.", "Online: you can stay at home."),
    "travel.fetched": ("U wordt opgehaald.", "You are fetched."),
    "group": ("Een groep van {size} mensen.", "A group of {size} people."),
    "group.pair": ("Met z'n tweeën.", "Just the two of you."),
    "walk_along": (
        "De eerste keer gaat er iemand met u mee.",
        "Someone comes along the first time.",
    ),
    "walk_along.home": (
        "U hoeft niet alleen ergens naar binnen.",
        "You need not walk in anywhere alone.",
    ),
    "fresh": ("{days} nagekeken of het nog klopt.", "Checked {days} whether it is still true."),
    "price.free": ("Het kost niets.", "It costs nothing."),
    "price": (
        "Het past in uw budget: ongeveer {cost} per maand.",
        "It fits your budget: about {cost} a month.",
    ),
    "room.room": ("Er is plaats.", "There is room."),
    "room.ask": ("Bel eerst of er plaats is.", "Call first whether there is room."),
    "room.waiting_list": ("Er is een wachtlijst.", "There is a waiting list."),
    "variety": (
        "Lijkt op wat al hoger staat: {like}.",
        "Resembles what stands higher: {like}.",
    ),
    "like.mechanism": ("het helpt op dezelfde manier", "it helps in the same way"),
    "like.form": ("dezelfde vorm", "the same form"),
    "like.organisation": ("dezelfde organisatie", "the same organisation"),
}


def text(key: str, language: Language, **values: object) -> str:
    """A sentence of the table, filled in."""
    return _TEXTS[key][language == "en"].format(**values)


def say(code: str, told: Telling, language: Language) -> str:
    """The sentence of one term of a score. told: what `scoring` found."""
    if code == "cause":
        return text(
            code, language, mechanism=MECHANISMS[language][told["mechanism"]],
            cause=CAUSES[language][told["cause"]],
        )  # fmt: skip
    if code == "served":
        named = "; ".join(CAUSES[language][cause] for cause in told["causes"])
        return text(code, language, causes=named)
    if code == "travel":
        word = minutes_word(told.get("minutes", 0), language)
        return text(f"travel.{told['reach']}", language, **told, minutes_word=word)
    if code == "fresh":
        return text(code, language, days=_days_ago(told["days"], language))
    if code == "price" and told["cost"]:
        return text(code, language, cost=euros(told["cost"], language))
    return text(_key(code, told), language, **told)


def _key(code: str, told: Telling) -> str:
    """The row of the table for a term that has several."""
    if code == "talent" and told["role"]:
        return "talent.role"
    if code == "group" and told["size"] <= 2:
        return "group.pair"
    if code == "walk_along" and not told["along"]:
        return "walk_along.home"
    if code == "price":
        return "price.free"
    if code == "room":
        known = f"room.{told['capacity']}"
        return known if known in _TEXTS else "room.ask"
    return code


def minutes_word(minutes: int, language: Language) -> str:
    """The word after a number of minutes."""
    if language == "en":
        return "minute" if minutes == 1 else "minutes"
    return "minuut" if minutes == 1 else "minuten"


def euros(amount: float, language: Language) -> str:
    """An amount as people write it: "€ 4,50", "€ 13"; in English "€4.50"."""
    written = f"{amount:.2f}".removesuffix(".00")
    return f"€{written}" if language == "en" else f"€ {written.replace('.', ',')}"


def _days_ago(days: int, language: Language) -> str:
    if days == 0:
        return "today" if language == "en" else "Vandaag"
    unit, number = ("day", days) if days < 60 else ("month", days // 30)
    if language == "en":
        return f"{number} {unit}{'' if number == 1 else 's'} ago"
    plural = {"day": "dag" if number == 1 else "dagen", "month": "maanden"}[unit]
    return f"{number} {plural} geleden"


def listed(items: Sequence[str], language: Language) -> str:
    """Items as people say them: a, b en c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'and' if language == 'en' else 'en'} {items[-1]}"
