"""What is due of tickets with time, called by the clock and by tests alike."""

from __future__ import annotations

from datetime import datetime

from bot.talk import Grounds
from civic.desk import ticking


async def look_after_tickets(grounds: Grounds, now: datetime) -> None:
    """Some at a time, so that nobody who writes meanwhile waits for all of them."""
    async with grounds.database.act() as connection:
        await ticking.bring_to_group(connection, grounds.ring, grounds.desk, now)
    looked_at = ticking.AT_ONCE
    while looked_at == ticking.AT_ONCE:
        async with grounds.database.act() as connection:
            looked_at = await ticking.tick(connection, grounds.ring, grounds.desk, now)
    grounds.letters_put()
