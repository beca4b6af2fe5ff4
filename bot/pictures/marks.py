"""The marks of a time line. Each has a shape of its own: no meaning hangs on a colour alone."""

from __future__ import annotations

from math import cos, radians, sin

from PIL.ImageDraw import ImageDraw as Pen

from bot.pictures.letters import face
from bot.pictures.sheet import DONE, FAINT, LATE, MUTED, NEXT, PAPER, WHITE

_DASHES, _DASH = 8, 26
"""Of a broken ring, and the degrees of each."""


def tick(pen: Pen, side: int) -> None:
    """Done: a full disc with a tick."""
    pen.ellipse((0, 0, side - 1, side - 1), fill=DONE)
    way = [(0.27, 0.52), (0.44, 0.69), (0.74, 0.34)]
    points = [(x * side, y * side) for x, y in way]
    pen.line(points, fill=WHITE, width=side // 9, joint="curve")
    for x, y in (points[0], points[-1]):
        half = side // 18
        pen.ellipse((x - half, y - half, x + half, y + half), fill=WHITE)


def target(pen: Pen, side: int) -> None:
    """Next: a ring with a dot in it."""
    pen.ellipse((0, 0, side - 1, side - 1), fill=NEXT)
    _disc(pen, side, 0.36, WHITE)
    _disc(pen, side, 0.2, NEXT)


def ring(pen: Pen, side: int) -> None:
    """Still to come: an empty ring."""
    _disc(pen, side, 0.36, FAINT)
    _disc(pen, side, 0.26, PAPER)


def warning(pen: Pen, side: int) -> None:
    """Overdue: a triangle with an exclamation mark."""
    pen.polygon([(side * 0.5, side * 0.04), (side - 1, side * 0.94), (0, side * 0.94)], fill=LATE)
    _sign(pen, side, "!", 0.62, WHITE)


def question(pen: Pen, side: int) -> None:
    """Without a date: a broken ring with a question mark."""
    middle, far, near = side / 2, side * 0.49, side * 0.41
    _disc(pen, side, 0.49, PAPER)
    for dash in range(_DASHES):
        start = dash * 360 / _DASHES
        turns = [radians(start + step) for step in range(_DASH + 1)]
        outer = [(middle + far * cos(turn), middle + far * sin(turn)) for turn in turns]
        inner = [(middle + near * cos(turn), middle + near * sin(turn)) for turn in turns]
        pen.polygon(outer + inner[::-1], fill=MUTED)
    _sign(pen, side, "?", 0.5, MUTED)


def _disc(pen: Pen, side: int, radius: float, colour: str) -> None:
    low, high = side * (0.5 - radius), side * (0.5 + radius)
    pen.ellipse((low, low, high, high), fill=colour)


def _sign(pen: Pen, side: int, sign: str, at: float, colour: str) -> None:
    letters = face(int(side * 0.56), is_bold=True)
    pen.text((side / 2, side * at), sign, font=letters, fill=colour, anchor="mm")
