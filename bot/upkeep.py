"""What is due with time: old drafts reminded of and let go, old update ids forgotten.

Functions of ``now``, called by the clock and by tests alike. What is due stands in rows and is
claimed in the transaction that settles it, so that two clocks do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, tzinfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.flows.script import Script
from civic.complaints import reminding
from civic.directory.due import tally
from civic.quiet_hours import put_off
from storage import drafts, outbox, people, updates
from storage.database import Database
from storage.outbox import Delivery, Lane, Letter
from storage.vault import KeyRing

KEEP_UPDATES = timedelta(hours=48)
KEEP_SET_ASIDE = timedelta(days=30)
REMIND_BEFORE = timedelta(days=3)
OF_LOST_SCRIPTS = timedelta(days=30)
"""How much longer than any other a draft stays whose script is no more."""


async def forget_updates(database: Database, now: datetime) -> None:
    """Telegram repeats an update for a day at most; after two, its id is of no use.

    What could not be handled waits a month for somebody to look at it, sealed, and no longer.
    """
    async with database.act() as connection:
        await updates.forget_before(connection, now - KEEP_UPDATES)
        await updates.forget_set_aside(connection, now - KEEP_UPDATES, now - KEEP_SET_ASIDE)


async def remind_of_drafts(
    database: Database, ring: KeyRing, scripts: Mapping[str, Script], zone: tzinfo, now: datetime
) -> None:
    """Three days before a draft goes its person is told, once, by day; never of quiet scripts."""
    async with database.act() as connection:
        for draft_id, person_id, script in await _about_to_go(connection, scripts, now):
            await drafts.mark_reminded(connection, draft_id, now)
            person = await people.by_id(connection, person_id)
            if script.quiet or person is None:
                continue
            letter = Letter(
                dedupe_key=f"draft-reminder:{draft_id}:{now:%Y-%m-%d}",
                chat_id=person.telegram_id,
                view="draft_reminder",
                args={"draft": draft_id},
                lane=Lane.NOTICE,
                delivery=Delivery.AT_LEAST_ONCE,
                not_before=put_off(now, zone),
                not_after=now + REMIND_BEFORE,
                quiet_hours=True,
            )
            await outbox.put(connection, ring, letter, now)


async def _about_to_go(
    connection: AsyncConnection, scripts: Mapping[str, Script], now: datetime
) -> list[tuple[str, int, Script]]:
    """(draft id, person id, script) of what nobody has been reminded of yet."""
    found = []
    for script in scripts.values():
        left_before = now - script.keeps + REMIND_BEFORE
        for draft, person, _name in await drafts.unreminded(connection, left_before, script.name):
            found.append((draft, person, script))
    return found


async def expire_drafts(database: Database, scripts: Mapping[str, Script], now: datetime) -> None:
    """After as long a silence as its script allows a draft goes, and what it held with it.

    Where people are reminded first, it stays until three days after the reminder: the bot may have
    been switched off on the day of it.

    One that was finished stays as long as Telegram may ask again how it ended.
    """
    async with database.act() as connection:
        for script in scripts.values():
            reminded = None if script.quiet else now - REMIND_BEFORE
            await drafts.expire(connection, now - script.keeps, script.name, reminded)
        longest = max(script.keeps for script in scripts.values())
        # of scripts that are no more; the others have been reminded of and are gone by then
        await drafts.expire(connection, now - longest - OF_LOST_SCRIPTS)
        await drafts.forget_ended(connection, now - KEEP_UPDATES)


async def ask_to_check_entries(
    database: Database, ring: KeyRing, administrators: Iterable[int], zone: tzinfo, now: datetime
) -> None:
    """One letter a day at most to each administrator (Telegram ids), by day, while entries wait.

    Only of those that people saw and should not trust any more. How many there are is counted
    when the letter leaves.
    """
    leaves = put_off(now, zone)
    async with database.act() as connection:
        if not (await tally(connection, now)).pressing:
            return
        for administrator in administrators:
            letter = Letter(
                dedupe_key=f"entries-to-check:{leaves.astimezone(zone):%Y-%m-%d}:{administrator}",
                chat_id=administrator,
                view="entries_to_check",
                args={},
                lane=Lane.NOTICE,
                delivery=Delivery.AT_LEAST_ONCE,
                not_before=leaves,
                quiet_hours=True,
            )
            await outbox.put(connection, ring, letter, now)


async def tell_of_complaints(
    database: Database, ring: KeyRing, zone: tzinfo, now: datetime
) -> None:
    """What is due of people's complaints becomes letters, some at a time."""
    looked_at = reminding.AT_ONCE
    while looked_at == reminding.AT_ONCE:
        async with database.act() as connection:
            looked_at = await reminding.tell_what_is_due(
                connection, ring, zone, now, put_off(now, zone)
            )
