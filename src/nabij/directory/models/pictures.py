"""The picture of an offer or an organisation. The files are in the storage, below `pictures/`."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled
from nabij.directory.models.offers import Offer
from nabij.directory.models.organisations import Organisation

FOLDER = "pictures"


class Picture(Walled):
    """One picture, in a few widths. `alt` says in words what is on it. width, height: of the largest, in pixels."""

    uid = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    offer = models.OneToOneField(
        Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="photo"
    )
    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="photo"
    )
    alt = models.CharField(_("what is on it, in words"), max_length=200)
    widths = models.JSONField(_("widths"), default=list)
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    created_at = models.DateTimeField(_("added on"), default=timezone.now, editable=False)

    class Meta(Walled.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(offer__isnull=False, organisation__isnull=True)
                | models.Q(offer__isnull=True, organisation__isnull=False),
                name="picture_of_one_thing",
            )
        ]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return f"{self.offer or self.organisation}: {self.alt}"

    @property
    def folder(self) -> str:
        """Where its files are."""
        return f"{FOLDER}/{self.municipality_id}/{self.uid}"

    def file(self, name: str) -> str:
        """The name in the storage of one file, such as `640.webp`."""
        return f"{self.folder}/{name}"

    @property
    def owner(self) -> Offer | Organisation:
        """What it is a picture of."""
        owner: Offer | Organisation | None = self.offer or self.organisation
        if owner is None:
            raise ValueError("a picture without anything that it is of")
        return owner
