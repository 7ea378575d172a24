"""People who give time, what somebody looks for, and who goes with whom."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.casework.models.cases import Case
from nabij.casework.models.people import for_help
from nabij.casework.models.together import Because, Over, Together
from nabij.core.encryption.fields import BlindIndexField, EncryptedTextField
from nabij.core.encryption.records import EncryptedRecord
from nabij.core.models import Area, User
from nabij.core.personal_data import WHO_DID_IT, Ground, Personal, Text, Whom


def _of_volunteer(purpose: Text) -> Personal:
    return Personal(
        purpose,
        Ground.PUBLIC_TASK,
        _(
            "one year after the volunteer stopped, 90 days where nobody called (set per municipality)"
        ),
        _("link workers and coordinators"),
        Whom.VOLUNTEER,
    )


_TO_FIT = _of_volunteer(_("to propose them to somebody whom they suit"))
_SAFE = _of_volunteer(_("to know whom people let in"))


class Volunteer(EncryptedRecord):
    """Somebody who gives time. Nobody who is helped hangs on this row: it is forgotten by itself (`actions.volunteers`).

    kinds: of `Together`. free: codes such as "TU-morning"; None: any time. likes, avoid: codes of `core.vocabulary.Need`;
    words, avoid_words: the same in their own words. capacity: to how many people at once; 0: not now. within_km: how far
    they go. certificate_on, references_on: of the certificate of conduct (VOG) and of the references; *_reminded_on: the
    date of which somebody was reminded, so that nobody is reminded twice. form_key: a form sent twice is one volunteer.
    suspicious: signs that nobody typed the form, until somebody looked.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("came forward, not yet spoken")
        ACTIVE = "active", _("helps")
        PAUSED = "paused", _("pauses")
        STOPPED = "stopped", _("stopped")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "name": _of_volunteer(_("to know whom to ask for")),
        "phone": _of_volunteer(_("to call")),
        "email": _of_volunteer(_("to ask whether they would like to, and to write")),
        "kinds": _TO_FIT,
        "languages": _TO_FIT,
        "free": _TO_FIT,
        "likes": _TO_FIT,
        "words": _TO_FIT,
        "avoid": _TO_FIT,
        "avoid_words": _TO_FIT,
        "capacity": _TO_FIT,
        "within_km": _TO_FIT,
        "certificate_on": _SAFE,
        "references_on": _SAFE,
        "by": WHO_DID_IT,
    }

    name = EncryptedTextField(_("name"), null=True, blank=True)
    phone = EncryptedTextField(_("phone"), null=True, blank=True)
    email = EncryptedTextField(_("email"), null=True, blank=True)
    name_index = BlindIndexField(source="name", normal="lower")
    phone_index = BlindIndexField(source="phone", normal="phone")
    email_index = BlindIndexField(source="email", normal="lower")
    area = models.ForeignKey(
        Area,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("neighbourhood"),
    )
    kinds = models.JSONField(_("would like to"), default=list, blank=True)
    languages = models.JSONField(_("speaks"), default=list, blank=True)
    free = models.JSONField(_("can come"), null=True, blank=True)
    likes = models.JSONField(_("likes to"), default=list, blank=True)
    words = EncryptedTextField(_("likes to, is good at"), null=True, blank=True)
    avoid = models.JSONField(_("rather not"), default=list, blank=True)
    avoid_words = EncryptedTextField(_("rather not, in words"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("to how many people at once"), default=1)
    within_km = models.PositiveSmallIntegerField(_("goes as far as, kilometres"), default=3)
    certificate_on = models.DateField(_("certificate of conduct (VOG) of"), null=True, blank=True)
    references_on = models.DateField(_("references asked on"), null=True, blank=True)
    certificate_reminded_on = models.DateField(null=True, blank=True, editable=False)
    references_reminded_on = models.DateField(null=True, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.APPLIED)
    since = models.DateField(_("since"))
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    form_key = models.UUIDField(_("form that it came from"), editable=False)
    suspicious = models.JSONField(_("why it may not be a real person"), default=list, blank=True)
    keep_until = models.DateField(_("kept until"), null=True, blank=True)
    forgotten_on = models.DateField(_("personal content removed on"), null=True, blank=True)
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "form_key"], name="volunteer_form_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "since"], name="volunteer_state"),
            models.Index(fields=["municipality", "name_index"], name="volunteer_name"),
            models.Index(fields=["municipality", "phone_index"], name="volunteer_phone"),
            models.Index(fields=["municipality", "email_index"], name="volunteer_email"),
            models.Index(fields=["municipality", "keep_until"], name="volunteer_keep_until"),
        ]
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")


