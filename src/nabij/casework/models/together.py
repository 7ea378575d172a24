"""What a volunteer and somebody else do together, and why it is not to be or ends: codes, without a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Together(models.TextChoices):
    """What two people do together. The last three are for once, on a day."""

    BUDDY = "buddy", _("A buddy: do something together, often")
    PHONE = "phone", _("Call each other now and then")
    WALK_ALONG = "walk_along", _("Walk along the first time")
    RIDE = "ride", _("A ride")
    FORM = "form", _("Help with a form or a letter")


#: For once; such a pair ends by itself after its date.
ONE_OFF = frozenset({Together.WALK_ALONG, Together.RIDE, Together.FORM})


class Because(models.TextChoices):
    """Why one of the two would rather not. Of the pair, never of a person."""

    TIME = "time", _("The times do not suit")
    FAR = "far", _("It is too far")
    KIND = "kind", _("Would rather do something else")
    FULL = "full", _("Has no room now")
    SOMEBODY_ELSE = "somebody_else", _("Would rather have somebody else")
    OTHER = "other", _("Something else")


class Over(models.TextChoices):
    """Why a pair ended."""

    DONE = "done", _("It is done: they went, or it was arranged")
    GO_ON_ALONE = "go_on_alone", _("They go on without us")
    DID_NOT_CLICK = "did_not_click", _("It did not click")
    VOLUNTEER_STOPS = "volunteer_stops", _("The volunteer stops")
    PERSON_STOPS = "person_stops", _("The person would rather not any more")
    OTHER = "other", _("Something else")
