"""Where one lands after signing in, one's own page, and what Nabij adds to allauth's views."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from nabij.core.rules import Permission, may, municipalities_of
from nabij.web.second_factor import second_factor


@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """After signing in: on to the desk where there is one, for who helps people to their day; else to one's own page."""
    municipalities = municipalities_of(request.user)
    if len(municipalities) == 1:
        works = may(request.user, municipalities[0], Permission.WORK_CASES)
        page = "desk:today" if works else "desk:home"
        return redirect(page, municipality=municipalities[0].slug)
    return redirect("account_me")


@never_cache
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, where I work, and how my account is protected."""
    return render(
        request,
        "account/me.html",
        {
            "municipalities": municipalities_of(request.user),
            "second_factor": second_factor(request).name.lower(),
        },
    )


@never_cache
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor in a session that began without it."""
    codes = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
    page = (
        "mfa_reauthenticate"
        if is_mfa_enabled(request.user, codes)
        else "mfa_reauthenticate_webauthn"
    )
    return redirect(f"{reverse(page)}?{request.GET.urlencode()}")


class ActivateApp(ActivateTOTPView):  # type: ignore[misc]
    """Set up an app that makes codes. Its first code counts as the second factor of this session."""

    def form_valid(self, form: Form) -> HttpResponse:
        """As allauth does, and note that the factor was used."""
        response: HttpResponse = super().form_valid(form)
        _second_factor_used(self.request, Authenticator.Type.TOTP)
        return response


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Add a passkey or security key. Adding it counts as the second factor of this session."""

    def form_valid(self, form: Form) -> HttpResponse:
        """As allauth does, and note that the factor was used."""
        response: HttpResponse = super().form_valid(form)
        _second_factor_used(self.request, Authenticator.Type.WEBAUTHN)
        return response


def _second_factor_used(request: HttpRequest, kind: str) -> None:
    record_authentication(request, request.user, "mfa", type=kind)
