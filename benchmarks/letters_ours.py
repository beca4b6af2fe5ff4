"""Our postman under measurement: the real outbox, views, limits and connection.

``python -m benchmarks.letters_ours URL DATABASE_URL limited|unlimited`` obeys ``put`` and ``send``.
"""

import asyncio
import logging
import sys
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from benchmarks.orders import Order, obey
from bot.postman.envelope import Envelope
from bot.postman.postman import Postman
from bot.talk import Grounds
from bot.telegram.connection import connect
from bot.telegram.gate import Gate
from bot.telegram.kept_types import warm_up
from bot.telegram.limits import Allowance, Limits
from bot.views.letters import Letters
from storage import migrate, outbox, people
from storage.backlog import tally
from storage.database import Database
from storage.letters import Claimed
from storage.outbox import Delivery, Lane, Letter
from storage.vault import KeyRing

TOKEN = "123456:" + "A" * 35
LANGUAGE = "kk"
FIRST_CHAT = 10_000_000
WITHOUT_LIMITS = Allowance(100_000, 1.0)
ZONE = ZoneInfo("Asia/Almaty")


def now() -> datetime:
    """The time that rows hold."""
    return datetime.now(UTC)


def letter_to(number: int, moment: datetime) -> Letter:
    """One of a broadcast: the same for all, each to another person."""
    return Letter(
        dedupe_key=f"bench:{number}",
        chat_id=FIRST_CHAT + number,
        view="mistake_reported",
        args={
            "entry_id": "kz75-01",
            "what": "moved",
            "name": ["Павлодар дағдарыс орталығы", "Павлодарский кризисный центр"],
            "note": "Орталық басқа көшеге ауысқан, есігінде хабарландыру ілулі тұр. " * 3,
        },
        lane=Lane.BROADCAST,
        delivery=Delivery.AT_MOST_ONCE,
        not_before=moment,
    )


def shown_text() -> str:
    """What such a letter says, for the bare loop to say the same."""
    letter, moment = letter_to(0, now()), now()
    claimed = Claimed(
        **{name: getattr(letter, name) for name in Letter.__dataclass_fields__},
        id=1,
        attempts=0,
        created_at=moment,
        reader=people.Person(1, FIRST_CHAT, LANGUAGE, None, None, None, None, moment),
        read_at=moment,
    )
    grounds = Grounds(
        Database("sqlite+aiosqlite:///nowhere.db"), KeyRing({"k1": bytes(32)}), now, ZONE, list
    )
    envelope = asyncio.run(Letters(grounds, {}).render(claimed))
    assert envelope is not None, "it is always true"
    return envelope.text


class Office:
    """A postman for each order, all with one connection."""

    def __init__(self, url: str, database_url: str, limited: bool) -> None:
        self._database = Database(database_url)
        self._ring = KeyRing({"k1": bytes(range(32))})
        self._gate = Gate()
        self._limits = Limits() if limited else Limits(everyone=WITHOUT_LIMITS)
        self._bot = connect(TOKEN, url, self._gate, self._limits)
        self._letters = Letters(Grounds(self._database, self._ring, now, ZONE, list), {})
        self._made = 0
        self._wanted = 0
        self._all_made = asyncio.Event()

    async def obey(self, order: Order) -> Order:
        """``put`` so many letters ``after`` that number, or ``send`` so many and tell the cost."""
        if "put" in order:
            await self._put(order["after"], order["put"])
            return {}
        self._made, self._wanted = 0, order["send"]
        self._all_made.clear()
        began = time.process_time()
        await self._send()
        return {"cpu": time.process_time() - began}

    async def close(self) -> None:
        """Nothing more is measured."""
        await self._bot.session.close()
        await self._database.close()

    async def _put(self, after: int, count: int) -> None:
        async with self._database.act() as conn:
            for number in range(after, after + count):
                await people.meet(conn, FIRST_CHAT + number, LANGUAGE, now())
                await outbox.put(conn, self._ring, letter_to(number, now()), now())

    async def _send(self) -> None:
        postman = Postman(
            self._database,
            self._ring,
            self._bot,
            self._render,
            self._limits,
            self._gate,
            now,
            self._alarm,
        )
        running = asyncio.create_task(postman.run())
        await self._all_made.wait()
        while await self._left():  # noqa: ASYNC110 - nobody says that the last one is written down
            await asyncio.sleep(0.1)
        await postman.stop()
        await running

    async def _render(self, letter: Claimed) -> Envelope | None:
        self._made += 1
        if self._made >= self._wanted:
            self._all_made.set()
        return await self._letters.render(letter)

    async def _left(self) -> int:
        async with self._database.look() as conn:
            told = await tally(conn, now())
        return told.sending + sum(lane.due + lane.later for lane in told.lanes)

    async def _alarm(self, letter_id: int, reason: str) -> None:
        raise AssertionError(f"letter {letter_id}: {reason}")


async def main(url: str, database_url: str, limits: str) -> None:
    """Obey."""
    await migrate.upgrade(database_url)
    warm_up()
    office = Office(url, database_url, limits == "limited")
    await obey(office.obey)
    await office.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(main(*sys.argv[1:]))
