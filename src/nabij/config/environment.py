"""What the environment says, typed and checked once: the only reader of environment variables.

Every setting is documented in `docs/settings.md`; a test fails when one is not.
"""

import secrets
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from nabij.config.unfit import UnfitError, gettext_noop
from nabij.core.post.server import MailServer

PROJECT = Path(__file__).resolve().parents[3]

NO_MAIL = "none"

Mode = Literal["production", "development", "demo", "test"]


class Environment(BaseSettings):
    """Settings of one installation. Production is the default: whoever forgets to choose is safe."""

    model_config = SettingsConfigDict(env_prefix="NABIJ_", extra="ignore", populate_by_name=True)

    mode: Mode = Field("production", description="production, development, demo or test")
    data: Path = Field(PROJECT / ".nabij", description="directory for the database, keys and files")
    database_url: str = Field(
        "",
        validation_alias="DATABASE_URL",
        description="sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME; "
        "empty: SQLite in the data directory",
    )
    secret_key: SecretStr = Field(SecretStr(""), description="Django's signing key")
    master_keys: Path | None = Field(
        None, description="file with the master keys; empty: keys.json in the data directory"
    )
    hosts: str = Field("", description="comma-separated names under which the site is reached")
    site_url: str = Field("", description="public address, as https://dichtbij.example.nl")
    proxy_https: bool = Field(False, description="trust X-Forwarded-Proto of the proxy in front")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    picture_mb: int = Field(12, ge=1, le=100, description="largest picture that is taken, in MB")
    oidc_name: str = Field("", description="name of the municipality's own sign-in, as shown")
    oidc_url: str = Field("", description="OpenID Connect issuer (server URL)")
    oidc_client: str = Field("", description="OpenID Connect client id")
    oidc_secret: SecretStr = Field(SecretStr(""), description="OpenID Connect client secret")

    mail_url: SecretStr = Field(
        SecretStr(""),
        description="smtp://USER:PASSWORD@HOST:PORT, smtps://… or none; the example never sends",
    )
    mail_from: str = Field("", description="address in From of every mail")
    mail_tls: Literal["starttls", "none"] = Field(
        "starttls", description="how smtp:// is secured: starttls, or none for a server close by"
    )
    mail_keep_days: int = Field(
        30, ge=1, le=3650, description="days after which the content of sent mail is emptied"
    )

    @model_validator(mode="after")
    def _mail_can_go(self) -> Self:
        """An address to send from, and a server that can be understood."""
        url = self.mail_url.get_secret_value()
        if url and url != NO_MAIL:
            try:
                MailServer.at(url, self.mail_tls)
            except ValueError:
                raise UnfitError(
                    gettext_noop("NABIJ_MAIL_URL must be smtp://…, smtps://… or none.")
                ) from None
            if "@" not in self.mail_from:
                raise UnfitError(
                    gettext_noop("NABIJ_MAIL_FROM must be the address that mails come from.")
                )
        return self

    @model_validator(mode="after")
    def _production_is_complete(self) -> Self:
        """Production refuses to start half-configured rather than falling back to something weak."""
        if self.mode == "production":
            missing = [
                name
                for name, value in (
                    ("NABIJ_SECRET_KEY", self.secret_key.get_secret_value()),
                    ("NABIJ_HOSTS", self.hosts),
                    ("NABIJ_SITE_URL", self.site_url),
                    ("NABIJ_MAIL_URL", self.mail_url.get_secret_value()),
                )
                if not value
            ]
            if missing:
                raise UnfitError(
                    gettext_noop(
                        "production needs {names}; see docs/settings.md (or set NABIJ_MODE=demo to look around)"
                    ),
                    names=", ".join(missing),
                )
            if len(self.secret_key.get_secret_value()) < 40:
                raise UnfitError(gettext_noop("NABIJ_SECRET_KEY must have at least 40 characters."))
            if not self.site_url.startswith("https://"):
                raise UnfitError(
                    gettext_noop("NABIJ_SITE_URL must start with https:// in production.")
                )
        return self

    @property
    def demo(self) -> bool:
        """Whether the example's doors may open. Never true in production."""
        return self.mode in ("demo", "test")

    @property
    def mail_server(self) -> MailServer | None:
        """The mail server; None where nothing is ever sent: by choice, or because it is the example."""
        url = self.mail_url.get_secret_value()
        return None if self.demo or url in ("", NO_MAIL) else MailServer.at(url, self.mail_tls)

    @cached_property
    def signing_key(self) -> str:
        """The given key; outside production one that is made once and kept in the data directory."""
        given = self.secret_key.get_secret_value()
        if given:
            return given
        if self.mode == "test":
            return "test-" * 10
        return _kept_secret(self.data / "secret_key")

    @property
    def keys_file(self) -> Path:
        """Where the master keys live."""
        return self.master_keys or self.data / "keys.json"

    @property
    def database(self) -> str:
        """The database URL in force."""
        return self.database_url or f"sqlite:///{self.data / 'nabij.sqlite3'}"

    @property
    def host_list(self) -> list[str]:
        """Names under which the site is reached; outside production the local ones by default."""
        named = [host.strip() for host in self.hosts.split(",") if host.strip()]
        return named or ["localhost", "127.0.0.1", "[::1]", "testserver"]


def _kept_secret(path: Path) -> str:
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(48)
    path.touch(mode=0o600)
    path.write_text(secret)
    return secret
