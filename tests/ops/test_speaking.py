"""What click says by itself is said in the language of the terminal; serving says at once where it cannot."""

import socket
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from django.utils import translation

from nabij.ops.cli import nabij
from nabij.ops.exits import UnavailableError
from nabij.ops.serve import check_free
from nabij.ops.spoken import MODULES, speak


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in MODULES:
        for name in ("_", "ngettext"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, getattr(module, name))
    speak()
    with translation.override("nl"):
        yield


def test_help_is_dutch_from_the_first_word_to_the_last(spoken: None) -> None:
    told = CliRunner().invoke(nabij, ["serve", "--help"]).output
    assert told.startswith("Gebruik: ")
    assert "Opties:" in told
    assert "Toon deze uitleg." in told
    assert "standaard: 8000" in told
    assert "Show" not in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["user", "list"], "Er ontbreekt een optie"),
        (["bestaat-niet"], "Er is geen opdracht"),
        (["find", "--bestaat-niet"], "Er is geen optie"),
        (["serve", "--port", "99999"], "ligt niet tussen"),
    ],
)
def test_wrong_use_is_told_in_dutch(spoken: None, words: list[str], said: str) -> None:
    told = CliRunner().invoke(nabij, words)
    assert told.exit_code == 2
    assert said in told.output
    assert "Error" not in told.output


def test_a_port_that_is_taken_is_told_before_anything_is_served() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UnavailableError, match=str(port)):
            check_free(port)
    check_free(port)
