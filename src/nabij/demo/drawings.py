"""Calm pictures for the example, drawn here: a table, a path along the dike, a door, books. Nobody is on them."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

WIDTH, HEIGHT, TIMES = 960, 640, 2
PAPER, INK, SUN, LEAF, SKY, ROOF, WATER, WOOD = (
    "#fdf7ea", "#1d2b2e", "#f2b632", "#7fa65a", "#cfe3ea", "#b5492f", "#2f6f7e", "#b98a5a",
)  # fmt: skip
Pen = ImageDraw.ImageDraw


def drawing(name: str) -> bytes:
    """The drawing of that name as a PNG."""
    image = Image.new("RGB", (WIDTH * TIMES, HEIGHT * TIMES), PAPER)
    DRAWINGS[name](ImageDraw.Draw(image))
    out = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def _box(pen: Pen, left: int, top: int, right: int, bottom: int, fill: str, line: int = 4) -> None:
    edges = [value * TIMES for value in (left, top, right, bottom)]
    pen.rounded_rectangle(edges, 10 * TIMES, fill, INK, line * TIMES)


def _round(pen: Pen, x: int, y: int, wide: int, high: int, fill: str) -> None:
    edges = [value * TIMES for value in (x - wide, y - high, x + wide, y + high)]
    pen.ellipse(edges, fill, INK, 4 * TIMES)


def _shape(pen: Pen, points: list[tuple[int, int]], fill: str) -> None:
    pen.polygon([(x * TIMES, y * TIMES) for x, y in points], fill, INK, 4 * TIMES)


def _line(pen: Pen, points: list[tuple[int, int]], width: int = 4, fill: str = INK) -> None:
    pen.line([(x * TIMES, y * TIMES) for x, y in points], fill, width * TIMES, "curve")


def _table(pen: Pen) -> None:
    """A long table with bowls of soup, a window behind it."""
    _box(pen, 320, 40, 640, 250, SKY)
    _line(pen, [(480, 40), (480, 250)])
    _round(pen, 560, 110, 34, 34, SUN)
    _shape(pen, [(120, 330), (840, 330), (930, 470), (30, 470)], WOOD)
    for leg in (80, 850):
        _box(pen, leg, 470, leg + 30, 610, WOOD)
    for number, x in enumerate((190, 345, 500, 655, 800)):
        y = 400 if number % 2 else 380
        _round(pen, x, y, 62, 26, PAPER)
        _round(pen, x, y - 4, 44, 15, SUN if number % 2 else ROOF)
        for steam in (-14, 14):
            _line(pen, [(x + steam, y - 40), (x + steam + 8, y - 58), (x + steam, y - 76)], 3)


def _path(pen: Pen) -> None:
    """A path along the dike, water beside it, trees and a bench."""
    _box(pen, 0, 0, 960, 330, SKY, 0)
    _round(pen, 770, 110, 52, 52, SUN)
    _shape(pen, [(-20, 300), (420, 300), (250, 660), (-20, 660)], WATER)
    _shape(pen, [(420, 300), (980, 250), (980, 660), (250, 660)], LEAF)
    _shape(pen, [(480, 300), (520, 297), (760, 660), (420, 660)], PAPER)
    for x, y, size in ((650, 250, 60), (740, 240, 74), (850, 235, 90)):
        _line(pen, [(x, y + size), (x, y + 40)], 8)
        _round(pen, x, y, size // 2, size // 2 + 8, LEAF)
    _box(pen, 760, 470, 900, 490, WOOD)
    for leg in (775, 875):
        _line(pen, [(leg, 490), (leg, 530)], 8)
    for y in (380, 450, 540):
        _line(pen, [(60, y), (90, y - 8), (120, y), (150, y - 8)], 3, PAPER)


def _door(pen: Pen) -> None:
    """A green door that stands open, light behind it, flowers beside it."""
    _box(pen, 0, 0, 960, 520, ROOF, 0)
    for row in range(9):
        _line(pen, [(0, row * 58), (960, row * 58)], 2)
        for x in range(-(row % 2) * 60, 960, 120):
            _line(pen, [(x + 60, row * 58), (x + 60, row * 58 + 58)], 2)
    _box(pen, 0, 520, 960, 640, PAPER, 0)
    _box(pen, 340, 90, 620, 560, SUN)
    _shape(pen, [(340, 90), (230, 130), (230, 620), (340, 560)], LEAF)
    _round(pen, 250, 370, 8, 8, SUN)
    _box(pen, 700, 470, 820, 580, WOOD)
    for x, y in ((720, 420), (760, 390), (800, 425)):
        _line(pen, [(x, y + 20), (760, 475)])
        _round(pen, x, y, 24, 24, PAPER)
        _round(pen, x, y, 9, 9, SUN)


def _books(pen: Pen) -> None:
    """Two shelves of books, a lamp and a cup of tea."""
    colours = (ROOF, WATER, SUN, LEAF, PAPER, SKY)
    for shelf, y in enumerate((280, 540)):
        _box(pen, 60, y, 900, y + 26, WOOD)
        x = 90
        while x < (560 if shelf else 860):
            wide, high = 34 + x * 7 % 26, 140 + x * 13 % 60
            _box(pen, x, y - high, x + wide, y, colours[x * 5 % len(colours)])
            x += wide + 4
    _line(pen, [(790, 540), (790, 430)], 8)
    _shape(pen, [(750, 430), (830, 430), (860, 350), (720, 350)], SUN)
    _round(pen, 660, 508, 44, 30, PAPER)


DRAWINGS: dict[str, Callable[[Pen], None]] = {
    "table": _table,
    "path": _path,
    "door": _door,
    "books": _books,
}
