"""One update of one person in a private chat: who, in which language, and how to answer.

Handlers and the runner answer through a ``Talk``, so that editing the pressed message, sending a
new one and closing a pop-up are decided in one place.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import CallbackQuery, Message, ReplyKeyboardRemove, User

from bot.telegram.showing import Rest, Say
from bot.views.screen import Screen, replacing, spoken
from bot.views.tongue import Tongue, guessed, tongue
from civic.act import Act
from civic.desk.house import Desk
from civic.petitions.looking import PetitionSearch
from civic.phrases import Phrase, _
from storage import people, reach
from storage.database import Database
from storage.people import Person
from storage.vault import KeyRing

POPUP_LIMIT = 200
"""Characters of a pop-up (Bot API, ``answerCallbackQuery``)."""
RESTS_WITHIN = 5.0
"""Seconds that a button's rest may take beside something that must not wait for it."""
_SAME = "message is not modified"
NO_DESK = Desk(chat_id=None, zone=UTC)
"""Where nobody answers tickets: tests of other things."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What every talk stands on: the storage, the keys, the clock and what people's clocks show.

    ``letters_put`` wakes the postman after a commit that may have put letters.
    ``administrators`` are Telegram ids; ``desk`` is where the volunteers are; ``search`` is this
    worker's index of petitions; ``channel_id`` takes announcements; ``epetition_url`` is the portal
    of official petitions, empty: not asked.
    """

    database: Database
    ring: KeyRing
    now: Callable[[], datetime]
    zone: tzinfo
    letters_put: Callable[[], None]
    administrators: tuple[int, ...] = ()
    desk: Desk = NO_DESK
    search: PetitionSearch = field(default_factory=PetitionSearch)
    channel_id: int | None = None
    epetition_url: str = ""


