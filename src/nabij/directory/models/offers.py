"""What one can join or be helped with, and when it was last checked."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core import vocabulary as words
from nabij.core.models import User
from nabij.core.personal_data import WHO_DID_IT, Ground, Personal, Text, Whom
from nabij.core.tenancy import Walled
from nabij.directory.freshness import Freshness, last_seen
from nabij.directory.models.organisations import Organisation, Place
from nabij.directory.models.records import DirectoryRecord, from_source_once


def seen_by_everyone(prefix: str = "") -> models.Q:
    """Offers on the public list: neither waiting nor hidden, and checked lately enough. prefix: as in `offer__`."""
    return models.Q(**{f"{prefix}visibility": Offer.Visibility.PUBLIC}) & ~models.Q(
        **{f"{prefix}freshness": Freshness.GONE}
    )


def _published(purpose: Text) -> Personal:
    return Personal(
        purpose,
        Ground.CONSENT,
        _("as long as the offer is published"),
        _("everyone: the organisation published it, with the person's consent"),
        Whom.CONTACT,
    )


class Offer(DirectoryRecord):
    """Something one can join or be helped with; what its fields mean is in the matching contract."""

    class Status(models.TextChoices):
        OPEN = "open", _("Going on")
        PAUSED = "paused", _("Paused")
        CLOSED = "closed", _("Stopped")

    PERSONAL: ClassVar[dict[str, Personal]] = {
        "welcomed_by": _published(_("to say who waits at the door")),
        "contact_phone": _published(_("to call somebody about it")),
        "contact_email": _published(_("to write to somebody about it")),
    }

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everyone sees it")
        AWAITING = "awaiting", _("Waits for a look by the municipality")
        HIDDEN = "hidden", _("Only staff see it")

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="offers",
        verbose_name=_("organisation"),
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("place"),
    )
    summary = models.CharField(_("in one sentence"), max_length=240, blank=True)
    description = models.TextField(_("description"), blank=True)
    status = models.CharField(_("status"), max_length=6, choices=Status, default=Status.OPEN)
    visibility = models.CharField(
        _("visible"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    mechanisms = models.JSONField(_("how it helps, the main way first"), default=list, blank=True)
    causes = models.JSONField(_("causes that it serves"), default=list, blank=True)
    form = models.CharField(_("form"), max_length=14, choices=words.Form, default=words.Form.GROUP)
    reach = models.CharField(
        _("where"), max_length=7, choices=words.Reach, default=words.Reach.ON_SITE
    )
    audiences = models.JSONField(_("made for"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    age_min = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    only_for = models.CharField(_("only for"), max_length=5, choices=words.OnlyFor, blank=True)
    cost_per_visit = models.DecimalField(
        _("euros a visit"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    cost_per_month = models.DecimalField(
        _("euros a month"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    cost_note = models.CharField(_("about the cost"), max_length=200, blank=True)
    group_size = models.PositiveSmallIntegerField(_("group size"), null=True, blank=True)
    capacity = models.CharField(
        _("room"), max_length=12, choices=words.Capacity, default=words.Capacity.ASK
    )
    accessible = models.JSONField(_("accessibility"), default=list, blank=True)
    walk_along = models.BooleanField(_("someone can walk along the first time"), default=False)
    welcomed_by = models.CharField(_("who welcomes you"), max_length=120, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("email"), blank=True)
    call_first = models.BooleanField(_("call before you come"), default=False)
    website = models.URLField(_("website"), blank=True, max_length=300)
    verified_on = models.DateField(_("last checked on"), null=True, blank=True)
    source_seen_on = models.DateField(
        _("last seen at its source"), null=True, blank=True, editable=False
    )
    asked_on = models.DateField(
        _("its organisation was last asked about it on"), null=True, blank=True, editable=False
    )
    # Derived from the check, the rhythm and the day, by `directory.index.settling`.
    freshness = models.CharField(
        _("how fresh"),
        max_length=11,
        choices=Freshness,
        default=Freshness.FRESH,
        editable=False,
    )
    verified_how = models.CharField(
        _("last checked how"), max_length=6, blank=True, default="", editable=False
    )
    sequence = models.PositiveIntegerField(_("revision of the dates"), default=0, editable=False)

    class Meta(DirectoryRecord.Meta):
        ordering: ClassVar = ["municipality", "name", "id"]
        constraints: ClassVar = [from_source_once("offer_from_source_once")]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "organisation"], name="offer_organisation"),
            models.Index(fields=["municipality", "place"], name="offer_place"),
            models.Index(fields=["municipality", "freshness"], name="offer_freshness"),
        ]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    @property
    def listed(self) -> bool:
        """Whether it is on the public list, as `seen_by_everyone` has it."""
        return self.visibility == self.Visibility.PUBLIC and self.freshness != Freshness.GONE

    @property
    def last_seen_on(self) -> dt.date:
        """From when its rhythm counts, see `freshness.last_seen`."""
        return last_seen(self.verified_on, timezone.localdate(self.created_at), self.source_seen_on)

    @property
    def free(self) -> bool | None:
        """True: nothing to pay; False: something; None: not known."""
        if self.cost_per_visit is None and self.cost_per_month is None:
            return None
        return not self.cost_per_visit and not self.cost_per_month


class Verification(Walled):
    """Someone looked whether an offer is still true: an event of its own, apart from edits."""

    PERSONAL: ClassVar[dict[str, Personal]] = {"by": WHO_DID_IT}

    class How(models.TextChoices):
        LINK = "link", _("By the link in a mail")
        PHONE = "phone", _("By phone")
        STAFF = "staff", _("By staff")
        IMPORT = "import", _("Sent by another system")
        OWN = "own", _("By the organisation itself")

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="verifications")
    at = models.DateTimeField(_("when"), default=timezone.now)
    how = models.CharField(_("how"), max_length=6, choices=How)
    by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    changed = models.BooleanField(_("something was changed"), default=False)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "offer", "at"], name="verification_offer")
        ]
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")

    def __str__(self) -> str:
        return f"{self.offer} · {self.at:%Y-%m-%d}"
