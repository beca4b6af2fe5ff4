"""Tells a person that the answer will be late: the database is away, and an apology too soon.

An update that can be neither handled nor set aside stays with Telegram and is tried again until it
can. Without a word of it, whoever wrote would look at an empty chat for as long as the disk is
full, and might think that nobody will ever answer.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import Update
from sqlalchemy.exc import SQLAlchemyError

from bot.talk import Grounds
from bot.views.late import LATE
from bot.views.tongue import guessed, tongue
from storage import people
from storage.errors import StorageError

LOOK_WITHIN = 5.0
"""Seconds for the person's language, if the database still answers."""


class Patience:
    """Asks people for it."""

    def __init__(self, grounds: Grounds, bot: Bot) -> None:
        self._grounds = grounds
        self._bot = bot

    async def ask(self, update: Update) -> None:
        """Ask whoever sent this in a private chat. Raises aiogram's errors."""
        query = update.callback_query
        message = update.message or (query.message if query else None)
        user = query.from_user if query else update.message.from_user if update.message else None
        if user is None or (message is not None and message.chat.type != ChatType.PRIVATE):
            return
        language = await self._language_of(user.id) or guessed(user.language_code)
        await self._bot.send_message(user.id, tongue(language, self._grounds.zone).html(LATE))

    async def _language_of(self, telegram_id: int) -> str | None:
        with suppress(StorageError, SQLAlchemyError, OSError, TimeoutError):
            async with asyncio.timeout(LOOK_WITHIN), self._grounds.database.look() as connection:
                person = await people.look_up(connection, telegram_id)
                return person.language if person else None
        return None
