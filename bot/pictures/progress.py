"""How far a petition is, as a picture to send on: it says what it is even without its message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from PIL.ImageDraw import ImageDraw as Pen
from PIL.ImageFont import FreeTypeFont

from bot.pictures.letters import face, wrapped
from bot.pictures.sheet import DONE, FAINT, INK, MARGIN, MUTED, NEXT, WHITE, WIDTH, png, sheet
from bot.views.petitions.words import (
    days_left,
    decider,
    is_official,
    label_of,
    state_of,
    title_of,
)
from bot.views.tongue import Tongue
from civic.petitions.kinds import Level
from civic.phrases import Phrase, _, verbatim
from storage.petition_lists import ListedPetition

_LABEL, _TITLE, _COUNT, _WORDS, _SMALL = 34, 58, 150, 44, 36
"""Heights of letters, pixels."""
_BAR, _GAP, _MOST_TITLE_LINES = 56, 36, 5
_ROOM = WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class _Said:
    label: str
    title: str
    count: str
    of: str
    done: int
    needed: int
    lines: tuple[str, ...]
    foot: str


def progress_picture(listed: ListedPetition, tongue: Tongue, today: date, link: str) -> bytes:
    """The picture as PNG; drawn once for the same figures. ``link`` leads to the petition."""
    official = is_official(listed)
    done = (listed.votes or 0) if official else listed.inside
    lines: list[Phrase | None] = [_("Who decides: {body}", body=decider(listed))]
    if official and listed.read_at is not None:
        lines.append(_("Read on epetition.kz: {at}", at=listed.read_at))
    elif listed.level != Level.REPUBLIC and listed.shown_outside:
        lines.append(_("Besides, from elsewhere: {count}", count=listed.shown_outside))
    lines.append(days_left(listed, today) or state_of(listed))
    of = _("of {needed} needed", needed=listed.threshold)
    told = _Said(
        label=tongue.plain(label_of(listed)),
        title=tongue.plain(title_of(listed)),
        count=tongue.plain(verbatim(done)),
        of=tongue.plain(of),
        done=done,
        needed=max(listed.threshold, 1),
        lines=tuple(tongue.plain(it).lstrip("⏳ ") for it in lines if it is not None),
        foot=link.removeprefix("https://"),
    )
    return _drawn(told)


@lru_cache(maxsize=64)
def _drawn(told: _Said) -> bytes:
    count, words = face(_COUNT, is_bold=True), face(_WORDS)
    beside = MARGIN + count.getlength(told.count) + _GAP
    fits = beside + words.getlength(told.of) <= WIDTH - MARGIN
    below = _set(told.lines if fits else (told.of, *told.lines), words)
    head = _set((told.label,), face(_LABEL), MUTED)
    title = _titled(told.title)
    height = 2 * MARGIN + 4 * _GAP + _COUNT + _BAR + 2 * _SMALL
    picture, pen = sheet(height + sum(row.step for row in (*head, *title, *below)))
    top = _write(pen, MARGIN, head)
    top = _write(pen, top + _GAP // 3, title) + _GAP // 2
    pen.text((MARGIN, top + _COUNT), told.count, font=count, fill=DONE, anchor="ls")
    if fits:
        pen.text((beside, top + _COUNT), told.of, font=words, fill=MUTED, anchor="ls")
    top += _COUNT + _GAP
    _bar(pen, top, told)
    top = _write(pen, top + _BAR + _GAP, below) + _GAP * 2 // 3
    pen.line((MARGIN, top, WIDTH - MARGIN, top), fill=FAINT, width=2)
    pen.text((MARGIN, top + _GAP), told.foot, font=face(_SMALL), fill=NEXT)
    return png(picture)


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    letters: FreeTypeFont
    colour: str
    step: int
    """Pixels to the next one."""


def _set(texts: Sequence[str], letters: FreeTypeFont, colour: str = INK) -> list[_Row]:
    step = int(letters.size) * 4 // 3
    return [
        _Row(line, letters, colour, step)
        for text in texts
        for line in wrapped(text, letters, _ROOM)
    ]


def _titled(title: str) -> list[_Row]:
    rows = _set((title,), face(_TITLE, is_bold=True))
    if len(rows) <= _MOST_TITLE_LINES:
        return rows
    last = rows[_MOST_TITLE_LINES - 1]
    return [*rows[: _MOST_TITLE_LINES - 1], replace(last, text=f"{last.text}…")]


def _write(pen: Pen, top: int, rows: Sequence[_Row]) -> int:
    """Write them from here; where the next may begin."""
    for row in rows:
        pen.text((MARGIN, top), row.text, font=row.letters, fill=row.colour)
        top += row.step
    return top


def _bar(pen: Pen, top: int, told: _Said) -> None:
    round_by = _BAR // 2
    pen.rounded_rectangle((MARGIN, top, WIDTH - MARGIN, top + _BAR), round_by, fill=FAINT)
    share = min(told.done / told.needed, 1.0)
    right = MARGIN + max(int(_ROOM * share), _BAR)
    if told.done:
        pen.rounded_rectangle((MARGIN, top, right, top + _BAR), round_by, fill=DONE)
    said = f"{told.done * 100 // told.needed} %"
    letters = face(_SMALL, is_bold=True)
    fits = right - MARGIN > letters.getlength(said) + _BAR
    at = (right - round_by, "rm", WHITE) if fits else (right + _GAP // 2, "lm", INK)
    pen.text((at[0], top + _BAR // 2), said, font=letters, fill=at[2], anchor=at[1])
