"""One move of one draft: what it comes to, written in the transaction of the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.flows.amend import amend
from bot.flows.desk import discard, put_away, store
from bot.flows.draft import Draft
from bot.flows.known import EDIT_TOO_LATE, OVER, STALE, Known, Reply
from bot.flows.moves import Edited, Move, Tap, Typed
from bot.flows.outcomes import Finished, Left, Outcome, Refused, Shown, Stale
from bot.flows.page import page
from bot.flows.script import Script, advance, given, send_back
from bot.flows.steps.choice import Choice
from bot.talk import Talk
from bot.views.endings import ending_screen
from bot.views.typed import label_meant, part_meant
from civic.act import Act
from civic.phrases import Refusal
from storage import audit
from storage.drafts import StoredDraft


class Play:
    """One move: ``stored`` is a draft of ``script``, locked with its person by ``act``."""

    def __init__(
        self, known: Known, talk: Talk, act: Act, script: Script, stored: StoredDraft
    ) -> None:
        self._known = known
        self._talk = talk
        self._act = act
        self._script = script
        self._stored = stored

    async def move(self, move: Move) -> Reply:
        """Take the move; what is to be said of it."""
        today = self._talk.today().date()
        draft = self._known.fitted(self._stored)
        if draft.ended is not None:
            return Reply(popup=OVER)
        if isinstance(move, Typed):
            move = self._as_tap(draft, move, today) or move
        keys = self._known.has_keys(draft)
        outcome = advance(self._script, draft, move, today)
        reply = await self._settle(outcome, move)
        drops = keys and not isinstance(outcome, Refused | Stale)
        return replace(reply, drop_keys=drops) if drops else reply

    async def edit(self, edit: Edited) -> Reply | None:
        """Change the answer that this message gave; ``None`` when it gave none here."""
        draft = self._known.fitted(self._stored)
        if draft.ended is not None:
            return Reply(popup=EDIT_TOO_LATE) if str(edit.message) in draft.heard else None
        outcome = amend(self._script, draft, edit, self._talk.today().date())
        return None if outcome is None else await self._settle(outcome, edit)

    def _as_tap(self, draft: Draft, typed: Typed, today: date) -> Tap | None:
        """Typing what a button says is as good as tapping it."""
        buttons = [it for it in page(self._script, draft, today).buttons if it.door is None]
        zone, step = self._talk.grounds.zone, self._script.step(draft.step)
        button = label_meant(typed.text, buttons, zone)
        if button is None and isinstance(step, Choice) and not draft.leaving:
            options = [it for it in buttons if it.action.startswith("=")]
            button = part_meant(typed.text, options, zone)
        return Tap(button.action, draft.screen) if button else None

    async def _settle(self, outcome: Outcome, move: Move | Edited) -> Reply:
        """Write what the move came to, and say what is to be shown."""
        match outcome:
            case Stale():
                return Reply(popup=STALE)
            case Refused(_draft, why) if isinstance(move, Tap) and self._talk.query is not None:
                return Reply(popup=why)
            case Refused(draft, why):
                return await self._show(Shown(draft, why))
            case Left(draft, deleted):
                return await self._left(draft, deleted=deleted)
            case Shown(draft, _notice, answered):
                language = await self._afterwards(draft, answered)
                return replace(await self._show(await self._learned(outcome)), language=language)
            case Finished(draft, answered):
                language = await self._afterwards(draft, answered)
                return replace(await self._finish(draft), language=language)

    async def _show(self, shown: Shown) -> Reply:
        await store(self._act, self._stored, shown.draft)
        return self._known.shows(shown, self._talk)

    async def _afterwards(self, draft: Draft, answered: str | None) -> str | None:
        """The act that an answer causes at once; the language it may have changed."""
        if answered is None or answered not in self._script.after:
            return None
        changed = await self._script.after[answered](self._act, draft.answers[answered])
        return changed.language

    async def _learned(self, shown: Shown) -> Shown:
        """What is to be known from this answer on; it may lead to another question."""
        learn = self._script.learns.get(shown.answered or "")
        if learn is None:
            return shown
        learned = await learn(self._act, shown.draft.answers)
        answers = {**shown.draft.answers, **learned}
        following = self._script.next_step(answers)
        step = following.key if following else shown.draft.step
        return replace(shown, draft=replace(shown.draft, answers=answers, step=step))

    async def _finish(self, draft: Draft) -> Reply:
        """The act at the end, whole or not at all; a refusal leads back to its step."""
        act, script = self._act, self._script
        try:
            async with act.connection.begin_nested():
                ending = await script.finish(act, given(script, draft))
        except Refusal as refusal:
            return await self._show(send_back(script, draft, refusal))
        who = None if script.quiet else act.person.id
        await audit.note(act.connection, act.now, f"{script.name}.finished", who, draft.id)
        told = {"view": ending.view, "args": ending.args}
        ended = replace(draft, step="", answers={}, part=None, ended=told)
        return await self._show(Shown(ended))

    async def _left(self, draft: Draft, *, deleted: bool) -> Reply:
        if deleted:
            await discard(self._act, self._stored)
            return Reply(lambda talk: ending_screen("deleted", {}, talk.tongue))
        await store(self._act, self._stored, replace(draft, leaving=False))
        await put_away(self._act)
        kept = {"days": self._script.keeps.days}
        return Reply(lambda talk: ending_screen("put_away", kept, talk.tongue))
