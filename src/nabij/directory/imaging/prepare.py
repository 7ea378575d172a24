"""`prepared`: what somebody uploaded, as the files that are kept; or why not, in words."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

import nabij
from nabij.directory.imaging.limits import Limits

CHILD = "nabij.directory.imaging.child"


class NotUsableError(Exception):
    """The picture cannot be used. Its text says why, and what to do."""

    def __init__(self, code: str, limits: Limits):
        super().__init__(_in_words(code, limits))
        self.code = code


@dataclass(frozen=True, slots=True)
class Prepared:
    """Files by name (`640.webp`), and the size of the largest in pixels."""

    files: dict[str, bytes]
    width: int
    height: int


def prepared(data: bytes, limits: Limits) -> Prepared:
    """The files of a picture. Raises NotUsableError."""
    if len(data) > limits.file:
        raise NotUsableError("too_large", limits)
    if not data:
        raise NotUsableError("no_picture", limits)
    try:
        child = subprocess.run(  # noqa: S603  # our own module, and a number for every limit
            [sys.executable, "-m", CHILD, json.dumps(limits.plain())],
            input=data,
            capture_output=True,
            timeout=limits.seconds + 5,
            env=_bare_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotUsableError("too_slow", limits) from None
    head, _newline, rest = child.stdout.partition(b"\n")
    try:
        said = json.loads(head)
    except ValueError:  # it died of the picture
        raise NotUsableError("no_picture", limits) from None
    if "error" in said:
        raise NotUsableError(said["error"], limits)
    return _taken_apart(said, rest)


def _taken_apart(said: dict[str, list[list[str | int]]], data: bytes) -> Prepared:
    files, at = {}, 0
    for name, length in said["made"]:
        files[str(name)] = data[at : at + int(length)]
        at += int(length)
    width, height = said["size"]
    return Prepared(files, int(width), int(height))  # type: ignore[call-overload]


def _bare_environment() -> dict[str, str]:
    """Where Python finds Nabij, and nothing secret."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(nabij.__file__).parents[1]), "OMP_NUM_THREADS": "1"}


def _in_words(code: str, limits: Limits) -> str:
    megabytes = limits.file // 1_000_000
    words = {
        "too_large": _("This file is too large. At most %(megabytes)s MB fits; send a smaller one.")
        % {"megabytes": megabytes},
        "too_many_pixels": _("This picture is too big to open. Send a smaller one."),
        "too_small": _("This picture is too small. It must be at least 200 pixels wide and high."),
        "too_slow": _("This picture takes too long to open. Send another one."),
        "svg": _("A drawing in SVG can hold a program, so we do not take it. Send a JPEG or PNG."),
    }
    return words.get(code) or _(
        "This is not a picture that we can open. Send a photo as JPEG, PNG or WebP."
    )
