"""How everything is called where residents see it: a catalogue of keys, and what a municipality calls them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nabij.core.models import Municipality
from nabij.core.words.own import own_words

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Name:
    """Something that has a name: what it is called by default in Dutch and English, and what it is.

    what: for whoever chooses another name. longest: letters that fit where it stands.
    """

    nl: str
    en: str
    what: Promise
    longest: int = LONGEST


NAMES: dict[str, Name] = {
    "site": Name("", "", _("The name of the site, at the top of every page"), 80),
    "tagline": Name(
        "Samen iets doen, bij u in de buurt.",
        "Things to do together, near you.",
        _("The sentence on the first page that says what this is"),
        160,
    ),
    "find": Name("Iets vinden", "Find something", _("Looking for something to do, in the menu")),
    "agenda": Name("Deze week", "This week", _("The agenda of the week, in the menu")),
    "guide": Name(
        "Wat zou u helpen?",
        "What would help you?",
        _("The few questions that lead to a next step"),
    ),
    "call_me": Name("Bel mij", "Call me", _("Asking to be called")),
    "walk_along": Name(
        "Loop met mij mee", "Walk along with me", _("Asking someone to come along the first time")
    ),
    "idea": Name("Ik heb een idee", "I have an idea", _("Sending in an idea of one's own")),
    "would_you_come": Name(
        "Zou u hier naartoe gaan?",
        "Would you come to this?",
        _("Asking what people think of something that does not exist yet"),
    ),
    "worried": Name(
        "Zorgen om iemand",
        "Worried about someone",
        _("Telling us that you worry about someone"),
    ),
    "refer": Name(
        "Verwijzen",
        "Refer someone",
        _("The short form by which professionals refer somebody"),
    ),
    "volunteer": Name(
        "Iets voor iemand doen",
        "Do something for somebody",
        _("The short form for people who offer their time"),
    ),
    "worker": Name(
        "welzijnscoach",
        "wellbeing coach",
        _("Who helps one person at a time; without a capital, for it stands in sentences"),
    ),
    "ambassador": Name(
        "ambassadeur",
        "ambassador",
        _("Who brings people and activities in; without a capital"),
    ),
}


#: Names that stand in the municipality's own row: they came before all others, and much shows them without asking here.
COLUMNS: dict[tuple[str, str], str] = {
    ("site", "nl"): "public_name",
    ("tagline", "nl"): "tagline",
    ("tagline", "en"): "tagline_en",
}
#: What is one's own in Dutch is kept in English too, until it has an English name.
KEPT_IN_ENGLISH = ("site", "tagline")


def public_name(
    key: str, municipality: Municipality | None = None, language: str | None = None
) -> str:
    """What this municipality calls it, in the reader's language (of the screen when None) or else by default.

    Raises KeyError for a key that is not in the catalogue. Two queries for the first name after a change, none after
    that, and none for a municipality that changed no words.
    """
    spoken = _spoken(language)
    return chosen_name(key, municipality, spoken) or default_name(key, municipality, spoken)


def chosen_name(key: str, municipality: Municipality | None, language: str) -> str:
    """What this municipality itself calls it in this language; empty where it chose nothing."""
    if municipality is None:
        return ""
    column = COLUMNS.get((key, language))
    if column:
        return str(getattr(municipality, column))
    return own_words(municipality).names.get((key, language), "")


def default_name(
    key: str, municipality: Municipality | None = None, language: str | None = None
) -> str:
    """What it is called where nobody chose a name for it. Raises KeyError for a key that does not exist."""
    name, spoken = NAMES[key], _spoken(language)
    if (
        key in KEPT_IN_ENGLISH
        and spoken != "nl"
        and (dutch := chosen_name(key, municipality, "nl"))
    ):
        return dutch
    if key == "site":
        return municipality.name if municipality else ""
    return name.en if spoken == "en" else name.nl


def _spoken(language: str | None) -> str:
    return (language or get_language() or "nl")[:2].lower()
