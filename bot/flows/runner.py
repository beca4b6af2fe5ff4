"""Plays scripts with people: turns what they did into moves, keeps the draft, shows the screen.

Each answer is one transaction: the person's row is locked, the update's id recorded, the draft
written, the ending's acts and letters with it. Only then is anything said. Telegram may repeat an
update: it then does nothing again, but the current screen is shown, in case the answer was lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.flows.desk import discard, open_draft, put_away, store, unpack
from bot.flows.draft import Draft
from bot.flows.moves import Move, Tap, Typed
from bot.flows.page import page
from bot.flows.script import (
    Finished,
    Left,
    Outcome,
    Refused,
    Script,
    Shown,
    Stale,
    advance,
    begin,
    given,
    refit,
    send_back,
    started_with,
)
from bot.talk import Talk
from bot.views.endings import ending_screen
from bot.views.resume import resume_screen
from bot.views.screen import Screen
from bot.views.steps import step_screen
from bot.views.typed import label_meant
from civic.act import Act
from civic.phrases import Phrase, Refusal, _
from storage import audit, drafts, updates
from storage.drafts import StoredDraft
from storage.people import Person


@dataclass(frozen=True, slots=True)
class Reply:
    """What is to be said once the transaction has committed."""

    screen: Callable[[Talk], Screen] | None = None
    popup: Phrase | None = None
    language: str | None = None
    drop_keys: bool = False


STALE = _("This button is from an earlier step. Please use the latest message.")
OVER = _("This is already done. Please open the menu: /menu")


class Runner:
    """Plays these scripts. Knows no script by name."""

    def __init__(self, scripts: Mapping[str, Script], id_maker: Callable[[], str]) -> None:
        self._scripts = scripts
        self._new_id = id_maker

    async def begin(
        self, talk: Talk, name: str, known: dict[str, object] | None = None, *, offer: bool = True
    ) -> None:
        """Start a script; where the person left it, ``offer`` to go on, or just go on."""
        script = self._scripts[name]
        async with talk.act() as act:
            stored = await open_draft(act, script)
            draft = self._fitted(stored) if stored and stored.step else None
            if stored and draft and not offer:
                await store(act, stored, draft)
                reply = self._shows(Shown(draft), talk)
            elif draft and not known and started_with(script, draft) != draft.answers:
                reply = Reply(lambda talk: resume_screen(script, draft, talk.tongue))
            else:
                reply = await self._start(talk, act, script, stored, known)
        await self._say(talk, reply)

    def linked(self, word: str) -> str | None:
        """The name of the script that this deep link starts."""
        return next((s.name for s in self._scripts.values() if word and s.link == word), None)

    async def start_over(self, talk: Talk, draft_id: str) -> None:
        """Forget the old draft of a script and ask from the first question."""
        async with talk.act() as act:
            stored = await drafts.get(act.connection, act.ring, draft_id)
            script = self._script_of(stored, act.person)
            if stored is None or script is None:
                reply = Reply(popup=OVER)
            else:
                known = started_with(script, unpack(stored))
                reply = await self._start(talk, act, script, stored, known)
        await self._say(talk, reply)

    async def resume(self, talk: Talk, draft_id: str) -> None:
        """Go on with a draft that was put away."""
        async with talk.act() as act:
            stored = await drafts.get(act.connection, act.ring, draft_id)
            if stored is None or self._script_of(stored, act.person) is None:
                reply = Reply(popup=OVER)
            else:
                draft = self._fitted(stored)
                await store(act, stored, draft)
                reply = self._shows(Shown(draft), talk)
        await self._say(talk, reply)

    async def press(self, talk: Talk, draft_id: str, tap: Tap) -> None:
        """A button of a step was pressed."""
        await self._play(talk, tap, draft_id)

    async def hear(self, talk: Talk, move: Move) -> bool:
        """Something was sent. False when no draft is listening: it was not for a script."""
        return await self._play(talk, move, None)

    async def redraw(self, talk: Talk) -> bool:
        """Show the listening draft's screen again; False when none listens."""
        async with talk.act() as act:
            stored = await self._listening(act)
        if stored is None:
            return False
        await self._say(talk, self._shows(Shown(self._fitted(stored)), talk))
        return True

    async def pause(self, talk: Talk) -> bool:
        """Let no draft listen any more; whether it had put keys under the input field."""
        async with talk.act() as act:
            stored = await self._listening(act)
            if act.person.focus:
                await put_away(act)
        return stored is not None and self._has_keys(self._fitted(stored))

    async def offer_to_leave(self, talk: Talk) -> bool:
        """What /cancel does: asks the listening draft's person whether to leave."""
        async with talk.act() as act:
            stored = await self._listening(act)
            if stored is None or not self._scripts[stored.script].leavable:
                return False
            draft = self._fitted(stored)
            leaving = replace(draft, leaving=True, screen=draft.screen + 1)
            await store(act, stored, leaving)
        keys = self._has_keys(draft)
        await self._say(talk, replace(self._shows(Shown(leaving), talk), drop_keys=keys))
        return True

    async def unfinished(self, talk: Talk, person: Person | None) -> list[tuple[str, Phrase]]:
        """What the person put away: id and title, the newest first."""
        if person is None:
            return []
        grounds = talk.grounds
        async with grounds.database.look() as connection:
            rows = await drafts.of_person(connection, grounds.ring, person.id)
        return [
            (row.id, self._scripts[row.script].title)
            for row in rows
            if row.step and row.script in self._scripts
        ]

    # -- playing one move ---------------------------------------------------------------------

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
            script = self._script_of(stored, person)
            if person is None or stored is None or script is None:
                reply = Reply(popup=OVER) if draft_id is not None else None
            elif draft_id is None and not stored.step:
                reply = None
            else:
                act = Act(connection, grounds.ring, person, now, talk.update_id)
                if await updates.record(connection, talk.update_id, now):
                    reply = await self._moved(talk, act, script, stored, move)
                else:
                    reply = self._shows(Shown(self._fitted(stored)), talk)
        if reply is None:
            return False
        grounds.letters_put()
        await self._say(talk, reply)
        return True

    async def _moved(
        self, talk: Talk, act: Act, script: Script, stored: StoredDraft, move: Move
    ) -> Reply:
        today = talk.today().date()
        draft = self._fitted(stored)
        if draft.ended is not None:
            return Reply(popup=OVER)
        if isinstance(move, Typed):
            move = self._as_tap(talk, script, draft, move, today) or move
        keys = self._has_keys(draft)
        outcome = advance(script, draft, move, today)
        reply = await self._settle(talk, act, script, stored, outcome, move)
        drops = keys and not isinstance(outcome, Refused | Stale)
        return replace(reply, drop_keys=drops) if drops else reply

    async def _settle(
        self,
        talk: Talk,
        act: Act,
        script: Script,
        stored: StoredDraft,
        outcome: Outcome,
        move: Move,
    ) -> Reply:
        """Write what the move came to, and say what is to be shown."""
        match outcome:
            case Stale():
                return Reply(popup=STALE)
            case Refused(_draft, why) if isinstance(move, Tap) and talk.query is not None:
                return Reply(popup=why)
            case Refused(draft, why):
                await store(act, stored, draft)
                return self._shows(Shown(draft, why), talk)
            case Left(draft, deleted):
                return await self._left(act, stored, draft, deleted=deleted)
            case Shown(draft, _notice, answered):
                await store(act, stored, draft)
                language = await self._afterwards(act, script, draft, answered)
                return replace(self._shows(outcome, talk), language=language)
            case Finished(draft, answered):
                language = await self._afterwards(act, script, draft, answered)
                reply = await self._finish(talk, act, script, stored, draft)
                return replace(reply, language=language)

    async def _afterwards(
        self, act: Act, script: Script, draft: Draft, answered: str | None
    ) -> str | None:
        """The act that an answer causes at once; the language it may have changed."""
        if answered is None or answered not in script.after:
            return None
        changed = await script.after[answered](act, draft.answers[answered])
        return changed.language

    async def _finish(
        self, talk: Talk, act: Act, script: Script, stored: StoredDraft, draft: Draft
    ) -> Reply:
        try:
            async with act.connection.begin_nested():
                ending = await script.finish(act, given(script, draft))
        except Refusal as refusal:
            back = send_back(script, draft, refusal)
            await store(act, stored, back.draft)
            return self._shows(back, talk)
        who = None if script.quiet else act.person.id
        await audit.note(act.connection, act.now, f"{script.name}.finished", who, draft.id)
        ended = replace(
            draft,
            step="",
            answers={},
            part=None,
            ended={"view": ending.view, "args": ending.args},
        )
        await store(act, stored, ended)
        return self._shows(Shown(ended), talk)

    async def _left(self, act: Act, stored: StoredDraft, draft: Draft, *, deleted: bool) -> Reply:
        if deleted:
            await discard(act, stored)
            return Reply(lambda talk: ending_screen("deleted", {}, talk.tongue))
        await store(act, stored, replace(draft, leaving=False))
        await put_away(act)
        return Reply(lambda talk: ending_screen("put_away", {}, talk.tongue))

    # -- starting, showing --------------------------------------------------------------------

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
        return self._shows(Shown(draft), talk)

    def _shows(self, shown: Shown, talk: Talk) -> Reply:
        draft, notice = shown.draft, shown.notice
        if talk.more_of_album and notice is None:
            return Reply()
        if draft.ended is not None:
            ended = draft.ended
            return Reply(lambda talk: ending_screen(ended["view"], ended["args"], talk.tongue))
        script, today = self._scripts[draft.script], talk.today().date()
        return Reply(
            lambda talk: step_screen(page(script, draft, today), draft, talk.tongue, notice)
        )

    async def _say(self, talk: Talk, reply: Reply) -> None:
        talk.speak(reply.language)
        if reply.popup is not None:
            await talk.popup(reply.popup)
        elif reply.screen is not None:
            await talk.show(reply.screen(talk), drop_keys=reply.drop_keys)

    async def _listening(self, act: Act) -> StoredDraft | None:
        focus = act.person.focus
        stored = await drafts.get(act.connection, act.ring, focus) if focus else None
        return stored if self._script_of(stored, act.person) and stored and stored.step else None

    def _script_of(self, stored: StoredDraft | None, person: Person | None) -> Script | None:
        if stored is None or person is None or stored.person_id != person.id:
            return None
        return self._scripts.get(stored.script)

    def _fitted(self, stored: StoredDraft) -> Draft:
        draft = unpack(stored)
        return draft if draft.ended is not None else refit(self._scripts[stored.script], draft)

    def _has_keys(self, draft: Draft) -> bool:
        if draft.ended is not None:
            return False
        step = self._scripts[draft.script].step(draft.step)
        return not draft.leaving and step is not None and step.wants(draft.part) is not None

    @staticmethod
    def _as_tap(talk: Talk, script: Script, draft: Draft, typed: Typed, today: date) -> Tap | None:
        button = label_meant(typed.text, page(script, draft, today).buttons, talk.grounds.zone)
        return Tap(button.action, draft.screen) if button else None
