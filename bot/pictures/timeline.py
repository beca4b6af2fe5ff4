"""The time line of a complaint: what happened, what comes, by when, on one picture.

A list of dates is hard to read for somebody who waits for one of them. Here today is a line across:
what is behind lies above it, what is to come below. What is overdue has a shape and a word of its
own, and what has no date says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from PIL.Image import Image as Picture
from PIL.ImageDraw import ImageDraw as Pen
from PIL.ImageFont import FreeTypeFont

from bot.pictures import marks
from bot.pictures.letters import face, wrapped
from bot.pictures.sheet import (
    DONE,
    FAINT,
    INK,
    LATE,
    LATE_GROUND,
    MARGIN,
    MUTED,
    NEXT,
    NEXT_GROUND,
    WHITE,
    WIDTH,
    png,
    sheet,
    smooth,
)
from bot.views.tongue import Tongue
from civic.phrases import Phrase, _, verbatim


class State(StrEnum):
    """How a moment stands today."""

    DONE = "done"
    NEXT = "next"
    """What is waited for now."""
    LATER = "later"
    OVERDUE = "overdue"
    UNDATED = "undated"
    """It will come or may come, and nobody can name the day; ``why`` tells the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One point of the line."""

    label: Phrase
    state: State
    day: date | None = None
    why: Phrase | None = None
    """A second, smaller line."""


_TITLE, _DAY, _WORDS, _SMALL = 54, 42, 44, 36
"""Heights of letters, pixels."""
_LINE_AT, _TEXT_AT = 108, 176
_TEXT_WIDTH = WIDTH - _TEXT_AT - MARGIN
_MARK, _PAD, _GAP, _TODAY = 60, 22, 26, 84
_OVERDUE = _("overdue")
_MARKS = {
    State.DONE: marks.tick,
    State.NEXT: marks.target,
    State.LATER: marks.ring,
    State.OVERDUE: marks.warning,
    State.UNDATED: marks.question,
}
_COLOURS = {
    State.DONE: DONE,
    State.NEXT: NEXT,
    State.LATER: INK,
    State.OVERDUE: LATE,
    State.UNDATED: MUTED,
}
_GROUNDS = {State.NEXT: NEXT_GROUND, State.OVERDUE: LATE_GROUND}


@dataclass(frozen=True, slots=True)
class _Row:
    """A moment as lines that fit."""

    state: State
    head: list[str]
    words: list[str]
    small: list[str]

    @property
    def height(self) -> int:
        return (
            2 * _PAD
            + len(self.head) * _step(_DAY)
            + len(self.words) * _step(_WORDS)
            + len(self.small) * _step(_SMALL)
        )


def timeline(
    moments: Sequence[Moment], today: date, tongue: Tongue, title: Phrase | None = None
) -> bytes:
    """The picture as PNG, with the moments from above in the order given."""
    rows = [_row(moment, tongue) for moment in moments]
    bold = face(_TITLE, is_bold=True)
    heading = wrapped(tongue.plain(title), bold, WIDTH - 2 * MARGIN) if title else []
    top = MARGIN + len(heading) * _step(_TITLE) + (_GAP if heading else 0)
    height = top + sum(row.height + _GAP for row in rows) + _TODAY + MARGIN
    picture, pen = sheet(height)
    _write(pen, (MARGIN, MARGIN), heading, bold, INK)
    now = tongue.plain(_("Today, {day}", day=today))
    passed = _passed(moments, today)
    middles = []
    for number, row in enumerate(rows):
        if number == passed:
            top = _today(pen, top, now)
        middles.append((number < passed, top + row.height // 2, row.state))
        top = _draw(pen, top, row)
    if passed == len(rows):
        _today(pen, top, now)
    _line(picture, pen, middles)
    return png(picture)


def _passed(moments: Sequence[Moment], today: date) -> int:
    """How many moments lie above the line of today."""
    behind = [
        number
        for number, moment in enumerate(moments, 1)
        if moment.state is State.DONE or (moment.day is not None and moment.day < today)
    ]
    return max(behind, default=0)


def _row(moment: Moment, tongue: Tongue) -> _Row:
    when = tongue.plain(verbatim(moment.day) if moment.day else _("No date yet"))
    if moment.state is State.OVERDUE:
        when = f"{when} · {tongue.plain(_OVERDUE)}"
    why = tongue.plain(moment.why) if moment.why else ""
    return _Row(
        state=moment.state,
        head=wrapped(when, face(_DAY, is_bold=True), _TEXT_WIDTH),
        words=wrapped(tongue.plain(moment.label), face(_WORDS), _TEXT_WIDTH),
        small=wrapped(why, face(_SMALL), _TEXT_WIDTH),
    )


def _draw(pen: Pen, top: int, row: _Row) -> int:
    if row.state in _GROUNDS:
        ground = (_TEXT_AT - _PAD, top, WIDTH - MARGIN // 2, top + row.height)
        pen.rounded_rectangle(ground, radius=24, fill=_GROUNDS[row.state])
    at = top + _PAD
    at = _write(pen, (_TEXT_AT, at), row.head, face(_DAY, is_bold=True), _COLOURS[row.state])
    at = _write(pen, (_TEXT_AT, at), row.words, face(_WORDS), INK)
    _write(pen, (_TEXT_AT, at), row.small, face(_SMALL), MUTED)
    return top + row.height + _GAP


def _today(pen: Pen, top: int, words: str) -> int:
    letters = face(_SMALL, is_bold=True)
    middle = top + (_TODAY - _GAP) // 2
    width = int(letters.getlength(words)) + 2 * _PAD
    pen.line((MARGIN // 2, middle, WIDTH - MARGIN // 2, middle), fill=INK, width=3)
    label = (_TEXT_AT - _PAD, middle - 29, _TEXT_AT - _PAD + width, middle + 29)
    pen.rounded_rectangle(label, radius=29, fill=INK)
    pen.text((_TEXT_AT, middle), words, font=letters, fill=WHITE, anchor="lm")
    return top + _TODAY


def _line(picture: Picture, pen: Pen, middles: Sequence[tuple[bool, int, State]]) -> None:
    """The line through all marks: whole behind today, broken before it; then the marks."""
    for (_is_past, start, _state), (is_past, end, _other) in pairwise(middles):
        pieces = [(start, end)] if is_past else _dashes(start, end)
        for above, below in pieces:
            pen.line((_LINE_AT, above, _LINE_AT, below), fill=FAINT, width=6)
    for _is_past, middle, state in middles:
        smooth(picture, (_LINE_AT, middle), _MARK, _MARKS[state])


def _dashes(start: int, end: int) -> list[tuple[int, int]]:
    return [(at, min(at + 14, end)) for at in range(start, end, 26)]


def _write(
    pen: Pen, at: tuple[int, int], lines: Sequence[str], letters: FreeTypeFont, colour: str
) -> int:
    """Write the lines from ``at``; where the next one would begin."""
    left, top = at
    for line in lines:
        pen.text((left, top), line, font=letters, fill=colour)
        top += _step(int(letters.size))
    return top


def _step(size: int) -> int:
    return size * 5 // 4
