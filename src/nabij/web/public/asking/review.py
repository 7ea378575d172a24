"""One's answers read back, each with the page to change it on."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from nabij.web.public.asking.walk import Walk


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, what was answered, and the number of its page."""

    question: str
    answer: str
    page: int


def answers(walk: Walk) -> list[Answer]:
    """Every answer that was given; what was left empty is left out."""
    rows = []
    if walk.setting.offer:
        rows.append(Answer(_("Where to"), walk.setting.offer.text("name"), 0))
    for number in range(walk.count):
        form = walk.answered(number)
        form.is_valid()
        for name, field in form.fields.items():
            given = form.cleaned_data.get(name)
            if given:
                rows.append(Answer(str(field.label), _said(field, given), number))
    return rows


def _said(field: forms.Field, given: str | list[str]) -> str:
    choices = dict(getattr(field, "choices", ()))
    if isinstance(given, list):
        return ", ".join(str(choices.get(one, one)) for one in given)
    return str(choices.get(given, given))
