"""What the night does for the whole installation."""

import datetime as dt

from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.utils import timezone

from nabij.ops.commands.tick import command


def test_sessions_that_ended_are_removed_at_night(db: None) -> None:
    now = timezone.now()
    for name, days in (("ended", -1), ("open", 1)):
        Session.objects.create(session_key=name, expire_date=now + dt.timedelta(days=days))
    assert CliRunner().invoke(command).exit_code == 0
    assert [row.session_key for row in Session.objects.all()] == ["open"]
