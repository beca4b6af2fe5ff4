"""How far a petition is, as a picture to send on: it says what it is even without its message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from PIL.ImageDraw import ImageDraw as Pen

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
    of = (
        _("votes of {needed} needed", needed=listed.threshold)
        if official
        else _("supporters of {needed} needed", needed=listed.threshold)
    )
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
    label, title = face(_LABEL), face(_TITLE, is_bold=True)
    words, small = face(_WORDS), face(_SMALL)
    head = [(line, label, MUTED, _LABEL * 4 // 3) for line in wrapped(told.label, label, _ROOM)]
    titled = wrapped(told.title, title, _ROOM)
    if len(titled) > _MOST_TITLE_LINES:
        titled = [*titled[: _MOST_TITLE_LINES - 1], f"{titled[_MOST_TITLE_LINES - 1]}…"]
    head += [(line, title, INK, _TITLE * 5 // 4) for line in titled]
    below = [
        (line, words, INK, _WORDS * 4 // 3)
        for text in told.lines
        for line in wrapped(text, words, _ROOM)
    ]
    height = 2 * MARGIN + sum(step for *_rest, step in (*head, *below))
    height += 5 * _GAP + _COUNT + _BAR + 2 * _SMALL
    picture, pen = sheet(height)
    top = MARGIN
    for text, letters, colour, step in head:
        pen.text((MARGIN, top), text, font=letters, fill=colour)
        top += step
    top += _GAP
    count = face(_COUNT, is_bold=True)
    pen.text((MARGIN, top + _COUNT), told.count, font=count, fill=DONE, anchor="ls")
    beside = MARGIN + count.getlength(told.count) + _GAP
    if beside + words.getlength(told.of) <= WIDTH - MARGIN:
        pen.text((beside, top + _COUNT), told.of, font=words, fill=MUTED, anchor="ls")
    top += _COUNT + _GAP
    _bar(pen, top, told)
    top += _BAR + _GAP
    for text, letters, colour, step in below:
        pen.text((MARGIN, top), text, font=letters, fill=colour)
        top += step
    top += _GAP
    pen.line((MARGIN, top, WIDTH - MARGIN, top), fill=FAINT, width=2)
    pen.text((MARGIN, top + _GAP), told.foot, font=small, fill=NEXT)
    return png(picture)


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
