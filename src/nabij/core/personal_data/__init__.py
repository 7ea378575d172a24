"""The register of personal data: of every field why it is kept, on which ground, how long, who reads it.

A model says so itself in `PERSONAL`, with the pieces of `lines`. The core and the packages that Nabij stands
on have their lines in `own`. `kinds` knows which fields must have one; `register` gives all lines, and fails
where one is missing. Texts are English and go through gettext.
"""

from nabij.core.personal_data.lines import WHO_DID_IT, Ground, Personal, Text, Whom
from nabij.core.personal_data.register import Entry, NotInTheRegisterError, register

__all__ = [
    "WHO_DID_IT",
    "Entry",
    "Ground",
    "NotInTheRegisterError",
    "Personal",
    "Text",
    "Whom",
    "register",
]
