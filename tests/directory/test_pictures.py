"""Pictures: made small and bare, described, refused in words, and gone with what they were of."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nabij.core.models import Municipality
from nabij.core.tenancy import within
from nabij.directory.actions import add_picture, copy_picture, remove_picture, sweep_pictures
from nabij.directory.imaging.child import RefusedError, made
from nabij.directory.imaging.limits import FORMS, Limits
from nabij.directory.imaging.prepare import NotUsableError, prepared
from nabij.directory.models import Offer, Picture
from tests.directory.pictures import SVG, animated, bomb, photo, turned
from tests.factories import MunicipalityFactory, OfferFactory

LIMITS = Limits()


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Iterator[Municipality]:
    settings.MEDIA_ROOT = tmp_path
    municipality = MunicipalityFactory.create()
    with within(municipality):
        yield municipality


@pytest.fixture
def offer(town: Municipality) -> Offer:
    made_offer: Offer = OfferFactory.create(municipality=town)
    return made_offer


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_in_three_widths_and_two_forms(form: str) -> None:
    found = prepared(photo(form, (1800, 1200)), LIMITS)
    assert set(found.files) == {f"{width}.{end}" for width in (320, 640, 1280) for end in FORMS}
    assert (found.width, found.height) == (1280, 853)
    assert opened(found.files["640.webp"]).format == "WEBP"
    assert opened(found.files["640.jpg"]).size == (640, 427)


def test_a_small_one_is_not_blown_up() -> None:
    found = prepared(photo(size=(500, 400)), LIMITS)
    assert set(found.files) == {"320.webp", "320.jpg", "500.webp", "500.jpg"}


def test_it_stands_upright_and_tells_nothing_of_the_camera() -> None:
    found = prepared(turned(), LIMITS)
    assert (found.width, found.height) == (600, 900)
    for data in found.files.values():
        assert not opened(data).getexif()
        assert b"Camera van Riet" not in data
        assert "icc_profile" not in opened(data).info


def test_of_an_animation_the_first_frame_stays() -> None:
    for form in ("WEBP", "PNG"):
        found = prepared(animated(form), LIMITS)
        picture = opened(found.files["300.webp"])
        assert getattr(picture, "n_frames", 1) == 1
        red, green, _blue = picture.convert("RGB").getpixel((150, 150))  # type: ignore[misc]
        assert green > red


def test_where_one_could_look_through_it_is_white() -> None:
    found = prepared(photo("PNG", (300, 300), (0, 0, 0, 0)), LIMITS)
    assert opened(found.files["300.jpg"]).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_picture"),
        (b"Beste mensen, hierbij een foto.", "no_picture"),
        (photo()[:400], "no_picture"),
        (SVG, "svg"),
        (b"\n <SVG onload=alert(1)>", "svg"),
        (bomb(), "too_many_pixels"),
        (photo(size=(150, 150)), "too_small"),
        (photo("GIF", (300, 300)), "no_picture"),
        (b"%PDF-1.7 ...", "no_picture"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(NotUsableError) as refused:
        prepared(data, LIMITS)
    assert refused.value.code == code
    assert len(str(refused.value)) > 30


def test_too_large_a_file_is_refused_before_anybody_opens_it() -> None:
    with pytest.raises(NotUsableError) as refused:
        prepared(photo() + bytes(2_000_000), Limits(file=2_000_000))
    assert "2 MB" in str(refused.value)


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 4000))
def test_a_broken_picture_is_refused_and_nothing_else(junk: bytes, form: str, at: int) -> None:
    data = photo(form, (240, 240))
    broken = data[: at % len(data)] + junk + data[at % len(data) + len(junk) :]
    try:
        files, _size = made(broken, LIMITS)
    except RefusedError:
        return
    assert files


def test_a_new_picture_takes_the_place_of_the_old_and_its_files(
    offer: Offer, django_capture_on_commit_callbacks: Any
) -> None:
    found = prepared(photo(), LIMITS)
    first = add_picture(owner=offer, prepared=found, alt="Een tafel")
    with django_capture_on_commit_callbacks(execute=True):
        second = add_picture(owner=offer, prepared=found, alt="Soep")
    assert Picture.objects.get() == second
    assert not default_storage.exists(first.file("320.webp"))
    assert default_storage.exists(second.file("320.webp"))
    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(owner=offer)
    assert not default_storage.exists(second.folder)


def test_a_copy_has_a_picture_of_its_own(offer: Offer, town: Municipality) -> None:
    add_picture(owner=offer, prepared=prepared(photo(), LIMITS), alt="Een tafel")
    other = OfferFactory.create(municipality=town)
    copied = copy_picture(source=offer, to=other)
    assert copied is not None
    assert copied.alt == "Een tafel"
    assert default_storage.exists(copied.file("640.jpg"))


def test_files_of_what_is_gone_are_swept_away_the_next_night(
    offer: Offer, town: Municipality
) -> None:
    picture = add_picture(owner=offer, prepared=prepared(photo(), LIMITS), alt="Een tafel")
    kept = add_picture(
        owner=OfferFactory.create(municipality=town), prepared=prepared(photo(), LIMITS), alt="x"
    )
    offer.delete()
    now = timezone.now()
    assert sweep_pictures(town, now=now) == 0, "its row may be on its way"
    assert sweep_pictures(town, now=now + dt.timedelta(days=2)) == 1
    assert not default_storage.exists(picture.folder)
    assert default_storage.exists(kept.file("320.webp"))
