"""Which municipalities a question is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from nabij.api.problems import WrongInputError, wrong
from nabij.core.models import Municipality
from nabij.core.tenancy import everywhere, within


@contextmanager
def scope_of(code: str, reason: str) -> Iterator[None]:
    """Inside the wall of the municipality with this code; without a code everywhere, for this reason."""
    scope = within(municipality_of(code)) if code else everywhere(reason)
    with scope:
        yield


def municipality_of(code: str) -> Municipality:
    """The municipality with this CBS code. Raises WrongInputError."""
    found = Municipality.objects.filter(code=code.upper()).first()
    if found is None:
        detail = _("There is no municipality %(code)s here; /api/v1/municipalities lists them.")
        raise WrongInputError(wrong("municipality", "unknown", detail % {"code": code}))
    return found
