"""Keeps the outbox small, and looks after the letters that wait for people who cannot be reached.

Without it the outbox would hold every letter that ever left, and somebody whose return was missed
(the bot was off when they came back) would wait for their answer for ever.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from storage import old_letters, reach, uploads
from storage.database import Database

KEEP_OVER = timedelta(days=30)
"""What was sent or taken back: as long as its key must keep a second one from being put."""
KEEP_STUCK = timedelta(days=90)
"""What failed and nobody looked at."""
WAIT_FOR_PEOPLE = timedelta(days=90)
"""From the day on which a letter was put; what it says is of no use after that."""
TRY_EVERY = timedelta(days=7)
"""How often somebody who cannot be reached is tried nevertheless."""
KEEP_UPLOADS = timedelta(days=90)
"""Then a file is uploaded anew; Telegram promises no length of time for its ids."""
AT_A_TIME = 500
"""Rows of one transaction: nobody's step waits for more."""


async def tidy(database: Database, now: datetime) -> None:
    """One tick of the clock."""
    await _bit_by_bit(
        database, lambda conn: old_letters.forget_over(conn, now - KEEP_OVER, AT_A_TIME)
    )
    await _bit_by_bit(
        database, lambda conn: old_letters.forget_stuck(conn, now - KEEP_STUCK, AT_A_TIME)
    )
    async with database.act() as conn:
        await reach.give_up(conn, now - WAIT_FOR_PEOPLE, now)
        await uploads.forget_before(conn, now - KEEP_UPLOADS)
    await _bit_by_bit(database, lambda conn: reach.try_again(conn, now - TRY_EVERY, AT_A_TIME))


async def _bit_by_bit(
    database: Database, some: Callable[[AsyncConnection], Awaitable[int]]
) -> None:
    """Until nothing is left to do, a transaction for each bit."""
    while True:
        async with database.act() as conn:
            if not await some(conn):
                return
