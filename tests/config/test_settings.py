"""Settings are documented, strict in production, and never open the example's door there."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from nabij.config.databases import database_settings
from nabij.config.environment import Environment
from nabij.config.unfit import UnfitError, in_words
from nabij.core.post.server import MailServer

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "settings.md"
COMPLETE = {
    "NABIJ_MODE": "production",
    "NABIJ_SECRET_KEY": "k" * 50,
    "NABIJ_HOSTS": "dichtbij.example.nl",
    "NABIJ_SITE_URL": "https://dichtbij.example.nl",
    "NABIJ_MAIL_URL": "smtp://mail.example.nl",
    "NABIJ_MAIL_FROM": "dichtbij@example.nl",
}


@pytest.fixture
def environ(monkeypatch: pytest.MonkeyPatch):
    """Sets exactly these NABIJ_ variables."""

    def given(**values: str) -> Environment:
        for name in ("MODE", "SECRET_KEY", "HOSTS", "SITE_URL", "DATA", "MAIL_URL", "MAIL_FROM"):
            monkeypatch.delenv(f"NABIJ_{name}", raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return Environment()

    return given


def test_every_setting_is_documented():
    text = DOCUMENTATION.read_text()
    for name, field in Environment.model_fields.items():
        variable = str(field.validation_alias or f"NABIJ_{name.upper()}")
        assert f"`{variable}`" in text, f"{variable} is missing in docs/settings.md"
        assert field.description, f"{variable} has no description"


def test_who_forgets_to_choose_a_mode_gets_production_and_is_refused_half_configured(environ):
    with pytest.raises(ValidationError, match="NABIJ_SECRET_KEY"):
        environ()


@pytest.mark.parametrize(
    "missing",
    ["NABIJ_SECRET_KEY", "NABIJ_HOSTS", "NABIJ_SITE_URL", "NABIJ_MAIL_URL", "NABIJ_MAIL_FROM"],
)
def test_production_names_what_is_missing(environ, missing):
    with pytest.raises(ValidationError, match=missing):
        environ(**{name: value for name, value in COMPLETE.items() if name != missing})


def test_production_wants_https_and_a_long_key(environ):
    with pytest.raises(ValidationError, match="https"):
        environ(**COMPLETE | {"NABIJ_SITE_URL": "http://dichtbij.example.nl"})
    with pytest.raises(ValidationError, match="40 characters"):
        environ(**COMPLETE | {"NABIJ_SECRET_KEY": "short"})


def test_the_example_never_opens_in_production(environ):
    assert not environ(**COMPLETE).demo
    assert environ(NABIJ_MODE="demo").demo


def test_the_signing_key_is_made_once_and_kept(environ, tmp_path):
    first = environ(NABIJ_MODE="demo", NABIJ_DATA=str(tmp_path)).signing_key
    assert first == environ(NABIJ_MODE="demo", NABIJ_DATA=str(tmp_path)).signing_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_a_database_url_is_read_with_its_password_unquoted():
    settings = database_settings("postgresql://nabij:p%40ss@db.example:5433/nabij?sslmode=require")
    assert settings["PASSWORD"] == "p@ss"
    assert settings["HOST"] == "db.example"
    assert settings["PORT"] == "5433"
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_behind_a_pooler_by_transaction_no_cursor_outlives_its_transaction():
    pooled = database_settings("postgresql://db.example/nabij?pooler=transaction&sslmode=require")
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert pooled["OPTIONS"] == {"sslmode": "require"}
    direct = database_settings("postgresql://db.example/nabij")
    assert direct["DISABLE_SERVER_SIDE_CURSORS"] is False


def test_a_relative_and_an_absolute_sqlite_path():
    assert database_settings("sqlite:////var/lib/nabij.sqlite3")["NAME"] == "/var/lib/nabij.sqlite3"
    assert database_settings("sqlite:///nabij.sqlite3")["NAME"] == "nabij.sqlite3"


def test_another_kind_of_database_is_refused_with_the_two_that_work():
    with pytest.raises(ValueError, match="sqlite:///PATH or postgresql"):
        database_settings("mysql://localhost/nabij")


def test_production_chooses_a_mail_server_or_none(environ):
    assert environ(**COMPLETE).mail_server.host == "mail.example.nl"
    assert environ(**COMPLETE | {"NABIJ_MAIL_URL": "none"}).mail_server is None
    with pytest.raises(ValidationError, match="smtp://"):
        environ(**COMPLETE | {"NABIJ_MAIL_URL": "mail.example.nl:25"})


def test_the_example_never_sends_mail_whatever_it_is_told(environ):
    for mode in ("demo", "test"):
        assert environ(**COMPLETE | {"NABIJ_MODE": mode}).mail_server is None


@pytest.mark.parametrize(
    ("url", "tls", "expected"),
    [
        ("smtp://mail.example", "starttls", ("mail.example", 587, "starttls", "", "")),
        (
            "smtps://jo:p%40ss@mail.example",
            "starttls",
            ("mail.example", 465, "implicit", "jo", "p@ss"),
        ),
        ("smtp://127.0.0.1:2525", "none", ("127.0.0.1", 2525, "none", "", "")),
    ],
)
def test_the_mail_server_is_read_from_its_address(url, tls, expected):
    server = MailServer.at(url, tls)
    assert (server.host, server.port, server.tls, server.user, server.password) == expected


@pytest.mark.parametrize(
    ("given", "dutch", "english"),
    [
        (
            {"NABIJ_MODE": "production"},
            "is NABIJ_SECRET_KEY, NABIJ_HOSTS",
            "production needs NABIJ_SECRET",
        ),
        (
            {"NABIJ_MODE": "snel"},
            "NABIJ_MODE moet een van deze zijn: 'production', 'development', 'demo', 'test'.",
            "must be one of",
        ),
        ({"NABIJ_PICTURE_MB": "veel"}, "NABIJ_PICTURE_MB moet een heel getal zijn", "whole number"),
        ({"NABIJ_PICTURE_MB": "1000"}, "NABIJ_PICTURE_MB mag hoogstens 100 zijn", "at most 100"),
        ({"NABIJ_MAIL_KEEP_DAYS": "0"}, "NABIJ_MAIL_KEEP_DAYS moet minstens 1 zijn", "at least 1"),
        (
            {"NABIJ_PROXY_HTTPS": "misschien"},
            "NABIJ_PROXY_HTTPS moet true of false",
            "true or false",
        ),
        ({"NABIJ_MAIL_URL": "http://mail"}, "NABIJ_MAIL_URL moet smtp://", "must be smtp://"),
        (
            {"NABIJ_MAIL_URL": "smtp://mail"},
            "NABIJ_MAIL_FROM moet het adres",
            "must be the address",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_the_language_of_the_terminal(environ, given, dutch, english):
    with pytest.raises(ValidationError) as raised:
        environ(**({"NABIJ_MODE": "demo"} | given))
    assert dutch in "\n".join(in_words(raised.value, "nl"))
    assert english in "\n".join(in_words(raised.value, "en"))


def test_a_database_that_is_none_is_said_in_words_too():
    with pytest.raises(UnfitError) as raised:
        database_settings("mysql://localhost/nabij")
    assert list(in_words(raised.value, "nl")) == [
        "DATABASE_URL begint met ‘mysql’; gebruik sqlite:///PAD of postgresql://…"
    ]
