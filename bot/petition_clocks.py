"""The clock of petitions: terms, reminders, and what supporters are told, some hundreds at once.

What is due stands in rows; each petition is looked at in a transaction of its own, so that a kill
in the middle loses nothing and a broken one holds up no other.
"""

from __future__ import annotations

from datetime import datetime

from bot.scheduler import Tick
from bot.talk import Grounds
from civic.petitions import keeping_on, looking_after
from storage import petition_clocks


def petition_clock_ticks(grounds: Grounds) -> dict[str, tuple[Tick, float]]:
    """What is due with time, and every how many seconds it is looked for."""

    async def look(now: datetime) -> None:
        await look_after_petitions(grounds, now)

    async def tell(now: datetime) -> None:
        await tell_supporters(grounds, now)

    return {"petition_clocks": (look, 20), "petition_tellings": (tell, 5)}


async def look_after_petitions(grounds: Grounds, now: datetime) -> None:
    """Reminders, terms that end, bodies that are late."""
    async with grounds.database.look() as connection:
        due = await petition_clocks.due(connection, now, looking_after.AT_ONCE)
    failed: Exception | None = None
    for petition_id in due:
        try:
            async with grounds.database.act() as connection:
                await looking_after.look_after(
                    connection, grounds.ring, petition_id, grounds.administrators, now, grounds.zone
                )
        except Exception as error:  # noqa: BLE001 - the others come first; the clock is told below
            failed = failed or error
    if due:
        grounds.letters_put()
    if failed is not None:
        raise failed


async def tell_supporters(grounds: Grounds, now: datetime) -> None:
    """One batch; the next tick goes on."""
    async with grounds.database.act() as connection:
        put = await keeping_on.tell_some(connection, grounds.ring, now, grounds.zone)
    if put:
        grounds.letters_put()
