"""Which records are probably about the same thing: organisations, places and offers of one municipality.

`likeness` weighs two records and says why; `probable_pairs` finds the pairs worth a look among many; `like` finds what
somebody may mean while typing. A person decides: nothing here merges anything. How well it works is measured on
labelled pairs, see docs/duplicates.md.
"""

from nabij.methods.duplicates.blocking import like, probable_pairs
from nabij.methods.duplicates.likeness import (
    ASK,
    MENTION,
    Kind,
    Likeness,
    Pair,
    Term,
    Traits,
    likeness,
)
from nabij.methods.duplicates.names import name_likeness, plain_phone, site_of

__all__ = [
    "ASK",
    "MENTION",
    "Kind",
    "Likeness",
    "Pair",
    "Term",
    "Traits",
    "like",
    "likeness",
    "name_likeness",
    "plain_phone",
    "probable_pairs",
    "site_of",
]
