"""The place that a backup is restored into: where its files and keys go, and whether it is empty."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from nabij.core.encryption.masters import master_keys
from nabij.ops.backup.lines import Contents
from nabij.ops.exits import BadInputError, UnavailableError

KEYS_STOOD = "the keys file was here before"


def check_place(contents: Contents) -> None:
    """Raise UnavailableError where files or keys of something else are here, or the keys that it needs are not.

    Only ask for a place whose database is empty: what a killed restore left is put aside.
    """
    if _marker().exists():
        _put_aside()
    media, keys = Path(settings.MEDIA_ROOT), Path(settings.NABIJ_KEYS_FILE)
    if media.exists() and any(media.iterdir()):
        raise UnavailableError(
            _("There are files in {folder} already. Restore into an empty place.").format(
                folder=media
            )
        )
    if contents.keys and keys.exists() and keys.read_text(encoding="utf-8") != contents.keys:
        raise UnavailableError(
            _("There is another keys file here: {file}. Put it away first.").format(file=keys)
        )
    if not contents.keys:
        _check_own_keys(contents, keys)


def _check_own_keys(contents: Contents, keys: Path) -> None:
    """A backup without keys needs the keys file that was kept apart."""
    if not keys.exists():
        raise UnavailableError(
            _("This backup holds no master keys. Put the keys file that was kept apart at {file}.")
            .format(file=keys)
        )  # fmt: skip
    absent = set(contents.master_ids) - {key.key_id for key in master_keys().keys}
    if absent:
        raise UnavailableError(
            _("Master key {key} of this backup is not in {file}.").format(
                key=", ".join(sorted(absent)), file=keys
            )
        )


@contextmanager
def filling() -> Iterator[None]:
    """Files and keys that are put here in this block stay if it ends well, and go if it does not.

    A kill leaves a marker, which tells the next restore that they came with one that did not end.
    """
    marker, keys = _marker(), Path(settings.NABIJ_KEYS_FILE)
    marker.parent.mkdir(parents=True, exist_ok=True)
    keys_stood = keys.exists()
    marker.write_text(KEYS_STOOD if keys_stood else "", encoding="utf-8")
    _on_disk(marker)
    try:
        yield
    except BaseException:
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        if not keys_stood:
            keys.unlink(missing_ok=True)
        marker.unlink()
        raise
    marker.unlink()


def put_keys(text: str) -> None:
    """Put the keys file here, readable by its owner only, and see that it is sound."""
    path = Path(settings.NABIJ_KEYS_FILE)
    if text and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    master_keys()


def put_file(name: str, pieces: Iterable[bytes]) -> None:
    """Put an uploaded file here. Raises BadInputError for a name that leads elsewhere."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise BadInputError(_("This backup holds a file that leads elsewhere."))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _marker() -> Path:
    """Stands here while a restore is under way."""
    return Path(settings.DATA_DIR) / "restore-unfinished"


def _put_aside() -> None:
    """Give what a killed restore put here another name. It is not removed: a person may know better."""
    number = 1
    while _aside(Path(settings.MEDIA_ROOT), number).exists():
        number += 1
    found = [Path(settings.MEDIA_ROOT)]
    if _marker().read_text(encoding="utf-8") != KEYS_STOOD:
        found.append(Path(settings.NABIJ_KEYS_FILE))
    for path in found:
        if path.exists():
            path.rename(_aside(path, number))
    _marker().unlink()


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.unfinished-{number}")


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
