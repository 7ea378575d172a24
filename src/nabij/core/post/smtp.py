"""Mail through a mail server (SMTP), one connection for many mails."""

import re
import smtplib
import ssl

from django.core.mail.message import sanitize_address

from nabij.core.models import OutgoingMessage
from nabij.core.post.server import MailServer
from nabij.core.post.transport import (
    HandOver,
    NotNowError,
    OutcomeUnknownError,
    RefusedError,
    Sender,
    ServerAwayError,
    as_mail,
)

TIMEOUT = 60.0  # seconds, for each answer of the server

#: Replies of a server (RFC 5321): it took it, go on, later perhaps (4xx), never (5xx).
OK, GO_ON = 250, 354


class Smtp:
    """A transport to one mail server; opens a connection when the first mail goes."""

    keeps = False

    def __init__(self, server: MailServer, sender: Sender, *, timeout: float = TIMEOUT) -> None:
        self.server = server
        self.sender = sender
        self.timeout = timeout
        self._open: smtplib.SMTP | None = None

    def deliver(self, message: OutgoingMessage, hand_over: HandOver) -> None:
        """Everything up to the server's word to go on is safe to do again; after it nothing is."""
        content = as_mail(message, self.sender)
        to = sanitize_address(message.to, "utf-8")  # a domain with accents, as servers know it
        connection = self._connection()
        self._announce(connection, to)
        try:
            hand_over()
        except BaseException:
            self._drop()  # without its last line the server forgets the mail
            raise
        try:
            connection.send(_framed(content))
            code, _reply = connection.getreply()
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            raise OutcomeUnknownError(type(problem).__name__) from problem
        _must_be(OK, code, "DATA")

    def close(self) -> None:
        """Leave the server, politely where it still listens."""
        connection, self._open = self._open, None
        if connection is None:
            return
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()

    def _announce(self, connection: smtplib.SMTP, to: str) -> None:
        try:
            _must_be(OK, connection.mail(self.sender.address)[0], "MAIL FROM")
            _must_be(OK, connection.rcpt(to)[0], "RCPT TO")
            _must_be(GO_ON, connection.docmd("DATA")[0], "DATA")
        except (NotNowError, RefusedError):
            _begin_anew(connection)
            raise
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            raise ServerAwayError(type(problem).__name__) from problem

    def _drop(self) -> None:
        """Leave without a word."""
        connection, self._open = self._open, None
        if connection is not None:
            connection.close()

    def _connection(self) -> smtplib.SMTP:
        if self._open is not None and _listens(self._open):
            return self._open
        self.close()
        try:
            self._open = self._connect()
        except (OSError, smtplib.SMTPException) as problem:
            raise ServerAwayError(type(problem).__name__) from problem
        return self._open

    def _connect(self) -> smtplib.SMTP:
        server, secure = self.server, ssl.create_default_context()
        connection: smtplib.SMTP
        if server.tls == "implicit":
            connection = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self.timeout, context=secure
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=self.timeout)
        try:
            if server.tls == "starttls":
                connection.starttls(context=secure)
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _listens(connection: smtplib.SMTP) -> bool:
    try:
        return connection.noop()[0] == OK
    except (OSError, smtplib.SMTPException):
        return False


def _begin_anew(connection: smtplib.SMTP) -> None:
    try:
        connection.rset()
    except (OSError, smtplib.SMTPException):
        connection.close()  # found out when the next mail goes


def _must_be(wanted: int, code: int, asked: str) -> None:
    if code == wanted or (asked == "RCPT TO" and code == 251):  # 251: it is forwarded
        return
    name = f"{asked} {code}"
    if 400 <= code < 500 or code == -1:
        raise NotNowError(name)
    raise RefusedError(name)


def _framed(content: bytes) -> bytes:
    """The text with its end: a dot on its own line; dots of its own doubled."""
    whole = re.sub(rb"(?m)^\.", b"..", content)
    return whole + (b"" if whole.endswith(b"\r\n") else b"\r\n") + b".\r\n"
