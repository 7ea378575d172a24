"""How much a picture may ask of the machine, and what is made of it."""

from dataclasses import asdict, dataclass
from typing import Any

#: Widths in pixels in which a picture is kept; a narrower one is kept in its own.
WIDTHS = (320, 640, 1280)
#: File endings that are made, the lighter first, with their content types.
FORMS = {"webp": "image/webp", "jpg": "image/jpeg"}


@dataclass(frozen=True)
class Limits:
    """Limits of one picture."""

    file: int = 12_000_000  # bytes
    pixels: int = (
        60_000_000  # of the picture as it came: what a good telephone makes, and half as much again
    )
    narrowest: int = 200  # pixels, either way
    memory: int = 1_200_000_000  # bytes of address space of the child
    seconds: int = 20

    def plain(self) -> dict[str, Any]:
        """As JSON, for the child."""
        return asdict(self)
