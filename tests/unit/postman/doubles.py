"""Stand-ins around the postman: Telegram and time, in the test's hands."""

import asyncio
from datetime import UTC, datetime, timedelta

from aiogram.exceptions import (
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import SendDocument, SendMessage, SendPhoto
from aiogram.types import Message
from aiohttp import ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey
from sqlalchemy import select

from bot.postman import Envelope, Postman
from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from bot.telegram.showing import Say
from storage import outbox
from storage.outbox import Delivery, Lane, Letter
from storage.tables import letters

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANY = SendMessage(chat_id=1, text="-")
ONCE, AT_LEAST = Delivery.AT_MOST_ONCE, Delivery.AT_LEAST_ONCE


def refused(error, message="-"):
    return error(method=ANY, message=message)


def no_line():
    error = TelegramNetworkError(method=ANY, message="-")
    error.__cause__ = ClientConnectorError(
        ConnectionKey("localhost", 1, False, True, None, None, None), OSError()
    )
    return error


def said_by(method):
    """A text as aiogram's own method shows it, to ask it for its parts."""
    return SendMessage(**method.parameters) if isinstance(method, Say) else method


class Telegram:
    """Takes what is sent; does instead, once each, what `troubles` has for the chat."""

    def __init__(self):
        self.sent = []
        self.troubles = {}
        self.gate = None
        self.held = {}
        self.changed = asyncio.Event()

    async def __call__(self, method):
        if held := self.held.get(method.chat_id):
            await held.wait()
        troubles = self.troubles.get(method.chat_id)
        trouble = troubles.pop(0) if troubles else None
        if isinstance(trouble, TelegramRetryAfter):
            self.gate.close(trouble.retry_after)  # the door's work
        if trouble is not None:
            raise trouble
        self.sent.append(said_by(method))
        self.changed.set()
        number = len(self.sent)
        if isinstance(method, Say):
            return {"message_id": number}
        file = {"file_id": f"id-{number}", "file_unique_id": "u"}
        kind = "photo" if isinstance(method, SendPhoto) else "document"
        shown = [{**file, "width": 1, "height": 1}] if kind == "photo" else file
        chat = {"id": 1, "type": "private"}
        return Message.model_validate({"message_id": number, "date": 0, "chat": chat, kind: shown})

    async def send_photo(self, chat_id, photo, **more):
        return await self(SendPhoto(chat_id=chat_id, photo=photo, **more))

    async def send_document(self, chat_id, document, **more):
        return await self(SendDocument(chat_id=chat_id, document=document, **more))

    @property
    def texts(self):
        return [method.text for method in self.sent]

    async def until(self, condition):
        while not condition():
            self.changed.clear()
            await self.changed.wait()


class Chancellery:
    """The outbox and its postman, with Telegram and time in the test's hands."""

    def __init__(self, database, ring, **options):
        self.database = database
        self.ring = ring
        self.now = NOON
        self.seconds = 0.0
        self.telegram = Telegram()
        self.gate = self.telegram.gate = Gate(lambda: self.seconds)
        self.alarms = []
        self.migrations = []
        self.rendered = {}
        self.postman = self.hire(**options)

    def hire(self, limits=None, **options):
        return Postman(
            self.database,
            self.ring,
            self.telegram,
            self.render,
            limits or Limits(),
            self.gate,
            lambda: self.now,
            self.alarm,
            on_migrated=self.migrated,
            chance=lambda: 1.0,
            **options,
        )

    async def render(self, letter):
        found = self.rendered.get(letter.dedupe_key, Envelope(letter.dedupe_key))
        if isinstance(found, Exception):
            raise found
        return found

    async def alarm(self, letter_id, reason):
        self.alarms.append(reason)

    async def migrated(self, old, new):
        self.migrations.append((old, new))

    async def put(self, key, chat=11, delivery=AT_LEAST, lane=Lane.NOTICE, after=0, **more):
        letter = Letter(
            key, chat, "a_view", {}, lane, delivery, NOON + timedelta(seconds=after), **more
        )
        async with self.database.act() as conn:
            assert await outbox.put(conn, self.ring, letter, NOON)

    def later(self, seconds):
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds

    async def round(self, after=0):
        self.later(after)
        verdicts = await self.postman.round(self.now)
        return {verdict.letter.dedupe_key: verdict.outcome.value for verdict in verdicts}

    async def row(self, key):
        async with self.database.look() as conn:
            found = await conn.execute(select(letters).where(letters.c.dedupe_key == key))
            return found.one()

    async def state(self, key):
        return (await self.row(key)).state
