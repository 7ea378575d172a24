"""Adding and removing the picture of an offer or an organisation. Files follow the rows, never the other way."""

import datetime as dt
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from nabij.core.audit.recording import record
from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory.imaging.limits import FORMS
from nabij.directory.imaging.prepare import Prepared
from nabij.directory.models import Offer, Organisation, Picture
from nabij.directory.models.pictures import FOLDER

#: Files without a row are left alone so long: their row may be on its way.
LEFT_ALONE = dt.timedelta(days=1)


def add_picture(*, owner: Offer | Organisation, prepared: Prepared, alt: str) -> Picture:
    """Give an offer or organisation this picture, in the place of one that it has."""
    picture = Picture(
        municipality=owner.municipality,
        alt=alt,
        widths=sorted({int(name.partition(".")[0]) for name in prepared.files}),
        width=prepared.width,
        height=prepared.height,
    )
    for name, data in prepared.files.items():
        default_storage.save(picture.file(name), ContentFile(data))
    try:
        with transaction.atomic():
            _remove_of(owner)
            setattr(picture, "offer" if isinstance(owner, Offer) else "organisation", owner)
            picture.save()
            record("picture.added", municipality=owner.municipality, on=owner)
    except BaseException:
        _remove_files(picture)
        raise
    return picture


@transaction.atomic
def remove_picture(*, owner: Offer | Organisation) -> None:
    """Take the picture away, and its files with it."""
    if _remove_of(owner):
        record("picture.removed", municipality=owner.municipality, on=owner)


def copy_picture(*, source: Offer, to: Offer) -> Picture | None:
    """Give a copied offer the picture of the one it was copied from; None where that has none."""
    there: Picture | None = Picture.objects.filter(offer=source).first()
    if there is None:
        return None
    files = {}
    for name in names_of(there):
        with default_storage.open(there.file(name)) as file:
            files[name] = file.read()
    return add_picture(owner=to, prepared=Prepared(files, there.width, there.height), alt=there.alt)


def sweep_pictures(municipality: Municipality, *, now: dt.datetime) -> int:
    """Remove the files of pictures that went along with what they were of; how many pictures that were."""
    folder = f"{FOLDER}/{municipality.pk}"
    if not default_storage.exists(folder):
        return 0
    with within(municipality):
        there = {str(uid) for uid in Picture.objects.values_list("uid", flat=True)}
    gone = [name for name in default_storage.listdir(folder)[0] if name not in there]
    removed = 0
    for name in gone:
        files = default_storage.listdir(f"{folder}/{name}")[1]
        paths = [f"{folder}/{name}/{file}" for file in files]
        if all(default_storage.get_modified_time(path) < now - LEFT_ALONE for path in paths):
            _delete(paths, f"{folder}/{name}")
            removed += 1
    return removed


def names_of(picture: Picture) -> Iterator[str]:
    """The names of its files."""
    return (f"{width}.{form}" for width in picture.widths for form in FORMS)


def _remove_of(owner: Offer | Organisation) -> bool:
    field = "offer" if isinstance(owner, Offer) else "organisation"
    there = Picture.objects.filter(**{field: owner}).first()
    if there is None:
        return False
    there.delete()
    transaction.on_commit(lambda: _remove_files(there))
    owner._state.fields_cache.pop("photo", None)
    return True


def _remove_files(picture: Picture) -> None:
    _delete([picture.file(name) for name in names_of(picture)], picture.folder)


def _delete(paths: list[str], folder: str) -> None:
    for path in paths:
        default_storage.delete(path)
    default_storage.delete(folder)  # an empty directory, where the storage has those
