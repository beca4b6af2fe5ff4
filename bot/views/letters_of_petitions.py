"""The letters of petitions: to their authors, to the moderators, to supporters who wish it.

Everything is read anew as the letter leaves; what is no longer so is not sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Bot

from bot.postman.envelope import Envelope
from bot.talk import Grounds
from bot.views.letters_of_desk import View
from bot.views.petitions import letters_to_author as author
from bot.views.petitions.letters_to_others import of_companion, to_moderator, to_supporter
from bot.views.petitions.telling import title, to
from bot.views.screen import inline
from bot.views.tongue import Tongue
from civic.desk.roles import Right, may, roles_of
from civic.petitions.kinds import Kind
from civic.petitions.own import Own, own
from civic.petitions.states import State
from civic.phrases import Phrase, _
from storage import official, petition_follows, petition_news, petition_supports
from storage.people import Person
from storage.petition_news import StoredNews

Args = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PetitionLetters:
    """The views of these letters."""

    grounds: Grounds
    bot: Bot

    def views(self) -> dict[str, View]:
        """By the name that stands in the letter's row."""
        return {
            "petition_to_author": self._to_author,
            "petition_to_moderator": self._to_moderator,
            "petition_news": self._to_supporter,
        }

    async def _to_author(
        self, speaking: Tongue, reader: Person | None, args: Args
    ) -> Envelope | None:
        found, news = await self._found(args)
        if found is None or reader is None or found.petition.author_id != reader.id:
            return None
        what = str(args["what"])
        said: list[Phrase] | None
        if what == "state":
            if not author.is_still_so(found, args["state"]):
                return None
            link = await invite_link(self.bot, found.petition.id)
            said = author.of_state(found, State(args["state"]), link)
        elif what.startswith("news:"):
            said = author.of_news(news) if news is not None else None
        else:
            said = author.of_day(found, what)
        if said is None:
            return None
        return Envelope(_text(speaking, found, said), inline(*author.ways(speaking, found)))

    async def _to_moderator(
        self, speaking: Tongue, reader: Person | None, args: Args
    ) -> Envelope | None:
        found, news = await self._found(args)
        if found is None or reader is None:
            return None
        async with self.grounds.database.look() as connection:
            roles = await roles_of(connection, reader, self.grounds.administrators)
        said = to_moderator(found, args["what"], news)
        if said is None or not may(roles, Right.MODERATE):
            return None
        page = (
            to(speaking, _("Read it"), "mnews", news.id)
            if news is not None
            else to(speaking, _("Open the petition"), "mod", found.petition.id)
        )
        return Envelope(
            _text(speaking, found, said),
            inline(page, to(speaking, _("← Moderation"), "mqueue")),
            silent=True,
        )

    async def _to_supporter(
        self, speaking: Tongue, reader: Person | None, args: Args
    ) -> Envelope | None:
        found, news = await self._found(args)
        if found is None or reader is None:
            return None
        id_ = found.petition.id
        if not await self._wishes_it(reader, found):
            return None  # taken back since, or they want to hear no more
        if found.petition.kind == Kind.COMPANION:
            said = await self._of_companion(found, args["what"])
            first = _("An official petition that you follow:")
        else:
            said = to_supporter(found, args["what"], news)
            first = _("A petition that you support:")
        if said is None:
            return None
        return Envelope(
            _text(speaking, found, [first, *said]),
            inline(
                to(speaking, _("Open the petition"), "card", id_),
                to(speaking, _("No more news of it"), "quiet", id_),
            ),
            silent=True,
        )

    async def _wishes_it(self, reader: Person, found: Own) -> bool:
        id_ = found.petition.id
        async with self.grounds.database.look() as connection:
            if found.petition.kind == Kind.COMPANION:
                return await petition_follows.follows(connection, id_, reader.id)
            theirs = await petition_supports.of_person(connection, reader.id)
        return any(it.petition_id == id_ and it.counts and it.wants_news for it in theirs)

    async def _of_companion(self, found: Own, what: str) -> list[Phrase] | None:
        kind, _colon, which = what.partition(":")
        async with self.grounds.database.look() as connection:
            read = await official.get(connection, found.petition.official_id or "")
        return of_companion(found, read, int(which)) if kind == "milestone" and read else None

    async def _found(self, args: Args) -> tuple[Own | None, StoredNews | None]:
        grounds = self.grounds
        kind, _colon, which = str(args["what"]).partition(":")
        async with grounds.database.look() as connection:
            found = await own(
                connection, grounds.ring, args["petition"], grounds.now(), grounds.zone
            )
            news = await petition_news.get(connection, which) if kind == "news" else None
        return found, news


async def invite_link(bot: Bot, petition_id: str) -> str:
    """The link that leads to a petition."""
    return f"https://t.me/{(await bot.me()).username}?start=petition_{petition_id}"


def _text(speaking: Tongue, found: Own, said: list[Phrase]) -> str:
    first, *rest = said
    parts = [first, title(found.petition), *rest]
    return "\n\n".join(map(speaking.html, parts))
