"""How Django knows this slice."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    """Municipalities and areas, users and roles, the municipality wall, audit, encryption, words."""

    name = "nabij.core"
    label = "core"

    def ready(self) -> None:
        """Lock the tables of people after each `migrate`, and say at the start where they are not."""
        import nabij.core.postgresql.checks  # noqa: F401 - to register them

        post_migrate.connect(_lock, sender=self)


def _lock(using: str, **_options: Any) -> None:
    from nabij.core.postgresql.policies import lock

    lock(connections[using])
