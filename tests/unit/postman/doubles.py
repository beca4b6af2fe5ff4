"""Stand-ins around the postman: Telegram and time, in the test's hands."""

import asyncio
from datetime import UTC, datetime, timedelta

from aiogram.exceptions import (
    TelegramBadRequest,
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


class Telegram:
    """Takes what is sent; does instead, once each, what `troubles` has for the chat."""

    def __init__(self):
        self.sent = []
        self.uploaded = []
        self.forgotten = set()
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
        if isinstance(method, Say):
            method = SendMessage.model_validate(method.parameters)
        self.sent.append(method)
        self.changed.set()
        number = len(self.sent)
        if isinstance(method, SendMessage):
            return {"message_id": number}
        answer = {"message_id": number, "date": 0, "chat": {"id": 1, "type": "private"}}
        return Message.model_validate(answer | self.received(method))

    def received(self, method):
        """A file that comes for the first time gets an id."""
        kind = "photo" if isinstance(method, SendPhoto) else "document"
        file = getattr(method, kind)
        if not isinstance(file, str):
            file = f"id-{len(self.uploaded) + 1}"
            self.uploaded.append(getattr(method, kind).filename)
        elif file in self.forgotten:
            raise refused(
                TelegramBadRequest, "Bad Request: wrong file identifier/HTTP URL specified"
            )
        size = {"file_id": file, "file_unique_id": file, "width": 1, "height": 1}
        return {kind: [size] if kind == "photo" else {"file_id": file, "file_unique_id": file}}

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
        self.lost_topics = []
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
            on_topic_lost=self.topic_lost,
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

    async def topic_lost(self, chat, topic, reason):
        self.lost_topics.append((chat, topic, reason))

    async def put(self, key, chat=11, delivery=AT_LEAST, lane=Lane.NOTICE, after=0, **more):
        letter = Letter(
            key, chat, "a_view", {}, lane, delivery, self.now + timedelta(seconds=after), **more
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
