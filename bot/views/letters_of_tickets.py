"""The letters of a ticket to its person: answers, corrections, and what becomes of it.

Whether the person may be written to is asked again as each leaves. Nothing that arrives for a
protected ticket tells on a lock screen what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.postman.deeds import Copies, Deletion, Rewrite
from bot.postman.envelope import Envelope
from bot.talk import Grounds
from bot.views.asking.news import answer_text, news_screen, protected_news_screen, under_answer
from bot.views.asking.ways import to
from bot.views.letters_of_desk import View
from bot.views.screen import TEXT_LIMIT, inline, keys, units
from bot.views.tongue import Tongue
from civic.desk.letters import News
from civic.desk.own import is_protected
from civic.desk.reaching import reach
from civic.desk.ticket import Side
from civic.phrases import _, verbatim
from storage import staff, ticket_words, tickets
from storage.cases import case_of, in_hand
from storage.errors import CaseShredded, CaseUnknown
from storage.people import Person
from storage.ticket_words import Copy, StoredWords
from storage.tickets import StoredTicket

Args = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TicketLetters:
    """The views of these letters."""

    grounds: Grounds

    def views(self) -> dict[str, View]:
        """By the name that stands in the letter's row."""
        return {
            "ticket_answer": self._answer,
            "ticket_answer_edited": self._edited,
            "ticket_withdrawal": self._withdrawal,
            "ticket_news": self._news,
        }

    async def _answer(self, speaking: Tongue, reader: Person | None, args: Args) -> Envelope | None:
        del reader
        found = await self._found(args)
        if found is None or not self._may_arrive(found.ticket):
            return None
        words = found.words
        if words is None or words.withdrawn_at is not None or words.delivered_at is not None:
            return None
        if found.is_protected:
            show = to(speaking, _("Show"), "show", found.ticket.id, str(words.id))
            return Envelope(speaking.html(_("Azamat: there is news.")), inline(show))
        buttons = inline(*under_answer(speaking, found.ticket))
        if words.kind != "text" and words.messages and words.from_chat is not None:
            return Envelope("", deed=Copies(words.from_chat, words.messages, buttons))
        told = answer_text(speaking, self.grounds.desk, found.name, words.text or "")
        return Envelope(told, buttons)

    async def _edited(self, speaking: Tongue, reader: Person | None, args: Args) -> Envelope | None:
        del reader
        found = await self._found(args)
        if found is None or found.words is None or found.is_protected:
            return None  # a protected one is read from its row, with its latest words
        if not self._may_arrive(found.ticket) or found.words.withdrawn_at is not None:
            return None
        words = found.words
        shown = [copy for copy in found.copies if copy.is_ours and copy.chat_id > 0]
        if not shown:
            return None
        changed = speaking.html(_("✏️ changed"))
        is_caption = words.kind != "text"
        if is_caption:
            text = speaking.html(verbatim(words.text or ""))
        else:
            text = answer_text(speaking, self.grounds.desk, found.name, words.text or "")
        whole = f"{text}\n\n<i>{changed}</i>"
        whole = whole if units(whole) <= TEXT_LIMIT else text
        buttons = None
        if not is_caption or len(shown) == 1:
            buttons = inline(*under_answer(speaking, found.ticket))
        deed = Rewrite(shown[0].message_id, whole, buttons, is_caption=is_caption)
        return Envelope(whole, deed=deed)

    async def _withdrawal(
        self, _speaking: Tongue, _reader: Person | None, args: Args
    ) -> Envelope | None:
        found = await self._found(args)
        shown = (
            [copy for copy in found.copies if copy.is_ours and copy.chat_id > 0] if found else []
        )
        if not shown:
            return None
        return Envelope("", deed=Deletion(tuple(copy.message_id for copy in shown)))

    async def _news(self, speaking: Tongue, reader: Person | None, args: Args) -> Envelope | None:
        del reader
        found = await self._found(args)
        if found is None or not self._may_arrive(found.ticket):
            return None
        what = News(args["what"])
        screen = (
            protected_news_screen(speaking, found.ticket.id)
            if found.is_protected
            else news_screen(speaking, found.ticket, what, args)
        )
        return Envelope(screen.text, keys(screen))

    def _may_arrive(self, ticket: StoredTicket) -> bool:
        """Right now; what waits for the hours that they named was put for then."""
        now = self.grounds.now()
        way = reach(ticket, now, self.grounds.zone)
        return way.at is not None and way.at <= now

    async def _found(self, args: Args) -> Found | None:
        grounds = self.grounds
        async with grounds.database.look() as connection:
            ticket = await tickets.get(connection, int(args["ticket"]))
            if ticket is None or ticket.shredded_at is not None:
                return None
            try:
                case = await case_of(connection, grounds.ring, ticket.case_id)
            except (CaseShredded, CaseUnknown):
                return None
            with in_hand(case):
                number = args.get("words")
                words = await ticket_words.get(connection, int(number)) if number else None
                copies = await ticket_words.copies_of(connection, int(number)) if number else []
                protected = await is_protected(connection, ticket)
            author = words.author_id if words is not None else None
            name = (
                await staff.shown_name(connection, grounds.ring, author)
                if author is not None and words is not None and words.side == Side.VOLUNTEER
                else None
            )
        return Found(ticket, words, tuple(copies), name, is_protected=protected)


@dataclass(frozen=True, slots=True)
class Found:
    """A ticket, what was said in it, and where that is shown."""

    ticket: StoredTicket
    words: StoredWords | None
    copies: tuple[Copy, ...]
    name: str | None
    """Of the volunteer who said it, if they like to be called by it."""
    is_protected: bool
