"""The child process that reads a picture: `python -m nabij.directory.imaging.child` with a JSON argument.

Takes the picture on its input. Writes one line of JSON, `made` or `error`, and after `made` the files one
after another. Imports no Django, and limits its own memory and time before it reads.
"""

import io
import json
import sys
import warnings
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from nabij.directory.imaging.limits import FORMS, WIDTHS, Limits

#: What is read. GIF, TIFF and the rest have decoders too; each is one more that can go wrong.
READ = ("JPEG", "PNG", "WEBP")


class RefusedError(Exception):
    """The picture cannot be used; the text is a code."""


def main() -> None:
    """Read, make, write."""
    limits = Limits(**json.loads(sys.argv[1]))
    _limit(limits)
    try:
        files, size = made(sys.stdin.buffer.read(limits.file + 1), limits)
    except RefusedError as error:
        _say({"error": str(error)})
    except MemoryError:
        _say({"error": "too_many_pixels"})
    else:
        _say({"made": [[name, len(data)] for name, data in files], "size": size})
        for _name, data in files:
            sys.stdout.buffer.write(data)


def _say(what: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")


def _limit(limits: Limits) -> None:
    """Less of everything; what the system does not know to limit stays as it is."""
    try:
        import resource
    except ImportError:  # not on this system
        return
    for what, value in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_FSIZE, 0),
    ):
        try:
            resource.setrlimit(what, (value, value))
        except (ValueError, OSError):
            continue


def made(data: bytes, limits: Limits) -> tuple[list[tuple[str, bytes]], list[int]]:
    """The files with their names (`640.webp`), and the size of the largest. Raises RefusedError."""
    image = _upright(_opened(data, limits))
    if min(image.size) < limits.narrowest:
        raise RefusedError("too_small")
    files: list[tuple[str, bytes]] = []
    largest = image
    for width in sorted({min(width, image.width) for width in WIDTHS}):
        height = max(1, round(image.height * width / image.width))
        largest = image.resize((width, height), Image.Resampling.LANCZOS)
        files += [(f"{width}.{form}", _encoded(largest, form)) for form in FORMS]
    return files, list(largest.size)


def _opened(data: bytes, limits: Limits) -> Image.Image:
    if len(data) > limits.file:
        raise RefusedError("too_large")
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in head or head.startswith(b"<?xml"):
        raise RefusedError("svg")
    Image.MAX_IMAGE_PIXELS = None  # we count them ourselves, before anything is decoded
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=READ)
            if image.width * image.height > limits.pixels:
                raise RefusedError("too_many_pixels")
            image.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
            image.load()  # of an animation the first frame
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, ZeroDivisionError) as error:
        raise RefusedError("no_picture") from error
    return image


def _upright(image: Image.Image) -> Image.Image:
    """As it was meant to be seen: turned, in the colours of the web, on white where one could look through."""
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    plain = image.convert("RGB")
    if profile and image.mode == "RGB":
        try:
            there = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            here = ImageCms.createProfile("sRGB")
            plain = ImageCms.profileToProfile(plain, there, here) or plain
        except (ImageCms.PyCMSError, OSError, TypeError):
            return plain
    return plain


def _encoded(image: Image.Image, form: str) -> bytes:
    """A file with the picture and nothing else in it."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    out = io.BytesIO()
    if form == "webp":
        bare.save(out, "WEBP", quality=80, method=4)
    else:
        bare.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
