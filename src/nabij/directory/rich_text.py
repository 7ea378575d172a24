"""Descriptions with paragraphs, lists, bold and links: kept as they were typed, made safe in one place.

What people type is close to a mail: an empty line begins a paragraph, a line with `- ` is a point of a
list, one with `1. ` of a numbered one, `**two stars**` make bold, an address on the web is a link, and
`[words](address)` a link with other words. Texts that came as HTML from another system are cleaned.

`safe_html` for pages, `plain_text` for everything else: feeds, API, search engines, print, the index.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a"}
#: Elements by which we know that a text is HTML; anything else in angle brackets is just typed.
_HTML = re.compile(
    r"</?(?:p|br|ul|ol|li|b|strong|i|em|a|div|span|h[1-6]|table|font)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SAME = {"b": "strong", "i": "em"}
_BREAKS = re.compile(r"(?i)\s*<br\s*/?>\s*|\s*</(?:p|div|h[1-6]|ul|ol|table|tr)>\s*")
_POINT = re.compile(r"(?i)<li[^>]*>\s*")
_TAG = re.compile(r"<[^<>]*>")
_BULLET = re.compile(r"[-*•]\s+(?P<text>\S.*)")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?P<text>\S.*)")
_BOLD = re.compile(r"\*\*(?=\S)(.{1,500}?)(?<=\S)\*\*")
_NAMED = re.compile(r"\[([^\[\]\n]{1,200})\]\((https?://[^\s()<>\"]{3,500})\)")
_BARE = re.compile(r"(?<![\w/\"'>=;])(https?://[^\s<>\"]{3,500}|www\.[^\s<>\"]{3,500})")
_TRAILING = ".,;:!?)’'”"


def is_html(text: str) -> bool:
    """Whether a text came as HTML."""
    return bool(_HTML.search(text))


@lru_cache(maxsize=512)
def safe_html(text: str) -> SafeString:
    """The text as HTML that can do no harm: only the elements in `TAGS`, links that vouch for nothing."""
    html = _renamed(text) if is_html(text) else "".join(_blocks(text))
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(cleaned)  # noqa: S308  # cleaned on the line above


def plain_text(text: str) -> str:
    """The same without marks: what stands on paper, in a feed, in the index. A text without marks is unchanged."""
    if is_html(text):
        return _without_tags(text)
    text = _NAMED.sub(r"\1 (\2)", text)
    return _BOLD.sub(r"\1", text)


def _renamed(html: str) -> str:
    """Bold and italics of old by their newer names; headings as paragraphs in bold."""
    html = re.sub(r"(?i)<(/?)h[1-6](?:\s[^<>]*)?>", _heading, html)
    return re.sub(
        r"(?i)<(/?)([bi])(?=[\s>])[^<>]*>", lambda m: f"<{m[1]}{_SAME[m[2].lower()]}>", html
    )


def _heading(found: re.Match[str]) -> str:
    return "</strong></p>" if found[1] else "<p><strong>"


def _without_tags(html: str) -> str:
    cleaned = nh3.clean(
        html, tags=TAGS | {"div", "h1", "h2", "h3", "h4", "h5", "h6"}, attributes={}
    )
    lines = _TAG.sub("", _POINT.sub("\n- ", _BREAKS.sub("\n", cleaned)))
    return re.sub(r"\n\s*\n\s*", "\n\n", unescape(lines)).strip()


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs and lists, in order; everything in them is escaped."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        while lines:
            pattern = next((p for p in (_BULLET, _NUMBER) if p.fullmatch(lines[0])), None)
            if pattern is None:
                yield _paragraph(lines)
            else:
                yield _list(pattern, lines)


def _paragraph(lines: list[str]) -> str:
    """The lines up to the next list, taken off `lines`."""
    said: list[str] = []
    while lines and not (said and (_BULLET.fullmatch(lines[0]) or _NUMBER.fullmatch(lines[0]))):
        said.append(_inline(lines.pop(0)))
    return f"<p>{'<br>'.join(said)}</p>"


def _list(pattern: re.Pattern[str], lines: list[str]) -> str:
    """The points of one list, taken off `lines`."""
    points = []
    while lines and (found := pattern.fullmatch(lines[0])):
        points.append(f"<li>{_inline(found['text'])}</li>")
        lines.pop(0)
    tag = "ul" if pattern is _BULLET else "ol"
    return f"<{tag}>{''.join(points)}</{tag}>"


def _inline(line: str) -> str:
    """Bold and links in one line."""
    parts: list[str] = []
    at = 0
    for found in _NAMED.finditer(line):
        parts.append(_bare_links(line[at : found.start()]))
        parts.append(_link(found[2], _bold(escape(found[1]))))
        at = found.end()
    return _bold("".join([*parts, _bare_links(line[at:])]))


def _bare_links(text: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _BARE.finditer(text):
        address = found[0].rstrip(_TRAILING)
        parts.append(escape(text[at : found.start()]))
        full = address if address.startswith("http") else f"https://{address}"
        parts.append(_link(full, escape(address)))
        at = found.start() + len(address)
    return "".join([*parts, escape(text[at:])])


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{words}</a>'


def _bold(html: str) -> str:
    return _BOLD.sub(r"<strong>\1</strong>", html)
