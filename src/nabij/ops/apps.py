"""How Django knows this slice."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Command line and scheduled jobs, thin."""

    name = "nabij.ops"
    label = "ops"
