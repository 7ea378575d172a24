"""Pictures and what is no picture, made on the spot."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def photo(
    form: str = "JPEG", size: tuple[int, int] = (900, 600), colour: Any = "teal", **more: Any
) -> bytes:
    """A plain picture."""
    mode = "RGBA" if isinstance(colour, tuple) and len(colour) == 4 else "RGB"
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, form, **more)
    return out.getvalue()


def turned() -> bytes:
    """Wider than high as it is stored, to be shown higher than wide; with a place and a maker written in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera van Riet"
    exif.get_ifd(0x8825)[1] = "N"
    return photo(size=(900, 600), exif=exif)


def animated(form: str = "WEBP") -> bytes:
    """First teal, then red."""
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("teal", "red")]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def bomb(width: int = 40_000, height: int = 40_000) -> bytes:
    """A PNG of a few kilobytes that says it is 1.6 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