class BuddyWish(EncryptedRecord):
    """What one person looks for: languages, times and what they rather not stand in the newest conversation.

    may_share: the person agreed that whoever is asked reads `words`. on, at, place: of what is for once.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("looks for somebody")
        PAIRED = "paired", _("has somebody")
        OVER = "over", _("no longer needed")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "kind": for_help(_("to look for somebody who fits")),
        "words": for_help(_("to look for somebody who fits")),
        "place": for_help(_("to know where they go")),
        "on": for_help(_("to know when they go")),
        "at": for_help(_("to know when they go")),
        "may_share": for_help(_("to tell no more than was agreed")),
        "by": WHO_DID_IT,
    }

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="buddy_wishes", db_index=False
    )
    kind = models.CharField(_("looks for"), max_length=10, choices=Together, blank=True)
    words = EncryptedTextField(_("in their own words"), null=True, blank=True)
    may_share = models.BooleanField(_("the volunteer may read this"), default=False)
    on = models.DateField(_("on"), null=True, blank=True)
    at = models.TimeField(_("at"), null=True, blank=True)
    place = EncryptedTextField(_("where to"), null=True, blank=True)
    since = models.DateField(_("since"))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["since", "id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "since"], name="buddy_wish_waiting"),
            models.Index(fields=["municipality", "case"], name="buddy_wish_of_case"),
        ]
        verbose_name = _("wish for somebody")
        verbose_name_plural = _("wishes for somebody")


class Pair(EncryptedRecord):
    """A volunteer and a wish, from the proposal to the end. What was said no to is never proposed again.

    terms: why, as [code, points, amount, word] of `methods.pairing.fitting`. *_said: "yes", "no" or not yet.
    told: what the volunteer may read of the person once both said yes ("name", "phone"), as they agreed.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed, nobody was asked")
        ASKED = "asked", _("both are asked")
        RUNNING = "running", _("they know each other")
        DECLINED = "declined", _("one of them would rather not")
        DROPPED = "dropped", _("put aside by us")
        ENDED = "ended", _("ended")

    class Said(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "terms": for_help(_("to explain why these two")),
        "person_said": for_help(_("to bring together only who both want it")),
        "person_because": for_help(_("to propose somebody who fits better")),
        "volunteer_said": _of_volunteer(_("to bring together only who both want it")),
        "volunteer_because": _of_volunteer(_("to propose something that fits better")),
        "told": for_help(_("to tell no more than was agreed")),
        "by": WHO_DID_IT,
    }

    wish = models.ForeignKey(
        BuddyWish, on_delete=models.CASCADE, related_name="pairs", db_index=False
    )
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.CASCADE, related_name="pairs", db_index=False
    )
    terms = models.JSONField(_("why"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED)
    volunteer_said = models.CharField(
        _("the volunteer said"), max_length=3, choices=Said, blank=True
    )
    person_said = models.CharField(_("the person said"), max_length=3, choices=Said, blank=True)
    volunteer_because = models.CharField(_("because"), max_length=13, choices=Because, blank=True)
    person_because = models.CharField(_("because"), max_length=13, choices=Because, blank=True)
    told = models.JSONField(_("what the volunteer may read"), default=list, blank=True)
    proposed_at = models.DateTimeField(_("proposed"))
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    first_on = models.DateField(_("first time"), null=True, blank=True)
    began_at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    over = models.CharField(_("ended because"), max_length=15, choices=Over, blank=True)
    to_ask = models.BooleanField(_("to be asked how it was"), default=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta(EncryptedRecord.Meta):
        ordering: ClassVar = ["-proposed_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "wish", "volunteer"], name="pair_proposed_once"
            ),
            models.UniqueConstraint(
                fields=["municipality", "wish"],
                condition=models.Q(state__in=["proposed", "asked", "running"]),
                name="pair_one_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "proposed_at"], name="pair_state"),
            models.Index(fields=["municipality", "volunteer", "state"], name="pair_of_volunteer"),
        ]
        verbose_name = _("pair")
        verbose_name_plural = _("pairs")

    @property
    def score(self) -> float:
        """The sum of its terms, 0 to 100."""
        return float(sum(term[1] for term in self.terms))


#: States in which a pair takes room of the volunteer.
TAKES_ROOM = (Pair.State.ASKED, Pair.State.RUNNING)
