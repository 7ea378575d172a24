"""Lets the example's cast sign in without a password, and nobody else, and nowhere else."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from nabij.core.models import User


class DemoDoorBackend(BaseBackend):
    """In AUTHENTICATION_BACKENDS only under NABIJ_DEMO; asks again, whatever the settings say."""

    def authenticate(
        self, request: HttpRequest | None, demo_cast: Any = None, **_credentials: Any
    ) -> User | None:
        """The member of the cast with this `uid`."""
        if demo_cast is None:
            return None
        refuse_outside_the_example()
        return cast().filter(uid=demo_cast).first()

    def get_user(self, user_id: int) -> User | None:
        """Who a session of the door is of."""
        if not door_exists():
            return None
        return cast().filter(pk=user_id).first()


def cast() -> QuerySet[User]:
    """The people of the example."""
    return User.objects.filter(is_active=True).exclude(demo_text="")


def door_exists() -> bool:
    """Never in production, even where somebody switched the example on there."""
    return bool(settings.NABIJ_DEMO) and not settings.PRODUCTION


def refuse_outside_the_example() -> None:
    """Raise PermissionDenied unless this is the example."""
    if not door_exists():
        raise PermissionDenied("the example's door does not exist here")
