"""The letters that a ticket causes: put in the act's transaction, never sent from here.

All their keys begin with ``ticket:<number>:``, so that what is no longer true can be taken back. A
letter into the group names the group of the moment; the room that it goes into (the ticket's
topic) is found when it leaves.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from storage import outbox
from storage.columns import JSON
from storage.outbox import Delivery, Lane, Letter
from storage.ticket_words import StoredWords
from storage.tickets import StoredTicket
from storage.vault import KeyRing

ALBUM_GATHERS = timedelta(seconds=2)
"""The parts of an album arrive one by one; what they make is said once."""

SETTLES = timedelta(seconds=2)
"""After which it is known where a letter that left has arrived."""


class Mark(StrEnum):
    """What a volunteer sees of their answer's way."""

    ON_ITS_WAY = "on_its_way"
    WAITS = "waits"
    DELIVERED = "delivered"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Notice(StrEnum):
    """What is said in a ticket's topic besides words of people."""

    RELEASED = "released"
    ANSWER_DUE = "answer_due"
    LATE = "late"
    WOKE = "woke"
    HANDED_OVER = "handed_over"
    REOPENED = "reopened"
    NOT_DELIVERED = "not_delivered"
    BLOCKED = "blocked"
    RATED = "rated"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    MERGED = "merged"
    NOT_SAFE = "not_safe"
    SAFE_AGAIN = "safe_again"
    TOPIC_LOST = "topic_lost"
    WORDS_GONE = "words_gone"
    TAKEN_BACK = "taken_back"


class News(StrEnum):
    """What the person is told besides answers."""

    TAKEN = "taken"
    LATE = "late"
    SOLVED = "solved"
    CLOSING = "closing"
    CLOSED = "closed"
    MERGED = "merged"
    SHREDDING = "shredding"


class StaffNews(StrEnum):
    """What a member of the staff is told in private."""

    RELEASE_NEAR = "release_near"
    ANSWER_DUE = "answer_due"
    LATE = "late"
    GIVEN = "given"
    NO_GROUP = "no_group"


