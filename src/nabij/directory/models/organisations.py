"""Organisations and the places where things happen."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.core.models import Area
from nabij.directory.models.records import DirectoryRecord, from_source_once


class Place(DirectoryRecord):
    """Somewhere one can go: with its way in and what it has for who needs it."""

    kind = models.CharField(_("kind of place"), max_length=40, blank=True)
    street = models.CharField(_("street and number"), max_length=140, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    area = models.ForeignKey(
        Area,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("neighbourhood"),
    )
    accessible = models.JSONField(_("accessibility"), default=list, blank=True)
    entrance = models.CharField(_("how to get in"), max_length=300, blank=True)
    transport = models.CharField(_("bus or train"), max_length=200, blank=True)

    class Meta(DirectoryRecord.Meta):
        ordering: ClassVar = ["municipality", "name", "id"]
        constraints: ClassVar = [from_source_once("place_from_source_once")]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "lat", "lon"], name="place_position"),
            models.Index(fields=["municipality", "area"], name="place_area"),
        ]
        verbose_name = _("place")
        verbose_name_plural = _("places")

    @property
    def address(self) -> str:
        """Street, postcode and town on one line."""
        postcode = f"{self.postcode[:4]} {self.postcode[4:]}".strip()
        return ", ".join(part for part in (self.street, f"{postcode} {self.town}".strip()) if part)


class Organisation(DirectoryRecord):
    """Who offers something: a foundation, club, church, library, company or a few neighbours."""

    class Standing(models.TextChoices):
        """How well the municipality knows it; what a new one publishes is looked at first."""

        WAITING = "waiting", _("Presented itself, waits for a look")
        NEW = "new", _("Let in; what it publishes is looked at first")
        TRUSTED = "trusted", _("Publishes by itself")
        REFUSED = "refused", _("Not let in")

    kind = models.CharField(_("kind of organisation"), max_length=40, blank=True)
    description = models.TextField(_("description"), blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True, max_length=300)
    place = models.ForeignKey(
        Place,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("place"),
    )
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    active = models.BooleanField(_("active"), default=True)
    standing = models.CharField(
        _("standing"), max_length=8, choices=Standing, default=Standing.TRUSTED
    )

    class Meta(DirectoryRecord.Meta):
        ordering: ClassVar = ["municipality", "name", "id"]
        constraints: ClassVar = [from_source_once("organisation_from_source_once")]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "name"], name="organisation_name")
        ]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
