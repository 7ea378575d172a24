"""The journeys: their pages in order, their names and the words around them."""

from dataclasses import dataclass

from nabij.casework.intake import Kind
from nabij.web.public.asking.forms import (
    IdeaPage,
    IdeaReachPage,
    PageForm,
    ReachPage,
    WhatPage,
    WhenPage,
    WherePage,
)


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey by the name of its address: under which key it has its public name, its icon and its pages.

    kind: what it asks for by itself; None: it asks for nothing, such as a worry.
    """

    name: str
    called: str
    icon: str
    kind: Kind | None
    pages: tuple[type[PageForm], ...]

    @property
    def done(self) -> str:
        """Name of the address of its last page."""
        return f"{self.name}-done"


CALL_ME = Journey("call-me", "call_me", "phone", Kind.CALL, (WhatPage, ReachPage, WhenPage))
COME_ALONG = Journey(
    "come-along",
    "walk_along",
    "together",
    Kind.WALK_ALONG,
    (WherePage, ReachPage, WhenPage),
)
IDEA = Journey("idea", "idea", "idea", Kind.IDEA, (IdeaPage, IdeaReachPage))

JOURNEYS = (CALL_ME, COME_ALONG, IDEA)
