"""Where the mail server is. Knows nothing of Django: settings are made with it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where the server is and how to speak with it. tls: `starttls`, `implicit` or `none`."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = ""

    @classmethod
    def at(cls, url: str, tls: str) -> "MailServer":
        """From `smtp://USER:PASSWORD@HOST:PORT` or `smtps://…`. Raises ValueError for another scheme."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("the mail server is smtp://… or smtps://…")
        implicit = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if implicit else 587),
            tls="implicit" if implicit else tls,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )
