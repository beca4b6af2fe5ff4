"""Plays scripts with people: turns what they did into moves, keeps the draft, shows the screen.

Each answer is one transaction: the person's row is locked, the update's id recorded, the draft
written, the ending's acts and letters with it. Only then is anything said. Telegram may repeat an
update: it then does nothing again, but the current screen is shown, in case the answer was lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.flows.desk import open_draft, put_away, store, unpack
from bot.flows.known import OVER, Known, Reply
from bot.flows.moves import Edited, Move, Tap
from bot.flows.outcomes import Shown
from bot.flows.play import Play
from bot.flows.script import Script, begin, is_fresh, started_with
from bot.talk import Talk
from bot.views.resume import resume_screen
from civic.act import Act
from civic.phrases import Phrase
from storage import drafts, updates
from storage.drafts import StoredDraft
from storage.errors import VaultError
from storage.people import Person


class Runner:
    """Plays these scripts. Knows no script by name."""

    def __init__(self, scripts: Mapping[str, Script], id_maker: Callable[[], str]) -> None:
        self._known = Known(scripts)
        self._new_id = id_maker

    async def begin(
        self,
        talk: Talk,
        name: str,
        known: dict[str, object] | None = None,
        *,
        offer: bool = True,
        again: str | None = None,
        over: bool = False,
    ) -> None:
        """Start a script; where the person left it, ``offer`` to go on, or just go on.

        ``again`` is the callback data of the button that starts it over with what is ``known``
        now; the handler of that button calls with ``over``. A draft that stands at its first
        question is kept: were it made anew when Telegram repeats the press, an answer that is
        already on its way to the old one would be lost.
        """
        script = self._known.scripts[name]
        async with talk.act() as act:
            stored = await open_draft(act, script)
            draft = self._known.fitted(stored) if stored and stored.step else None
            if stored and draft and (not offer or is_fresh(script, draft, known)):
                await store(act, stored, draft)
                reply = self._known.shows(Shown(draft), talk)
            elif (
                draft and not over and (draft.part or started_with(script, draft) != draft.answers)
            ):
                reply = Reply(lambda talk: resume_screen(script, draft, talk.tongue, again))
            else:
                reply = await self._start(talk, act, script, stored, known)
        await reply.say(talk)

    def linked(self, word: str) -> str | None:
        """The name of the script that this deep link starts."""
        return next((s.name for s in self._known.scripts.values() if word and s.link == word), None)

    async def start_over(self, talk: Talk, draft_id: str) -> None:
        """Forget the old draft of a script and ask from the first question."""
        async with talk.act() as act:
            stored = await drafts.get(act.connection, act.ring, draft_id)
            script = self._known.script_of(stored, act.person)
            if stored is None or script is None:
                reply = await self._started_over(talk, act)
            else:
                known = started_with(script, unpack(stored))
                reply = await self._start(talk, act, script, stored, known)
        await reply.say(talk)

    async def resume(self, talk: Talk, draft_id: str) -> None:
        """Go on with a draft that was put away."""
        async with talk.act() as act:
            stored = await drafts.get(act.connection, act.ring, draft_id)
            if stored is None or self._known.script_of(stored, act.person) is None:
                reply = Reply(popup=OVER)
            else:
                draft = self._known.fitted(stored)
                await store(act, stored, draft)
                reply = self._known.shows(Shown(draft), talk)
        await reply.say(talk)

    async def offer(self, talk: Talk, draft_id: str) -> None:
        """Say where a draft was left: go on, or start over."""
        async with talk.act() as act:
            stored = await drafts.get(act.connection, act.ring, draft_id)
            script = self._known.script_of(stored, act.person)
            draft = self._known.fitted(stored) if stored and script and stored.step else None
        if script is None or draft is None:
            await talk.popup(OVER)
        else:
            await talk.show(resume_screen(script, draft, talk.tongue))

    async def press(self, talk: Talk, draft_id: str, tap: Tap) -> None:
        """A button of a step was pressed."""
        await self._play(talk, tap, draft_id)

    async def hear(self, talk: Talk, move: Move) -> bool:
        """Something was sent. False when no draft is listening: it was not for a script."""
        return await self._play(talk, move, None)

    async def edit(self, talk: Talk, edit: Edited) -> bool:
        """An earlier message was rewritten. False when it was never an answer to a script."""
        if await talk.person() is None:  # nobody becomes known by this
            return False
        grounds = talk.grounds
        reply: Reply | None = None
        async with talk.act() as act:
            for stored in await drafts.of_person(act.connection, act.ring, act.person.id):
                script = self._known.script_of(stored, act.person)
                if script and (
                    reply := await Play(self._known, talk, act, script, stored).edit(edit)
                ):
                    break
        if reply is None:
            return False
        grounds.letters_put()
        await reply.say(talk)
        return True

    async def redraw(self, talk: Talk, notice: Phrase | None = None) -> bool:
        """Show the listening draft's screen again, with a word above; False when none listens."""
        if await talk.person() is None:
            return False
        async with talk.act() as act:
            stored = await self._listening(act)
        if stored is None:
            return False
        await self._known.shows(Shown(self._known.fitted(stored), notice), talk).say(talk)
        return True

    async def pause(self, talk: Talk) -> bool:
        """Let no draft listen any more; whether it had put keys under the input field."""
        async with talk.act() as act:
            stored = await self._listening(act)
            if act.person.focus:
                await put_away(act)
        return stored is not None and self._known.has_keys(self._known.fitted(stored))

    async def offer_to_leave(self, talk: Talk) -> bool:
        """What /cancel does: asks the listening draft's person whether to leave."""
        if await talk.person() is None:
            return False
        async with talk.act() as act:
            stored = await self._listening(act)
            if stored is None or not self._known.scripts[stored.script].leavable:
                return False
            draft = self._known.fitted(stored)
            leaving = draft
            if not draft.leaving:  # asked again, the buttons of the first question stay good
                leaving = replace(draft, leaving=True, screen=draft.screen + 1)
                await store(act, stored, leaving)
        keys = self._known.has_keys(draft)
        await replace(self._known.shows(Shown(leaving), talk), drop_keys=keys).say(talk)
        return True

    async def unfinished(self, talk: Talk, person: Person | None) -> list[tuple[str, Phrase]]:
        """What the person put away: id and title, the newest first."""
        if person is None:
            return []
        grounds = talk.grounds
        async with grounds.database.look() as connection:
            try:
                rows = await drafts.of_person(connection, grounds.ring, person.id)
            except VaultError:  # as below
                return []
        return [
            (row.id, script.named(draft.answers))
            for row in rows
            if row.step and (script := self._known.scripts.get(row.script))
            # whoever shares the phone opens the menu too
            if not script.is_traceless
            # one that was only opened is nothing to go on with
            if (draft := unpack(row)).part or draft.answers != started_with(script, draft)
        ]

    async def _play(self, talk: Talk, move: Move, draft_id: str | None) -> bool:
        grounds = talk.grounds
        async with grounds.database.act() as connection:
            now = grounds.now()
            found = await drafts.with_focus(connection, grounds.ring, talk.user.id)
            person, stored = found or (None, None)
            if person is not None:
                talk.speak(person.language)
            if draft_id is not None and (stored is None or stored.id != draft_id):
                stored = await drafts.get(connection, grounds.ring, draft_id)
            script = self._known.script_of(stored, person)
            if person is None or stored is None or script is None:
                reply = None if draft_id is None else await self._over(talk, connection, now)
            elif draft_id is None and await self._has_ended(talk, connection, stored):
                reply = None
            else:
                act = Act(connection, grounds.ring, person, now, talk.update_id)
                if await updates.record(connection, talk.update_id, now):
                    reply = await Play(self._known, talk, act, script, stored).move(move)
                else:
                    reply = self._known.shows(Shown(self._known.fitted(stored)), talk)
        if reply is None:
            return False
        grounds.letters_put()
        await reply.say(talk)
        return True

    async def _over(self, talk: Talk, connection: AsyncConnection, now: datetime) -> Reply:
        """A press of what is gone says so; a repeated press has said so, or was good once."""
        is_new = await updates.record(connection, talk.update_id, now)
        return Reply(popup=OVER) if is_new else Reply()

    async def _has_ended(
        self, talk: Talk, connection: AsyncConnection, stored: StoredDraft
    ) -> bool:
        """Whether words are no answer to this draft; those that ended it may come again."""
        return not stored.step and not await updates.is_recorded(connection, talk.update_id)

    async def _start(
        self,
        talk: Talk,
        act: Act,
        script: Script,
        stored: StoredDraft | None,
        known: dict[str, object] | None,
    ) -> Reply:
        if stored:
            await drafts.delete(act.connection, stored.id)
        draft = begin(script, self._new_id(), known)
        await store(act, None, draft)
        return self._known.shows(Shown(draft), talk)

    async def _started_over(self, talk: Talk, act: Act) -> Reply:
        """The old draft is gone: if this press did it, what it began is shown."""
        stored = await self._listening(act)
        if stored is not None:
            draft = self._known.fitted(stored)
            script = self._known.scripts[stored.script]
            if is_fresh(script, draft, started_with(script, draft)):
                return self._known.shows(Shown(draft), talk)
        return Reply(popup=OVER)

    async def _listening(self, act: Act) -> StoredDraft | None:
        focus = act.person.focus
        try:
            stored = await drafts.get(act.connection, act.ring, focus) if focus else None
        except VaultError:  # what cannot be read must not stand before the phones
            return None
        return (
            stored if self._known.script_of(stored, act.person) and stored and stored.step else None
        )
