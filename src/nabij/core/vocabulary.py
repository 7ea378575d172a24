"""The words that all slices share: causes, mechanisms, forms, needs, audiences and their names.

Codes are those of the matching contract, version 1; they never change in meaning. The names are what
staff see. What a resident sees never names a cause as a lack: `NEED_NAMES` turns it into a wish.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Cause(TextChoices):
    """Why someone misses people around them (proposal in DOMAIN section 2; several at once)."""

    LOSS = "loss", _("Loss of someone")
    PARTNER_MISSED = "partner_missed", _("Missing a partner")
    SMALL_NETWORK = "small_network", _("Few people around")
    SOCIAL_SKILLS = "social_skills", _("Making contact is hard")
    SELF_IMAGE = "self_image", _("Self-image and self-insight")
    NEGATIVE_EXPECTATIONS = "negative_expectations", _("Low expectations of others")
    HEALTH_SENSES = "health_senses", _("Health, sight and hearing")
    MENTAL_HEALTH = "mental_health", _("Mental health")
    MOBILITY = "mobility", _("Getting around")
    POVERTY = "poverty", _("Too little money")
    LANGUAGE = "language", _("Language")
    DIGITAL_SKILLS = "digital_skills", _("Digital skills")
    CARER_OVERLOAD = "carer_overload", _("Caring for someone")
    MIGRATION_INTEGRATION = "migration_integration", _("New in the country")
    MEANING = "meaning", _("Meaning and purpose")
    EXCLUSION = "exclusion", _("Being left out")
    LIVING_ENVIRONMENT = "living_environment", _("Home and neighbourhood")


class Mechanism(TextChoices):
    """How an offer helps (tvgg, DOMAIN section 2)."""

    ACTIVITY = "activity", _("Doing things")
    MEETING = "meeting", _("Meeting people")
    PRACTICAL_SUPPORT = "practical_support", _("Practical support")
    MEANINGFUL_CONTACT = "meaningful_contact", _("Meaningful contact")
    SOCIAL_SKILLS = "social_skills", _("Social skills")
    REALISTIC_EXPECTATIONS = "realistic_expectations", _("Realistic expectations")
    MEANINGFUL_ROLE = "meaningful_role", _("A meaningful role")


class Form(TextChoices):
    """The shape of an offer."""

    GROUP = "group", _("With a group")
    ONE_TO_ONE = "one_to_one", _("One to one")
    COURSE = "course", _("Course")
    THERAPY = "therapy", _("Therapy")
    PRACTICAL_HELP = "practical_help", _("Practical help")
    LOAN = "loan", _("On loan")


class Reach(TextChoices):
    """Where an offer meets the person. `fetched`: transport is provided."""

    ON_SITE = "on_site", _("At the place itself")
    AT_HOME = "at_home", _("At your home")
    PHONE = "phone", _("By phone")
    ONLINE = "online", _("Online")
    FETCHED = "fetched", _("You are fetched")


class Capacity(TextChoices):
    """Whether somebody can join now."""

    ROOM = "room", _("There is room")
    WAITING_LIST = "waiting_list", _("There is a waiting list")
    FULL = "full", _("Full at the moment")
    ASK = "ask", _("Ask first")


class Access(TextChoices):
    """What a place or offer has for who needs it."""

    WHEELCHAIR = "wheelchair", _("Wheelchair accessible")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    TOILET = "toilet", _("Accessible toilet")
    NO_STAIRS = "no_stairs", _("No stairs")
    QUIET = "quiet", _("Quiet room")


class OnlyFor(TextChoices):
    """Offers meant for one group only."""

    WOMEN = "women", _("For women")
    MEN = "men", _("For men")


class Audience(TextChoices):
    """For whom an offer is made in the first place; everyone else is welcome unless limits say no."""

    EVERYONE = "everyone", _("Everyone")
    YOUTH = "youth", _("Young people")
    PARENTS = "parents", _("Parents")
    MIDDLE = "middle", _("Working age")
    OLDER = "older", _("Older people")
    CARERS = "carers", _("Family carers")
    NEWCOMERS = "newcomers", _("Newcomers")
    DISABILITY = "disability", _("People with a disability")
    MEN = "men", _("Men")
    WOMEN = "women", _("Women")
    LHBTI = "lhbti", _("LGBTI+")


class Need(TextChoices):
    """What a resident can say they would like: wishes in plain words, each standing for causes."""

    MEET = "meet", _("Meet people")
    DO = "do", _("Do something I enjoy")
    MOVE = "move", _("Move and be outdoors")
    LEARN = "learn", _("Learn something")
    TALK = "talk", _("Talk with someone")
    GRIEF = "grief", _("I have lost someone")
    HELP_OUT = "help_out", _("Do something for others")
    MONEY = "money", _("Get by on my money")
    TRAVEL = "travel", _("Get somewhere")
    DIGITAL = "digital", _("Use a computer or phone")
    DUTCH = "dutch", _("Practise Dutch")
    CARE = "care", _("I care for someone")
    HOME = "home", _("Help at home")


#: A need is served by an offer that has one of these causes or mechanisms.
NEED_SERVED_BY: dict[Need, frozenset[str]] = {
    Need.MEET: frozenset({Mechanism.MEETING, Cause.SMALL_NETWORK}),
    Need.DO: frozenset({Mechanism.ACTIVITY}),
    Need.MOVE: frozenset({Cause.HEALTH_SENSES, Mechanism.ACTIVITY}),
    Need.LEARN: frozenset({Mechanism.SOCIAL_SKILLS, Form.COURSE}),
    Need.TALK: frozenset({Mechanism.MEANINGFUL_CONTACT, Cause.MENTAL_HEALTH}),
    Need.GRIEF: frozenset({Cause.LOSS, Cause.PARTNER_MISSED}),
    Need.HELP_OUT: frozenset({Mechanism.MEANINGFUL_ROLE, Cause.MEANING}),
    Need.MONEY: frozenset({Cause.POVERTY}),
    Need.TRAVEL: frozenset({Cause.MOBILITY}),
    Need.DIGITAL: frozenset({Cause.DIGITAL_SKILLS}),
    Need.DUTCH: frozenset({Cause.LANGUAGE, Cause.MIGRATION_INTEGRATION}),
    Need.CARE: frozenset({Cause.CARER_OVERLOAD}),
    Need.HOME: frozenset({Mechanism.PRACTICAL_SUPPORT}),
}


class Obstacle(TextChoices):
    """What can get in the way of taking part, as people themselves say it; never a feeling."""

    TRANSPORT = "transport", _("Getting there is hard")
    MONEY = "money", _("It must not cost much")
    LANGUAGE = "language", _("Dutch is hard")
    COMPUTER = "computer", _("A computer or phone is hard")
    HEALTH = "health", _("Health, seeing or hearing")
    CARE = "care", _("Caring for someone")
    LOSS = "loss", _("Losing someone")
    NEW_PEOPLE = "new_people", _("Talking to new people is hard")
    BUSY = "busy", _("Too little time")
    DONT_KNOW = "dont_know", _("I don't know")
    RATHER_NOT = "rather_not", _("I'd rather not say")


#: What an obstacle may stand for. Who does not know or does not say is asked nothing more.
OBSTACLE_CAUSES: dict[Obstacle, frozenset[Cause]] = {
    Obstacle.TRANSPORT: frozenset({Cause.MOBILITY}),
    Obstacle.MONEY: frozenset({Cause.POVERTY}),
    Obstacle.LANGUAGE: frozenset({Cause.LANGUAGE, Cause.MIGRATION_INTEGRATION}),
    Obstacle.COMPUTER: frozenset({Cause.DIGITAL_SKILLS}),
    Obstacle.HEALTH: frozenset({Cause.HEALTH_SENSES}),
    Obstacle.CARE: frozenset({Cause.CARER_OVERLOAD}),
    Obstacle.LOSS: frozenset({Cause.LOSS, Cause.PARTNER_MISSED}),
    Obstacle.NEW_PEOPLE: frozenset(
        {Cause.SOCIAL_SKILLS, Cause.SELF_IMAGE, Cause.NEGATIVE_EXPECTATIONS}
    ),
    Obstacle.BUSY: frozenset(),
    Obstacle.DONT_KNOW: frozenset(),
    Obstacle.RATHER_NOT: frozenset(),
}

#: Languages that offers are given in most often: ISO 639-1 code → its own name (no flags).
LANGUAGE_NAMES: dict[str, str] = {
    "nl": "Nederlands",
    "en": "English",
    "ar": "العربية",
    "tr": "Türkçe",
    "pl": "Polski",
    "uk": "Українська",
    "fr": "Français",
    "de": "Deutsch",
    "es": "Español",
    "so": "Soomaali",
    "ti": "ትግርኛ",
    "fa": "فارسی",
    "zh": "中文",
    "ru": "Русский",
    "bg": "Български",
    "ro": "Română",
    "pt": "Português",
    "id": "Indonesia",
    "fy": "Frysk",
    "pap": "Papiamentu",
}


class Weekday(TextChoices):
    """Days as iCalendar writes them, Monday first.

    With a context of their own: within a sentence Django's own names are used, which Dutch writes without a capital.
    """

    MO = "MO", pgettext_lazy("a day by itself", "Monday")
    TU = "TU", pgettext_lazy("a day by itself", "Tuesday")
    WE = "WE", pgettext_lazy("a day by itself", "Wednesday")
    TH = "TH", pgettext_lazy("a day by itself", "Thursday")
    FR = "FR", pgettext_lazy("a day by itself", "Friday")
    SA = "SA", pgettext_lazy("a day by itself", "Saturday")
    SU = "SU", pgettext_lazy("a day by itself", "Sunday")


class PartOfDay(TextChoices):
    """By the time something starts: before 12, from 12 to 18, from 18."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")
