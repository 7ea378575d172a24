"""A mail server of the tests: takes mail over SMTP, and misbehaves where it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


class MailServer(socketserver.ThreadingTCPServer):
    """replies: what to answer instead, by command (`{"RCPT": "550 no"}`); hangs_up: after the text, unanswered."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.taken: list[tuple[str, EmailMessage]] = []
        self.replies: dict[str, str] = {}
        self.hangs_up = False
        self.sessions = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def recipients(self) -> list[str]:
        return [to for to, _mail in self.taken]


class _Session(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        self.server.sessions += 1
        self._say("220 tests")
        to = ""
        while line := self.rfile.readline():
            command = line.split(b" ")[0].strip().upper().decode()
            if command in self.server.replies:
                self._say(self.server.replies[command])
            elif command == "EHLO":
                self._say("250-tests\r\n250 8BITMIME")
            elif command == "RCPT":
                to = line.decode().split("<")[1].split(">")[0]
                self._say("250 fine")
            elif command == "DATA":
                self._say("354 go on")
                if not self._text(to):
                    return
            elif command == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _text(self, to: str) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        else:
            if line == b"":
                return False  # without its last line the mail is forgotten
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.taken.append((to, mail))
        if self.server.hangs_up:
            return False
        self._say("250 taken")
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()
