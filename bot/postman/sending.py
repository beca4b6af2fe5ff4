"""Hands a letter that is made to Telegram: in its turn, with its file, to where the group is now.

Apart from the courier, who decides what an error means: here only those errors end that a second
call can mend.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramMigrateToChat
from aiogram.types import BufferedInputFile, InputFile

from bot.postman.deeds import Posted
from bot.postman.enclosures import Enclosures
from bot.postman.envelope import Enclosure, Envelope, post
from bot.postman.errors import Fate, judge
from bot.postman.turns import Turns
from storage.letters import Claimed

OnMigrated = Callable[[int, int], Awaitable[None]]
"""(old chat id, new chat id): a group became a supergroup."""

Made = TypeVar("Made")

log = logging.getLogger(__name__)


class NotNowError(Exception):
    """The chat must rest, or everybody: nothing was sent, and nothing is wrong."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class UnreadyError(Exception):
    """The letter could not be made, and nothing was sent; its cause says why."""


async def made(making: Awaitable[Made]) -> Made:
    """Whatever fails before anything is sent must not look as if it might have arrived."""
    try:
        return await making
    except Exception as error:
        raise UnreadyError from error


class Sending:
    """`moved`: groups' old ids and the ones that they have now."""

    def __init__(
        self, bot: Bot, turns: Turns, enclosures: Enclosures, on_migrated: OnMigrated
    ) -> None:
        self._bot = bot
        self._turns = turns
        self._enclosures = enclosures
        self._on_migrated = on_migrated
        self.moved: dict[int, int] = {}

    async def send(self, letter: Claimed, envelope: Envelope) -> Posted:
        """Raises aiogram's errors, `NotNowError` and `UnreadyError`."""
        file = envelope.file
        if not isinstance(file, Enclosure):
            return await self._hand_over(letter, envelope, file)
        key, enclosures = f"{envelope.kind}:{file.key}", self._enclosures
        while True:
            async with enclosures.turn(key):
                file_id = await made(enclosures.known(key))
                if file_id is None:
                    return await self._upload(letter, envelope, file, key)
            try:
                return await self._hand_over(letter, envelope, file_id)
            except TelegramBadRequest as error:
                if judge(error, letter.chat_id).fate is not Fate.FILE_FORGOTTEN:
                    raise
            await made(enclosures.forget(key, file_id))

    async def _upload(
        self, letter: Claimed, envelope: Envelope, file: Enclosure, key: str
    ) -> Posted:
        bytes_of_it = BufferedInputFile(await made(file.make()), file.name)
        posted = await self._hand_over(letter, envelope, bytes_of_it)
        if posted.file_id is not None:
            await self._enclosures.remember(key, posted.file_id)
        return posted

    async def _hand_over(
        self, letter: Claimed, envelope: Envelope, file: InputFile | str | None
    ) -> Posted:
        """One call in its turn; another where the group has moved."""
        while True:
            chat_id = self.moved.get(letter.chat_id, letter.chat_id)
            if (rest := await self._turns.take(chat_id, letter.lane)) > 0:
                raise NotNowError(rest)
            try:
                thread_id = letter.thread_id
                if envelope.into is not None:
                    thread_id = await envelope.into.thread(self._bot)
                posted = await post(self._bot, chat_id, thread_id, envelope, file)
                return replace(posted, thread_id=thread_id)
            except TelegramMigrateToChat as error:
                new_id = error.migrate_to_chat_id
                if new_id == chat_id:
                    raise
            finally:
                self._turns.give_back(chat_id, letter.lane)
            await self._follow(chat_id, letter.chat_id, new_id)

    async def _follow(self, old_id: int, first_id: int, new_id: int) -> None:
        """Remember where the group is now, and tell whoever keeps its number."""
        self.moved[first_id] = self.moved[old_id] = new_id
        try:
            await self._on_migrated(old_id, new_id)
        except Exception as error:  # noqa: BLE001 - the letter goes to the new group all the same
            log.error(  # noqa: TRY400 - the type says it all
                "group %d became %d, which could not be noted: %s",
                old_id,
                new_id,
                type(error).__name__,
            )
