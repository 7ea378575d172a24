"""The index behind finding: derived from offers, organisations, places and occurrences.

Whoever writes one of those calls `refresh` in the same transaction (`refresh_days` where only dates changed,
`forget` before a delete). There are no signals. `rebuild` makes all of it anew, `check` compares it with the truth.
"""

from nabij.directory.index.refresh import forget, refresh, refresh_days
from nabij.directory.index.whole import (
    Difference,
    Progress,
    check,
    out_of_date,
    rebuild,
    remake_terms,
)

__all__ = [
    "Difference",
    "Progress",
    "check",
    "forget",
    "out_of_date",
    "rebuild",
    "refresh",
    "refresh_days",
    "remake_terms",
]
