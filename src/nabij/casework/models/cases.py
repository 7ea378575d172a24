"""A case: one person's way from a first word to a lasting contact, its history, its notes and who may read it."""

import base64
import datetime as dt
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.ladder import OPEN, Ending, State
from nabij.casework.models.people import Person, for_help
from nabij.core.encryption.fields import EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import User
from nabij.core.personal_data import WHO_DID_IT, Personal
from nabij.core.tenancy import Walled


class Origin(models.TextChoices):
    """How a case began."""

    SIGNAL = "signal", _("Somebody was worried")
    SELF = "self", _("The person asked")
    REFERRAL = "referral", _("Referred by a professional")
    ROUND = "round", _("A round of visits or calls")
    AGAIN = "again", _("Came back after an earlier case")


class NextStep(models.TextChoices):
    """What the link worker does next."""

    CALL = "call", _("Call")
    VISIT = "visit", _("Visit")
    PLAN = "plan", _("Look for something that fits")
    ASK_PROVIDER = "ask_provider", _("Ask the organisation")
    GO_ALONG = "go_along", _("Go along, or arrange it")
    ASK_HOW_IT_IS = "ask_how_it_is", _("Ask how it is")
    TELL_REFERRER = "tell_referrer", _("Tell who referred or reported")
    OTHER = "other", _("Something else")


class Case(EncryptedRecord):
    """One person's way through the ladder. received_at: the first word, which no later act moves forward.

    worker: whose case it is; stand_in: who takes over while the worker is away. version: raised with each change of
    what two people could write at once. handed_over_at: since when its worker has it from a colleague without having
    done anything yet.
    """

    PERSONAL: ClassVar[dict[str, Personal]] = {"worker": WHO_DID_IT, "stand_in": WHO_DID_IT}

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="cases", db_index=False
    )
    origin = models.CharField(_("began as"), max_length=8, choices=Origin)
    state = models.CharField(_("state"), max_length=15, choices=State, default=State.RECEIVED)
    ending = models.CharField(_("closed because"), max_length=14, choices=Ending, blank=True)
    received_at = models.DateTimeField(_("received"))
    state_since = models.DateTimeField(_("in this state since"))
    due_at = models.DateTimeField(_("to go on before"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    worker = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("link worker"),
    )
    stand_in = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("stands in"),
    )
    stand_in_until = models.DateField(_("stands in until"), null=True, blank=True)
    handed_over_at = models.DateTimeField(_("handed over, not yet seen to"), null=True, blank=True)
    last_contact_on = models.DateField(_("last contact"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("times tried in a row"), default=0)
    next_step = models.CharField(_("next step"), max_length=14, choices=NextStep, blank=True)
    next_on = models.DateField(_("on"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    keep_until = models.DateField(_("kept until"))
    forgotten_on = models.DateField(_("personal content removed on"), null=True, blank=True)

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["due_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "due_at"], name="case_to_do"),
            models.Index(
                fields=["municipality", "worker", "state", "due_at"], name="case_of_worker"
            ),
            models.Index(fields=["municipality", "stand_in", "state"], name="case_of_stand_in"),
            models.Index(fields=["municipality", "person"], name="case_of_person"),
            models.Index(fields=["municipality", "keep_until"], name="case_keep_until"),
        ]
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    @property
    def reference(self) -> str:
        """Six letters and figures to read out: names nobody, and is for people, not for looking up."""
        return base64.b32encode(self.uid.bytes)[:6].decode()

    @property
    def is_open(self) -> bool:
        """Whether somebody still does something."""
        return self.state in OPEN

    def is_late(self, now: dt.datetime) -> bool:
        """Whether the state lasts longer than the municipality set."""
        return self.is_open and self.due_at is not None and self.due_at < now


class CaseEvent(Walled):
    """One thing that happened to a case: who, when, what. Never changed afterwards, and without personal content.

    whom: the colleague to whom it went. before: what the case's columns were, so that `undoes` of a later event can
    put them back.
    """

    PERSONAL: ClassVar[dict[str, Personal]] = {"by": WHO_DID_IT, "whom": WHO_DID_IT}

    class What(models.TextChoices):
        OPENED = "opened", _("Began")
        MOVED = "moved", _("Went on to another state")
        SPOKEN = "spoken", _("Spoken")
        NOT_REACHED = "not_reached", _("Tried, not reached")
        VISITED = "visited", _("Visited")
        WROTE = "wrote", _("Wrote")
        TALKED = "talked", _("A conversation written down")
        AGREED = "agreed", _("Agreed to something")
        TOOK_BACK = "took_back", _("Took an agreement back")
        MEASURED = "measured", _("Filled in a questionnaire")
        NEXT_STEP = "next_step", _("Next step agreed")
        TAKEN = "taken", _("Taken up by a link worker")
        HANDED_OVER = "handed_over", _("Handed over")
        STANDS_IN = "stands_in", _("Somebody stands in")
        TEAM = "team", _("Team changed")
        PROPOSED = "proposed", _("Something was proposed")
        PROVIDER_ASKED = "provider_asked", _("An organisation was asked")
        PROVIDER_SAID = "provider_said", _("The organisation answered")
        NO_LONGER = "no_longer", _("A proposal ended")
        TOLD_REFERRER = "told_referrer", _("Told who referred")
        AFTERCARE = "aftercare", _("Asked how it is")
        JOINED = "joined", _("Joined with another report")
        SPLIT = "split", _("Split")
        OPENED_IN_NEED = "opened_in_need", _("Opened in an emergency by somebody outside the team")
        BUDDY_SOUGHT = "buddy_sought", _("Looks for somebody to go with")
        BUDDY_ASKED = "buddy_asked", _("A volunteer was asked")
        BUDDY_BEGAN = "buddy_began", _("Introduced to a volunteer")
        BUDDY_NOT = "buddy_not", _("It will not be this volunteer")
        BUDDY_ENDED = "buddy_ended", _("With this volunteer it ended")
        RESTRICTED = "restricted", _("Left as it is, at the person's wish")
        CORRECTED = "corrected", _("Corrected at the person's wish")
        FORGOTTEN = "forgotten", _("Personal content removed")
        UNDONE = "undone", _("The last one was a mistake and was taken back")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events", db_index=False)
    what = models.CharField(_("what"), max_length=14, choices=What)
    at = models.DateTimeField(_("when"))
    state = models.CharField(_("state"), max_length=15, choices=State, blank=True)
    ending = models.CharField(_("because"), max_length=14, choices=Ending, blank=True)
    step = models.CharField(_("next step"), max_length=14, choices=NextStep, blank=True)
    until = models.DateField(_("on"), null=True, blank=True)
    by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )
    whom = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("to"),
    )
    before = models.JSONField(
        _("as it was before"), null=True, blank=True, encoder=DjangoJSONEncoder, editable=False
    )
    undoes = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        editable=False,
    )

    class Meta(Walled.Meta):
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "undoes"], name="undone_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "case", "at"], name="case_events")
        ]
        verbose_name = _("event of a case")
        verbose_name_plural = _("events of cases")

    def __str__(self) -> str:
        return f"{self.get_what_display()} · {self.at:%Y-%m-%d}"


class Note(EncryptedRecord):
    """A few words that a colleague must know. Added, never changed: two who write at once both keep theirs."""

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "text": for_help(_("what a colleague must know; facts, apart from how we see them")),
        "by": WHO_DID_IT,
    }

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes", db_index=False)
    text = EncryptedTextField(_("note"), null=True, blank=True)
    is_view = models.BooleanField(_("how we see it, not a fact"), default=False)
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

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["municipality", "case", "at"], name="case_notes")]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
