"""What is due with time: old drafts reminded of and let go, old update ids forgotten.

Functions of ``now``, called by the clock and by tests alike. What is due stands in rows and is
claimed in the transaction that settles it, so that two clocks do no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.flows.script import Script
from storage import drafts, outbox, people, updates
from storage.database import Database
from storage.outbox import Delivery, Lane, Letter
from storage.vault import KeyRing

KEEP_UPDATES = timedelta(hours=48)
KEEP_RESOLVED = timedelta(days=30)
REMIND_AFTER = timedelta(days=27)
EXPIRE_AFTER = timedelta(days=30)


async def forget_updates(database: Database, now: datetime) -> None:
    """Telegram repeats an update for a day at most; after two, its id is of no use.

    Except to those that are set aside: see `storage.updates`. What was done with them is kept for
    a month, for whoever asks.
    """
    async with database.act() as connection:
        await updates.forget_before(connection, now - KEEP_UPDATES)
        await updates.forget_resolved(connection, now - KEEP_RESOLVED)


async def remind_of_drafts(
    database: Database, ring: KeyRing, scripts: Mapping[str, Script], now: datetime
) -> None:
    """Three days before a draft goes its person is told, once, by day; never of quiet scripts."""
    async with database.act() as connection:
        for due in await drafts.unreminded(connection, now - REMIND_AFTER):
            draft_id, person_id, script_name = due
            await drafts.mark_reminded(connection, draft_id, now)
            script = scripts.get(script_name)
            person = await people.by_id(connection, person_id)
            if script is None or script.quiet or person is None:
                continue
            letter = Letter(
                dedupe_key=f"draft-reminder:{draft_id}:{now:%Y-%m}",
                chat_id=person.telegram_id,
                view="draft_reminder",
                args={"draft": draft_id},
                lane=Lane.NOTICE,
                delivery=Delivery.AT_LEAST_ONCE,
                not_before=now,
                not_after=now + EXPIRE_AFTER - REMIND_AFTER,
                quiet_hours=True,
            )
            await outbox.put(connection, ring, letter, now)


async def expire_drafts(database: Database, now: datetime) -> None:
    """After thirty days of silence a draft goes, and what it held with it.

    One that was finished stays as long as Telegram may ask again how it ended.
    """
    async with database.act() as connection:
        await drafts.expire(connection, now - EXPIRE_AFTER)
        await drafts.forget_ended(connection, now - KEEP_UPDATES)
