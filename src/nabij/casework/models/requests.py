"""What people ask of us: call me, come along, help me with something, I have an idea."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.encryption.fields import BlindIndexField, EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import Area, User
from nabij.core.personal_data import WHO_DID_IT, Ground, Personal, Text
from nabij.core.tenancy import Walled

_RETENTION = _(
    "28 days after it was handled, 90 where nobody acts; an idea a year (set per municipality)"
)
_READERS = _("link workers and coordinators of the municipality")


def _kept_for(purpose: Text) -> Personal:
    return Personal(purpose, Ground.PUBLIC_TASK, _RETENTION, _READERS)


class Request(EncryptedRecord):
    """Something that somebody asked, from the first word to its end. Personal content leaves in time."""

    class Kind(models.TextChoices):
        CALL = "call", _("Call me")
        WALK_ALONG = "walk_along", _("Come along with me")
        HELP_WITH = "help_with", _("Help me with something")
        IDEA = "idea", _("I have an idea")

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        PICKED_UP = "picked_up", _("Picked up")
        TRIED = "tried", _("Tried to reach")
        DONE = "done", _("Spoken")
        CLOSED = "closed", _("Closed")

    class Reason(models.TextChoices):
        NOT_NEEDED = "not_needed", _("Not needed any more")
        NOT_REACHED = "not_reached", _("Could not be reached")
        SOMEWHERE_ELSE = "somewhere_else", _("Helped somewhere else")
        TWICE = "twice", _("Asked twice")
        NO_QUESTION = "no_question", _("Not a real question")
        TOO_OLD = "too_old", _("Kept too long without an answer")

    class CameIn(models.TextChoices):
        WEB = "web", _("Through the site")
        WIDGET = "widget", _("Through another site")
        PHONE = "phone", _("By phone")
        PAPER = "paper", _("On a paper card")
        DESK = "desk", _("At a desk or at the door")

    class Behalf(models.TextChoices):
        SELF = "self", _("The person themselves")
        SOMEONE = "someone", _("Someone for them")

    class Moment(models.TextChoices):
        ANY = "any", _("Does not matter")
        MORNING = "morning", _("In the morning")
        AFTERNOON = "afternoon", _("In the afternoon")
        EVENING = "evening", _("Early in the evening")

    OPEN_STATES: ClassVar = (State.RECEIVED, State.PICKED_UP, State.TRIED)

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": _kept_for(_("to know whom to ask for")),
        "phone": _kept_for(_("to call back")),
        "email": _kept_for(_("to write back")),
        "words": _kept_for(_("to know beforehand what it is about")),
        "helper_name": _kept_for(_("to know who filled it in for them")),
        "entered_by": WHO_DID_IT,
        "handler": WHO_DID_IT,
    }

    kind = models.CharField(_("asked"), max_length=10, choices=Kind)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.RECEIVED)
    reason = models.CharField(_("closed because"), max_length=14, choices=Reason, blank=True)
    form_key = models.UUIDField(_("form that it came from"), editable=False)

    name = EncryptedTextField(_("name"), null=True, blank=True)
    phone = EncryptedTextField(_("phone"), null=True, blank=True)
    email = EncryptedTextField(_("email"), null=True, blank=True)
    words = EncryptedTextField(_("in their own words"), null=True, blank=True)
    helper_name = EncryptedTextField(_("name of who filled it in"), null=True, blank=True)
    phone_index = BlindIndexField(source="phone", normal="phone")
    email_index = BlindIndexField(source="email", normal="lower")

    moment = models.CharField(
        _("preferred moment"), max_length=9, choices=Moment, default=Moment.ANY
    )
    language = models.CharField(_("language"), max_length=3, default="nl")
    offer_uid = models.UUIDField(_("about the offer"), null=True, blank=True)
    area = models.ForeignKey(
        Area,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("neighbourhood"),
    )
    came_in = models.CharField(_("came in"), max_length=6, choices=CameIn, default=CameIn.WEB)
    behalf = models.CharField(_("asked by"), max_length=7, choices=Behalf, default=Behalf.SELF)
    entered_by = models.UUIDField(_("member who filled it in"), null=True, blank=True)
    suspicious = models.JSONField(_("why it may not be a real question"), default=list, blank=True)

    received_at = models.DateTimeField(_("received"))
    due_at = models.DateTimeField(_("to be answered before"))
    tries = models.PositiveSmallIntegerField(_("times tried"), default=0)
    handler = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("picked up by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    case = models.ForeignKey(
        "casework.Case",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="requests",
        db_index=False,
        verbose_name=_("went on as"),
    )
    keep_until = models.DateField(_("personal content kept until"))
    forgotten_on = models.DateField(_("personal content removed on"), null=True, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["due_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "form_key"], name="request_form_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "due_at"], name="request_to_do"),
            models.Index(fields=["municipality", "keep_until"], name="request_keep_until"),
            models.Index(fields=["municipality", "phone_index"], name="request_phone"),
            models.Index(fields=["municipality", "email_index"], name="request_email"),
            models.Index(fields=["municipality", "handler", "state"], name="request_of_handler"),
            models.Index(fields=["municipality", "case"], name="request_of_case"),
        ]
        verbose_name = _("request")
        verbose_name_plural = _("requests")

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for us."""
        return self.state in self.OPEN_STATES

    def is_late(self, now: dt.datetime) -> bool:
        """Whether the promised moment has passed."""
        return self.is_open and self.due_at < now

    def days_waiting(self, today: dt.date) -> int:
        """Whole days since it came in."""
        return max(0, (today - timezone.localdate(self.received_at)).days)


class Step(Walled):
    """One thing that happened to a request: who, when, what. Never changed afterwards."""

    PERSONAL: ClassVar[dict[str, Personal]] = {"by": WHO_DID_IT}

    class What(models.TextChoices):
        RECEIVED = "received", _("Came in")
        AMENDED = "amended", _("Sent again with a change")
        PICKED_UP = "picked_up", _("Picked up")
        NOT_REACHED = "not_reached", _("Called, not reached")
        ANOTHER_MOMENT = "another_moment", _("Agreed on another moment")
        SPOKEN = "spoken", _("Spoken")
        CLOSED = "closed", _("Closed")
        TRUSTED = "trusted", _("Seen to be a real question")
        FORGOTTEN = "forgotten", _("Personal content removed")

    request = models.ForeignKey(
        Request, on_delete=models.CASCADE, related_name="steps", db_index=False
    )
    what = models.CharField(_("what"), max_length=14, choices=What)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )
    reason = models.CharField(_("because"), max_length=14, choices=Request.Reason, blank=True)
    until = models.DateField(_("next on"), null=True, blank=True)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "request", "at"], name="request_steps")
        ]
        verbose_name = _("step of a request")
        verbose_name_plural = _("steps of requests")

    def __str__(self) -> str:
        return f"{self.get_what_display()} · {self.at:%Y-%m-%d}"
