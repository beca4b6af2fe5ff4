"""Which lines may be shown, and how much of them.

What is not verified never reaches a person as a fact: an unconfirmed number may ring at a
stranger's home.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.directory.hours import ALWAYS
from civic.phrases import Bilingual
from storage import directory
from storage.directory import Hotline

_SHOWN_MARKS = {"yes", "partly"}
_WRITTEN = {"text": "text dialogues", "school-qr": "school qr codes", "app": "app "}
"""How a line can be reached without speaking, and how the words of its sources begin."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be shown. ``around_the_clock`` only where its hours are verified."""

    number: str
    name: Bilingual
    around_the_clock: bool
    free: bool
    channels: tuple[str, ...] = ()
    """How it can be reached without speaking: ``text``, ``school-qr``, ``app``."""


def line(hotline: Hotline) -> Line | None:
    """What may be shown of a hotline; ``None`` when its number is not confirmed.

    Where only the number is confirmed ("partly"), everything else is left out.
    """
    if hotline.verified not in _SHOWN_MARKS:
        return None
    sure = hotline.verified == "yes"
    return Line(
        number=hotline.number,
        name=Bilingual(hotline.name_kk, hotline.name_ru),
        around_the_clock=sure and hotline.hours == ALWAYS,
        free=hotline.free is True,
        channels=_channels(hotline.channels) if sure else (),
    )


def _channels(told: Sequence[str]) -> tuple[str, ...]:
    said = [words.casefold() for words in told]
    return tuple(
        code for code, begins in _WRITTEN.items() if any(it.startswith(begins) for it in said)
    )


async def lines(connection: AsyncConnection) -> list[Line]:
    """The lines that may be shown, in the order of the file."""
    found = [line(hotline) for hotline in await directory.hotlines(connection)]
    return [shown for shown in found if shown is not None]


async def line_with_number(connection: AsyncConnection, number: str) -> Line | None:
    """One line that may be shown; ``None`` for an unknown or unconfirmed number."""
    return next((shown for shown in await lines(connection) if shown.number == number), None)
