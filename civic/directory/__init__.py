"""Which lines and centres may be shown, and how much of them. The rules of ``data/``.

What is not verified never reaches a person as a fact: an unconfirmed number may ring at a
stranger's home, and a wrong address may send somebody to a closed door at night.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.phrases import Bilingual
from civic.regions import DATA
from storage import directory
from storage.directory import Centre, Hotline

_SHOWN_MARKS = {"yes", "partly"}
_PLACE_WITHHELD = "phone_only"
_GRADES = {"A": 0, "B": 1, "C": 2}


async def load_data(connection: AsyncConnection, now: datetime) -> None:
    """Take the files of ``data/`` into the tables; what people checked since is kept."""
    await directory.load_hotlines(connection, _rows("hotlines.csv"), now)
    await directory.load_centres(connection, _rows("centres.csv"), now)


def _rows(name: str) -> list[dict[str, str | None]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [
            {column: cell or None for column, cell in row.items()} for row in csv.DictReader(file)
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be shown. ``around_the_clock`` only where its hours are verified."""

    number: str
    name: Bilingual
    around_the_clock: bool
    free: bool


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
        around_the_clock=sure and hotline.hours == "24/7",
        free=hotline.free is True,
    )


async def lines(connection: AsyncConnection) -> list[Line]:
    """The lines that may be shown, in the order of the file."""
    found = [line(hotline) for hotline in await directory.hotlines(connection)]
    return [shown for shown in found if shown is not None]


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be shown of an unchecked centre: its name, its city, how old the word of it is.

    Never an address or a phone: nobody has called there yet.
    """

    id: str
    name: Bilingual
    city: Bilingual | None
    year: str | None
    region: str | None


def entry(centre: Centre) -> Entry:
    """The centre as it may be shown before anybody has checked it."""
    has_city = centre.city_ru is not None and centre.publish_level != _PLACE_WITHHELD
    return Entry(
        id=centre.id,
        name=Bilingual(centre.name_kk, centre.name_ru),
        city=Bilingual(centre.city_kk, centre.city_ru) if has_city else None,
        year=centre.source_date[:4] if centre.source_date else None,
        region=centre.region,
    )


async def entries(connection: AsyncConnection, region: str) -> list[Entry]:
    """The centres of a region, the best sourced first."""
    centres = await directory.centres_in(connection, region)
    centres.sort(key=lambda centre: _GRADES.get(centre.tier, len(_GRADES)))
    return [entry(centre) for centre in centres]


async def entry_with_id(connection: AsyncConnection, centre_id: str) -> Entry | None:
    """One centre; ``None`` when there is none with this id."""
    centre = await directory.centre(connection, centre_id)
    return entry(centre) if centre else None


async def line_with_number(connection: AsyncConnection, number: str) -> Line | None:
    """One line that may be shown; ``None`` for an unknown or unconfirmed number."""
    return next((shown for shown in await lines(connection) if shown.number == number), None)
