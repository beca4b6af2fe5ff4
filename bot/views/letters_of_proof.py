"""Letters about the count: the signed heads for the channel, odd supports for the moderators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.postman.envelope import Envelope
from bot.proof.seen import PROOF, seen_heads
from bot.talk import Grounds
from bot.views.petitions.proof import file_name, file_words, heads_file, title_of
from bot.views.screen import inline, press
from bot.views.tongue import LANGUAGES, Tongue, tongue
from bot.views.ways import Petition
from civic.desk.roles import Right, may, roles_of
from civic.petitions.suspecting import SUSPICIONS, Suspicion
from civic.phrases import _
from storage import petition_flags, petitions
from storage.people import Person

Args = Mapping[str, Any]
View = Callable[[Tongue, Person | None, Args], Awaitable[Envelope | None]]


@dataclass(frozen=True, slots=True)
class ProofLetters:
    """The views of these letters."""

    grounds: Grounds
    bot: Bot

    def views(self) -> dict[str, View]:
        """By name."""
        return {"petition_heads": self._heads, "petition_odd": self._odd}

    async def _heads(self, _tongue: Tongue, _reader: Person | None, args: Args) -> Envelope | None:
        """For the channel: in both languages, since nobody knows who reads it."""
        grounds, day = self.grounds, date.fromisoformat(args["day"])
        async with grounds.database.act() as connection:
            heads = await seen_heads(connection, grounds.ring, grounds.now(), day)
        if not heads.of:
            return None
        content = heads_file(heads)
        spoken = [file_words(tongue(code, grounds.zone), heads, content) for code in LANGUAGES]
        (first, digest), (second, _digest) = (text.rsplit("\n\n", 1) for text in spoken)
        key = f"Ed25519: <code>{heads.key}</code>"
        link = f"https://t.me/{(await self.bot.me()).username}?start={PROOF}"
        return Envelope(
            "\n\n".join((first, second, f"{key}\n{digest}", link)),
            document=BufferedInputFile(content, file_name(day)),
            silent=True,
        )

    async def _odd(self, speaking: Tongue, reader: Person | None, args: Args) -> Envelope | None:
        """For a moderator: what looked odd, where it still waits."""
        if reader is None:
            return None
        async with self.grounds.database.look() as connection:
            roles = await roles_of(connection, reader, self.grounds.administrators)
            petition = await petitions.get(connection, args["petition"])
            flags = [
                flag
                for flag in await petition_flags.undecided(connection)
                if flag.petition_id == args["petition"]
            ]
        if petition is None or not flags or not may(roles, Right.MODERATE):
            return None
        reasons = sorted({Suspicion(flag.reason) for flag in flags})
        told = _(
            "<b>Odd supports</b>\n\n{title}\n\nWhy: {reasons}. Nothing is taken out by itself: "
            "please look and decide.",
            title=title_of(petition),
            reasons=tuple(SUSPICIONS[reason] for reason in reasons),
        )
        look = press(speaking.plain(_("Look at it")), Petition(to="odd").pack())
        return Envelope(speaking.html(told), inline([look]))
