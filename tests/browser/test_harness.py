"""The checks of the browser tests themselves: do they see what they should?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import checks

PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Proef</title>
<style>:focus { outline: 3px solid #036 } button { min-height: 44px }</style></head>
<body><main><h1>Proef</h1>@</main></body></html>"""


def page_with(html: str) -> str:
    return PAGE.replace("@", html)


pytestmark = pytest.mark.parametrize("width", [320], ids=["320px"])


def test_axe_sees_a_button_without_a_name(page: Page, axe: Callable[..., None]) -> None:
    page.set_content(page_with("<p>Goed</p>"))
    axe(page)
    page.set_content(page_with("<button></button>"))
    with pytest.raises(AssertionError, match="button-name"):
        axe(page)


def test_a_page_that_is_too_wide_is_seen(page: Page) -> None:
    page.set_content(page_with("<p>Goed</p>"))
    checks.assert_fits(page)
    checks.assert_fits_at_400_percent(page)
    checks.assert_fits_with_text_spacing(page)
    page.set_content(page_with('<p style="width: 900px">Breed</p>'))
    with pytest.raises(AssertionError, match="sideways"):
        checks.assert_fits(page)


def test_the_tab_key_is_followed(page: Page) -> None:
    page.set_content(page_with("<button>Een</button><button>Twee</button>"))
    assert [stop.name for stop in checks.tab_stops(page)] == ["Een", "Twee"]
    checks.assert_keyboard_reaches_all(page)
    checks.assert_targets_are_large(page)
    page.set_content(page_with('<button style="outline: none">Een</button>'))
    with pytest.raises(AssertionError, match="without an outline"):
        checks.assert_keyboard_reaches_all(page)


def test_a_page_without_scripts_runs_none(no_js: Page, chromium: Browser) -> None:
    no_js.set_content(page_with("<p id=p>stil</p><script>p.textContent = 'luid'</script>"))
    assert no_js.locator("#p").inner_text() == "stil"