class Post:
    """Puts the letters of one act."""

    def __init__(
        self, connection: AsyncConnection, ring: KeyRing, now: datetime, update_id: int = 0
    ) -> None:
        """``update_id``: of the act that causes them; 0 for the clock and the postman."""
        self._connection = connection
        self._ring = ring
        self._now = now
        self._update_id = update_id

    @classmethod
    def of(cls, act: Act) -> Post:
        """The letters of this act."""
        return cls(act.connection, act.ring, act.now, act.update_id)

    async def card(self, ticket: StoredTicket) -> None:
        """The card on top of the topic is to say how things stand."""
        await self.take_back(ticket, "card")
        await self._to_group(ticket, f"card:{ticket.revision}", "ticket_card")

    async def topic(self, ticket: StoredTicket) -> None:
        """The topic's name, and whether it is closed, are to say how things stand."""
        await self.take_back(ticket, "topic")
        await self._to_group(ticket, f"topic:{ticket.revision}", "ticket_topic")

    async def words(self, ticket: StoredTicket, words: StoredWords) -> None:
        """What the person said goes into the topic; an album when its parts are there."""
        later = ALBUM_GATHERS if words.album else timedelta()
        await self._to_group(
            ticket, f"in:{words.id}", "ticket_words", {"words": words.id}, later=later
        )

    async def edit_in_group(self, ticket: StoredTicket, words: StoredWords) -> None:
        """The person changed their words: the group sees it."""
        await self._to_group(
            ticket,
            f"in-edit:{words.id}:{self._update_id}",
            "ticket_words_edited",
            {"words": words.id},
        )

    async def mark(self, ticket: StoredTicket, words: StoredWords, mark: Mark) -> None:
        """What became of a volunteer's answer is shown on it."""
        await self.take_back(ticket, f"mark:{words.id}:")
        await self._to_group(
            ticket,
            f"mark:{words.id}:{mark}:{ticket.revision}",
            "ticket_mark",
            {"words": words.id, "mark": mark.value},
        )

    async def notice(self, ticket: StoredTicket, what: Notice, **told: JSON) -> None:
        """A word of the bot's in the topic."""
        await self._to_group(
            ticket,
            ":".join(["notice", what, str(ticket.revision), *map(str, told.values())]),
            "ticket_notice",
            {"what": what.value, **told},
        )

    async def topic_gone(self, ticket: StoredTicket, chat_id: int, thread_id: int) -> None:
        """The topic goes with everything in it: what was said there is to be forgotten."""
        await self._put(
            ticket,
            f"topic-gone:{chat_id}:{thread_id}",
            chat_id,
            "ticket_topic_gone",
            {"thread": thread_id},
        )

    async def gone_from_group(self, ticket: StoredTicket, words: StoredWords) -> None:
        """What was not for the volunteers goes from their group; it may be arriving just now."""
        await self._to_group(
            ticket, f"gone:{words.id}", "ticket_words_gone", {"words": words.id}, later=SETTLES
        )

    async def answer(
        self, ticket: StoredTicket, words: StoredWords, telegram_id: int, leaves: datetime
    ) -> None:
        """A volunteer's words go to the person, from this moment on."""
        later = ALBUM_GATHERS if words.album else timedelta()
        await self._put(
            ticket,
            f"out:{words.id}:{words.tries}",
            telegram_id,
            "ticket_answer",
            {"words": words.id},
            leaves + later,
        )

    async def edit_to_person(
        self, ticket: StoredTicket, words: StoredWords, telegram_id: int
    ) -> None:
        """An answer that was delivered has other words now."""
        await self._put(
            ticket,
            f"out-edit:{words.id}:{self._update_id}",
            telegram_id,
            "ticket_answer_edited",
            {"words": words.id},
        )

    async def withdrawal(self, ticket: StoredTicket, words: StoredWords, telegram_id: int) -> None:
        """An answer that was delivered is to go from the person's chat."""
        await self._put(
            ticket, f"withdraw:{words.id}", telegram_id, "ticket_withdrawal", {"words": words.id}
        )

    async def news(
        self,
        ticket: StoredTicket,
        what: News,
        telegram_id: int,
        leaves: datetime,
        **told: JSON,
    ) -> None:
        """What the person is told of the ticket; by day, since it can wait."""
        await self._put(
            ticket,
            f"news:{what}:{ticket.revision}",
            telegram_id,
            "ticket_news",
            {"what": what.value, **told},
            leaves,
            lane=Lane.NOTICE,
            quiet_hours=not ticket.urgent,
        )

    async def staff_news(
        self, ticket: StoredTicket, what: StaffNews, telegram_id: int, **told: JSON
    ) -> None:
        """What one of the staff is told in private."""
        await self._put(
            ticket,
            f"staff:{what}:{ticket.revision}:{telegram_id}",
            telegram_id,
            "ticket_staff_news",
            {"what": what.value, **told},
            lane=Lane.NOTICE,
            quiet_hours=not ticket.urgent,
        )

    async def take_back(self, ticket: StoredTicket, which: str) -> None:
        """The waiting letters of this kind are not true any more."""
        await outbox.cancel(self._connection, f"ticket:{ticket.id}:{which}", self._now)

    async def _to_group(
        self,
        ticket: StoredTicket,
        key: str,
        view: str,
        args: dict[str, JSON] | None = None,
        *,
        later: timedelta = timedelta(),
    ) -> None:
        if ticket.chat_id is None or ticket.unseen:
            return  # until there is a group it waits in its row; nobody sees what is unseen
        await self._put(ticket, key, ticket.chat_id, view, args or {}, self._now + later)

    async def _put(
        self,
        ticket: StoredTicket,
        key: str,
        chat_id: int,
        view: str,
        args: dict[str, JSON],
        leaves: datetime | None = None,
        *,
        lane: Lane = Lane.DIALOGUE,
        quiet_hours: bool = False,
    ) -> None:
        letter = Letter(
            dedupe_key=f"ticket:{ticket.id}:{key}",
            chat_id=chat_id,
            view=view,
            args={"ticket": ticket.id, **args},
            lane=lane,
            delivery=Delivery.AT_LEAST_ONCE,
            not_before=leaves or self._now,
            quiet_hours=quiet_hours,
        )
        await outbox.put(self._connection, self._ring, letter, self._now)
