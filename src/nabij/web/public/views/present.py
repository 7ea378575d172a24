"""A new organisation presents itself: one page, a page to check, and what happens then.

Nobody has signed in here, so there is no one whose name a page elsewhere could use: the form carries a
signed state instead of a cookie. What comes from elsewhere, or is not ours, is marked and looked at.
"""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from nabij.directory.actions import Presented, present_organisation
from nabij.directory.models import Organisation, RecordKind
from nabij.directory.queries.duplicates import looks_like, organisation_traits
from nabij.directory.rich_text import safe_html
from nabij.web.forms import PlainForm
from nabij.web.municipality import PublicRequest
from nabij.web.public.addresses import organisation_page, page
from nabij.web.public.asking.limits import wait_until
from nabij.web.public.words import clock

_SALT = "nabij.present"
_GOOD_FOR = dt.timedelta(days=30)
#: Nobody reads and answers this page quicker, in seconds.
_LEAST_SECONDS = 4
_EMPTY = gettext_lazy("This is still empty.")
_LONG = gettext_lazy("This is %(show_value)d characters long; %(limit_value)d fit.")


def _text(label: Any, most: int, *, required: bool = True, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        error_messages={"required": _EMPTY, "max_length": _LONG},
        **more,
    )


class PresentForm(PlainForm):
    """Who you are, what you do, whom we call."""

    state = forms.CharField(required=False, widget=forms.HiddenInput)
    name = _text(gettext_lazy("What is your organisation or group called?"), 200)
    about = _text(
        gettext_lazy("What do you do, and for whom?"),
        3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("A few sentences are enough."),
    )
    website = forms.URLField(
        label=gettext_lazy("Website"),
        required=False,
        max_length=300,
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy("This is no web address. Such as: https://www.example.nl")
        },
    )
    contact_name = _text(
        gettext_lazy("Your name"), 120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = _text(
        gettext_lazy("Your phone number"),
        40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        validators=[
            RegexValidator(
                r"^\+?[\d\s()./-]{6,30}$",
                gettext_lazy("Type a phone number in figures, such as 0299 55 01 23."),
            )
        ],
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "invalid": gettext_lazy("This is no e-mail address. Such as: info@example.nl")
        },
    )
    #: People do not see it; programs fill it in.
    homepage = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """One way to reach them is enough."""
        given = super().clean() or {}
        wrong = {"phone", "email"} & set(self.errors)
        if not given.get("phone") and not given.get("email") and not wrong:
            self.add_error("phone", ValidationError(_("Type a phone number or an e-mail address.")))
        return given


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def present(request: PublicRequest) -> HttpResponse:
    """The form, what is wrong with it, the page to check, or on to the last page."""
    if request.method != "POST":
        state = signing.dumps([uuid.uuid4().hex, int(timezone.now().timestamp())], salt=_SALT)
        return _form(request, PresentForm(initial={"state": state}))
    form = PresentForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    step = request.POST.get("step")
    if step == "change":
        return _form(request, form)
    if step == "send":
        wait = wait_until(request, "presenting", now=timezone.localtime())
        if wait is not None:
            form.add_error(None, _too_much(wait))
            return _form(request, form, status=429)
        _send(request, form)
        return HttpResponseRedirect(page(request.municipality, "presented"))
    given = form.cleaned_data
    context = {
        "given": given,
        "about": safe_html(given["about"]),
        "typed": [(name, given[name]) for name in form.fields],
        "known": _known(request, given),
    }
    return render(request, "web/public/present_check.html", context)


@require_safe
def presented(request: PublicRequest) -> HttpResponse:
    """What happens now, who does it, and when."""
    return render(request, "web/public/presented.html")


def _known(request: PublicRequest, given: dict[str, Any]) -> list[tuple[str, str]]:
    """Organisations that everyone sees and that may be this one: their names and pages."""
    typed = Organisation(
        municipality=request.municipality,
        name=given["name"],
        website=given["website"],
        phone=given["phone"],
        email=given["email"],
    )
    found = looks_like(RecordKind.ORGANISATION, request.municipality, organisation_traits(typed))
    return [
        (row.text("name"), organisation_page(request.municipality, row))
        for row, _likely in found
        if row.standing == Organisation.Standing.TRUSTED
    ]


def _too_much(wait: dt.datetime) -> str:
    return _("A lot was sent from here just now. Send it again after %(time)s, or call us.") % {
        "time": clock(timezone.localtime(wait))
    }


def _form(request: PublicRequest, form: PresentForm, status: int = 200) -> HttpResponse:
    return render(request, "web/public/present.html", {"form": form}, status=status)


def _send(request: PublicRequest, form: PresentForm) -> None:
    given = form.cleaned_data
    key, opened = _state(given["state"])
    signs = {
        "trap": bool(given["homepage"]),
        "fast": timezone.now().timestamp() - opened < _LEAST_SECONDS,
        "elsewhere": request.headers.get("Sec-Fetch-Site") == "cross-site",
    }
    present_organisation(
        municipality=request.municipality,
        uid=key,
        presented=Presented(
            name=given["name"],
            about=given["about"],
            website=given["website"],
            contact_name=given["contact_name"],
            phone=given["phone"],
            email=given["email"],
            signs=tuple(sign for sign, seen in signs.items() if seen),
        ),
    )


def _state(text: str) -> tuple[uuid.UUID, float]:
    """The key by which one form is one organisation, and when it was opened; a new one where we made none."""
    try:
        key, opened = signing.loads(text, salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        return uuid.uuid4(), timezone.now().timestamp()
    return uuid.UUID(key), float(opened)
