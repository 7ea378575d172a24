"""Tags for helper mode: the bar at the top, and a sentence to read aloud on a page.

{% load helping %}
{% helping_bar %}                                 in base.html
{% read_aloud _("Where would you like to go?") %}   on a page; shows only to who helps somebody
"""

from typing import Any

from django import template

from nabij.web.helping import helper_of

register = template.Library()


@register.inclusion_tag("web/helping_bar.html", takes_context=True)
def helping_bar(context: template.Context) -> dict[str, Any]:
    """The bar “You are helping someone”, with the way out of it."""
    return _seen(context)


@register.inclusion_tag("web/read_aloud.html", takes_context=True)
def read_aloud(context: template.Context, sentence: str) -> dict[str, Any]:
    """A sentence that the helper reads aloud."""
    return _seen(context) | {"sentence": sentence}


def _seen(context: template.Context) -> dict[str, Any]:
    request = context.get("request")
    return {
        "helper": helper_of(request) if request is not None else None,
        "municipality": context.get("municipality"),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
