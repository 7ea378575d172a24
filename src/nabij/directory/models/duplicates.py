"""Records that may be about the same thing, what somebody said of it, and what was merged (and can be taken apart again)."""

import uuid
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.models import User
from nabij.core.personal_data import WHO_DID_IT, Personal
from nabij.core.tenancy import Walled


class RecordKind(models.TextChoices):
    """The kinds of records of the social map."""

    ORGANISATION = "organisation", _("Organisation")
    PLACE = "place", _("Place")
    OFFER = "offer", _("Offer")


class DuplicatePair(Walled):
    """Two records that look alike. What a person said stays, so that nobody is asked twice.

    `first_uid` and `second_uid` in order, so that a pair exists once. `terms`: why, as [code, weight].
    """

    PERSONAL: ClassVar[dict[str, Personal]] = {"decided_by": WHO_DID_IT}

    class State(models.TextChoices):
        OPEN = "open", _("To be looked at")
        DIFFERENT = "different", _("Not the same")
        MERGED = "merged", _("Merged")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=RecordKind)
    first_uid = models.UUIDField(_("the one"))
    second_uid = models.UUIDField(_("the other"))
    score = models.FloatField(_("how alike"))
    terms = models.JSONField(_("why"), default=list)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-score", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "first_uid", "second_uid"],
                name="duplicate_pair_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "-score"], name="duplicate_pair_queue")
        ]
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")

    def __str__(self) -> str:
        return f"{self.kind} {self.first_uid} · {self.second_uid}"


class Merge(Walled):
    """Two records that became one, with all that is needed to make them two again.

    `taken`: columns of the kept record with their values [before, after]. `moved`: what came along, as table and column →
    [keys, from, to], from and to being "gone" or "kept". `gone`: columns of the other record as they were.
    """

    PERSONAL: ClassVar[dict[str, Personal]] = {"by": WHO_DID_IT}

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=RecordKind)
    kept_uid = models.UUIDField(_("kept"))
    gone_uid = models.UUIDField(_("merged into it"))
    kept_name = models.CharField(_("name"), max_length=200)
    gone_name = models.CharField(_("name of the other"), max_length=200)
    at = models.DateTimeField(_("merged"), default=timezone.now)
    by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )
    undone_at = models.DateTimeField(_("taken apart again"), null=True, blank=True)
    taken = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    moved = models.JSONField(default=list)
    gone = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta(Walled.Meta):
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["municipality", "-at"], name="merge_latest")]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"
