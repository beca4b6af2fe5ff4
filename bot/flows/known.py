"""The scripts that there are, and what a stored draft is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.flows.desk import unpack
from bot.flows.draft import Draft
from bot.flows.outcomes import Shown
from bot.flows.page import page
from bot.flows.script import Script, begin, refit, started_with
from bot.introduction import introduce_to
from bot.talk import Talk
from bot.traceless import keep_only
from bot.views.endings import ending_screen
from bot.views.screen import Screen
from bot.views.steps import step_screen
from civic.phrases import Phrase, _
from storage.drafts import StoredDraft
from storage.people import Person

STALE = _("This button is from an earlier step. Please use the latest message.")
MOST_ALBUMS = 1000
"""Albums that are arriving at the same time, in memory."""
EDIT_TOO_LATE = _(
    "You have changed an earlier message, but what it was part of is already finished. "
    "The change is not taken. The menu: /menu"
)
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
    is_traceless: bool = False

    async def say(self, talk: Talk) -> None:
        """Say it."""
        talk.speak(self.language)
        if self.language is not None:
            await introduce_to(talk.bot, talk.user.id, talk.tongue, talk.grounds.administrators)
        if self.popup is not None:
            await talk.popup(self.popup)
        elif self.screen is not None:
            shown = await talk.show(self.screen(talk), drop_keys=self.drop_keys)
            if self.is_traceless:
                await keep_only(talk, shown)
        else:
            await talk.rest()


def _can_be_asked(script: Script, draft: Draft) -> bool:
    """Whether the questions of today get along with what an older version was told."""
    try:
        page(script, draft, date.today())  # noqa: DTZ011 - any day will do
    except Exception:  # noqa: BLE001 - a question may lean on anything
        return False
    return True


class Known:
    """The scripts by name."""

    def __init__(self, scripts: Mapping[str, Script]) -> None:
        self.scripts = scripts
        self._unsaid: dict[str, Phrase] = {}

    def script_of(self, stored: StoredDraft | None, person: Person | None) -> Script | None:
        """The script of a draft, if it is this person's and still exists."""
        if stored is None or person is None or stored.person_id != person.id:
            return None
        return self.scripts.get(stored.script)

    def fitted(self, stored: StoredDraft) -> Draft:
        """The draft as today's version of its script has it."""
        draft, script = unpack(stored), self.scripts[stored.script]
        if draft.ended is not None:
            return draft
        fitted = refit(script, draft)
        if fitted is not draft and not _can_be_asked(script, fitted):
            afresh = begin(script, draft.id, started_with(script, draft))
            return replace(afresh, screen=draft.screen + 1)
        return fitted

    def has_keys(self, draft: Draft) -> bool:
        """Whether its screen puts keys under the input field."""
        if draft.ended is not None:
            return False
        step = self.scripts[draft.script].step(draft.step)
        return not draft.leaving and step is not None and step.wants(draft.part) is not None

    def _said_once(self, notice: Phrase | None, talk: Talk) -> Phrase | None:
        """What was to be said of a part of an album is said once, with its last part."""
        album = talk.message.media_group_id if talk.message and talk.query is None else None
        if album is None:
            return notice
        earlier = self._unsaid.pop(album, None)
        if talk.more_of_album and (notice or earlier):
            if len(self._unsaid) >= MOST_ALBUMS:
                self._unsaid.clear()
            self._unsaid[album] = notice or earlier or STALE
        return notice or earlier

    def shows(self, shown: Shown, talk: Talk) -> Reply:
        """The draft's screen; nothing between the parts of an album."""
        draft, notice = shown.draft, self._said_once(shown.notice, talk)
        if talk.more_of_album:
            return Reply()
        script, today = self.scripts[draft.script], talk.today().date()
        if draft.ended is not None:
            ended = draft.ended
            return Reply(
                lambda talk: ending_screen(ended["view"], ended["args"], talk.tongue),
                is_traceless=script.is_traceless,
            )
        return Reply(
            lambda talk: step_screen(
                page(script, draft, today), draft, talk.tongue, notice, well=shown.well
            ),
            is_traceless=script.is_traceless,
        )
