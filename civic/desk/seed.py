"""What a desk begins with: its hours and first ready answers, from ``data/desk/``, taken once.

What an administrator changes or withdraws stays so: the files are for the first start only. A file
that is wrong stops the start with its name in the text.
"""

from __future__ import annotations

import re
import tomllib
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.desk.hours import read_spans, write_spans
from civic.desk.ready import KEY
from civic.directory.cells import any_text, like
from civic.directory.sheet import FileRefused, Form, read
from civic.phrases import Refusal
from civic.regions import DATA
from storage import desk_hours, ready_answers

HOURS = DATA / "desk" / "hours.toml"
ANSWERS = DATA / "desk" / "ready_answers.csv"
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_REMARKS = re.compile(rb"(?m)^#.*$")
_FORM = Form(
    key="key",
    needed={
        "key": like(KEY, "one word of at most twenty letters"),
        "topic": any_text,
        "kk": any_text,
        "ru": any_text,
    },
    later={},
    filled=frozenset({"key", "kk", "ru"}),
    whole_row=lambda _cells: None,
)


class DeskFileBroken(Exception):  # noqa: N818 - it says what is wrong
    """A file of ``data/desk/`` is wrong; the text names it and the row."""


async def load_desk(conn: AsyncConnection, now: datetime) -> None:
    """Take the files into the tables, where nothing is there yet."""
    await desk_hours.seed(conn, first_hours(), now)
    await ready_answers.seed(conn, first_answers(), now)


def first_hours(path: Path = HOURS) -> dict[int, str]:
    """The week of the file, Monday being 0, in the form in which it is kept."""
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := written.keys() - set(_WEEK):
        raise DeskFileBroken(f"data/desk/{path.name}: no day is called {min(unknown)}")
    try:
        return {
            number: write_spans(read_spans(written.get(day, "")))
            for number, day in enumerate(_WEEK)
        }
    except Refusal as wrong:
        raise DeskFileBroken(
            f"data/desk/{path.name}: hours are written like 10:00-13:00 14:00-19:00"
        ) from wrong


def first_answers(path: Path = ANSWERS) -> list[tuple[str, str, str, str | None]]:
    """Key, Kazakh, Russian and topic of the file's rows."""
    try:
        cells = read(_REMARKS.sub(b"", path.read_bytes()), _FORM)
    except FileRefused as refused:
        told = "; ".join(map(str, refused.wrong))
        raise DeskFileBroken(f"data/desk/{path.name}: {told}") from None
    return [(row["key"], row["kk"], row["ru"], row["topic"] or None) for row in cells]
