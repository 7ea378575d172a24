"""Municipalities and their areas, postcodes, users, memberships."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nabij.core.roles import Role


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


class UserManager(BaseUserManager["User"]):
    """Makes users who sign in with their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new user; without a password one that can only sign in otherwise."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone who signs in. What they may do stands in their memberships."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("email"), unique=True)
    first_name = models.CharField(_("first name"), max_length=60, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    job_title = models.CharField(_("job title"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl")
    is_active = models.BooleanField(_("may sign in"), default=True)
    demo_text = models.CharField(max_length=200, blank=True, editable=False)
    demo_text_en = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and last name, or the address where there is none."""
        return f"{self.first_name} {self.last_name}".strip() or self.email

    # Django's own permission hooks: nobody has model permissions, roles decide (core.rules).
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Never: Nabij asks `core.rules`, not Django's permission table."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Never, see `has_perm`."""
        return False


class Membership(models.Model):
    """A user's role in a municipality, for an organisation where the role is about one."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    organisation_uid = models.UUIDField(
        _("organisation"), null=True, blank=True, help_text=_("for organisation editors")
    )
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "organisation_uid"],
                name="membership_once",
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=models.Q(organisation_uid__isnull=True),
                name="membership_once_without_organisation",
            ),
        ]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.municipality}"
