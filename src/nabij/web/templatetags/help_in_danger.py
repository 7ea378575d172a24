"""`{% load help_in_danger %}{% help_in_danger %}`: whom to call in danger, on pages where somebody may need it."""

from typing import Any

from django import template

from nabij.core.queries.help_lines import shown_help_lines

register = template.Library()


@register.inclusion_tag("web/public/_danger.html", takes_context=True)
def help_in_danger(context: template.Context, level: int = 2) -> dict[str, Any]:
    """The lines of this municipality, the first of them large. level: of its heading. One query."""
    municipality = context.get("municipality")
    return {
        "lines": shown_help_lines(municipality) if municipality else [],
        "level": level,
        "language": context.get("language"),
    }
