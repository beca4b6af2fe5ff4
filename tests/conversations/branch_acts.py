"""What every test of the help branch looks at: the ledger, the clock, the chat."""

from __future__ import annotations

from bot.cleanup import clean_up_what_is_due
from sandbox.screen import Seen
from storage import traces
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


async def traces_of(town: Town, citizen: Speaker) -> list[int]:
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        return [t.message_id for t in await traces.of_chat(connection, citizen.phone.chat_id)]


async def ticks(town: Town) -> None:
    assert town.azamat is not None
    grounds = town.azamat.grounds
    await clean_up_what_is_due(town.azamat.bot, grounds.database, grounds.zone, town.clock())


def chat(citizen: Speaker) -> list[Seen]:
    return citizen.phone.history
