"""How Django knows this slice."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Municipalities and areas, users and roles, the municipality wall, audit, encryption, words."""

    name = "nabij.core"
    label = "core"
