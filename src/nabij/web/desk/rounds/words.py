"""Small things that pages of a round say the same way."""

from nabij.casework.models import Volunteer
from nabij.core.models import User


def chosen(who: User | Volunteer) -> str:
    """What stands for somebody in a form."""
    return f"{'colleague' if isinstance(who, User) else 'volunteer'}:{who.uid}"
