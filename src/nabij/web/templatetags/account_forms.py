"""Forms of allauth in Nabij's clothes."""

from django import forms, template
from django.forms import BoundField

from nabij.web.forms import dress

register = template.Library()


@register.filter
def dressed(form: forms.BaseForm) -> list[BoundField]:
    """The visible fields, for `web/field.html`: no placeholders, no checks by the browser.

    allauth explains a password with a link to reset it; the page has that link, large enough to hit.
    """
    form.use_required_attribute = False
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        dress(field)
    visible = form.visible_fields()
    for bound in visible:
        if "<a " in str(bound.help_text):
            bound.help_text = ""
    return visible
