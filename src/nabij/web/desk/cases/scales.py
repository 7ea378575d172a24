"""A questionnaire, for who wants support and agreed to it: asked aloud or read along, any item may stay open."""

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nabij.casework.actions.measuring import MayNotMeasureError, keep_score
from nabij.casework.models import Case
from nabij.casework.queries.measuring import WhyNot, why_not_measured
from nabij.methods.scales import SCALES
from nabij.web.access import DeskRequest, requires
from nabij.web.desk.cases.scale_words import NAMES, Questions, questions
from nabij.web.desk.cases.views import back_to_case, case_or_refuse, refused_in_words
from nabij.web.forms import PlainForm, dress

WHY_NOT: dict[WhyNot, str | Promise] = {
    WhyNot.NOT_AGREED: gettext_lazy(
        "A questionnaire is asked only of who agreed to it. Write that down first on the page of the case."
    ),
    WhyNot.NOT_WANTED_YET: gettext_lazy(
        "A questionnaire is asked only after somebody wants support. Write that down first in the conversation."
    ),
}


class ScaleForm(PlainForm):
    """The items with their answers, none of them compulsory, and by which rule they are read."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Questions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        choices = [(str(at), words) for at, words in enumerate(asked.answers, start=1)]
        for number, text in asked.items:
            field = forms.ChoiceField(
                label=text, choices=choices, required=False, widget=forms.RadioSelect
            )
            dress(field)
            self.fields[f"item_{number}"] = field
        rules = SCALES[asked.scale].rules if asked.scale in SCALES else ()
        if len(rules) > 1:
            self.fields["rule"] = forms.ChoiceField(
                label=gettext_lazy("Read by the rule of"),
                choices=[(rule.code, f"{rule.source} ({rule.code})") for rule in rules],
                initial=rules[0].code,
                required=False,
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[int, int | None]:
        """Item → its answer; None where it stayed open."""
        given = {number: self.cleaned_data[f"item_{number}"] for number, _text in self.asked.items}
        return {number: int(answer) if answer else None for number, answer in given.items()}

    def items(self) -> list[Any]:
        """The fields of the items."""
        return [self[f"item_{number}"] for number, _text in self.asked.items]


@requires("casework.work_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: DeskRequest, uid: UUID, scale: str) -> HttpResponse:
    """Ask, score by the rule, keep. Refused in words where it may not be asked."""
    case = case_or_refuse(request, uid)
    if scale not in NAMES:
        raise Http404(f"no questionnaire {scale}")
    why = why_not_measured(case)
    if why is not None:
        return _refused(request, case, why)
    asked = questions(scale, _language(request))
    initial = {"form_key": uuid.uuid4()}
    form = ScaleForm(request.POST or None, initial=initial, asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            with refused_in_words():
                return _kept(request, case, form)
        except MayNotMeasureError as error:
            return _refused(request, case, error.why)
    context = {"case": case, "form": form, "asked": asked, "other": _other(asked.language)}
    return render(request, "desk/cases/scale.html", context)


def _kept(request: DeskRequest, case: Case, form: ScaleForm) -> HttpResponse:
    keep_score(
        case=case,
        scale=form.asked.scale,
        answers=form.answers(),
        form_key=form.cleaned_data["form_key"],
        by=request.user,
        now=timezone.now(),
        rule=form.cleaned_data.get("rule") or None,
        language=form.asked.language,
    )
    messages.success(request, _("The answers are kept, with their score."))
    return back_to_case(request, case)


def _refused(request: DeskRequest, case: Case, why: WhyNot) -> HttpResponse:
    messages.warning(request, str(WHY_NOT[why]))
    return back_to_case(request, case)


def _language(request: DeskRequest) -> str:
    """In which it is asked: chosen in the address, or Dutch, in which the scales were tried."""
    chosen = request.GET.get("language", "nl")
    return chosen if chosen in ("nl", "en") else "nl"


def _other(language: str) -> tuple[str, str]:
    """The code and own name of the other language."""
    return ("en", "English") if language == "nl" else ("nl", "Nederlands")
