"""What is due with time: the list of it, in one place, and how often each is looked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from aiogram import Bot

from bot.cleanup import clean_up_what_is_due
from bot.desk.canary import watch
from bot.desk.upkeep import look_after_tickets
from bot.flows.script import Script
from bot.petition_clocks import petition_clock_ticks
from bot.petition_ticks import petition_ticks
from bot.postman.tidying import tidy
from bot.proof.ticks import proof_ticks
from bot.scheduler import Tick
from bot.talk import Grounds
from bot.upkeep import (
    ask_to_check_entries,
    expire_drafts,
    forget_updates,
    remind_of_drafts,
    tell_of_complaints,
)


def all_ticks(
    bot: Bot, grounds: Grounds, scripts: Mapping[str, Script]
) -> dict[str, tuple[Tick, float]]:
    """What is due with time, and every how many seconds it is looked for."""
    database, ring, zone = grounds.database, grounds.ring, grounds.zone

    async def remind(now: datetime) -> None:
        await remind_of_drafts(database, ring, scripts, zone, now)
        grounds.letters_put()

    async def expire(now: datetime) -> None:
        await expire_drafts(database, scripts, now)

    async def forget(now: datetime) -> None:
        await forget_updates(database, now)

    async def complain(now: datetime) -> None:
        await tell_of_complaints(database, ring, zone, now)
        grounds.letters_put()

    async def ask_to_check(now: datetime) -> None:
        await ask_to_check_entries(database, ring, grounds.administrators, zone, now)
        grounds.letters_put()

    async def clean(now: datetime) -> None:
        await clean_up_what_is_due(bot, database, zone, now)

    async def tidy_up(now: datetime) -> None:
        await tidy(database, now)
        grounds.letters_put()

    async def follow_keys(_now: datetime) -> None:
        ring.refresh()

    async def wash(_now: datetime) -> None:
        await database.wash()

    return {
        "clean": (clean, 15),
        "desk": (partial(look_after_tickets, grounds), 20),
        "canary": (partial(watch, grounds, bot.id), 60),
        "complaints": (complain, 60),
        "keys": (follow_keys, 60),
        "wash": (wash, 60),
        "entries": (ask_to_check, 600),
        "remind": (remind, 600),
        "expire": (expire, 600),
        "forget": (forget, 3600),
        "letters": (tidy_up, 3600),
        **petition_ticks(grounds),
        **proof_ticks(grounds),
        **petition_clock_ticks(grounds),
    }
