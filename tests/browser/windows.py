"""Browser windows: what is watched in them, who walks in them, and how one comes in as somebody of the example."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request

if TYPE_CHECKING:
    from nabij.core.models import User

#: Milliseconds. Long: a busy machine is no fault of the code.
PATIENCE = 30_000
HERE = {"127.0.0.1", "localhost", "[::1]"}


class Watch:
    """What pages did behind the scenes."""

    def __init__(self) -> None:
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []

    def request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in HERE:
            self.elsewhere.append(request.url)

    def console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def error(self, error: Error) -> None:
        self.complaints.append(f"script error: {error.message}")

    def follow(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE)
        context.on("request", self.request)
        context.on("console", self.console)
        context.on("weberror", lambda event: self.error(event.error))

    def saw_nothing(self) -> None:
        """Fail when something happened; begin anew."""
        elsewhere, complaints = self.elsewhere, self.complaints
        self.elsewhere, self.complaints = [], []
        assert not elsewhere, "asked of another host:\n" + "\n".join(elsewhere)
        assert not complaints, "the browser complained:\n" + "\n".join(complaints)


#: How journeys are walked: of language, scripts and width every pair comes by, in four walks instead of eight.
WALKS = {
    "nl, scripts, 320px": ("nl", True, 320),
    "nl, no scripts, 1280px": ("nl", False, 1280),
    "en, scripts, 1280px": ("en", True, 1280),
    "en, no scripts, 320px": ("en", False, 320),
}


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody who walks a journey, and their browser."""

    language: str
    js: bool
    width: int
    page: Page


def walks(*names: str) -> pytest.MarkDecorator:
    """`@walks("nl, scripts", "en, no scripts")`: of the four ways, those whose name begins so."""
    chosen = {
        name: walk for name, walk in WALKS.items() if any(name.startswith(begin) for begin in names)
    }
    return pytest.mark.parametrize("walker", list(chosen.values()), ids=list(chosen), indirect=True)


def sign_in(context: BrowserContext, user: "User", url: str) -> None:
    """Be this user at the server of this address, whose database the test shares."""
    from tests.core.people import browser

    jar = browser(user).cookies["nabij_session"]
    site = "/".join(url.split("/")[:3])
    context.add_cookies([{"name": "nabij_session", "value": jar.value, "url": site}])


def enter(context: BrowserContext, site: str, name: str) -> None:
    """Be somebody of the example's cast, by the demo's own door."""
    door = f"{site}/nl/demo/"
    text = context.request.get(door).text()
    person = text[text.index(f'<span class="person__name">{name}') :]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', person)[:2])
    answer = context.request.post(f"{door}enter/", form=hidden, headers={"Referer": door})
    assert answer.ok, f"{name} could not come in: {answer.status}"
