"""What every picture is drawn on: a phone's width, calm colours, a small file."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.ImageDraw import ImageDraw as Pen

WIDTH = 1080
"""Pixels: what Telegram shows on a phone without making it smaller."""
MARGIN = 64

PAPER, WHITE, INK, MUTED, FAINT = "#FAF8F4", "#FFFFFF", "#1F2A37", "#56616F", "#C7CFD8"
DONE, NEXT, LATE = "#2F7566", "#22559C", "#A3431B"
NEXT_GROUND, LATE_GROUND = "#E8EFF9", "#FBECE4"

_FINER = 4
_COLOURS = 64


def sheet(height: int) -> tuple[Image.Image, Pen]:
    """An empty picture and the pen to draw on it."""
    picture = Image.new("RGB", (WIDTH, height), PAPER)
    return picture, ImageDraw.Draw(picture)


def smooth(
    picture: Image.Image, at: tuple[int, int], size: int, draw: Callable[[Pen, int], None]
) -> None:
    """Draw a square mark around ``at`` with soft edges: ``draw`` gets a pen and the side's length.

    It draws in a finer grid, since Pillow's own edges are rough.
    """
    side = size * _FINER
    mark = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw(ImageDraw.Draw(mark), side)
    soft = mark.resize((size, size), Image.Resampling.LANCZOS)
    picture.paste(soft, (at[0] - size // 2, at[1] - size // 2), soft)


def wide(width: int, height: int) -> tuple[Image.Image, Pen]:
    """The same for what is no phone's screen."""
    picture = Image.new("RGB", (width, height), PAPER)
    return picture, ImageDraw.Draw(picture)


def png(picture: Image.Image) -> bytes:
    """The picture as a small file that says nothing of when or where it was made."""
    file = BytesIO()
    few = picture.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG")
    return file.getvalue()
