"""How Django knows this slice."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured


class WebConfig(AppConfig):
    """What people see, per audience."""

    name = "nabij.web"
    label = "web"

    def ready(self) -> None:
        """Write signing in and out down in the audit trail; refuse to start with the example's door open.

        Long work and mails that web declares must be known to the worker too.
        """
        from nabij.web.account import trail
        from nabij.web.checking import asking  # noqa: F401 - declares its work and its mails
        from nabij.web.demo_door.checks import no_door_in_production
        from nabij.web.desk import inviting  # noqa: F401 - declares its mail

        if problems := no_door_in_production():
            raise ImproperlyConfigured(problems[0].msg)
        trail.connect()
