"""The index behind finding: one narrow row an offer, and the words of a municipality. Derived, always rebuildable.

Written by `directory.index` only. Nobody reads these rows but the find query. Sizes and speeds that led
to this shape are in `docs/performance.md`.
"""

import sys
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from nabij.core.tenancy import Walled
from nabij.directory.models.offers import Offer

if TYPE_CHECKING:
    _Field = models.Field[Sequence[int], tuple[int, ...]]
else:
    _Field = models.Field


class NumbersField(_Field):
    """Numbers below 2^31 in a fixed order: `integer[]` on PostgreSQL, four bytes each on SQLite."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column type."""
        return "integer[]" if connection.vendor == "postgresql" else "blob"

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        """The numbers as the database keeps them."""
        if value is None or connection.vendor == "postgresql":
            return value if value is None else list(value)
        return packed(value)

    def from_db_value(
        self, value: Any, expression: object, connection: BaseDatabaseWrapper
    ) -> tuple[int, ...]:
        """The numbers in their order."""
        return unpacked(value)


def packed(numbers: Sequence[int]) -> bytes:
    """Four bytes a number, the lowest first."""
    row = array("i", numbers)
    if sys.byteorder == "big":
        row.byteswap()
    return row.tobytes()


def unpacked(value: bytes | Sequence[int] | None) -> tuple[int, ...]:
    """The numbers, from `packed` bytes or from what PostgreSQL gives."""
    if not isinstance(value, bytes | memoryview):
        return tuple(value or ())
    row = array("i")
    row.frombytes(bytes(value))
    if sys.byteorder == "big":
        row.byteswap()
    return tuple(row)


class OfferEntry(Walled):
    """What the find query must know of an offer that can be found. No row: the offer cannot be found.

    numbers: its words and properties as numbers (`index.number`), each once: those of the name first
    (`in_name` of them), then those of organisation, place and summary (up to `in_summary`), then the rest.
    days: on which days and parts of the day something goes on, from the Monday `first_day` (`index.calendar`).
    times: bits of weekday × part of day of all those days (`weekday * 3 + part`), to look for them in SQL.
    unconfirmed: nobody answered whether it is still so (`directory.freshness`); it sinks below the rest.
    confirmed: when somebody last said that it is so: checked it, or else added it. first_day, confirmed: as
    `date.toordinal()`. facts: what matching weighs, for all offers of a municipality at once (`index.facts`). lat, lon: millionths of a degree; none where nobody has to go anywhere.
    """

    offer = models.OneToOneField(
        Offer, on_delete=models.CASCADE, primary_key=True, related_name="entry"
    )
    public = models.BooleanField()
    by_appointment = models.BooleanField()
    comes_to_you = models.BooleanField()
    paused = models.BooleanField()
    unconfirmed = models.BooleanField(default=False)
    room = models.PositiveSmallIntegerField()
    age_min = models.PositiveSmallIntegerField()
    age_max = models.PositiveSmallIntegerField()
    in_name = models.PositiveSmallIntegerField()
    in_summary = models.PositiveSmallIntegerField()
    lat = models.IntegerField(null=True)
    lon = models.IntegerField(null=True)
    confirmed = models.IntegerField()
    first_day = models.IntegerField()
    times = models.IntegerField()
    days = models.BinaryField()
    numbers = NumbersField()
    facts = models.BinaryField(default=bytes)

    class Meta(Walled.Meta):
        indexes: ClassVar = [
            models.Index(fields=["municipality", "lat", "lon"], name="entry_position")
        ]

    def __str__(self) -> str:
        return f"entry of offer {self.offer_id}"


class SpellingWords(Walled):
    """The different words of all that everyone can find in a municipality, to correct what is mistyped.

    words: the words, their sounds and their numbers of offers, compressed (`index.spelling`). fingerprint: of the
    rules by which this municipality's index was made.
    """

    municipality = models.OneToOneField(
        "core.Municipality", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    fingerprint = models.CharField(max_length=40)
    words = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Walled.Meta):
        pass

    def __str__(self) -> str:
        return f"words of municipality {self.municipality_id}"
