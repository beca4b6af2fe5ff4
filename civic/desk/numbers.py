"""How the desk does, in numbers that tell of nobody: small ones are hidden.

"One ticket from Ulytau about violence" names somebody to whoever knows the place. So a cell below
five is not shown, and neither is a second one from which it could be worked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.desk.hours import Hours, hours_of
from civic.desk.house import Desk
from storage import ticket_numbers
from storage.ticket_numbers import Answered

FEWEST = 5
"""Below this a number is hidden."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A code and how many; None: hidden."""

    code: str
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Of the last ``days``; None: too few to be told."""

    days: int
    came: int
    open_now: int
    waiting: int
    solved: int | None
    first_answer: timedelta | None
    """Median, in working time."""
    in_time: int | None
    """Per cent of the first answers."""
    topics: tuple[Cell, ...]
    regions: tuple[Cell, ...]
    ratings: tuple[Cell, ...]


def hidden(cells: Sequence[tuple[str, int]]) -> tuple[Cell, ...]:
    """The cells of one question, without those that are small.

    The sum of all is known, and so is that of the hidden ones: others are hidden with them until
    they are at least two, and more together than a number that may be told.
    """
    rising = sorted(cells, key=lambda cell: cell[1])
    small: dict[str, int] = {}
    for code, count in rising:
        is_enough = len(small) > 1 and sum(small.values()) >= FEWEST
        if count >= FEWEST and (not small or is_enough):
            break
        small[code] = count
    return tuple(Cell(code, None if code in small else count) for code, count in cells)


async def numbers(conn: AsyncConnection, desk: Desk, days: int, now: datetime) -> Numbers:
    """Count what happened within so many days."""
    since = now - timedelta(days=days)
    hours = await hours_of(conn, desk.zone)
    answers = await ticket_numbers.answered(conn, since)
    came = await ticket_numbers.came(conn, since)
    solved = await ticket_numbers.solved(conn, since)
    is_told = len(answers) >= FEWEST
    return Numbers(
        days=days,
        came=came,
        open_now=await ticket_numbers.open_now(conn),
        waiting=await ticket_numbers.waiting(conn),
        solved=solved if solved >= FEWEST else None,
        first_answer=_median(answers, hours) if is_told else None,
        in_time=_in_time(answers, desk, hours) if is_told else None,
        topics=hidden(await ticket_numbers.counted(conn, "topic", since)),
        regions=hidden(await ticket_numbers.counted(conn, "region", since)),
        ratings=hidden(await ticket_numbers.counted(conn, "rating", since)),
    )


def _took(one: Answered, hours: Hours) -> timedelta:
    """Working time; of urgent ones every hour counts."""
    return one.answered - one.asked if one.urgent else hours.between(one.asked, one.answered)


def _median(answers: Sequence[Answered], hours: Hours) -> timedelta:
    return timedelta(seconds=median(_took(one, hours).total_seconds() for one in answers))


def _in_time(answers: Sequence[Answered], desk: Desk, hours: Hours) -> int:
    terms = desk.terms
    good = sum(
        _took(one, hours) <= (terms.first_answer_urgent if one.urgent else terms.first_answer)
        for one in answers
    )
    return round(100 * good / len(answers))
