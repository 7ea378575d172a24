"""The picture of an offer or organisation as a page shows it: its addresses, sizes and words."""

from dataclasses import dataclass

from nabij.core.models import Municipality
from nabij.directory.models import Offer, Organisation, Picture
from nabij.web.public.addresses import page


@dataclass(frozen=True, slots=True)
class Photo:
    """An image: the smallest that will do first. width and height keep its place while it loads."""

    src: str
    webp: str
    jpeg: str
    width: int
    height: int
    alt: str


def photo_of(municipality: Municipality, record: Offer | Organisation) -> Photo | None:
    """Its picture, None without one. Select `photo` along with the record, or this asks for it."""
    picture: Picture | None = getattr(record, "photo", None)
    if picture is None:
        return None
    return Photo(
        src=_address(municipality, picture, picture.widths[0], "jpg"),
        webp=_all(municipality, picture, "webp"),
        jpeg=_all(municipality, picture, "jpg"),
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
    )


def _all(municipality: Municipality, picture: Picture, form: str) -> str:
    return ", ".join(
        f"{_address(municipality, picture, width, form)} {width}w" for width in picture.widths
    )


def _address(municipality: Municipality, picture: Picture, width: int, form: str) -> str:
    return page(municipality, "picture", uid=picture.uid, width=width, form=form)
