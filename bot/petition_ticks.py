"""What of petitions is due with time, and every how many seconds it is looked for."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.scheduler import Tick
from bot.talk import Grounds
from civic.petitions import counting

COUNTED_EVERY = 5.0
"""Seconds between two shown counts: what everybody sees lags ten at most, with the pressing."""


def petition_ticks(grounds: Grounds) -> dict[str, tuple[Tick, float]]:
    """The list of it."""
    return {"petition_counts": (partial(count_supports, grounds), COUNTED_EVERY)}


async def count_supports(grounds: Grounds, now: datetime) -> None:
    """Show what was counted since the last time; thresholds are crossed here and nowhere else."""
    async with grounds.database.act() as connection:
        crossed = await counting.refresh(connection, now, grounds.zone)
    if crossed:
        grounds.letters_put()
    await grounds.search.keep_fresh(grounds.database)
