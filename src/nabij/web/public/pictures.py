"""Which of our drawings stands with an offer, and the word beside it.

The name says most ("Wandelen langs de dijk"); where it says nothing, what the offer is for decides.
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nabij.core.vocabulary import Cause, Form, Mechanism, Need, Reach
from nabij.directory.models import Offer


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing from `web/icons.svg` with its word. tint: sun, leaf, sky or roof, the spot of colour behind it."""

    icon: str
    word: str | Promise
    tint: str


EAT = Picture("plate", _("Eating together"), "roof")
COFFEE = Picture("coffee", _("Coffee and a chat"), "sun")
WALK = Picture("path", _("Walking"), "leaf")
CYCLE = Picture("bike", _("Cycling"), "leaf")
GARDEN = Picture("garden", _("Garden and nature"), "leaf")
OUTDOORS = Picture("tree", _("Outdoors"), "leaf")
SWIM = Picture("swim", _("Swimming"), "sky")
DANCE = Picture("dance", _("Dancing"), "roof")
MOVE = Picture("ball", _("Moving"), "leaf")
MUSIC = Picture("music", _("Music and singing"), "roof")
NEEDLE = Picture("needle", _("Needlework"), "roof")
MAKE = Picture("brush", _("Making things"), "roof")
READ = Picture("book", _("Reading and stories"), "sky")
GAMES = Picture("cards", _("Games"), "sun")
FILM = Picture("film", _("Film"), "sky")
THEATRE = Picture("theatre", _("Theatre and outings"), "roof")
ANIMALS = Picture("paw", _("Animals"), "leaf")
DIGITAL = Picture("tablet", _("Computer and phone"), "sky")
DUTCH = Picture("language", _("Language"), "sky")
LETTERS = Picture("letter", _("Letters and forms"), "sky")
MONEY = Picture("purse", _("Money"), "sun")
TRAVEL = Picture("fetch", _("Getting there"), "sky")
REPAIR = Picture("tools", _("Help with odd jobs"), "sun")
HOME = Picture("home", _("Help at home"), "sun")
LOSS = Picture("candle", _("After a loss"), "sun")
CARERS = Picture("care", _("Caring for someone"), "roof")
TALK = Picture("talk", _("Talking"), "sky")
PHONE = Picture("phone", _("By phone"), "sky")
BUDDY = Picture("together", _("Someone to go with"), "leaf")
HELPING = Picture("hands", _("Doing something for others"), "roof")
LEARN = Picture("idea", _("Learning"), "sun")
MEET = Picture("table", _("Meeting people"), "sun")

