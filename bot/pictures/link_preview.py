"""The picture that a chat or a social network shows beside a link to a petition's page."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.letters import face, wrapped
from bot.pictures.sheet import DONE, FAINT, INK, MARGIN, MUTED, png, wide

WIDTH, HEIGHT = 1200, 630
"""What Open Graph asks for."""
_TITLE, _OTHER, _SMALL = 54, 34, 32
_TITLE_LINES, _OTHER_LINES = 3, 2
_BAR = 26
_BAR_AT = HEIGHT - MARGIN - 3 * _SMALL


@dataclass(frozen=True, slots=True)
class Preview:
    """``share``: how far it is, from 0 to 1; ``words``: the line beneath the bar."""

    title: str
    other_title: str
    kind: str
    words: str
    share: float


def link_preview(preview: Preview) -> bytes:
    """As PNG."""
    picture, pen = wide(WIDTH, HEIGHT)
    room = WIDTH - 2 * MARGIN
    pen.text((MARGIN, MARGIN), preview.kind, font=face(_SMALL), fill=MUTED)
    top = MARGIN + 2 * _SMALL
    bold = face(_TITLE, is_bold=True)
    for line in _cut(wrapped(preview.title, bold, room), _TITLE_LINES):
        pen.text((MARGIN, top), line, font=bold, fill=INK)
        top += _TITLE * 5 // 4
    plain = face(_OTHER)
    top += _OTHER // 2
    for line in _cut(wrapped(preview.other_title, plain, room), _OTHER_LINES):
        pen.text((MARGIN, top), line, font=plain, fill=MUTED)
        top += _OTHER * 5 // 4
    pen.rounded_rectangle((MARGIN, _BAR_AT, WIDTH - MARGIN, _BAR_AT + _BAR), _BAR // 2, fill=FAINT)
    end = MARGIN + max(_BAR, round(room * min(1.0, max(0.0, preview.share))))
    pen.rounded_rectangle((MARGIN, _BAR_AT, end, _BAR_AT + _BAR), _BAR // 2, fill=DONE)
    words = wrapped(preview.words, face(_SMALL, is_bold=True), room)
    pen.text(
        (MARGIN, _BAR_AT + _BAR + _SMALL // 2),
        words[0] if words else "",
        font=face(_SMALL, is_bold=True),
        fill=INK,
    )
    return png(picture)


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1].rstrip()}…"]
