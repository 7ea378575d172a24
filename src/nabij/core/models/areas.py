"""Areas as the CBS draws them, and where postcodes lie. Open data, outside the wall."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Area(models.Model):
    """A municipality, district or neighbourhood as the CBS draws it. Open data, outside the wall."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        DISTRICT = "district", _("District")
        NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood")

    code = models.CharField(_("CBS code"), max_length=10, unique=True)
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=110)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    boundary = models.JSONField(
        _("boundary"), null=True, blank=True, help_text=_("GeoJSON, WGS 84 degrees")
    )
    lat = models.FloatField(_("latitude of a point inside"), null=True)
    lon = models.FloatField(_("longitude of a point inside"), null=True)
    south = models.FloatField(null=True)
    west = models.FloatField(null=True)
    north = models.FloatField(null=True)
    east = models.FloatField(null=True)
    year = models.PositiveSmallIntegerField(_("division of the year"), null=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["kind", "parent"], name="area_kind_parent")]
        verbose_name = _("area")
        verbose_name_plural = _("areas")

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def municipality_code(self) -> str:
        """`GM0622` for `WK062201` and `BU06220103` too: the digits say so."""
        return f"GM{self.code[2:6]}"


class Postcode(models.Model):
    """Where a postcode lies. Open data, outside the wall."""

    code = models.CharField(_("postcode"), max_length=6, primary_key=True, help_text=_("as 3131AB"))
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))
    area = models.ForeignKey(Area, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")

    def __str__(self) -> str:
        return f"{self.code[:4]} {self.code[4:]}"


class MapFeature(models.Model):
    """Water, green, roads and lines to draw a map with, so that no other host is asked. Open data."""

    class Kind(models.TextChoices):
        WATER = "water", _("Water")
        GREEN = "green", _("Green")
        ROAD = "road", _("Road")
        RAIL = "rail", _("Railway")

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="map_features")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    name = models.CharField(_("name"), max_length=100, blank=True)
    main = models.BooleanField(_("drawn on small maps too"), default=False)
    geometry = models.JSONField(_("geometry"), help_text=_("GeoJSON, WGS 84 degrees"))

    class Meta:
        ordering = ["area", "kind", "pk"]
        verbose_name = _("map feature")
        verbose_name_plural = _("map features")

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
