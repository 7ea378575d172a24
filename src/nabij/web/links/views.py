"""Typing the code that somebody read out on the phone."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nabij.core.links.opening import look_up
from nabij.core.links.secrets import plain_code
from nabij.web.forms import PlainForm
from nabij.web.links import limits
from nabij.web.links.pages import page_for
from nabij.web.municipality import PublicRequest


class CodeForm(PlainForm):
    """Eight letters, however they are typed."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=gettext_lazy("Eight letters, for example BCDF GHJK."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "size": 12,
            }
        ),
    )

    def clean_code(self) -> str:
        """The letters alone."""
        code = plain_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A code has eight letters, and no A, E, I, O, U, Q or Y. Look once more.")
            )
        return code


@csrf_exempt  # whoever has the code may use it, and no cookie is needed: nobody is signed in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: PublicRequest) -> HttpResponse:
    """Ask for the code, and go on to the page that it is for."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _page_of(request, form)
        if answer is not None:
            return answer
    return _shown(request, form)


def _page_of(request: PublicRequest, form: CodeForm) -> HttpResponse | None:
    """On to the code's page; None where the form says why not."""
    if limits.too_many(request, request.municipality):
        form.add_error("code", _("Too many codes were tried. Wait five minutes, or call us."))
        return None
    key = form.cleaned_data["code"]
    found = look_up(municipality=request.municipality, key=key, now=timezone.now())
    if found.link is None:
        limits.count_wrong(request, request.municipality)
        form.add_error("code", _("We do not know this code. A code works for one day."))
        return None
    return redirect(page_for(found.link.purpose), municipality=request.municipality.slug, key=key)


def _shown(request: PublicRequest, form: Any) -> HttpResponse:
    return render(request, "links/code.html", {"form": form}, status=400 if form.errors else 200)
