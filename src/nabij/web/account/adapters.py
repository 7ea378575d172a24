"""What Nabij wants of allauth: nobody signs themselves up, second factors are encrypted and kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from nabij.core.encryption.secrets import SECOND_FACTORS, seal_secret, unseal_secret
from nabij.core.rules import needs_second_factor
from nabij.web.second_factor import FACTORS, signed_in_lately


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts with a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator adds users."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in completely a few minutes ago need not say again who they are."""
        if signed_in_lately(context.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class OwnSignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The municipality's own sign-in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: whoever was not added by an administrator does not come in by this door either."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """An administrator vouched for the address, so it counts as verified.

        Otherwise allauth would suspect that a stranger made the account, and wipe its password.
        """
        if sociallogin.is_existing:
            user = sociallogin.user
            EmailAddress.objects.update_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors."""

    def encrypt(self, text: str) -> str:
        """The secret as it goes into the database."""
        return seal_secret(text, SECOND_FACTORS)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises a KeysError where it does not open."""
        return unseal_secret(encrypted_text, SECOND_FACTORS)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last factor of someone whose roles need one."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(
            pk=authenticator.pk
        )
        return others.exists() or not needs_second_factor(authenticator.user)