#: Words in Dutch names, the most telling first.
_BY_NAME: tuple[tuple[str, Picture], ...] = (
    (r"\brouw|nabestaand|weduw|verlies\b|gemis", LOSS),
    (r"mantelzorg|alzheimer|dementie|respijt", CARERS),
    (r"fiets|duofiets|tandem|riksja", CYCLE),
    (r"wandel|ommetje|loopgroep|struin", WALK),
    (r"zwem|zwembad|aqua", SWIM),
    (r"dans|stijldans|line ?dance|zumba", DANCE),
    (
        r"\beten\b|eet|maaltijd|kook|soep|lunch|diner|ontbijt|aan tafel|brunch|pannenkoek|stamppot",
        EAT,
    ),
    (r"koor|zing|zang|muziek|orkest|gitaar|harmonie|fanfare|concert", MUSIC),
    (r"\bbrei|haak|naai|handwerk|quilt|borduur|textiel", NEEDLE),
    (r"schilder|teken|atelier|klei|keram|creatief|hobby|hout|knutsel|foto|bloemschik", MAKE),
    (
        r"kaart|klaverjas|bridge|schaak|schaken|dammen|\bspel|biljart|jeu de boules|bingo|rummi|puzzel|sjoel",
        GAMES,
    ),
    (r"tuin|moestuin|groen|natuur|bloemen|vogel", GARDEN),
    (r"\bfilm|bioscoop", FILM),
    (r"theater|toneel|museum|uitje|uitstap|voorstelling|busreis", THEATRE),
    (r"\bhond|dieren|geiten|kinderboerderij|paard|konijn|\bkat(ten)?\b", ANIMALS),
    (r"computer|tablet|digi|internet|telefoonhulp|smartphone|ipad|whatsapp", DIGITAL),
    (r"taalcaf|taalmaatje|nederlands|taalles|taalhuis|\btaal", DUTCH),
    (r"formulier|papier|brieven|post\b|belasting", LETTERS),
    (r"\bgeld|schuld|budget|rondkomen|voedselbank|kleding|ruilwinkel|weggeef", MONEY),
    (r"vervoer|automaatje|bus\b|meerij|rijdt|belbus|ritten", TRAVEL),
    (r"klus|repair|reparatie|herstel|fietsenmaker", REPAIR),
    (r"boek|lees|lezen|krant|bibliotheek|verhalen|geschied|schrijf", READ),
    (
        r"gym|yoga|sport|bewegen|beweeg|fit|voetbal|tennis|tai ?chi|valpreventie|badminton|op de stoel",
        MOVE,
    ),
    (r"\bbel|telefooncirkel|belronde", PHONE),
    (r"maatje|buddy|bezoek", BUDDY),
    (r"koffie|thee|inloop|borrel|soos|huiskamer", COFFEE),
    (r"gesprek|praat|luister|lotgenoten", TALK),
    (r"vrijwillig|helpen|burenhulp", HELPING),
    (r"cursus|les\b|training|workshop|lezing", LEARN),
    (r"strand|water|roei|zeil|vissen|buiten", OUTDOORS),
)
_NAMES = tuple((re.compile(pattern, re.IGNORECASE), picture) for pattern, picture in _BY_NAME)

#: Where the words say nothing: by the main way in which it helps, the cause it serves first, its form.
_BY_CODE: tuple[tuple[str, Picture], ...] = (
    (Mechanism.MEETING, MEET),
    (Cause.LOSS, LOSS),
    (Cause.CARER_OVERLOAD, CARERS),
    (Cause.DIGITAL_SKILLS, DIGITAL),
    (Cause.LANGUAGE, DUTCH),
    (Cause.POVERTY, MONEY),
    (Cause.MOBILITY, TRAVEL),
    (Mechanism.MEANINGFUL_ROLE, HELPING),
    (Form.COURSE, LEARN),
    (Form.ONE_TO_ONE, BUDDY),
    (Form.PRACTICAL_HELP, HOME),
    (Mechanism.MEANINGFUL_CONTACT, TALK),
    (Mechanism.PRACTICAL_SUPPORT, HOME),
)


def picture_of(offer: Offer) -> Picture:
    """The drawing that goes with an offer."""
    told = _in_words(offer.name)
    if told:
        return told
    if offer.reach == Reach.PHONE:
        return PHONE
    told = _in_words(offer.summary)
    if told:
        return told
    codes = {*offer.causes[:1], *offer.mechanisms[:1], offer.form}
    return next((picture for code, picture in _BY_CODE if code in codes), MEET)


def _in_words(text: str) -> Picture | None:
    return next((picture for pattern, picture in _NAMES if pattern.search(text)), None)


#: The drawing with each wish; the word is the wish itself.
OF_NEED: dict[Need, tuple[str, str]] = {
    Need.MEET: ("table", "sun"),
    Need.DO: ("brush", "roof"),
    Need.MOVE: ("path", "leaf"),
    Need.LEARN: ("idea", "sun"),
    Need.TALK: ("talk", "sky"),
    Need.GRIEF: ("candle", "sun"),
    Need.HELP_OUT: ("hands", "roof"),
    Need.MONEY: ("purse", "sun"),
    Need.TRAVEL: ("fetch", "sky"),
    Need.DIGITAL: ("tablet", "sky"),
    Need.DUTCH: ("language", "sky"),
    Need.CARE: ("care", "roof"),
    Need.HOME: ("home", "sun"),
}
