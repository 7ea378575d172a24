"""How Django knows this slice."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """What people see, per audience."""

    name = "nabij.web"
    label = "web"
