"""What an import leaves behind: the run, what it read, what it said of each row and what it changed.

Runs of a municipality stand behind its wall. Runs of open data (postcodes, areas, figures) belong to
the whole installation and have no municipality.
"""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.tenancy import WalledManager, check_municipality, in_scope

Row = TypeVar("Row", bound=models.Model)


class RunManager(WalledManager[Row]):
    """Rows of open data, and those of the municipalities in scope."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """The rows that may be seen now."""
        every_row = models.QuerySet[Row](self.model, using=self._db)
        if in_scope(-1):  # no municipality has this key: true only inside `everywhere`
            return every_row
        return every_row.filter(municipality__isnull=True) | super().get_queryset()

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        """Write many rows; refuses all when one stands outside the wall."""
        rows = list(objs)
        for row in rows:
            if getattr(row, "municipality_id", None) is not None:
                check_municipality(row)
        return super().bulk_create(rows, *args, **kwargs)


class RunRecord(models.Model):
    """A row that is walled where it has a municipality, and open where it has none."""

    municipality = models.ForeignKey(
        "core.Municipality",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("municipality"),
    )

    objects: models.Manager[Any] = RunManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, if its municipality (where it has one) is in scope."""
        if self.municipality_id is not None:
            check_municipality(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, if its municipality (where it has one) is in scope."""
        if self.municipality_id is not None:
            check_municipality(self)
        return super().delete(*args, **kwargs)


class ImportRun(RunRecord):
    """One time that a file or another system was read: all of it was taken over, or nothing."""

    class Kind(models.TextChoices):
        OFFERS = "offers", _("Offers from a table")
        HSDS = "hsds", _("Offers from another social map (HSDS)")
        RECORDS = "records", _("Offers from a program")
        POSTCODES = "postcodes", _("Postcodes")
        AREAS = "areas", _("Areas")
        FIGURES = "figures", _("Figures")
        UNDO = "undo", _("Undoing an import")

    class State(models.TextChoices):
        STAGING = "staging", _("Being read")
        PREVIEWED = "previewed", _("Read, not taken over yet")
        RUNNING = "running", _("Being taken over")
        DONE = "done", _("Taken over")
        FAILED = "failed", _("Refused, nothing changed")
        UNDONE = "undone", _("Taken back")

    uid = models.UUIDField(_("number"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    source = models.CharField(_("source"), max_length=80, blank=True)
    file = models.CharField(_("file or address"), max_length=500, blank=True)
    sha256 = models.CharField(_("fingerprint of the file"), max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.STAGING)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    options = models.JSONField(_("options"), default=dict, blank=True)
    by = models.UUIDField(_("by user"), null=True, blank=True)
    undoes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
        verbose_name=_("takes back"),
    )

    class Meta:
        ordering: ClassVar = ["-started_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "kind", "sha256"], name="run_of_file"),
            models.Index(fields=["municipality", "started_at"], name="run_started"),
        ]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.file} · {self.started_at:%Y-%m-%d %H:%M}"


class StagedRow(RunRecord):
    """Something that was read and not taken over yet: how a killed run goes on where it was."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="staged")
    number = models.PositiveIntegerField(_("row"))
    data = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar = ["run", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number"], name="staged_row_once")
        ]
        verbose_name = _("row that was read")
        verbose_name_plural = _("rows that were read")

    def __str__(self) -> str:
        return f"{self.run_id} · {self.number}"


class ReportRow(RunRecord):
    """What happened to one record of the input, or what is wrong with one spot of it."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("New")
        UPDATED = "updated", _("Changed")
        UNCHANGED = "unchanged", _("The same")
        REJECTED = "rejected", _("Refused")
        REMOVED = "removed", _("Taken away")
        NOTED = "noted", _("Worth knowing")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="report")
    file = models.CharField(_("file"), max_length=500, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)
    column = models.CharField(_("column"), max_length=200, blank=True)
    record = models.CharField(_("record"), max_length=12, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    code = models.CharField(_("code"), max_length=40, blank=True)
    message = models.TextField(_("message"), blank=True)
    fields = models.JSONField(
        _("fields, old and new"), default=dict, blank=True, encoder=DjangoJSONEncoder
    )

    class Meta:
        ordering: ClassVar = ["run", "row", "id"]
        indexes: ClassVar = [models.Index(fields=["run", "outcome", "row"], name="report_outcome")]
        verbose_name = _("row of a report")
        verbose_name_plural = _("rows of a report")

    def __str__(self) -> str:
        return f"{self.file}:{self.row} {self.outcome}"


class Change(RunRecord):
    """What a run did to one row of a table (or a parcel of rows), so that it can be taken back.

    `before` is null where the row is new; otherwise both hold only the fields that changed.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(_("table"), max_length=40)
    key = models.CharField(_("public id or code"), max_length=80)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar = ["run", "id"]
        indexes: ClassVar = [models.Index(fields=["model", "key"], name="change_of_row")]
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
