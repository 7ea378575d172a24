"""Members of municipalities, and browsers in which they are signed in."""

import hashlib
import secrets
import time
from typing import Any

from allauth.account.internal.flows import login as sessions
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

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


def passkey(user: User, name: str = "Mijn telefoon") -> Authenticator:
    """A passkey as a device would have registered it; nobody holds its private half."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = AttestedCredentialData.create(
        Aaguid.NONE, secrets.token_bytes(16), ES256.from_cryptography_key(public)
    )
    flags = AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
    told = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), flags, 0, key)
    client_data = CollectedClientData.create(
        "webauthn.create", secrets.token_bytes(32), "https://testserver"
    )
    credential = {
        "id": websafe_encode(key.credential_id),
        "rawId": websafe_encode(key.credential_id),
        "type": "public-key",
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "clientDataJSON": websafe_encode(client_data),
            "attestationObject": websafe_encode(AttestationObject.create("none", told, {})),
        },
    }
    return WebAuthn.add(user, name, credential).instance
