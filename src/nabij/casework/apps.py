"""How Django knows this slice."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """People who ask for something and are helped."""

    name = "nabij.casework"
    label = "casework"
    holds_people = True  # PostgreSQL keeps a second lock on every table: core.postgresql.policies
