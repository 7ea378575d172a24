"""How Django knows this slice."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The REST API and feeds; schemas apart from models."""

    name = "nabij.api"
    label = "api"
