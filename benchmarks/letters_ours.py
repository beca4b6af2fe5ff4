"""The postman under measurement: letters of a real view, from their rows to Telegram and back."""

import asyncio
import sys
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from benchmarks.orders import Order, obey
from bot.postman import Envelope, Postman
from bot.talk import Grounds
from bot.telegram.connection import connect
from bot.telegram.gate import Gate
from bot.telegram.kept_types import warm_up
from bot.telegram.limits import Allowance, Limits
from bot.views.letters import Letters
from storage import migrate, outbox, people
from storage.backlog import tally
from storage.database import Database
from storage.letters import Delivery, Lane, Letter
from storage.vault import KeyRing

TOKEN = "123456:" + "A" * 35
ENDLESS = Allowance(10**9, 1.0)
ZONE = ZoneInfo("Asia/Almaty")
ARGS = {
    "entry_kind": "centre",
    "entry_id": "kz55-02",
    "name": ["Дағдарыс орталығы", "Кризисный центр"],
    "what": "moved",
}
VIEW = "mistake_reported"


def now() -> datetime:
    """The time that rows hold."""
    return datetime.now(UTC)


async def put(database: Database, ring: KeyRing, first: int, count: int) -> None:
    """So many letters, each for somebody whom the bot knows."""
    for start in range(first, first + count, 500):
        async with database.act() as conn:
            for chat_id in range(start, min(start + 500, first + count)):
                await people.meet(conn, chat_id, "ru", now())
                letter = Letter(
                    f"bench:{chat_id}",
                    chat_id,
                    VIEW,
                    ARGS,
                    Lane.BROADCAST,
                    Delivery.AT_MOST_ONCE,
                    now(),
                )
                assert await outbox.put(conn, ring, letter, now())


async def until_all_left(database: Database) -> None:
    """What is rendered may wait for its turn still, and would be put back by a stop."""
    while True:
        async with database.look() as conn:
            told = await tally(conn, now())
        if not told.sending and not any(lane.due or lane.later for lane in told.lanes):
            return
        await asyncio.sleep(0.05)


async def main(port: str, database_url: str) -> None:
    """Put, send, and tell the processor seconds of the sending: rendering and rows included."""
    await migrate.upgrade(database_url)
    database, ring = Database(database_url), KeyRing({"k1": bytes(32)})
    gate, limits = Gate(), Limits(everyone=ENDLESS, person=ENDLESS)
    bot = connect(TOKEN, f"http://127.0.0.1:{port}", gate, limits)
    grounds = Grounds(database, ring, now, ZONE, letters_put=lambda: None)
    write = Letters(grounds, {}, bot)
    warm_up()

    async def alarm(_letter: int, reason: str) -> None:
        raise AssertionError(reason)

    async def answer(order: Order) -> Order:
        await put(database, ring, order["first"], order["count"])
        left = asyncio.Event()
        sent = 0

        async def render(letter: outbox.Claimed) -> Envelope | None:
            nonlocal sent
            envelope = await write.render(letter)
            sent += 1
            if sent == order["count"]:
                left.set()
            return envelope

        postman = Postman(database, ring, bot, render, limits, gate, now, alarm)
        began = time.process_time()
        running = asyncio.create_task(postman.run())
        await left.wait()
        await until_all_left(database)
        await postman.stop()
        await running
        return {"cpu": time.process_time() - began}

    await obey(answer)
    await bot.session.close()
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
