"""How much a table may ask of the machine."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """Limits of reading one file; each can be set on the command line or by the caller."""

    rows: int = 200_000
    columns: int = 300
    cell: int = 32_767  # characters; what a cell of Excel holds at most
    file: int = 100_000_000  # bytes
    unzipped: int = 400_000_000  # bytes in all parts of a workbook together
    ratio: int = 250  # unzipped bytes for a zipped one, in a part of over a megabyte
    parts: int = 2_000  # files in a workbook
    memory: int = 1_500_000_000  # bytes of address space of the child
    seconds: int = 120

    def plain(self) -> dict[str, Any]:
        """As JSON, for the child."""
        return asdict(self)
