"""The kinds of long work, each declared beside the function that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.utils.functional import Promise

from nabij.core.models import Job

Progress = Callable[[int, int | None], None]
"""`progress(done, total)`, between two steps: shows how far it is, and raises where the work must stop."""

Work = Callable[[Job, Progress], None]
Given = TypeVar("Given", bound=Work)


class UndeclaredWorkError(LookupError):
    """A job of a kind that no function does."""


@dataclass(frozen=True, slots=True)
class Kind:
    """label: what staff read; work: does it."""

    name: str
    label: Promise | str
    work: Work


_KINDS: dict[str, Kind] = {}


def does(name: str, label: Promise | str) -> Callable[[Given], Given]:
    """Declare the function that does this kind of work.

    It is called with the job, the municipality in scope, and may begin any number of times: after a stop, or
    because a worker was killed. So it works in steps that each stand (a transaction of their own), finds out by
    itself what is left, and calls `progress` between steps.
    """

    def declare(work: Given) -> Given:
        _KINDS[name] = Kind(name, label, work)
        return work

    return declare


def kind_named(name: str) -> Kind:
    """The kind. Raises UndeclaredWorkError."""
    try:
        return _KINDS[name]
    except KeyError:
        raise UndeclaredWorkError(f"no function does {name!r}") from None


def label_of(name: str) -> str:
    """What staff read; the name itself for work of an earlier version."""
    return str(_KINDS[name].label) if name in _KINDS else name
