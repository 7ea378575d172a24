"""Links that let someone in once."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils.translation import override

from nabij.core.models import User


def set_password_link(user: User, *, site: str) -> str:
    """A link to choose a password with: works once, for three days, in the user's language.

    `site` is the public address; without one the address of a server on this machine is used.
    """
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uid, token = key.split("-", 1)
    with override(user.language):
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    return f"{(site or 'http://localhost:8000').rstrip('/')}{path}"
