"""Going through a page with nothing but the keyboard."""

from playwright.sync_api import Page


def tab_to(page: Page, selector: str, at_most: int = 150) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _stop in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"{page.url}: the Tab key never comes to {selector}")


def type_at(page: Page, selector: str, text: str) -> None:
    """Tab to a field and type."""
    tab_to(page, selector)
    page.keyboard.type(text)


def press_at(page: Page, selector: str) -> None:
    """Tab to a link or a button, and go where it leads."""
    tab_to(page, selector)
    enter(page)


def enter(page: Page) -> None:
    """Press Enter, and wait for the page that comes."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
