"""Mails as people read them: written as plain text in `templates/letters`, and shown as a page made from that text.

A template begins with the subject on its first line. Blocks are parted by empty lines; a line that is only an
address becomes a button, with the line before it (up to its colon) as its words; lines that begin with "- " a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.template.backends.django import DjangoTemplates
from django.utils import translation
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nabij.core.models import Municipality

#: Where the site is while nobody said so: on this machine.
LOCAL = "http://localhost:8000"

_ADDRESS = re.compile(r"https?://\S+")
_FONT = "font-family:'Source Sans 3',Arial,sans-serif;font-size:18px;line-height:1.5;color:#1f2a2e"
_BUTTON = (
    "background:#8a3b12;border-radius:6px;color:#ffffff;display:inline-block;"
    "font-weight:bold;padding:12px 20px;text-decoration:none"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes into a mail."""

    subject: str
    text: str
    html: str


def letter(
    template: str, *, municipality: Municipality, language: str, **context: object
) -> Letter:
    """The letter of this name (`letters/<template>.txt`) in this language."""
    with translation.override(language):
        written = (
            _plain_text()
            .get_template(f"letters/{template}.txt")
            .render({"municipality": municipality, "language": language, **context})
        )
    subject, _line, body = written.strip().partition("\n")
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in body.splitlines())).strip()
    return Letter(subject.strip(), text, as_page(text, language))


def site_address() -> str:
    """Where the site is, for links in mails; without a slash at the end."""
    return str(settings.NABIJ_SITE_URL or LOCAL).rstrip("/")


def as_page(text: str, language: str) -> str:
    """The text as a small page of HTML that any mail program shows."""
    blocks = format_html_join(
        "\n", "{}", ((piece,) for block in text.split("\n\n") for piece in _pieces(block))
    )
    return format_html(
        '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><title></title></head>'
        '<body style="margin:0;padding:24px;background:#ffffff">'
        '<div style="max-width:36em;{}">\n{}\n</div></body></html>',
        language,
        _FONT,
        blocks,
    )


def _pieces(block: str) -> Iterator[SafeString]:
    """A block of lines as paragraphs, lists and buttons."""
    lines: list[str] = []
    for line in block.splitlines():
        if _ADDRESS.fullmatch(line.strip()):
            words = lines.pop().rstrip(":") if lines else line.strip()
            yield from _paragraph(lines)
            yield format_html('<p><a style="{}" href="{}">{}</a></p>', _BUTTON, line.strip(), words)
            lines = []
        else:
            lines.append(line)
    yield from _paragraph(lines)


def _paragraph(lines: list[str]) -> Iterator[SafeString]:
    plain = [line for line in lines if not line.startswith("- ")]
    items = [line[2:] for line in lines if line.startswith("- ")]
    if plain:
        yield format_html("<p>{}</p>", mark_safe("<br>\n".join(escape(one) for one in plain)))  # noqa: S308 - each is escaped
    if items:
        yield format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((i,) for i in items)))


@cache
def _plain_text() -> DjangoTemplates:
    """Templates of plain text: nothing in them is escaped, for nothing in them is HTML."""
    return DjangoTemplates(
        {
            "NAME": "letters",
            "DIRS": [],
            "APP_DIRS": True,
            "OPTIONS": {"autoescape": False},
        }
    )
