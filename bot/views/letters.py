"""Letters: what the bot says unasked, rendered when it leaves, in the language of that moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from aiogram import Bot

from bot.flows.desk import unpack
from bot.flows.report_mistake import WHAT
from bot.flows.script import Script
from bot.postman.envelope import Envelope
from bot.talk import Grounds
from bot.views.administration.alarm_letters import ALARMS
from bot.views.administration.entries_ways import Entries, go
from bot.views.letters_of_complaints import news_of_complaint
from bot.views.letters_of_desk import DeskLetters
from bot.views.letters_of_petitions import PetitionLetters
from bot.views.letters_of_proof import ProofLetters
from bot.views.letters_of_tickets import TicketLetters
from bot.views.resume import Resume
from bot.views.screen import TEXT_LIMIT, inline, press, units
from bot.views.staff.letters import role_news
from bot.views.tongue import DEFAULT, Tongue, tongue
from civic.directory.due import tally
from civic.phrases import Bilingual, Phrase, _, _n, verbatim
from storage import drafts, people
from storage.letters import Claimed
from storage.people import Person

Args = Mapping[str, Any]

CAPTION_LIMIT = 1024
"""UTF-16 units of a text under a photo or a document (Bot API, ``sendPhoto``)."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Turns a letter of the outbox into what is sent; ``None`` when it is no longer true."""

    grounds: Grounds
    scripts: Mapping[str, Script]
    bot: Bot

    async def render(self, letter: Claimed) -> Envelope | None:
        """The letter in its reader's language; raises ``KeyError`` for a view nobody knows."""
        reader = await self._reader(letter)
        language = (reader.language if reader else None) or DEFAULT
        speaking = tongue(language, self.grounds.zone)
        args = {**letter.args, **letter.sealed_args}
        if letter.view in ALARMS:
            if letter.chat_id not in self.grounds.administrators:
                return None  # no administrator any more
            return ALARMS[letter.view](speaking, args)
        envelope = await self._views()[letter.view](speaking, reader, args)
        if envelope is not None and letter.lost_topic is not None:
            return _without_its_topic(envelope, letter.lost_topic, speaking)
        return envelope

    async def _reader(self, letter: Claimed) -> Person | None:
        """Whom it is for, as they are now: the postman has looked up many at once."""
        if letter.read_at is not None or letter.chat_id < 0:
            return letter.reader
        async with self.grounds.database.look() as connection:
            return await people.look_up(connection, letter.chat_id)

    def _views(
        self,
    ) -> dict[str, Callable[[Tongue, Person | None, Args], Awaitable[Envelope | None]]]:
        return {
            "draft_reminder": self._draft_reminder,
            "mistake_reported": _mistake_reported,
            "entries_to_check": self._entries_to_check,
            "complaint_news": partial(news_of_complaint, self.grounds),
            "staff_role": partial(role_news, self.grounds),
            **DeskLetters(self.grounds, self.bot).views(),
            **TicketLetters(self.grounds).views(),
            **ProofLetters(self.grounds, self.bot).views(),
            **PetitionLetters(self.grounds, self.bot).views(),
        }

    async def _draft_reminder(
        self, speaking: Tongue, reader: Person | None, args: Args
    ) -> Envelope | None:
        async with self.grounds.database.look() as connection:
            draft = await drafts.get(connection, self.grounds.ring, args["draft"])
        script = self.scripts.get(draft.script) if draft else None
        if draft is None or script is None or not draft.step or draft.reminded_at is None:
            return None  # finished, given up or taken up again since
        if reader is None or draft.person_id != reader.id:
            return None
        text = _(
            "You began this and left it: {title}. In three days I will delete it. "
            "Would you like to go on?",
            title=script.named(unpack(draft).answers),
        )
        go_on = press(speaking.plain(_("Go on")), Resume(draft=draft.id).pack())
        return Envelope(speaking.html(text), inline([go_on]), silent=True)

    async def _entries_to_check(
        self, speaking: Tongue, reader: Person | None, args: Args
    ) -> Envelope | None:
        del reader, args
        async with self.grounds.database.look() as connection:
            counted = await tally(connection, self.grounds.now())
        if not counted.pressing:
            return None  # somebody has checked them since
        text = _n(
            "One entry of the directory waits to be checked: people no longer see it, or it has "
            "not been checked for 90 days.",
            "{count} entries of the directory wait to be checked: people no longer see them, or "
            "they have not been checked for 90 days.",
            counted.pressing,
        )
        look = go(speaking, _("Entries to check"), Entries(to="home"))
        return Envelope(speaking.html(text), inline([look]), silent=True)


async def _mistake_reported(speaking: Tongue, reader: Person | None, args: Args) -> Envelope:
    del reader
    labels = {option.code: option.label for option in WHAT}
    what: Phrase = labels.get(args["what"], verbatim(args["what"]))
    head = _(
        "<b>A mistake was reported</b>\n\nEntry: {name} (<code>{entry}</code>)\nWhat: {what}",
        name=verbatim(Bilingual(*args["name"])),
        entry=args["entry_id"],
        what=what,
    )
    note = f"\n\n{speaking.html(verbatim(args['note']))}" if args.get("note") else ""
    kind = {"centre": "card", "line": "line"}.get(args["entry_kind"])
    entry = Entries(to=kind, key=args["entry_id"]) if kind else Entries(to="home")
    return Envelope(
        speaking.html(head) + note, inline([go(speaking, _("Look at the entry"), entry)])
    )


def _without_its_topic(envelope: Envelope, why: str, speaking: Tongue) -> Envelope:
    """Said at the head of a letter that goes to the general topic, where it has room for that."""
    word = speaking.html(
        _("(For a topic that is closed.)")
        if why == "topic closed"
        else _("(For a topic that was deleted.)")
    )
    text = f"{word}\n\n{envelope.text}" if envelope.text else word
    limit = TEXT_LIMIT if envelope.file is None else CAPTION_LIMIT
    return replace(envelope, text=text) if units(text) <= limit else envelope
