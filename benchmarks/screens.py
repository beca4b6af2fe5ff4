"""The screens of a walk, written down once by our own renderer for the bare bot to send.

Without it the two bots would send different texts and keyboards, and the ratio would compare those.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from benchmarks.script import script_of
from benchmarks.walk import WALKS
from bot.flows.draft import Draft
from bot.flows.moves import Tap, Typed
from bot.flows.outcomes import Shown
from bot.flows.page import page
from bot.flows.script import advance, begin
from bot.views.steps import read_callback, step_screen
from bot.views.tongue import tongue

LANGUAGE = "kk"
ZONE = ZoneInfo("Asia/Almaty")


class Written(TypedDict):
    """``rows`` hold (label, action)."""

    text: str
    rows: list[list[tuple[str, str]]]


def screens_of(walk: str) -> list[Written]:
    """Every screen in order; the first stands before anybody has moved."""
    script, today = script_of(walk), datetime.now(UTC).astimezone(ZONE).date()
    draft = begin(script, "00000000")
    written = [_written(walk, draft)]
    for kind, content in WALKS[walk]:
        move = Tap(content, draft.screen) if kind == "tap" else Typed(content)
        outcome = advance(script, draft, move, today)
        assert isinstance(outcome, Shown), f"{content} is not accepted at {draft.step}"
        draft = outcome.draft
        written.append(_written(walk, draft))
    return written


def _written(walk: str, draft: Draft) -> Written:
    today = datetime.now(UTC).astimezone(ZONE).date()
    screen = step_screen(
        page(script_of(walk), replace(draft), today), draft, tongue(LANGUAGE, ZONE), None
    )
    keyboard = screen.inline.inline_keyboard if screen.inline else []
    rows = [
        [(b.text, (read_callback(b.callback_data or "") or ("", 0, ""))[2]) for b in row]
        for row in keyboard
    ]
    return Written(text=screen.text, rows=rows)
