"""What carries a mail away: a mail server, or nothing, where mail is only kept to be looked at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import format_datetime, formataddr
from typing import Protocol

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from nabij.core.models import OutgoingMessage


class ServerAwayError(Exception):
    """The mail server does not answer or does not let us in: nothing can go now."""


class NotNowError(Exception):
    """The server did not take this mail, and may take it later."""


class RefusedError(Exception):
    """The server will never take this mail."""


class OutcomeUnknownError(Exception):
    """The text was handed over and no answer came: it may or may not have been taken."""


HandOver = Callable[[], None]
"""Called just before the text leaves; raises where somebody else sends this mail by now."""


class Transport(Protocol):
    """Carries mails. Errors carry a short name of what happened, never text of the mail."""

    #: Whether mails only stay here, to be looked at.
    keeps: bool

    def deliver(self, message: OutgoingMessage, hand_over: HandOver) -> None:
        """Give the mail to the server. Raises one of the errors above."""

    def close(self) -> None:
        """Let go of the server."""


class Keeping:
    """Nothing is sent: the example, tests, and an installation that chose to send no mail."""

    keeps = True

    def deliver(self, message: OutgoingMessage, hand_over: HandOver) -> None:
        """Only note that it came this far."""
        hand_over()

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True, slots=True)
class Sender:
    """address: in From; host: the name after the @ in the message's number."""

    address: str
    host: str = field(default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "host", self.host or self.address.rpartition("@")[2])


def as_mail(message: OutgoingMessage, sender: Sender) -> bytes:
    """The message as it goes over the wire: plain text first, the same as a web page after it.

    Its number is the row's, so that whoever gets it twice after all can tell.
    """
    municipality = message.municipality
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        formataddr((municipality.shown_name, sender.address)),
        [message.to],
        headers={
            "Message-ID": f"<{message.uid}@{sender.host}>",
            "Date": format_datetime(timezone.localtime(message.queued_at)),
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
        },
        reply_to=[municipality.email] if municipality.email else None,
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    content: bytes = mail.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    return content
