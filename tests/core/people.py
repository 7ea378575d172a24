"""Members of municipalities, and browsers in which they are signed in."""

import time
from typing import Any

from allauth.account.internal.flows import login as sessions
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from nabij.core.models import Membership, Municipality, User
from nabij.core.roles import SEES_PERSONAL_DATA, Role

PASSWORD = "een lange zin om in te komen"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def member(municipality: Municipality, role: Role, *, email: str = "", **more: Any) -> User:
    """Somebody with this role; roles that meet personal data come with a second factor set up."""
    user = User.objects.create_user(
        email or f"{role}@{municipality.slug}.example", PASSWORD, first_name=role.title()
    )
    Membership.objects.create(user=user, municipality=municipality, role=role, **more)
    if role in SEES_PERSONAL_DATA:
        TOTP.activate(user, TOTP_SECRET)
    return user


def browser(user: User, *, second_factor: bool = True) -> Client:
    """A browser in which the user has signed in, with the second factor or without."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    if second_factor:
        session = client.session
        session[sessions.AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "type": "totp", "at": time.time()}
        ]
        session[sessions._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()
    return client
