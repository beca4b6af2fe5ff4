"""The letters into the volunteers' groups, and to the staff in private.

Rendered when they leave, so that a card never shows what was true a minute ago. None: what it
would have said is no longer true.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Bot

from bot.desk.rooms import TicketRoom
from bot.postman.deeds import Copies, Deletion, Reaction, Rewrite, TopicChange, TopicDeletion
from bot.postman.envelope import Envelope
from bot.talk import Grounds
from bot.views.desk.card import ticket_card, topic_title
from bot.views.desk.notices import notice_screen, staff_news_screen
from bot.views.screen import TEXT_LIMIT, keys, units
from bot.views.tongue import Tongue, tongue
from civic.desk.letters import Mark, Notice, StaffNews
from civic.desk.looking import Seen, see
from civic.desk.ticket import OPEN, Source
from civic.phrases import Phrase, _, verbatim
from storage import ticket_words, tickets
from storage.cases import case_of, in_hand
from storage.errors import CaseShredded, CaseUnknown
from storage.people import Person
from storage.ticket_words import Copy, StoredWords
from storage.tickets import StoredTicket

Args = Mapping[str, Any]
View = Callable[[Tongue, Person | None, Args], Awaitable[Envelope | None]]

_MARKS: dict[Mark, tuple[str, Phrase]] = {
    Mark.ON_ITS_WAY: ("✍", _("✍ It is on its way.")),
    Mark.WAITS: ("😴", _("😴 It waits until they may be written to.")),
    Mark.DELIVERED: ("👌", _("👌 Telegram has delivered it.")),
    Mark.FAILED: ("😢", _("😢 It did not arrive.")),
    Mark.WITHDRAWN: ("🤝", _("It was taken back.")),
}
_OF_THE_OWNER = frozenset({StaffNews.RELEASE_NEAR, StaffNews.ANSWER_DUE, StaffNews.GIVEN})


@dataclass(frozen=True, slots=True)
class DeskLetters:
    """The views of the desk's letters."""

    grounds: Grounds
    bot: Bot

    def views(self) -> dict[str, View]:
        """By the name that stands in the letter's row."""
        return {
            "ticket_card": self._card,
            "ticket_topic": self._topic,
            "ticket_topic_gone": self._topic_gone,
            "ticket_words_gone": self._words_gone,
            "ticket_words": self._words,
            "ticket_words_edited": self._words_edited,
            "ticket_mark": self._mark,
            "ticket_notice": self._notice,
            "ticket_staff_news": self._staff_news,
        }

    async def _card(self, _speaking: Tongue, _reader: Person | None, args: Args) -> Envelope | None:
        seen = await self._seen(args)
        if seen is None:
            return None
        card = ticket_card(self._tongue(), seen)
        ticket = seen.ticket
        if ticket.card_id is not None:
            deed = Rewrite(ticket.card_id, card.text, keys(card))
            return Envelope(card.text, deed=deed)
        room = self._room(ticket.id, for_card=True)
        return Envelope(card.text, keys(card), silent=not ticket.urgent, into=room)

    async def _topic(
        self, _speaking: Tongue, _reader: Person | None, args: Args
    ) -> Envelope | None:
        seen = await self._seen(args)
        if seen is None or seen.ticket.thread_id is None:
            return None
        ticket = seen.ticket
        name = topic_title(self._tongue(), ticket)
        assert ticket.thread_id is not None
        change = TopicChange(ticket.thread_id, name, closed=ticket.state not in OPEN)
        return Envelope("", deed=change)

    async def _topic_gone(
        self, _speaking: Tongue, _reader: Person | None, args: Args
    ) -> Envelope | None:
        return Envelope("", deed=TopicDeletion(int(args["thread"])))

    async def _words_gone(
        self, _speaking: Tongue, _reader: Person | None, args: Args
    ) -> Envelope | None:
        _ticket, _words, copies = await self._said(args)
        here = [copy.message_id for copy in copies if copy.is_ours and copy.chat_id < 0]
        return Envelope("", deed=Deletion(tuple(here))) if here else None

    async def _words(
        self, _speaking: Tongue, _reader: Person | None, args: Args
    ) -> Envelope | None:
        ticket, words, _copies = await self._said(args)
        if ticket is None or words is None or words.withdrawn_at is not None:
            return None
        room = self._room(ticket.id)
        if words.kind != "text":
            assert words.from_chat is not None
            return Envelope("", deed=Copies(words.from_chat, words.messages), into=room)
        is_trial = ticket.source == Source.CANARY
        return Envelope(self._quoted(ticket, words), silent=is_trial, into=room)

    async def _words_edited(
        self, _speaking: Tongue, _reader: Person | None, args: Args
    ) -> Envelope | None:
        ticket, words, copies = await self._said(args)
        if ticket is None or words is None or words.withdrawn_at is not None:
            return None
        here = [copy for copy in copies if copy.is_ours and copy.chat_id == ticket.chat_id]
        head = self._tongue().html(_("✏️ The person changed this message. It says now:"))
        text = f"{head}\n\n{self._quoted(ticket, words)}"
        if units(text) > TEXT_LIMIT:
            text = self._quoted(ticket, words)
        return Envelope(
            text,
            into=self._room(ticket.id),
            reply_to=here[0].message_id if here else None,
        )

    async def _mark(self, _speaking: Tongue, _reader: Person | None, args: Args) -> Envelope | None:
        ticket, words, _copies = await self._said(args)
        if ticket is None or words is None or not words.messages:
            return None
        if words.from_chat != ticket.chat_id:
            return None  # written before the group moved: there is nothing to put a mark on
        emoji, otherwise = _MARKS[Mark(args["mark"])]
        deed = Reaction(words.messages[0], emoji, self._tongue().html(otherwise))
        return Envelope("", deed=deed, into=self._room(ticket.id))

    async def _notice(
        self, _speaking: Tongue, _reader: Person | None, args: Args
    ) -> Envelope | None:
        seen = await self._seen(args)
        if seen is None:
            return None
        screen = notice_screen(self._tongue(), seen, args)
        reply_to = None
        if args["what"] == Notice.NOT_DELIVERED:
            _ticket, words, _copies = await self._said(args)
            if words is None or words.withdrawn_at is not None or words.failed_at is None:
                return None
            reply_to = words.messages[0] if words.messages else None
        room = self._room(seen.ticket.id)
        return Envelope(screen.text, keys(screen), reply_to=reply_to, into=room)

    async def _staff_news(
        self, speaking: Tongue, reader: Person | None, args: Args
    ) -> Envelope | None:
        seen = await self._seen(args)
        if seen is None:
            return None
        if StaffNews(args["what"]) in _OF_THE_OWNER and (
            reader is None or reader.id != seen.ticket.owner_id
        ):
            return None  # somebody else has it now
        screen = staff_news_screen(speaking, seen, args)
        return Envelope(screen.text, keys(screen))

    def _tongue(self) -> Tongue:
        """The language of what everybody in the group reads."""
        return tongue(self.grounds.desk.language, self.grounds.zone)

    def _room(self, ticket_id: int, *, for_card: bool = False) -> TicketRoom:
        return TicketRoom(self.grounds, self.bot, ticket_id, self._tongue(), for_card=for_card)

    def _quoted(self, ticket: StoredTicket, words: StoredWords) -> str:
        """The person's words. Those of heavy tickets are hidden until they are tapped."""
        text = self._tongue().html(verbatim(words.text or ""))
        if ticket.heavy:
            text = f"<tg-spoiler>{text}</tg-spoiler>"
        marked = f"👤 {text}"
        return marked if units(marked) <= TEXT_LIMIT else text

    async def _seen(self, args: Args) -> Seen | None:
        grounds = self.grounds
        async with grounds.database.look() as connection:
            seen = await see(
                connection, grounds.ring, grounds.desk, int(args["ticket"]), grounds.now()
            )
        return None if seen is None or seen.ticket.unseen else seen

    async def _said(self, args: Args) -> tuple[StoredTicket | None, StoredWords | None, list[Copy]]:
        """The ticket, what was said in it, and where that is shown, in one look: somebody waits."""
        grounds = self.grounds
        async with grounds.database.look() as connection:
            ticket = await tickets.get(connection, int(args["ticket"]))
            if ticket is None or ticket.shredded_at is not None or ticket.unseen:
                return None, None, []
            if "words" not in args:
                return ticket, None, []
            try:
                case = await case_of(connection, grounds.ring, ticket.case_id)
            except (CaseShredded, CaseUnknown):
                return None, None, []
            with in_hand(case):
                words = await ticket_words.get(connection, int(args["words"]))
                copies = await ticket_words.copies_of(connection, int(args["words"]))
        return ticket, words, copies
