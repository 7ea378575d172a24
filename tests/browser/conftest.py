"""A real Chromium, and what every page must keep to.

    def test_find(open_page, site):
        page = open_page()                     # at 320 and at 1280 pixels wide
        page.goto(site + "/")

Whatever a test does, it fails when a page asked anything of another host or broke its own content security policy.
`site` is the example municipality, served by `bin/demo` itself; take pytest-django's `live_server` for data of your own.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    sync_playwright,
)

from tests.browser.axe import assert_accessible
from tests.conftest import Advice
from tests.tools.node import NODE

CHROMIUM = os.environ.get("NABIJ_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
]
WIDTHS = {320: 640, 1280: 900}
HERE = {"127.0.0.1", "localhost", "[::1]"}

# Playwright brings a Node that asks for a library which a bare Debian lacks; ours asks for nothing.
os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)
# Playwright keeps an event loop in this thread; Django need not guard against it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, once per worker."""
    if not Path(CHROMIUM).exists():
        reason = "no Chromium here: apt-get install chromium (bin/test does it)"
        if os.environ.get("NABIJ_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    """The widths at which a page must work."""
    return int(request.param)


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


OpenPage = Callable[..., Page]


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`new_context(width=…, js=False, language="en", …)`: a browser window with nothing in its memory."""
    watch = Watch()
    contexts: list[BrowserContext] = []

    def make(
        width: int = 1280,
        *,
        height: int | None = None,
        js: bool = True,
        language: str = "nl",
        **options: object,
    ) -> BrowserContext:
        context = chromium.new_context(
            viewport={"width": width, "height": height or WIDTHS.get(width, 800)},
            java_script_enabled=js,
            locale={"nl": "nl-NL", "en": "en-GB"}.get(language, language),
            timezone_id="Europe/Amsterdam",
            **options,  # type: ignore[arg-type]
        )
        context.set_default_timeout(10_000)
        context.on("request", watch.request)
        context.on("console", watch.console)
        context.on("weberror", lambda event: watch.error(event.error))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert not watch.elsewhere, "asked of another host:\n" + "\n".join(watch.elsewhere)
    assert not watch.complaints, "the browser complained:\n" + "\n".join(watch.complaints)


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext], width: int) -> OpenPage:
    """`open_page(js=False, language="en", …)`: a new page, at each of the widths in turn."""

    def make(**options: object) -> Page:
        return new_context(width, **options).new_page()

    return make


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page with scripts, in Dutch, at each of the widths in turn."""
    return open_page()


@pytest.fixture
def no_js(open_page: OpenPage) -> Page:
    """A page that runs no scripts."""
    return open_page(js=False)


@pytest.fixture
def axe(advise: Advice) -> Callable[..., None]:
    """`axe(page)` fails with what axe-core finds against WCAG 2.2 AA; its best practices are said at the end."""

    def check(page: Page, **options: object) -> None:
        assert_accessible(page, advise, **options)  # type: ignore[arg-type]

    return check


# --- the example municipality, served ----------------------------------------------------------


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the example municipality: the demo itself, with a database of its own per worker."""
    home = Path(os.environ["NABIJ_DATA"]) / "demo"
    shutil.copytree(filled_example(), home)
    log = home / "demo.log"
    port = free_port()
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "nabij", "demo", "--port", str(port), "--data", str(home)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=demo_environment(home),
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_answering(address, server, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


def filled_example() -> Path:
    """The example's data directory, filled once for all workers of a run: who comes second waits."""
    filled = Path(os.environ["NABIJ_TEST_HOME"]) / "example"
    with filled.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not filled.exists():
            half = filled.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            command = ["-m", "nabij", "demo", "--fill-only", "--data", str(half)]
            done = subprocess.run(
                [sys.executable, *command],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                env=demo_environment(half),
                check=False,
            )
            if done.returncode:
                pytest.fail(
                    f"the example could not be filled:\n{done.stdout}\n{done.stderr[-3000:]}"
                )
            half.rename(filled)
    return filled


def demo_environment(home: Path) -> dict[str, str]:
    """The demo's environment: nothing of the tests' own settings."""
    ours = {"DATABASE_URL", "NABIJ_MODE", "NABIJ_DATA"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"NABIJ_MODE": "demo", "NABIJ_DATA": str(home), "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_answering(
    address: str, server: subprocess.Popen[bytes], log: Path, seconds: int = 300
) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the demo stopped (exit {server.returncode}):\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the demo did not answer within {seconds} seconds:\n{log.read_text()[-3000:]}")
