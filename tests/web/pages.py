"""What tests read from a page."""

import re
from html.parser import HTMLParser
from typing import Any

OUTSIDE = re.compile(r"^(?:https?:)?//")


class Page(HTMLParser):
    """The elements of a page, in order, with their attributes; and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str, **attrs: str) -> list[dict[str, str | None]]:
        """The elements of a kind, with these attributes."""
        return [
            given
            for name, given in self.elements
            if name == tag and all(given.get(key) == value for key, value in attrs.items())
        ]

    @property
    def text(self) -> str:
        """All text, spaces made single."""
        return re.sub(r"\s+", " ", " ".join(self.words)).strip()

    @property
    def title(self) -> str:
        found = re.search(r"<title>(.*?)</title>", self.rawdata, re.DOTALL)
        return found.group(1) if found else ""


def page(response: Any) -> Page:
    """The page that a response holds."""
    html = response.content.decode()
    made = Page(html)
    made.rawdata = html
    return made


def assets(made: Page) -> list[str]:
    """Addresses of everything that the browser fetches by itself."""
    kinds = {"link": "href", "script": "src", "img": "src", "iframe": "src", "use": "href"}
    return [
        given[kinds[tag]] or ""
        for tag, given in made.elements
        if tag in kinds
        and given.get(kinds[tag])
        and not (tag == "link" and given.get("rel") in ("canonical", "alternate"))
    ]
