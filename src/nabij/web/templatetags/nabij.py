"""Tags of Nabij: an icon, an address, the name of a thing, the same page in the other language."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nabij.core.words import public_name
from nabij.web.languages import OWN_NAMES

register = template.Library()


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """One of our own drawings from `web/icons.svg`. Decoration: its word must stand beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("web/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def address(context: template.Context, name: str, **parts: object) -> str:
    """The address of a page of this municipality: `{% address "public:find" %}`."""
    return reverse(name, kwargs={"municipality": context["municipality"].slug, **parts})


@register.simple_tag(takes_context=True)
def address_if_any(context: template.Context, name: str, **parts: object) -> str:
    """The same, or nothing where no such page exists (or no municipality is known)."""
    if not context.get("municipality"):
        return ""
    try:
        return address(context, name, **parts)
    except NoReverseMatch:
        return ""


@register.simple_tag(name="public_name", takes_context=True)
def name_of(context: template.Context, key: str) -> str:
    """What this municipality calls something, in the reader's language: `{% public_name "call_me" %}`."""
    return public_name(key, context.get("municipality"), context.get("language"))


@dataclass(frozen=True)
class LanguageLink:
    """One language of the site, by its own name; `url` is this same page in it."""

    code: str
    name: str
    url: str


@register.simple_tag(takes_context=True)
def other_languages(context: template.Context) -> list[LanguageLink]:
    """The page one is on, in every other language of the site."""
    request: HttpRequest | None = context.get("request")
    path = request.get_full_path() if request else "/"
    here = context.get("language")
    return [
        LanguageLink(code, name, _in_language(path, code))
        for code, name in OWN_NAMES.items()
        if code != here
    ]


def _in_language(path: str, code: str) -> str:
    """The address of the page in that language; its home page where the page is not known."""
    translated = translate_url(path, code)
    return translated if translated != path else f"/{code}/"


@register.filter
def tel(number: str) -> str:
    """A phone number as the address of a link: digits only, and a plus in front where it stands."""
    return "tel:" + re.sub(r"(?!^\+)\D", "", str(number))


@register.filter
def mailto(address: str) -> str:
    """An e-mail address as the address of a link: nothing in it adds readers or words to the mail."""
    return "mailto:" + quote(str(address), safe="@")


@register.filter
def postcode(code: str) -> str:
    """`3131AB` as people write it: `3131 AB`."""
    return f"{code[:4]} {code[4:]}" if re.fullmatch(r"\d{4}[A-Z]{2}", code) else code
