"""How Django knows this slice."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Organisations, offers, places, schedules and their occurrences: the social map."""

    name = "nabij.directory"
    label = "directory"
