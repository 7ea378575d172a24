"""What every record of the social map has: a public id, where it came from, texts in two languages."""

import uuid
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import Walled, WalledManager

Row = TypeVar("Row", bound=models.Model)


class StandingManager(WalledManager[Row]):
    """Records that stand for themselves: not those that were merged into another one."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """The rows that may be seen now."""
        return super().get_queryset().filter(merged_into_uid__isnull=True)


class DirectoryRecord(Walled):
    """A record that residents may see and that other systems may send or fetch.

    `uid` is its public id for ever. `source` and `source_id` say which system sent it and what it was
    called there (empty: made here). `extra` keeps what that system told and Nabij has no field for,
    so that it can be given back. `translations` holds texts by language: `{"en": {"name": "…"}}`.

    A record that was merged into another one keeps its row, with `merged_into_uid`: its old address leads there, its
    source's next import finds the kept record by it, and it can stand for itself again. `objects` leaves such rows out;
    `everything` is for whoever merges, undoes or follows an old address.
    """

    uid = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("source"), max_length=80, blank=True)
    source_id = models.CharField(_("id at the source"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=200)
    translations = models.JSONField(_("translations"), default=dict, blank=True)
    extra = models.JSONField(_("other fields of the source"), default=dict, blank=True)
    created_at = models.DateTimeField(_("added on"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed on"), auto_now=True)
    merged_into_uid = models.UUIDField(_("merged into"), null=True, blank=True, editable=False)

    objects: models.Manager[Any] = StandingManager()
    everything: models.Manager[Any] = WalledManager()

    class Meta(Walled.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    def text(self, field: str, language: str | None = None) -> str:
        """The field in the reader's language, or as it was written where that is missing."""
        language = (language or get_language() or "nl")[:2]
        translated: dict[str, Any] = self.translations.get(language, {})
        return str(translated.get(field) or getattr(self, field))

    def text_language(self, field: str, language: str | None = None) -> str:
        """Language of what `text` gives: for the `lang` attribute around it."""
        language = (language or get_language() or "nl")[:2]
        return language if self.translations.get(language, {}).get(field) else "nl"


def from_source_once(name: str) -> models.UniqueConstraint:
    """A record of a source exists once per municipality."""
    return models.UniqueConstraint(
        fields=["municipality", "source", "source_id"],
        condition=~models.Q(source_id=""),
        name=name,
    )
