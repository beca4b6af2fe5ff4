"""The topic of a ticket in the group, as a room that letters go into.

Made when the first letter needs it, with the card on top; made anew when somebody deleted it. In a
group without topics there is no room: letters go into the chat, and answers are replies there.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from bot.talk import Grounds
from bot.telegram.showing import Say
from bot.views.desk.card import ticket_card, topic_title
from bot.views.screen import spoken
from bot.views.tongue import Tongue
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
    ticket_id: int
    tongue: Tongue

    @property
    def key(self) -> str:
        """Two letters of one room make one topic."""
        return f"ticket:{self.ticket_id}"

    async def thread(self, bot: Bot) -> int | None:
        """The topic's id, making it if there is none; None where there can be none."""
        seen = await self._seen()
        if seen is None or seen.ticket.chat_id is None:
            return None
        ticket = seen.ticket
        if ticket.thread_id is not None:
            return ticket.thread_id
        thread = await self._make(bot, ticket)
        if thread is None:
            return None
        return await self._put_card(bot, seen, thread)

    async def lost(self, reason: str) -> None:
        """Somebody deleted the topic: the next letter makes another, and says so there."""
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

    async def _put_card(self, bot: Bot, seen: Seen, thread: int) -> int:
        """The card first, then the row: killed in between, an empty topic is left behind, and
        nothing is lost.
        """
        ticket, grounds = seen.ticket, self.grounds
        assert ticket.chat_id is not None
        told = spoken(ticket.chat_id, ticket_card(self.tongue, seen))
        told |= {"message_thread_id": thread, "disable_notification": not ticket.urgent}
        sent = await bot(Say(chat_id=ticket.chat_id, parameters=told))
        card = sent["message_id"]
        async with grounds.database.act() as connection:
            now = grounds.now()
            await tickets.place(connection, ticket.id, ticket.chat_id, thread, now)
            await tickets.change(connection, ticket.id, card_id=card)
            copy = Copy(ticket.chat_id, card, ticket.id, None, is_ours=True)
            await ticket_words.note_copies(connection, [copy])
        return thread

    async def _seen(self) -> Seen | None:
        grounds = self.grounds
        async with grounds.database.look() as connection:
            return await see(connection, grounds.ring, grounds.desk, self.ticket_id, grounds.now())
