"""The right words: which are avoided and what to say instead, and how everything is called where residents see it.

Both are set per municipality and language; what a municipality did not set is as Nabij has it.
"""

from nabij.core.words.avoided import AVOIDED, Avoided
from nabij.core.words.finding import Hit, taboo_words
from nabij.core.words.lexicon import lexicon
from nabij.core.words.names import NAMES, Name, default_name, public_name

__all__ = [
    "AVOIDED",
    "NAMES",
    "Avoided",
    "Hit",
    "Name",
    "default_name",
    "lexicon",
    "public_name",
    "taboo_words",
]
