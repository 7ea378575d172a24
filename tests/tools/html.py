"""Is this page valid HTML? html-validate says, from one process for many pages."""

from tests.tools.node import NodeScript, need_package


class HtmlValidator(NodeScript):
    """Asks html-validate about pages, under the rules of html-validate.json."""

    def __init__(self) -> None:
        super().__init__("html-validate.mjs")

    def messages(self, html: str, url: str) -> list[dict[str, str | int]]:
        """What is wrong with a page."""
        need_package("html-validate")
        answer: list[dict[str, str | int]] = self.ask({"html": html, "url": url})
        return answer


def assert_html_valid(validator: HtmlValidator, html: str | bytes, url: str) -> None:
    """Fail with every message, its place and the piece of HTML there."""
    text = html.decode() if isinstance(html, bytes) else html
    lines = text.splitlines()
    found = []
    for message in validator.messages(text, url):
        line, column = int(message["line"]), int(message["column"])
        piece = (
            lines[line - 1][max(0, column - 41) : column + 80].strip() if line <= len(lines) else ""
        )
        found.append(f"  {line}:{column} {message['rule']}: {message['message']}\n      {piece}")
    if found:
        raise AssertionError(f"{url} is not valid HTML ({len(found)}):\n" + "\n".join(found))
