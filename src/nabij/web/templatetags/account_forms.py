"""Forms of allauth in Nabij's clothes."""

from django import forms, template
from django.forms import BoundField

from nabij.web.forms import dress

register = template.Library()


@register.filter
def dressed(form: forms.BaseForm) -> list[BoundField]:
    """The visible fields, for `web/field.html`: no placeholders, no checks by the browser."""
    form.use_required_attribute = False
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        dress(field)
    return form.visible_fields()
