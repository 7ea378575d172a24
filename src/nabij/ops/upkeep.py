"""What must hold before anyone may ask: an index that this version can read."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory import index


def out_of_date_indexes(municipalities: Sequence[Municipality]) -> list[Municipality]:
    """Those whose index was made by an older version, or by other lists of words."""
    return [one for one in municipalities if _is_out_of_date(one)]


def ensure_index(
    say: Callable[[str], None] = lambda text: None, progress: index.Progress | None = None
) -> int:
    """Make anew what an older version made; how many municipalities that were. Quick where nothing changed."""
    stale = out_of_date_indexes(list(Municipality.objects.order_by("code")))
    if stale:
        say(_("Making the index of offers anew, for this version …"))
        index.rebuild(stale, progress)
    return len(stale)


def _is_out_of_date(municipality: Municipality) -> bool:
    with within(municipality):
        return index.out_of_date(municipality)
