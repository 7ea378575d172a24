"""The municipality's own sign-in (OpenID Connect), where the environment names one."""

from typing import Any
from urllib.parse import urlsplit

from nabij.config.environment import Environment

#: The part of its web address, and so of the redirect address that the other side must know.
PROVIDER_ID = "own"


def own_sign_in(environment: Environment) -> dict[str, Any]:
    """Allauth's SOCIALACCOUNT_PROVIDERS: the one provider, or none.

    Its addresses count as verified: a municipality's sign-in is run by the employer of those users.
    """
    if not (environment.oidc_url and environment.oidc_client):
        return {}
    return {
        "openid_connect": {
            "VERIFIED_EMAIL": True,
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": PROVIDER_ID,
                    "name": environment.oidc_name or urlsplit(environment.oidc_url).hostname,
                    "client_id": environment.oidc_client,
                    "secret": environment.oidc_secret.get_secret_value(),
                    "settings": {"server_url": environment.oidc_url},
                }
            ],
        }
    }


def sign_in_origins(environment: Environment) -> list[str]:
    """Where the form on our sign-in page may lead to: browsers check redirects of forms too."""
    parts = urlsplit(environment.oidc_url)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc and environment.oidc_client else []
