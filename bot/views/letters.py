"""Letters: what the bot says unasked, rendered when it leaves, in the language of that moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.flows.report_mistake import WHAT
from bot.flows.script import Script
from bot.postman.envelope import Envelope
from bot.talk import Grounds
from bot.views.administration.alarms import ALARMS
from bot.views.resume import Resume
from bot.views.screen import CAPTION_LIMIT, TEXT_LIMIT, inline, press, units
from bot.views.tongue import DEFAULT, Tongue, tongue
from civic.phrases import Bilingual, Phrase, _, verbatim
from storage import drafts, people
from storage.letters import Claimed
from storage.outbox import Letter
from storage.people import Person

Args = Mapping[str, Any]
View = Callable[[Tongue, Person | None, Args], Awaitable[Envelope | None]]

READ_LATELY = timedelta(seconds=1)
"""The reader whom the postman looked up is asked for again after this time."""
LOST = {
    "topic deleted": _("<i>The topic of this message was deleted, so it stands here.</i>"),
    "topic closed": _("<i>The topic of this message is closed, so it stands here.</i>"),
}


@dataclass(frozen=True, slots=True)
class Letters:
    """Turns a letter of the outbox into what is sent; ``None`` when it is no longer true."""

    grounds: Grounds
    scripts: Mapping[str, Script]

    async def render(self, letter: Letter) -> Envelope | None:
        """The letter in its reader's language; raises ``KeyError`` for a view nobody knows."""
        reader = await self._reader(letter)
        language = (reader.language if reader else None) or DEFAULT
        speaking = tongue(language, self.grounds.zone)
        args = {**letter.args, **letter.sealed_args}
        if (alarm := ALARMS.get(letter.view)) is not None:
            envelope: Envelope | None = alarm(speaking, args)
        else:
            envelope = await self._views()[letter.view](speaking, reader, args)
        if envelope is not None and isinstance(letter, Claimed) and letter.lost_topic is not None:
            return in_the_general_topic(envelope, speaking, letter.lost_topic)
        return envelope

    async def _reader(self, letter: Letter) -> Person | None:
        read_at = letter.read_at if isinstance(letter, Claimed) else None
        if read_at is not None and timedelta() <= self.grounds.now() - read_at < READ_LATELY:
            assert isinstance(letter, Claimed), "others have no reader"
            return letter.reader
        async with self.grounds.database.look() as connection:
            return await people.look_up(connection, letter.chat_id)

    def _views(self) -> dict[str, View]:
        return {"draft_reminder": self._draft_reminder, "mistake_reported": _mistake_reported}

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
            title=script.title,
        )
        go_on = press(speaking.plain(_("Go on")), Resume(draft=draft.id).pack())
        return Envelope(speaking.html(text), inline([go_on]), silent=True)


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
    return Envelope(speaking.html(head) + note)


def in_the_general_topic(envelope: Envelope, speaking: Tongue, why: str) -> Envelope:
    """The same, with a word that its topic is lost; without where there is no room for it."""
    text = f"{speaking.html(LOST[why])}\n\n{envelope.text}"
    most = TEXT_LIMIT if envelope.file is None else CAPTION_LIMIT
    return replace(envelope, text=text) if units(text) <= most else envelope
