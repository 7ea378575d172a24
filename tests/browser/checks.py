"""What a program can see of a page in the browser, beside axe: does it fit, can one read and reach all of it?"""

from dataclasses import dataclass

from playwright.sync_api import Page

# WCAG 1.4.12: a reader may space text this far and must lose nothing.
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""


def assert_fits(page: Page) -> None:
    """No sideways scrolling: nothing is wider than the window."""
    wide = page.evaluate(
        """() => {
          const edge = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= edge) return [];
          return [...document.body.querySelectorAll("*")]
            .filter((element) => element.getBoundingClientRect().right > edge + 1)
            .map((element) => element.outerHTML.slice(0, 120));
        }"""
    )
    assert not wide, f"{page.url} scrolls sideways at {page.viewport_size}:\n" + "\n".join(
        wide[-5:]
    )


def assert_fits_at_400_percent(page: Page) -> None:
    """A window of 1280 × 1024 at 400 % zoom is one of 320 × 256."""
    page.set_viewport_size({"width": 320, "height": 256})
    assert_fits(page)


def assert_fits_with_text_spacing(page: Page) -> None:
    """With text spaced as a reader may, nothing is cut off and nothing falls off the page."""
    # A constructed sheet: the page's own policy allows no inline style, and a reader's is not inline either.
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }""",
        TEXT_SPACING,
    )
    assert_fits(page)
    cut = page.evaluate(
        """() => [...document.body.querySelectorAll("*")]
          .filter((element) => element.clientHeight && element.scrollHeight > element.clientHeight + 1
            && ["hidden", "clip"].includes(getComputedStyle(element).overflowY)
            && !["INPUT", "SELECT", "TEXTAREA", "SVG", "svg"].includes(element.tagName)
            && element.clientHeight > 2)
          .map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert not cut, f"{page.url} cuts spaced text off:\n" + "\n".join(cut[:5])


@dataclass(frozen=True)
class Stop:
    """Where the Tab key comes."""

    name: str
    outlined: bool
    visible: bool


#: What one sees of the element that has the focus.
SEEN = """(element) => {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: (element.ariaLabel || element.innerText || element.name || element.outerHTML).trim().slice(0, 80),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none",
    visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""

#: Everything that can have the focus, in the order of the page.
REACHED = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((element) => { element.focus(); return document.activeElement === element; })"""

# The page notes by itself where each press found the focus: asking after every press takes three times as long.
FOLLOW = """() => {
  document.activeElement?.blur?.();
  scrollTo(0, 0);
  window.__tabs?.abort();
  const ear = window.__tabs = new AbortController();
  const tabs = window.__stops = { stops: [], end: "" };
  const elements = window.__reached = [];
  let presses = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || tabs.end) return;
    presses += 1;
    const at = document.activeElement;
    if (!at || at === document.body) {
      if (presses > 1) tabs.end = "left";
    } else if (at === elements[0] && elements.length > 1) {
      tabs.end = "left";
    } else if (at !== elements.at(-1)) {
      if (elements.includes(at)) tabs.end = "caught";
      elements.push(at);
      tabs.stops.push(SEEN(at));
    }
  }, { capture: true, signal: ear.signal });
}""".replace("SEEN", f"({SEEN})")


PASS_OVER = f"""(end) => {{
  const here = document.activeElement;
  const there = {REACHED}.at(-end);
  (window.__reached.includes(there) ? here : there)?.focus();
}}"""

#: So far key by key. Of a longer page the middle is a list of the same, and is passed over; its end is walked again.
WALKED, END = 70, 12


def tab_stops(page: Page, at_most: int = 400) -> list[Stop]:
    """What the Tab key reaches from the top of the page until it leaves the page; of a long list its begin and end."""
    page.evaluate(FOLLOW)
    for pressed in range(1, at_most + 1):
        page.keyboard.down("Tab")
        if pressed % 10:
            continue
        told = page.evaluate("() => window.__stops")
        stops = [Stop(**stop) for stop in told["stops"]]
        if told["end"] == "caught":
            raise AssertionError(f"{page.url}: the Tab key is caught after {stops[-1].name}")
        if told["end"]:
            page.keyboard.up("Tab")
            return stops
        if pressed == WALKED:
            page.evaluate(PASS_OVER, END)
    raise AssertionError(
        f"{page.url}: {at_most} stops and no end: is the Tab key caught somewhere?"
    )


def assert_keyboard_reaches_all(page: Page) -> None:
    """Every stop of the Tab key is on the screen and visibly outlined."""
    stops = tab_stops(page)
    assert stops, f"{page.url}: the Tab key reaches nothing"
    _assert_shown(page, stops)


def assert_focus_shows(page: Page) -> None:
    """The same of everything that can have the focus, without going there key by key."""
    page.keyboard.press("Tab")  # from here on the browser shows focus as to who uses the keyboard
    told = page.evaluate(
        f"() => {REACHED}.map((element) => {{ element.focus(); return ({SEEN})(element); }})"
    )
    _assert_shown(page, [Stop(**stop) for stop in told])


def _assert_shown(page: Page, stops: list[Stop]) -> None:
    hidden = [stop.name for stop in stops if not stop.visible]
    bare = [stop.name for stop in stops if not stop.outlined]
    assert not hidden, f"{page.url}: focus goes where nobody sees it: {hidden}"
    assert not bare, f"{page.url}: focus without an outline: {bare}"


def assert_targets_are_large(page: Page, least: int = 44) -> None:
    """Buttons, fields and links that stand alone are at least 44 pixels high; links within a text may be smaller.

    So may the dots of a map: the list beside it has the same links.
    """
    small = page.evaluate(
        """(least) => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
          .filter((element) => !element.closest("svg[aria-hidden=true]"))
          .filter((element) => {
            const target = element.matches("input[type=checkbox], input[type=radio]")
              ? element.closest("label") ?? element.labels?.[0] ?? element : element;
            const box = target.getBoundingClientRect();
            const inText = element.matches("a") && element.closest("p, dd, li, td, figcaption")
              && getComputedStyle(element).display === "inline";
            return box.width > 1 && box.height > 0 && box.height < least && !inText;
          })
          .map((element) => element.outerHTML.slice(0, 120))""",
        least,
    )
    assert not small, f"{page.url}: too small to hit:\n" + "\n".join(small)
