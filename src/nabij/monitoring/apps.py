"""How Django knows this slice."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """What was observed: official figures per area."""

    name = "nabij.monitoring"
    label = "monitoring"
