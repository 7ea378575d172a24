"""Adding municipalities."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from nabij.core.actions.help_lines import add_default_help_lines
from nabij.core.audit.recording import record
from nabij.core.models import Municipality

CODE = re.compile(r"GM[0-9]{4}")

#: First parts of addresses that mean something else.
RESERVED = frozenset({"account", "api", "demo", "desk", "static", "worries", "zorgen"})

#: What everybody may know of a municipality, and what it may change by itself.
CHANGEABLE = (
    "name", "public_name", "tagline", "tagline_en", "phone", "email", "address", "opening_hours",
    "opening_hours_en", "short_url", "theme",
)  # fmt: skip


class BadCodeError(ValueError):
    """A text that is no CBS code of a municipality."""


class TakenError(Exception):
    """The code or the address belongs to another municipality."""


class NotFittingError(ValueError):
    """A name, number, address or theme that a municipality cannot have."""


def checked_code(text: str) -> str:
    """The CBS code in capitals. Raises BadCodeError for anything but GM and four digits."""
    code = text.strip().upper()
    if not CODE.fullmatch(code):
        raise BadCodeError(
            _("“{code}” is no municipality code. It is GM and four digits, such as GM0622.").format(
                code=text
            )
        )
    return code


@transaction.atomic
def add_municipality(*, code: str, name: str, slug: str = "") -> tuple[Municipality, bool]:
    """The municipality with this code, and whether it is new; the same one twice changes nothing.

    `slug` is its part of the web address; by default made from the name. Raises BadCodeError, or
    TakenError where the code has another name or the address belongs to another municipality; NotFittingError
    without a name.
    """
    code, name = checked_code(code), name.strip()
    if not name:
        raise NotFittingError(_("Give the name of the municipality too."))
    slug = slug or slugify(name) or code.lower()
    there = Municipality.objects.filter(code=code).first()
    if there is not None:
        return _the_same(there, name), False
    if slug in RESERVED or Municipality.objects.filter(slug=slug).exists():
        raise TakenError(
            _("The address “{slug}” is taken; choose another one with --slug.").format(slug=slug)
        )
    municipality = Municipality.objects.create(code=code, name=name, slug=slug)
    record(
        "municipality.added",
        municipality=municipality,
        object_type="core.municipality",
        object_id=code,
    )
    add_default_help_lines(municipality=municipality, today=timezone.localdate())
    return municipality, True


@transaction.atomic
def change_municipality(*, municipality: Municipality, **changes: str) -> list[str]:
    """Change what everybody may know of a municipality (`CHANGEABLE`); the names of what became different.

    Raises NotFittingError, with a sentence per field, where something cannot be; nothing is changed then.
    """
    different = []
    for name in CHANGEABLE:
        text = changes.get(name, getattr(municipality, name)).strip()
        if text != getattr(municipality, name):
            setattr(municipality, name, text)
            different.append(name)
    _check(municipality)
    if different:
        municipality.save(update_fields=different)
        record(
            "municipality.changed",
            municipality=municipality,
            object_type="core.municipality",
            object_id=municipality.code,
            fields=different,
        )
    return different


def labels_of_fields() -> dict[str, str]:
    """What each field of a municipality is called, in the language that is spoken."""
    return {each.name: str(each.verbose_name) for each in Municipality._meta.fields}


def _check(municipality: Municipality) -> None:
    try:
        municipality.clean_fields()
    except ValidationError as problem:
        labels = labels_of_fields()
        raise NotFittingError(
            "\n".join(
                f"{labels[name]}: {' '.join(messages)}"
                for name, messages in problem.message_dict.items()
            )
        ) from None


def _the_same(there: Municipality, name: str) -> Municipality:
    if there.name != name:
        raise TakenError(
            _("{code} is there already, with another name: {name}.").format(
                code=there.code, name=there.name
            )
        )
    return there
