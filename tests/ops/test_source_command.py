"""`nabij source`: a key is shown once, listed without it, and taken back."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from nabij.casework.models import SignalPoint, SignalSource
from nabij.casework.queries.sources import source_with
from nabij.core.models import AuditEvent
from nabij.ops.commands.source import command
from tests.factories import MunicipalityFactory

Run = Callable[..., Result]


@pytest.fixture
def run(db: None) -> Run:
    MunicipalityFactory.create(slug="testdam", code="GM9998", name="Testdam")
    MunicipalityFactory.create(slug="elders", code="GM7777", name="Elders")

    def run(*words: str) -> Result:
        with translation.override("en"):
            return CliRunner().invoke(command, words)

    return run


def test_a_key_is_shown_once_and_never_again(run: Run) -> None:
    made = run("add", "Huisartsenpost", "--municipality", "gm9998")
    key = made.output.splitlines()[-1]
    source = SignalSource.objects.get()
    assert (made.exit_code, source_with(key)) == (0, source)
    listed = run("list").output
    assert "Huisartsenpost" in listed
    assert "never used" in listed
    assert key not in listed
    assert AuditEvent.objects.filter(verb="signal_source.added").count() == 1
    assert run("revoke", str(source.uid)).exit_code == 0
    assert source_with(key) is None
    assert run("revoke", str(source.uid)).exit_code == 1
    assert "taken back on" in run("list").output


def test_a_key_says_what_may_be_sent_with_it(run: Run) -> None:
    run("add", "Huisartsenpost", "--municipality", "GM9998")
    run("add", "Praktijk", "--municipality", "GM9998", "--sends", "referrals")
    assert SignalSource.objects.get(name="Huisartsenpost").sends == "signals"
    assert SignalSource.objects.get(name="Praktijk").sends == "referrals"
    assert "Praktijk  referrals" in run("list").output
    assert run("add", "Regio", "--municipality", "GM9998", "--sends", "mail").exit_code == 2


def test_a_point_serves_several_municipalities(run: Run) -> None:
    made = run("point", "Meldpunt Waterland", "GM9998", "GM7777")
    assert "/nl/zorgen/meldpunt-waterland/" in made.output
    assert SignalPoint.objects.get().municipalities.count() == 2
    assert run("point", "Meldpunt Waterland", "GM9998").exit_code == 1
    assert run("add", "Regio", "--point", "meldpunt-waterland").exit_code == 0
    assert "GM7777 GM9998" in run("list").output


def test_what_cannot_be_is_said_in_a_sentence(run: Run) -> None:
    assert run("list").exit_code == 1
    assert run("add", "Regio").exit_code == 2
    assert run("add", "Regio", "--point", "x", "--municipality", "GM9998").exit_code == 2
    assert run("add", "Regio", "--point", "ergens").exit_code == 1
    assert run("point", "!!!", "GM9998").exit_code == 2
    assert run("point", "Meldpunt", "GM0001").exit_code == 1
    assert not SignalSource.objects.exists()
