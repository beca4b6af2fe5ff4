"""Each night: every petition is counted anew and signed, the heads go into the channel.

A log that does not agree is not signed; the administrators hear of it at once, with its id alone.
"""

from __future__ import annotations

from datetime import datetime, time

from bot.talk import Grounds
from civic.petitions.signing import Trouble, close_day
from storage import outbox, petition_logs, petition_recounts
from storage.outbox import Delivery, Lane, Letter

FROM = time(2)
"""When the day before is over everywhere, and nobody is woken."""
IN_THE_MORNING = time(9)
"""When the letter leaves for the channel."""


async def close_night(grounds: Grounds, now: datetime) -> None:
    """What was not counted anew today yet; the letter once all is."""
    local = now.astimezone(grounds.zone)
    if local.time() < FROM:
        return
    day = local.date()
    async with grounds.database.look() as connection:
        waiting = await petition_recounts.waiting(connection, day)
    for petition_id in waiting:
        trouble = await close_day(grounds.database, grounds.ring, petition_id, now, grounds.zone)
        if trouble is not None:
            await _alarm(grounds, petition_id, trouble, now)
    if grounds.channel_id is None:
        return
    async with grounds.database.act() as connection:
        if not await petition_logs.heads_of_day(connection, day):
            return
        morning = datetime.combine(day, IN_THE_MORNING, grounds.zone)
        letter = Letter(
            dedupe_key=f"petition-heads:{day}",
            chat_id=grounds.channel_id,
            view="petition_heads",
            args={"day": day.isoformat()},
            lane=Lane.NOTICE,
            delivery=Delivery.AT_LEAST_ONCE,
            not_before=max(now, morning),
        )
        await outbox.put(connection, grounds.ring, letter, now)
    grounds.letters_put()


async def _alarm(grounds: Grounds, petition_id: str, trouble: Trouble, now: datetime) -> None:
    """To each administrator, once a day for each petition."""
    day = now.astimezone(grounds.zone).date()
    async with grounds.database.act() as connection:
        for administrator in grounds.administrators:
            letter = Letter(
                dedupe_key=f"trouble:petition-log:{petition_id}:{day}:{administrator}",
                chat_id=administrator,
                view="petition_not_signed",
                args={"petition": petition_id, "what": trouble.value},
                lane=Lane.NOTICE,
                delivery=Delivery.AT_LEAST_ONCE,
                not_before=now,
            )
            await outbox.put(connection, grounds.ring, letter, now)
    grounds.letters_put()
