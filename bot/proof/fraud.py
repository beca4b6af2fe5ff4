"""Odd supports are looked for and told to the moderators; sweeps that were begun go on."""

from __future__ import annotations

from datetime import datetime

from bot.talk import Grounds
from civic.desk.roles import Role, telegram_ids_of
from civic.petitions import suspecting, sweeping
from storage import outbox, petition_sweeps
from storage.outbox import Delivery, Lane, Letter

PORTIONS = 20
"""Of one sweep in one tick: others have their turn too."""


async def look_for_fraud(grounds: Grounds, now: datetime) -> None:
    """What is odd is marked; each moderator hears of it once for each petition and hour."""
    async with grounds.database.look() as connection:
        found = await suspecting.look_around(connection, now)
    if not found:
        return
    async with grounds.database.act() as connection:
        fresh = await suspecting.mark(connection, found, now)
        readers = await telegram_ids_of(connection, Role.MODERATOR, grounds.administrators)
        for petition, odd in fresh:
            for reader in readers:
                letter = Letter(
                    dedupe_key=f"petition-odd:{petition.id}:{odd.since:%Y-%m-%dT%H}:{reader}",
                    chat_id=reader,
                    view="petition_odd",
                    args={"petition": petition.id},
                    lane=Lane.NOTICE,
                    delivery=Delivery.AT_LEAST_ONCE,
                    not_before=now,
                    quiet_hours=True,
                )
                await outbox.put(connection, grounds.ring, letter, now)
    if fresh:
        grounds.letters_put()


async def go_on_sweeping(grounds: Grounds, now: datetime) -> None:
    """Portion by portion, each an act of its own: whoever supports meanwhile waits for one."""
    async with grounds.database.look() as connection:
        at_work = await petition_sweeps.at_work(connection)
    for sweep_id in at_work:
        for _portion in range(PORTIONS):
            async with grounds.database.act() as connection:
                if not await sweeping.go_on(connection, sweep_id, now, grounds.zone):
                    break
