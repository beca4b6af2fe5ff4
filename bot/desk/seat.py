"""One update of one of the staff, in a group of the desk or in private: who, and how to answer.

What ``Talk`` is for people, a seat is for volunteers: the language is theirs, the answer goes to
the topic that they wrote in, and their role is asked in the act, never taken from a button.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    Message,
    ReactionTypeEmoji,
    Update,
    User,
)

from bot.talk import POPUP_LIMIT, Grounds
from bot.telegram.showing import Rest, Say
from bot.views.screen import Screen, replacing, spoken
from bot.views.tongue import Tongue, guessed, tongue
from civic.act import Act
from civic.desk.groups import groups_of
from civic.phrases import Phrase
from storage import people, reach

PREFIX = "t"
"""Of the buttons of the desk (``bot.views.desk.ways.Desk``)."""
COMMANDS = frozenset(
    {"/my", "/queue", "/find", "/stats", "/export", "/who", "/break", "/back", "/card", "/desk"}
)
"""What the staff may write in private too."""
IN_TOPICS = frozenset({"/send", "/withdraw", "/tag", "/hand", "/a", "/ban", "/quietban"})
"""What they write in the topic of a ticket only."""
_SAME = "message is not modified"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Seat:
    """``message`` is what was sent, or the message whose button was pressed."""

    grounds: Grounds
    bot: Bot
    update_id: int
    user: User
    message: Message | InaccessibleMessage
    query: CallbackQuery | None = None
    tongue: Tongue = field(init=False)
    """The volunteer's own language, for pop-ups and pages of their own."""

    def __post_init__(self) -> None:
        self.tongue = tongue(guessed(self.user.language_code), self.grounds.zone)

    @property
    def group_tongue(self) -> Tongue:
        """The language of what everybody in the group reads; in private the volunteer's own."""
        if self.chat_id > 0:
            return self.tongue
        return tongue(self.grounds.desk.language, self.grounds.zone)

    @property
    def chat_id(self) -> int:
        """Where they are: a group's number is below zero."""
        return self.message.chat.id

    @property
    def thread_id(self) -> int | None:
        """The topic that they are in; None in the general one, or where there are none."""
        message = self.message
        if isinstance(message, Message) and message.is_topic_message:
            return message.message_thread_id
        return None

    @asynccontextmanager
    async def act(self) -> AsyncIterator[Act]:
        """A transaction with the volunteer's own row locked (they are met, if new)."""
        grounds = self.grounds
        async with grounds.database.act() as connection:
            now = grounds.now()
            person = await reach.meet(connection, self.user.id, None, now)
            if person.language:
                self.tongue = tongue(person.language, grounds.zone)
            yield Act(connection, grounds.ring, person, now, self.update_id)
        grounds.letters_put()

    async def say(self, screen: Screen, *, reply_to: int | None = None) -> int:
        """A new message, where they are; as a reply where one can be made."""
        told = spoken(self.chat_id, screen)
        if self.thread_id is not None:
            told["message_thread_id"] = self.thread_id
        if reply_to is not None:
            told["reply_parameters"] = {
                "message_id": reply_to,
                "allow_sending_without_reply": True,
            }
        sent = await self.bot(Say(chat_id=self.chat_id, parameters=told))
        number: int = sent["message_id"]
        return number

    async def show(self, screen: Screen) -> None:
        """In place of the pressed message; as a new one for whoever wrote."""
        if self.query is None:
            await self.say(screen, reply_to=self.message.message_id)
            return
        await self.rest()
        await self.redraw(screen)

    async def redraw(self, screen: Screen) -> None:
        """Put the screen in place of the pressed message; a new one only where that is gone."""
        try:
            await self.bot(replacing(self.chat_id, self.message.message_id, screen))
        except TelegramBadRequest as refused:
            if _SAME not in refused.message:
                await self.say(screen)

    async def popup(self, phrase: Phrase) -> None:
        """Seen by whoever pressed alone; for a message: a reply to it."""
        text = self.tongue.plain(phrase)[:POPUP_LIMIT]
        if self.query is None or not await self._close(text):
            await self.say(Screen(self.tongue.html(phrase)), reply_to=self.message.message_id)

    async def rest(self) -> None:
        """Let the pressed button rest without a word."""
        if self.query is not None:
            await self._close()

    async def react(self, emoji: str) -> bool:
        """A mark on what they wrote; False where the group does not allow it."""
        try:
            await self.bot.set_message_reaction(
                self.chat_id, self.message.message_id, reaction=[ReactionTypeEmoji(emoji=emoji)]
            )
        except TelegramBadRequest:
            return False
        except TelegramAPIError as error:
            # the letter about its delivery sets the next one: this one is only the first
            log.info("no mark on message %d: %s", self.message.message_id, type(error).__name__)
        return True

    async def _close(self, text: str | None = None) -> bool:
        assert self.query is not None
        answer: dict[str, object] = {"callback_query_id": self.query.id}
        if text is not None:
            answer |= {"text": text, "show_alert": True}
        with suppress(TelegramBadRequest):  # a press that waited through an outage
            await self.bot(Rest(parameters=answer))
            return True
        return False


async def seat_of(update: Update, bot: Bot, grounds: Grounds) -> Seat | None:
    """The seat from which an update came: a group of the desk, or a staff page in private.

    None for everything else: what is said in a strange group is nobody's business.
    """
    query = update.callback_query
    message = update.message or update.edited_message
    event = query or message
    place = query.message if query is not None else message
    user = event.from_user if event is not None else None
    if user is None or place is None or user.is_bot:
        return None
    if place.chat.type == ChatType.PRIVATE:
        if not _is_of_the_desk(query, message):
            return None
        known = True
    async with grounds.database.look() as connection:  # one for both: somebody waits for the answer
        if place.chat.type != ChatType.PRIVATE:
            known = place.chat.id in await groups_of(connection, grounds.desk)
        person = await people.look_up(connection, user.id)
    if not known and not _asks_to_check(message, user.id, grounds):
        return None
    seat = Seat(grounds, bot, update.update_id, user, place, query)
    if person is not None and person.language:
        seat.tongue = tongue(person.language, grounds.zone)
    return seat


def _asks_to_check(message: Message | None, user_id: int, grounds: Grounds) -> bool:
    """An administrator asks in a group that is not set yet: they are told how to set it."""
    asked = message is not None and (message.text or "").lower().startswith("/desk")
    return asked and user_id in grounds.administrators


def _is_of_the_desk(query: CallbackQuery | None, message: Message | None) -> bool:
    """In private: a button of the desk, or one of its commands."""
    if query is not None:
        return (query.data or "").startswith(f"{PREFIX}:")
    words = (message.text or "").split(maxsplit=1) if message is not None else []
    return bool(words) and words[0].lower().partition("@")[0] in COMMANDS
