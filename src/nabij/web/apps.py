"""How Django knows this slice."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """What people see, per audience."""

    name = "nabij.web"
    label = "web"

    def ready(self) -> None:
        """Write signing in and out down in the audit trail, and check that no demo door is open."""
        from nabij.web.account import trail
        from nabij.web.demo_door import checks  # noqa: F401 - importing it registers the check

        trail.connect()
