"""A real Chromium, and what every page must keep to.

    def test_find(open_page, site):
        page = open_page()                     # at 320 and at 1280 pixels wide
        page.goto(site + "/")

Whatever a test does, it fails when a page asked anything of another host or broke its own content security policy.
`site` is the example municipality, served by `bin/demo` itself; take pytest-django's `live_server` for data of your own.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import checks
from tests.browser.axe import assert_accessible
from tests.browser.example import served
from tests.browser.windows import PATIENCE, WALKS, Walker, Watch, enter
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
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    """The widths at which a page must work."""
    return int(request.param)


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
        watch.follow(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    watch.saw_nothing()


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


@pytest.fixture(params=list(WALKS.values()), ids=list(WALKS))
def walker(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Walker:
    """Somebody who walks a journey, in four ways."""
    language, js, width = request.param
    page = new_context(width, js=js, language=language).new_page()
    return Walker(language, js, width, page)


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Iterator[dict[str, tuple[Page, Watch]]]:
    """Windows that are kept open for tests that only look: opening one costs more than most pages."""
    kept: dict[str, tuple[Page, Watch]] = {}
    yield kept
    for page, _watch in kept.values():
        page.context.close()


@pytest.fixture
def reader(
    chromium: Browser, windows: dict[str, tuple[Page, Watch]], site: str
) -> Iterator[Callable[..., Page]]:
    """`reader()`, `reader("Samira")`: a page that only looks, of nobody or of somebody of the example's cast."""
    used: list[Watch] = []

    def look_as(name: str = "") -> Page:
        if name not in windows:
            context = chromium.new_context(
                viewport={"width": 320, "height": WIDTHS[320]},
                locale="nl-NL",
                timezone_id="Europe/Amsterdam",
            )
            watch = Watch()
            watch.follow(context)
            if name:
                enter(context, site, name)
            windows[name] = context.new_page(), watch
        page, watch = windows[name]
        used.append(watch)
        page.set_viewport_size({"width": 320, "height": WIDTHS[320]})
        return page

    yield look_as
    for watch in used:
        watch.saw_nothing()
    if "" in windows:
        assert windows[""][0].context.cookies() == []


LookAt = Callable[..., None]


@pytest.fixture
def look_at(axe: Callable[..., None], html_valid: Callable[[str, str], None]) -> LookAt:
    """`look_at(page)`: all that a page must keep to, as it stands there now, small and large. `js=False`: without axe."""

    def look(page: Page, html: str = "", *, js: bool = True) -> None:
        html_valid(html or page.content(), page.url)
        page.evaluate(
            "() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
        )
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": WIDTHS[width]})
            if js:
                axe(page, best=width == 320)
            checks.assert_fits(page)
            checks.assert_targets_are_large(page)
            if width == 320:
                checks.assert_keyboard_reaches_all(page)
            checks.assert_focus_shows(page)
        checks.assert_fits_with_text_spacing(page)
        checks.assert_fits_at_400_percent(page)

    return look


@pytest.fixture
def axe(advise: Advice) -> Callable[..., None]:
    """`axe(page)` fails with what axe-core finds against WCAG 2.2 AA; its best practices are said at the end."""

    def check(page: Page, **options: object) -> None:
        assert_accessible(page, advise, **options)  # type: ignore[arg-type]

    return check


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the example municipality, with a database of its own per worker."""
    with served() as address:
        yield address
