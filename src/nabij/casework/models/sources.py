"""Where worries and referrals come from beside the site: one point for several municipalities, and other systems with a key.

Nothing here is about a person. These rows stand outside the wall: they are asked to find the municipality to write in.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.core.models import Municipality


class SignalPoint(models.Model):
    """One place to turn to in several municipalities; each sees only its own."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    municipalities = models.ManyToManyField(
        Municipality, related_name="+", verbose_name=_("municipalities")
    )
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name = _("signal point")
        verbose_name_plural = _("signal points")

    def __str__(self) -> str:
        return self.name


class SignalSource(models.Model):
    """Another system that may send worries, referrals or both, by a key that is kept as a hash only.

    It writes in one municipality, or in those of one point: one of the two, never both.
    """

    class Sends(models.TextChoices):
        SIGNALS = "signals", _("worries")
        REFERRALS = "referrals", _("referrals")
        BOTH = "both", _("worries and referrals")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    point = models.ForeignKey(
        SignalPoint,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name=_("signal point"),
    )
    sends = models.CharField(_("may send"), max_length=9, choices=Sends, default=Sends.SIGNALS)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made on"))
    last_used_on = models.DateField(_("last used on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(municipality__isnull=False, point__isnull=True)
                | models.Q(municipality__isnull=True, point__isnull=False),
                name="source_of_one_or_of_a_point",
            )
        ]
        verbose_name = _("other system with a key")
        verbose_name_plural = _("other systems with a key")

    def __str__(self) -> str:
        return self.name

    def may_send(self, what: str) -> bool:
        """Whether this key is for `what`, one of `Sends`."""
        return self.sends in (what, self.Sends.BOTH)

    def municipalities(self) -> list[Municipality]:
        """Where it may write, by name."""
        if self.municipality is not None:
            return [self.municipality]
        if self.point is None or not self.point.active:
            return []
        return list(self.point.municipalities.order_by("name", "code"))
