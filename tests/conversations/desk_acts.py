"""The volunteers' desk for tests: who works there, and tickets that are asked without the script."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from bot.desk.upkeep import look_after_tickets
from civic.act import Act
from civic.desk import saying
from civic.desk.asking import Asked, ask
from civic.desk.house import Desk
from civic.desk.saying import Said
from civic.desk.ticket import Source, Topic
from sandbox import world
from sandbox.phone import Phone
from storage import people, staff, ticket_words, tickets
from storage.cases import case_of, in_hand
from storage.ticket_words import StoredWords
from storage.tickets import StoredTicket
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

WEDNESDAY = datetime(2026, 6, 3, 6, 0, tzinfo=UTC)
"""11 o'clock in Kazakhstan, in the hours of the desk."""
STORY = "Жәрдемақым екі айдан бері түспей жатыр. Кімге жазамын?"


class Volunteers:
    """The group, with Daniyar (kk) and Maria (ru) in it."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.daniyar = Speaker(town.phone("daniyar"), "kk")
        self.maria = Speaker(town.phone("maria"), "ru")
        self.updates = 50_000

    @property
    def desk(self) -> Desk:
        assert self.town.azamat is not None
        return self.town.azamat.grounds.desk

    async def act(self, telegram_id: int, deed: Callable[..., Awaitable[Any]], *args: Any) -> Any:
        """An act of this person's, without a message."""
        assert self.town.azamat is not None
        grounds = self.town.azamat.grounds
        self.updates += 1
        async with grounds.database.act() as connection:
            person = await people.meet(connection, telegram_id, None, grounds.now())
            act = Act(connection, grounds.ring, person, grounds.now(), self.updates)
            result = await deed(act, *args)
        grounds.letters_put()
        return result

    async def employs(self, telegram_id: int, *roles: str) -> None:
        """They hold these roles from now on."""
        assert self.town.azamat is not None
        grounds = self.town.azamat.grounds
        async with grounds.database.act() as connection:
            person = await people.meet(connection, telegram_id, None, grounds.now())
            for role in roles:
                await staff.grant(connection, person.id, role, None, grounds.now())

    async def is_asked(self, by: int, words: str = STORY, **more: Any) -> StoredTicket:
        """Somebody's question arrives in the group."""
        self.updates += 1
        asked = Asked(
            draft=f"draft{self.updates}",
            **{"topic": Topic.PAPERS, "source": Source.MENU.value, "words": words, **more},
        )
        ticket: StoredTicket = await self.act(by, ask, self.desk, asked)
        return ticket

    async def ticket(self, number: int) -> StoredTicket:
        """How it stands."""
        assert self.town.azamat is not None
        async with self.town.azamat.grounds.database.look() as connection:
            found = await tickets.get(connection, number)
        assert found is not None
        return found

    async def passes(self, **by: float) -> None:
        """So much time passes, and the clock of the desk looks."""
        assert self.town.azamat is not None
        self.town.clock.forward(**by)
        await look_after_tickets(self.town.azamat.grounds, self.town.clock())

    async def reads(self, words: str, *, phone: Phone | None = None) -> None:
        """The words come into the group: letters leave by the bot's own clock."""
        assert self.town.azamat is not None
        looking = phone or self.daniyar.phone
        for _ in range(15):
            self.town.azamat.grounds.letters_put()
            with suppress(AssertionError):
                await looking.waits_for(words, within=0.7, group=True)
                await self._is_noted(words, looking)
                return
            self.town.clock.forward(seconds=2)
        await looking.waits_for(words, within=0.1, group=True)

    async def _is_noted(self, words: str, looking: Phone) -> None:
        """Nobody replies within the moment between sending and noting; a test would."""
        assert self.town.azamat is not None
        shown = [m.id for m in looking.reads_group() if words in m.readable]
        for _ in range(20):
            async with self.town.azamat.grounds.database.look() as connection:
                copy = await ticket_words.copy_of(connection, world.VOLUNTEERS_CHAT_ID, shown[-1])
            if copy is not None:
                return
            await asyncio.sleep(0.02)

    async def both_work(self) -> None:
        """Daniyar and Maria are volunteers who speak their languages."""
        for telegram_id, language in ((world.DANIYAR_ID, "kk"), (world.MARIA_ID, "ru")):
            await self.employs(telegram_id, "volunteer")
            assert self.town.azamat is not None
            grounds = self.town.azamat.grounds
            async with grounds.database.act() as connection:
                person = await people.meet(connection, telegram_id, None, grounds.now())
                await people.set_language(connection, person.id, language)

    async def said(self, number: int) -> list[StoredWords]:
        """All that was said in the ticket."""
        assert self.town.azamat is not None
        grounds = self.town.azamat.grounds
        async with grounds.database.look() as connection:
            with in_hand(await case_of(connection, grounds.ring, f"ticket:{number}")):
                return await ticket_words.of_ticket(connection, number)

    async def person_says(self, telegram_id: int, number: int, text: str) -> None:
        """The person writes into the ticket, without the screens of their side."""
        self.updates += 1
        said = Said(kind="text", text=text, chat_id=telegram_id, message_id=self.updates)
        await self.act(telegram_id, saying.person_says, self.desk, number, said)

    async def topic(self) -> str:
        """The name of the newest topic."""
        await self.daniyar.phone.looks()
        return self.daniyar.phone.topics[-1]

    async def reaction(self, message_id: int) -> str:
        """The bot's mark on a message of the group."""
        await self.daniyar.phone.looks()
        chat = self.daniyar.phone.chat(world.VOLUNTEERS_CHAT_ID)
        (found,) = [m for m in chat["messages"] if m["id"] == message_id]
        return str(found.get("reaction") or "")

    async def roles(self, telegram_id: int) -> frozenset[str]:
        """What somebody is at the desk."""
        assert self.town.azamat is not None
        async with self.town.azamat.grounds.database.look() as connection:
            person = await people.look_up(connection, telegram_id)
            return await staff.roles_of(connection, person.id) if person else frozenset()

    async def until(self, holds: Callable[[], object]) -> None:
        """Letters leave until this holds on Daniyar's phone."""
        assert self.town.azamat is not None
        for _ in range(30):
            await self.daniyar.phone.looks()
            if holds():
                return
            self.town.azamat.grounds.letters_put()
            with suppress(AssertionError):
                await self.daniyar.phone.waits_for("…never said…", within=0.3, group=True)
            self.town.clock.forward(seconds=2)
        assert holds(), self.daniyar.phone.chat(world.VOLUNTEERS_CHAT_ID)["topics"]

    async def is_marked(self, message_id: int, emoji: str) -> bool:
        """Whether the bot's mark on the message is this one."""
        return await self.reaction(message_id) == emoji

    async def breathes(self) -> None:
        """A little time passes, and letters leave."""
        assert self.town.azamat is not None
        self.town.azamat.grounds.letters_put()
        with suppress(AssertionError):
            await self.daniyar.phone.waits_for("…never said…", within=0.3, group=True)
        self.town.clock.forward(seconds=2)

    async def until_async(self, holds: Callable[[], Awaitable[object]]) -> None:
        """Letters leave until this holds."""
        for _ in range(20):
            if await holds():
                return
            await self.breathes()
        assert await holds()

    async def vanishes(self, words: str) -> None:
        """The words go from the group."""

        async def are_gone() -> bool:
            await self.daniyar.phone.looks()
            return not any(words in m.readable for m in self.daniyar.phone.reads_group())

        await self.until_async(are_gone)
