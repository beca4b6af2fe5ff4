"""The topic of a ticket in the group, as a room that letters go into.

Made when the first letter needs it, with the card on top; made anew when somebody deleted it. In a
group without topics there is no room: letters go into the chat, and answers are replies there.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.talk import Grounds
from bot.telegram.showing import Say
from bot.views.desk.card import ticket_card, topic_title
from bot.views.screen import spoken
from bot.views.tongue import Tongue
from civic.desk.letters import Notice, Post
from civic.desk.looking import Seen, see
from storage import ticket_words, tickets
from storage.ticket_words import Copy
from storage.tickets import StoredTicket

NO_TOPICS = ("not a forum", "not enough rights", "chat_admin_required", "have no rights")
"""What Telegram says where no topic can be made: the group has none, or the bot may not."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TicketRoom:
    """The room of one ticket; ``tongue`` is the group's."""

    grounds: Grounds
    bot: Bot
    ticket_id: int
    tongue: Tongue
    for_card: bool = False
    """The letter that goes into it is the card itself: the room puts none."""

    @property
    def key(self) -> str:
        """Two letters of one room make one topic."""
        return f"ticket:{self.ticket_id}"

    async def thread(self, bot: Bot) -> int | None:
        """The topic's id, making it if there is none; None where there can be none."""
        async with self.grounds.database.look() as connection:
            stands = await tickets.get(connection, self.ticket_id)
        if stands is not None and stands.shredded_at is None and stands.thread_id is not None:
            return stands.thread_id
        seen = await self._seen()
        if seen is None or seen.ticket.chat_id is None:
            return None
        ticket, chat_id = seen.ticket, seen.ticket.chat_id
        thread = await self._make(bot, ticket)
        if thread is None:
            return None
        await self._note_topic(ticket.id, chat_id, thread)
        if not self.for_card:
            await self._put_card(bot, seen, thread)
        return thread

    async def lost(self, reason: str) -> None:
        """Deleted: the next letter makes another, and says so. Closed: it is opened again."""
        if reason == "topic closed":
            await self._open_again()
            return
        async with self.grounds.database.act() as connection:
            ticket = await tickets.get(connection, self.ticket_id, hold=True)
            if ticket is None or ticket.thread_id is None or ticket.chat_id is None:
                return
            await tickets.lose_topic(
                connection,
                ticket.id,
                ticket.chat_id,
                ticket.thread_id,
                reason,
                self.grounds.now(),
            )
            post = Post(connection, self.grounds.ring, self.grounds.now())
            await post.notice(ticket, Notice.TOPIC_LOST)
        self.grounds.letters_put()

    async def _open_again(self) -> None:
        seen = await self._seen()
        if seen is None or seen.ticket.chat_id is None or seen.ticket.thread_id is None:
            return
        with suppress(TelegramBadRequest):  # somebody was quicker
            await self.bot.reopen_forum_topic(seen.ticket.chat_id, seen.ticket.thread_id)

    async def _make(self, bot: Bot, ticket: StoredTicket) -> int | None:
        assert ticket.chat_id is not None
        try:
            topic = await bot.create_forum_topic(
                ticket.chat_id, name=topic_title(self.tongue, ticket)
            )
        except (TelegramBadRequest, TelegramForbiddenError) as refused:
            if any(words in refused.message.lower() for words in NO_TOPICS):
                return None
            raise
        return topic.message_thread_id

    async def _note_topic(self, ticket_id: int, chat_id: int, thread: int) -> None:
        """Killed before this, an empty topic is left behind, and nothing is lost."""
        async with self.grounds.database.act() as connection:
            now = self.grounds.now()
            await tickets.place(connection, ticket_id, chat_id, thread, now)

    async def _put_card(self, bot: Bot, seen: Seen, thread: int) -> None:
        """On top of a topic that is made for something else than the card."""
        ticket = seen.ticket
        assert ticket.chat_id is not None
        told = spoken(ticket.chat_id, ticket_card(self.tongue, seen))
        told |= {"message_thread_id": thread, "disable_notification": True}
        sent = await bot(Say(chat_id=ticket.chat_id, parameters=told))
        async with self.grounds.database.act() as connection:
            await note_card(connection, ticket.id, ticket.chat_id, sent["message_id"])

    async def _seen(self) -> Seen | None:
        grounds = self.grounds
        async with grounds.database.look() as connection:
            return await see(connection, grounds.ring, grounds.desk, self.ticket_id, grounds.now())


async def note_card(
    connection: AsyncConnection, ticket_id: int, chat_id: int, message_id: int
) -> None:
    """This message is the ticket's card from now on; a reply to it is about the ticket."""
    await tickets.change(connection, ticket_id, card_id=message_id)
    copy = Copy(chat_id, message_id, ticket_id, None, is_ours=True)
    await ticket_words.note_copies(connection, [copy])
