"""The way of one proposal, from "shall we?" to being there, as one table of data; and the words that go with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a proposal is."""

    PROPOSED = "proposed", _("Looked at together")
    AGREED = "agreed", _("The person wants this")
    ASKED = "asked", _("The organisation is asked")
    QUESTION = "question", _("The organisation has a question")
    ACCEPTED = "accepted", _("Welcome there")
    DECLINED = "declined", _("Not possible there")
    ARRIVED = "arrived", _("Has been there")
    NOT_ARRIVED = "not_arrived", _("Did not come")
    STOPPED = "stopped", _("Ended")


S = Stage

#: What may follow. Something that is open to all needs no question to its organisation.
NEXT: dict[Stage, tuple[Stage, ...]] = {
    S.PROPOSED: (S.AGREED, S.STOPPED),
    S.AGREED: (S.ASKED, S.ACCEPTED, S.ARRIVED, S.NOT_ARRIVED, S.STOPPED),
    S.ASKED: (S.QUESTION, S.ACCEPTED, S.DECLINED, S.STOPPED),
    S.QUESTION: (S.ASKED, S.ACCEPTED, S.DECLINED, S.STOPPED),
    S.ACCEPTED: (S.ARRIVED, S.NOT_ARRIVED, S.STOPPED),
    S.DECLINED: (),
    S.ARRIVED: (S.STOPPED,),
    S.NOT_ARRIVED: (S.ACCEPTED, S.ARRIVED, S.STOPPED),
    S.STOPPED: (),
}

#: Still on the way to being there.
UNDER_WAY = (S.PROPOSED, S.AGREED, S.ASKED, S.QUESTION, S.ACCEPTED, S.NOT_ARRIVED)

#: Nothing comes of it any more.
OVER = (S.DECLINED, S.STOPPED)


def may_become(stage: str, after: str) -> bool:
    """Whether a proposal may go from `stage` to `after`."""
    return Stage(after) in NEXT[Stage(stage)]


class Decline(models.TextChoices):
    """Why an organisation says no. Words of the organisation about itself, not about the person."""

    FULL = "full", _("It is full")
    NOT_FOR_THIS_PERSON = "not_for_this_person", _("It does not suit this person")
    WRONG_TIME = "wrong_time", _("Not at this time")
    NO_VOLUNTEERS = "no_volunteers", _("There are too few volunteers")
    STOPPED = "stopped", _("The activity has stopped")
    OTHER = "other", _("Something else")


class Stop(models.TextChoices):
    """Why a proposal ended without, or after, being there."""

    NOT_WANTED = "not_wanted", _("Would rather not, after all")
    DID_NOT_SUIT = "did_not_suit", _("It did not suit")
    CANNOT_GET_THERE = "cannot_get_there", _("Cannot get there")
    ACTIVITY_ENDED = "activity_ended", _("The activity has stopped")
    SOMETHING_ELSE = "something_else", _("Something else suits better")


class Shared(models.TextChoices):
    """What an organisation may read of a person; each is agreed with the person by itself."""

    NAME = "name", _("name")
    PHONE = "phone", _("phone number")
    EMAIL = "email", _("e-mail address")
    LANGUAGE = "language", _("language")
    NEEDS = "needs", _("what to take into account there")


class Said(models.TextChoices):
    """Whether somebody has been there, as it was told."""

    YES = "yes", _("yes")
    NO = "no", _("no")
