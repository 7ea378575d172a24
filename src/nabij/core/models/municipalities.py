"""Municipalities that use Nabij, and regions of them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """Municipalities that share what they choose to share."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality that uses Nabij. Everything else hangs from one."""

    code = models.CharField(_("CBS code"), max_length=6, unique=True, help_text=_("such as GM0622"))
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    public_name = models.CharField(_("public name"), max_length=80, blank=True)
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("email"), blank=True)
    address = models.CharField(_("visiting address"), max_length=200, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    opening_hours_en = models.CharField(_("opening hours in English"), max_length=200, blank=True)
    short_url = models.CharField(_("short web address"), max_length=80, blank=True)
    lat = models.FloatField(_("latitude of the centre"), null=True, blank=True)
    lon = models.FloatField(_("longitude of the centre"), null=True, blank=True)
    theme = models.CharField(_("theme file"), max_length=40, default="nabij")
    example = models.BooleanField(_("made up, to try things"), default=False)
    regions = models.ManyToManyField(Region, related_name="municipalities", blank=True)
    words_version = models.CharField(
        max_length=32, blank=True, editable=False, help_text=_("changes with its words and names")
    )
    created_at = models.DateTimeField(_("added on"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """What residents see as the name of the site."""
        return self.public_name or self.name
