"""What administrators and other people did to the directory before a talk begins."""

from __future__ import annotations

from datetime import datetime

from civic.act import Act
from civic.directory.checking import Changes, Outcome, Way, check_entry
from civic.directory.reports import say_in_vain
from civic.directory.room import say_no_room
from storage import people
from tests.conversations.conftest import Town

COLLEAGUE = 700000001
"""Another administrator, who has no phone in the sandbox."""


async def checked(
    town: Town,
    centre: str,
    outcome: Outcome = Outcome.CONFIRMED,
    *,
    at: datetime | None = None,
    note: str | None = None,
    **changes: str,
) -> None:
    """A colleague has checked an entry; a minute has passed since."""
    assert town.azamat is not None
    grounds, now = town.azamat.grounds, at or town.clock()
    async with grounds.database.act() as connection:
        colleague = await people.meet(connection, COLLEAGUE, "kk", now)
        await check_entry(
            Act(connection, grounds.ring, colleague, now, 1),
            centre,
            outcome,
            Way.PHONE,
            note,
            Changes(**changes),
            administrators={COLLEAGUE},
        )
    town.clock.forward(minutes=1)


async def full(town: Town, centre: str) -> None:
    """It has no room until tomorrow."""
    assert town.azamat is not None
    grounds, now = town.azamat.grounds, town.clock()
    async with grounds.database.act() as connection:
        colleague = await people.meet(connection, COLLEAGUE, "kk", now)
        act = Act(connection, grounds.ring, colleague, now, 1)
        await say_no_room(act, centre, administrators={COLLEAGUE})


async def found_nobody(town: Town, centre: str, *telegram_ids: int) -> None:
    """These people were sent there in vain."""
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.act() as connection:
        for person in telegram_ids:
            await say_in_vain(connection, grounds.ring, person, centre, "silent", town.clock())
