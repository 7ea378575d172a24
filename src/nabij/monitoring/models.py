"""Official figures per area: measured or modelled, with their source and year."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from nabij.core.models import Area


class Indicator(models.Model):
    """What a figure counts: its definition, unit and the series it belongs to.

    Figures of different series or cut-offs are different indicators; no line is drawn through two.
    """

    code = models.SlugField(_("code"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=160)
    name_nl = models.CharField(_("name in Dutch"), max_length=160, blank=True)
    theme = models.CharField(_("theme"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    definition = models.TextField(_("definition"), blank=True)
    series = models.CharField(_("series"), max_length=80, blank=True)
    public = models.BooleanField(_("shown on public pages"), default=False)

    class Meta:
        ordering: ClassVar = ["theme", "code"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.name


class AreaFigure(models.Model):
    """One value for one area and year. Open data, outside the municipality wall."""

    class Kind(models.TextChoices):
        MEASURED = "measured", _("Measured")
        MODELLED = "modelled", _("Modelled")
        REGISTERED = "registered", _("From registers")

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.FloatField(_("value"))
    lower = models.FloatField(_("lower bound"), null=True, blank=True)
    upper = models.FloatField(_("upper bound"), null=True, blank=True)
    n = models.PositiveIntegerField(_("people asked"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering: ClassVar = ["area", "indicator", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "indicator", "year", "kind"], name="area_figure_once"
            )
        ]
        verbose_name = _("area figure")
        verbose_name_plural = _("area figures")

    def __str__(self) -> str:
        return f"{self.area.code} · {self.indicator.code} · {self.year}"
