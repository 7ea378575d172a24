"""Find something to do: the one query behind the page, the API and the command line."""

import datetime as dt
from typing import TYPE_CHECKING

from nabij.core.models import Municipality, User
from nabij.directory.queries.found import FindResult

if TYPE_CHECKING:
    from nabij.methods.ranking import Criteria


def find_offers(
    viewer: User | None,
    municipality: Municipality,
    criteria: "Criteria",
    *,
    now: dt.datetime,
    language: str = "nl",
    limit: int = 20,
    offset: int = 0,
) -> FindResult:
    """Offers of this municipality that answer the criteria, the best first, each with its reasons.

    viewer: None for the public; staff also find what only staff see. now: aware. language: of the screen;
    Dutch words are understood on the English screen and the other way round. The number of queries does not
    depend on how much there is to find.
    """
    raise NotImplementedError
