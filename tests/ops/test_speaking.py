"""What click says by itself is said in the language of the terminal; serving says at once where it cannot."""

import re
import socket
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner
from django.utils import translation

from nabij.ops.cli import nabij
from nabij.ops.exits import UnavailableError
from nabij.ops.serve import check_free
from nabij.ops.spoken import METAVARS, MODULES, speak


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in MODULES:
        for name in ("_", "ngettext"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(click.Context, "formatter_class", click.Context.formatter_class)
    monkeypatch.setattr(click.Argument, "make_metavar", click.Argument.make_metavar)
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


def every_command(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from every_command(command, (*before, name))


def test_what_one_types_has_its_name_in_dutch_everywhere(spoken: None) -> None:
    """In the usage line, in the list of options and in the sentences alike."""
    told = CliRunner().invoke(nabij, ["backup", "--help"]).output
    assert "[OPTIES] BESTAND" in told
    assert "versleuteld BESTAND" in told
    assert "OPDRACHT [ARGUMENTEN]..." in CliRunner().invoke(nabij, ["user", "--help"]).output
    english = re.compile(rf"\b(?:{'|'.join(set(METAVARS))})\b")
    for words in every_command(nabij):
        told = CliRunner().invoke(nabij, [*words, "--help"]).output
        assert not english.search(told), (words, told)


def test_in_english_it_is_as_click_has_it(spoken: None) -> None:
    with translation.override("en"):
        told = CliRunner().invoke(nabij, ["backup", "--help"]).output
    assert "[OPTIONS] FILE" in told


def test_a_mistake_names_what_is_missing_as_the_help_does(spoken: None) -> None:
    told = CliRunner().invoke(nabij, ["user", "link"])
    assert "MAILADRES" in told.output
    assert "EMAIL" not in told.output


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
