"""A bot in a process of its own, to be killed: `python bot_process.py TOKEN URL DATABASE KEYS`.

Each text is an act (a row of `acts` and a letter to its author, in one transaction with the
update's id) and an answer after the commit.
"""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from bot.intake.asking import Asking
from bot.intake.polling import Polling
from bot.intake.reception import Reception
from bot.intake.shelf import Shelf
from bot.postman import Envelope, Postman
from bot.telegram.connection import connect
from bot.telegram.gate import Gate
from bot.telegram.limits import Allowance, Limits
from storage import outbox, updates
from storage.database import Database
from storage.outbox import Delivery, Lane, Letter
from storage.vault import KeyRing


def now():
    return datetime.now(UTC)


async def nothing(*_):
    pass


async def main(token, api_url, database_url, keys):
    database, ring = Database(database_url), KeyRing.load_or_create(Path(keys))
    gate, limits = Gate(), Limits(person=Allowance(100, 1.0))
    bot = connect(token, api_url, gate, limits)

    async def render(letter):
        return Envelope(letter.dedupe_key)

    postman = Postman(database, ring, bot, render, limits, gate, now, nothing)

    async def handle(update, more_of_album):
        person, said = update.message.from_user.id, update.message.text
        async with database.act() as conn:
            if await updates.record(conn, update.update_id, now()):
                await conn.execute(text("INSERT INTO acts VALUES (:said)"), {"said": said})
                letter = Letter(
                    f"letter: {said}", person, "-", {}, Lane.NOTICE, Delivery.AT_LEAST_ONCE, now()
                )
                await outbox.put(conn, ring, letter, now())
        postman.wake()
        await bot.send_message(person, f"heard: {said}")

    reception = Reception(
        bot, handle, Shelf(database, ring, now), gate, alarm=nothing, apologise=nothing
    )
    async with asyncio.TaskGroup() as nursery:
        nursery.create_task(Polling(Asking(bot), reception).run())
        nursery.create_task(postman.run())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
