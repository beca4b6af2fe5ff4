"""What the bot has written down, read past the bot: tests compare it with what people said."""

from collections import Counter
from contextlib import asynccontextmanager

from sqlalchemy import select

from storage import directory, outbox, people, traces, updates
from storage.database import Database
from storage.outbox import Delivery, Lane, Letter
from storage.tables import audit, letters
from storage.vault import KeyRing
from tests.resilience.errand import NUMBER, VIEW, saying

KEYS = "k1:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


class Books:
    """The bot may run meanwhile, or not; no connection is kept that a storm could cut."""

    def __init__(self, url):
        self._url = url
        self._ring = KeyRing.from_text(KEYS)

    @asynccontextmanager
    async def _opened(self, *, to_write=False):
        database = Database(self._url)
        try:
            async with database.act() if to_write else database.look() as conn:
                yield conn
        finally:
            await database.close()

    async def put(self, key, chat_id, delivery, now):
        """A letter that says its key."""
        letter = Letter(
            dedupe_key=key,
            chat_id=chat_id,
            view=VIEW,
            args=saying(key, delivery),
            lane=Lane.NOTICE if delivery is Delivery.AT_LEAST_ONCE else Lane.BROADCAST,
            delivery=delivery,
            not_before=now,
        )
        async with self._opened(to_write=True) as conn:
            await outbox.put(conn, self._ring, letter, now)

    async def letters(self):
        """(what it says, class, state) of each errand's letter, and how often it is there."""
        async with self._opened() as conn:
            rows = await conn.execute(select(letters.c.args, letters.c.delivery, letters.c.state))
            return Counter(
                (args["name"][0], delivery, state)
                for args, delivery, state in rows
                if args.get("entry_id") == NUMBER
            )

    async def notes(self):
        """The notes of all reports of the line 111."""
        async with self._opened() as conn:
            reports = await directory.reports_of(conn, "line", "111")
            return sorted([await directory.open_note(conn, self._ring, one.id) for one in reports])

    async def acts(self):
        """How often each talk came to its end."""
        async with self._opened() as conn:
            return Counter((await conn.execute(select(audit.c.act))).scalars())

    async def region_of(self, telegram_id):
        async with self._opened() as conn:
            return (await people.look_up(conn, telegram_id)).region

    async def traces_of(self, telegram_id):
        async with self._opened() as conn:
            return await traces.of_chat(conn, telegram_id)

    async def set_aside(self):
        async with self._opened() as conn:
            return [kept.error for kept in await updates.set_aside_waiting(conn)]