@dataclass(slots=True)
class Talk:
    """``message`` is what the person sent, or the message whose button they pressed."""

    grounds: Grounds
    bot: Bot
    update_id: int
    user: User
    message: Message | None
    query: CallbackQuery | None = None
    more_of_album: bool = False
    tongue: Tongue = field(init=False)

    def __post_init__(self) -> None:
        self.speak(guessed(self.user.language_code))

    def speak(self, language: str | None) -> None:
        """Go on in this language; ``None`` leaves it as it is."""
        if language:
            self.tongue = tongue(language, self.grounds.zone)

    def today(self) -> datetime:
        """Now, as the person's clock shows it."""
        return self.grounds.now().astimezone(self.grounds.zone)

    @asynccontextmanager
    async def act(self) -> AsyncIterator[Act]:
        """A transaction with the person locked (met, if new).

        For acts that may be done again without harm when the bot dies before it has shown them:
        until then the update's id is not recorded (``bot/handlers/once.py``).
        """
        grounds = self.grounds
        async with grounds.database.act() as connection:
            now = grounds.now()
            person = await reach.meet(connection, self.user.id, None, now)
            self.speak(person.language)
            yield Act(connection, grounds.ring, person, now, self.update_id)

    async def person(self) -> Person | None:
        """Who is talking, if the bot has met them; the talk goes on in their language."""
        async with self.grounds.database.look() as connection:
            person = await people.look_up(connection, self.user.id)
        if person:
            self.speak(person.language)
            if person.unreachable_since is not None:
                await self._is_back()
        return person

    async def _is_back(self) -> None:
        """Whoever writes can be written to: what waited for them leaves."""
        async with self.grounds.database.act() as connection:
            await reach.found(connection, self.user.id)
        self.grounds.letters_put()

    async def show(self, screen: Screen, *, drop_keys: bool = False) -> int:
        """Put a screen before the person: in place of the pressed one, else as a new message.

        Returns the id of the message that it stands in. ``drop_keys`` first takes away the keys
        that a step had put under the input field.
        """
        if drop_keys:
            await self.drop_keys()
        if self.query is None:
            return await self._send(screen)
        async with asyncio.TaskGroup() as both:
            both.create_task(self._close_query(self.query))
            return await self._replace(screen)

    async def show_below(self, screen: Screen, *, reply_to: int | None = None) -> int:
        """Say it as a new message: what was pressed stays to be read.

        As a reply to ``reply_to``, if that is still there. Returns its id.
        """
        await self.rest()
        parameters = spoken(self.user.id, screen)
        if reply_to is not None:
            reply = {"message_id": reply_to, "allow_sending_without_reply": True}
            parameters["reply_parameters"] = reply
        sent = await self.bot(Say(chat_id=self.user.id, parameters=parameters))
        number: int = sent["message_id"]
        return number

    async def drop_keys(self) -> None:
        """Take away the keys that a step had put under the input field."""
        await self.bot.send_message(
            self.user.id, self.tongue.html(_("All right.")), reply_markup=ReplyKeyboardRemove()
        )

    async def popup(self, phrase: Phrase) -> None:
        """Say it above the chat; nothing of it stays. For messages: say it as one."""
        text = self.tongue.plain(phrase)[:POPUP_LIMIT]
        if self.query is None or not await self._close_query(self.query, text):
            await self._send(Screen(self.tongue.html(phrase)))

    @asynccontextmanager
    async def beside(self, phrase: Phrase | None = None) -> AsyncIterator[None]:
        """Let the pressed button rest while something more pressing is done.

        With a pop-up if there is a ``phrase``. Nothing waits for it, and if it fails, nobody is
        told: what is done inside is what counts.
        """
        text = self.tongue.plain(phrase)[:POPUP_LIMIT] if phrase else None
        async with asyncio.TaskGroup() as both:
            if self.query is not None:
                both.create_task(self._rest_if_it_can(self.query, text))
            yield

    async def _rest_if_it_can(self, query: CallbackQuery, text: str | None) -> None:
        with suppress(TelegramAPIError, TimeoutError):
            async with asyncio.timeout(RESTS_WITHIN):
                await self._close_query(query, text)

    async def rest(self) -> None:
        """Let the pressed button rest without a word."""
        if self.query is not None:
            await self._close_query(self.query)

    async def _close_query(self, query: CallbackQuery, text: str | None = None) -> bool:
        """Let the button rest, with a pop-up if there is ``text``. False when it is too late.

        A press that waited through an outage can no longer be answered; that harms nobody.
        """
        answer: dict[str, Any] = {"callback_query_id": query.id}
        if text is not None:
            answer |= {"text": text, "show_alert": True}
        try:
            await self.bot(Rest(parameters=answer))
        except TelegramBadRequest:
            return False
        return True

    async def _send(self, screen: Screen) -> int:
        chat_id = self.user.id
        sent = await self.bot(Say(chat_id=chat_id, parameters=spoken(chat_id, screen)))
        number: int = sent["message_id"]
        return number

    async def _replace(self, screen: Screen) -> int:
        if self.message is None or screen.reply_keys is not None:
            return await self._send(screen)
        return await self.show_in(self.message.message_id, screen)

    async def show_in(self, message_id: int, screen: Screen) -> int:
        """Put the screen in place of this message of ours; a new one only where it is gone."""
        try:
            await self.bot(replacing(self.user.id, message_id, screen))
        except TelegramBadRequest as refused:
            # Nothing to change is fine: the screen is already there. A message that is gone or
            # too old to edit is answered with a new one. Telegram gives no type, only words.
            if _SAME not in refused.message:
                return await self._send(screen)
        return message_id

    async def swap(self, message_id: int, screen: Screen) -> None:
        """Put the screen in place of this message of ours, and nowhere else.

        Where it cannot be put the message goes, and nothing new is said: somebody is leaving.
        """
        try:
            await self.bot(replacing(self.user.id, message_id, screen))
        except TelegramBadRequest as refused:
            if _SAME not in refused.message:
                with suppress(TelegramBadRequest):
                    await self.bot.delete_message(self.user.id, message_id)
