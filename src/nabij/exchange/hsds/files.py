"""What someone gives to import: a file, a directory or a zip, as a list of files that can be read.

A zip is not trusted: names that lead outside it are ignored, and one that is far bigger inside than
outside is refused before it fills the disk.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from nabij.exchange.hsds.findings import bad_input
from nabij.exchange.hsds.legacy import table_named
from nabij.exchange.reading.limits import Limits

#: Rows of all tables together: what fits in memory next to everything else.
LIMITS = Limits(rows=500_000, cell=1_000_000, file=200_000_000)
MEGABYTE = 1_000_000
SUFFIXES = (".json", ".csv", ".ndjson", ".jsonl")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, and the name that reports give it."""

    path: Path
    name: str

    @property
    def suffix(self) -> str:
        """`.json`, `.csv`, …, in lower case."""
        return self.path.suffix.lower()


@contextmanager
def opened(path: Path, limits: Limits = LIMITS) -> Iterator[list[SourceFile]]:
    """The files of a file, directory or zip. Raises BadInputError, naming what is wrong."""
    if path.is_dir():
        yield _of_directory(path)
    elif not path.exists():
        raise bad_input("no_file", _("There is no such file or directory."), str(path))
    elif zipfile.is_zipfile(path):
        with tempfile.TemporaryDirectory(prefix="nabij-hsds-") as directory:
            yield _unzipped(path, Path(directory), limits)
    elif path.suffix.lower() == ".zip":
        raise bad_input("broken_zip", _("This is no zip file, or it is damaged."), path.name)
    elif path.name == "datapackage.json":
        yield _of_directory(path.parent)
    else:
        yield [_checked(SourceFile(path, path.name), limits)]


def _of_directory(directory: Path) -> list[SourceFile]:
    files = [
        SourceFile(path, path.name)
        for path in sorted(directory.iterdir())
        if path.suffix.lower() in SUFFIXES and path.is_file()
    ]
    if not files:
        message = _("There are no JSON or CSV files in this directory.")
        raise bad_input("empty_directory", message, str(directory))
    return [_checked(file, LIMITS) for file in files]


def _checked(file: SourceFile, limits: Limits) -> SourceFile:
    try:
        size = file.path.stat().st_size
    except OSError as error:
        raise bad_input("no_file", str(error.strerror), file.name) from error
    if size > limits.file:
        message = _("This file is larger than %(limit)d MB; give it in parts.")
        raise bad_input("too_large", message % {"limit": limits.file // MEGABYTE}, file.name)
    if size == 0:
        raise bad_input("empty", _("This file is empty."), file.name)
    return file


# --- zip ----------------------------------------------------------------------------------------


def _unzipped(path: Path, directory: Path, limits: Limits) -> list[SourceFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            return _unpack(archive, path.name, directory, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        message = _("This zip file cannot be opened: %(reason)s") % {"reason": error}
        raise bad_input("broken_zip", message, path.name) from error


def _unpack(
    archive: zipfile.ZipFile, name: str, directory: Path, limits: Limits
) -> list[SourceFile]:
    members = archive.infolist()
    if len(members) > limits.parts:
        message = _("There are %(number)d files in this zip; at most %(limit)d are opened.")
        words = {"number": len(members), "limit": limits.parts}
        raise bad_input("zip_parts", message % words, name)
    files = []
    left = limits.unzipped
    for number, member in enumerate(_wanted(members)):
        target = directory / f"{number}{PurePosixPath(member.filename).suffix.lower()}"
        left -= _copy(archive, member, target, min(left, limits.file), limits)
        files.append(SourceFile(target, PurePosixPath(member.filename).name))
    if not files:
        raise bad_input("empty_zip", _("There are no JSON or CSV files in this zip."), name)
    return [file for file in files if file.path.stat().st_size]


def _wanted(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Files of the kinds that we read, in the directory that has the package; no names that lead out."""
    good = [member for member in members if _is_plain(member)]
    homes = [
        PurePosixPath(member.filename).parent
        for member in good
        if PurePosixPath(member.filename).name == "datapackage.json" or table_named(member.filename)
    ]
    if homes:
        home = min(homes, key=lambda path: len(path.parts))
        good = [member for member in good if PurePosixPath(member.filename).parent == home]
    return sorted(good, key=lambda member: member.filename)


def _is_plain(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    leads_out = path.is_absolute() or ".." in path.parts or ":" in path.parts[0]
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not (member.is_dir() or leads_out or hidden) and path.suffix.lower() in SUFFIXES


def _copy(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, most: int, limits: Limits
) -> int:
    """Unpack one member; what it says of its own size is not believed. Gives its size in bytes."""
    size = 0
    with archive.open(member) as packed, target.open("wb") as file:
        while piece := packed.read(MEGABYTE):
            size += len(piece)
            ratio = size / max(1, member.compress_size)
            if size > most or (size > MEGABYTE and ratio > limits.ratio):
                message = _("This file is far bigger unpacked than packed; it was not opened.")
                raise bad_input("zip_bomb", message, member.filename)
            file.write(piece)
    return size
