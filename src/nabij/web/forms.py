"""What forms of every audience share: plain HTML, checked on the server, errors in words."""

from typing import Any

from django import forms
from django.forms.widgets import Input

_CLASSES: dict[type[forms.Widget], str] = {
    forms.CheckboxInput: "utrecht-checkbox",
    forms.CheckboxSelectMultiple: "utrecht-checkbox",
    forms.RadioSelect: "",
    forms.Select: "utrecht-select utrecht-select--html-select",
    forms.Textarea: "utrecht-textarea utrecht-textarea--html-textarea",
    forms.HiddenInput: "",
    Input: "utrecht-textbox utrecht-textbox--html-input",
}


class PlainForm(forms.Form):
    """A form that asks nothing of the browser: `aria-required` and our own errors, no HTML5 checks.

    Show its fields with `web/field.html`, and give the <form> the attribute `novalidate`.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


def dress(field: forms.Field) -> None:
    """Give the widget the class of its component, and say to screen readers what is required."""
    for kind in type(field.widget).__mro__:
        if kind in _CLASSES:
            if _CLASSES[kind]:
                field.widget.attrs.setdefault("class", _CLASSES[kind])
            break
    if field.required:
        field.widget.attrs.setdefault("aria-required", "true")
