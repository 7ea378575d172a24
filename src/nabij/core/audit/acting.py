"""Who is acting now. The request, the command line or a job says so; `record` writes it down."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A user with the roles they act in, or a program (`uid` None) with its name as the role."""

    uid: uuid.UUID | None = None
    role: str = ""
    request_id: str = ""


NOBODY = Actor()

_who: ContextVar[Callable[[], Actor] | None] = ContextVar("who acts", default=None)


@contextmanager
def acting(who: Actor | Callable[[], Actor]) -> Iterator[None]:
    """What is recorded in this block was done by `who`; a function is asked when it is needed."""
    token = _who.set((lambda: who) if isinstance(who, Actor) else who)
    try:
        yield
    finally:
        _who.reset(token)


def who_acts() -> Actor:
    """Who acts now; NOBODY where nothing said so."""
    ask = _who.get()
    return NOBODY if ask is None else ask()
