"""What of signing in goes into the audit trail: the chain of the installation."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.http import HttpRequest

from nabij.core.audit.acting import who_acts
from nabij.core.audit.recording import record
from nabij.core.models import User
from nabij.web.acting import actor_of


def connect() -> None:
    """Listen to Django and allauth; called once, when the application starts."""
    for signal, receiver in (
        (auth.user_logged_in, signed_in),
        (auth.user_logged_out, signed_out),
        (auth.user_login_failed, sign_in_failed),
        (account.password_set, password_changed),
        (account.password_changed, password_changed),
        (account.password_reset, password_changed),
        (mfa.authenticator_added, factor_added),
        (mfa.authenticator_removed, factor_removed),
        (mfa.authenticator_reset, factor_added),
    ):
        signal.connect(receiver, dispatch_uid=f"nabij {receiver.__name__}")


def signed_in(request: HttpRequest, user: User, **_more: Any) -> None:
    """Somebody signed in."""
    _record("account.signed_in", request, user)


def signed_out(request: HttpRequest, user: User | None, **_more: Any) -> None:
    """Somebody signed out (nobody, where the session was over already)."""
    if user is not None:
        _record("account.signed_out", request, user)


def sign_in_failed(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any
) -> None:
    """Somebody tried. What they typed is not kept; whose account it is, is."""
    email = str(credentials.get("email") or credentials.get("username") or "").lower()
    _record("account.sign_in_failed", request, User.objects.filter(email=email).first())


def password_changed(request: HttpRequest, user: User, **_more: Any) -> None:
    """A password was set, changed or reset."""
    _record("account.password_changed", request, user, "password")


def factor_added(request: HttpRequest, user: User, authenticator: Any, **_more: Any) -> None:
    """A second factor was set up."""
    _record("account.second_factor_added", request, user, authenticator.type)


def factor_removed(request: HttpRequest, user: User, authenticator: Any, **_more: Any) -> None:
    """A second factor was taken away."""
    _record("account.second_factor_removed", request, user, authenticator.type)


def _record(verb: str, request: HttpRequest | None, user: User | None, *fields: str) -> None:
    actor = who_acts()
    if request is not None:
        actor = actor_of(request, actor.request_id)
    record(verb, municipality=None, on=user, fields=fields, actor=actor)
