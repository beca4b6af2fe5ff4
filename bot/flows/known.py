"""The scripts that there are, and what a stored draft is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.flows.desk import unpack
from bot.flows.draft import Draft
from bot.flows.page import page
from bot.flows.script import Script, Shown, refit
from bot.introduction import introduce_to
from bot.talk import Talk
from bot.views.endings import ending_screen
from bot.views.screen import Screen
from bot.views.steps import step_screen
from civic.phrases import Phrase, _
from storage.drafts import StoredDraft
from storage.people import Person

STALE = _("This button is from an earlier step. Please use the latest message.")
OVER = _("This is already done. Please open the menu: /menu")


@dataclass(frozen=True, slots=True)
class Reply:
    """What is to be said once the transaction has committed; nothing, if neither is given.

    ``language`` is the one that an answer has just changed to; ``drop_keys`` takes away the keys
    that a step had put under the input field.
    """

    screen: Callable[[Talk], Screen] | None = None
    popup: Phrase | None = None
    language: str | None = None
    drop_keys: bool = False

    async def say(self, talk: Talk) -> None:
        """Say it."""
        talk.speak(self.language)
        if self.language is not None:
            await introduce_to(talk.bot, talk.user.id, talk.tongue)
        if self.popup is not None:
            await talk.popup(self.popup)
        elif self.screen is not None:
            await talk.show(self.screen(talk), drop_keys=self.drop_keys)
        else:
            await talk.rest()


class Known:
    """The scripts by name."""

    def __init__(self, scripts: Mapping[str, Script]) -> None:
        self.scripts = scripts

    def script_of(self, stored: StoredDraft | None, person: Person | None) -> Script | None:
        """The script of a draft, if it is this person's and still exists."""
        if stored is None or person is None or stored.person_id != person.id:
            return None
        return self.scripts.get(stored.script)

    def fitted(self, stored: StoredDraft) -> Draft:
        """The draft as today's version of its script has it."""
        draft = unpack(stored)
        return draft if draft.ended is not None else refit(self.scripts[stored.script], draft)

    def has_keys(self, draft: Draft) -> bool:
        """Whether its screen puts keys under the input field."""
        if draft.ended is not None:
            return False
        step = self.scripts[draft.script].step(draft.step)
        return not draft.leaving and step is not None and step.wants(draft.part) is not None

    def shows(self, shown: Shown, talk: Talk) -> Reply:
        """The draft's screen; nothing between the parts of an album."""
        draft, notice = shown.draft, shown.notice
        if talk.more_of_album and notice is None:
            return Reply()
        if draft.ended is not None:
            ended = draft.ended
            return Reply(lambda talk: ending_screen(ended["view"], ended["args"], talk.tongue))
        script, today = self.scripts[draft.script], talk.today().date()
        return Reply(
            lambda talk: step_screen(page(script, draft, today), draft, talk.tongue, notice)
        )
