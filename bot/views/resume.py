"""The offer to go on with a draft that was left."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData

from bot.flows.draft import Draft
from bot.flows.page import progress
from bot.flows.script import Script
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from civic.phrases import _


class Resume(CallbackData, prefix="r"):
    """Go on with a draft, start its script over, or be told first where it stands (``look``)."""

    draft: str
    over: bool = False
    look: bool = False


def resume_screen(script: Script, draft: Draft, tongue: Tongue, again: str | None = None) -> Screen:
    """ "You were here, at this step": go on, or start over."""
    where = progress(script, draft)
    if where:
        step, steps = where
        title = script.named(draft.answers)
        text = tongue.html(
            _(
                "You began this earlier: {title}. You stopped at step {step}.",
                title=title,
                step=step,
            )
            if steps is None
            else _(
                "You began this earlier: {title}. You stopped at step {step} of {steps}.",
                title=title,
                step=step,
                steps=steps,
            )
        )
    else:
        text = tongue.html(_("You began this earlier: {title}.", title=script.named(draft.answers)))
    return Screen(
        text,
        inline(
            [press(tongue.plain(_("Go on")), Resume(draft=draft.id).pack())],
            [
                press(
                    tongue.plain(_("Start over")), again or Resume(draft=draft.id, over=True).pack()
                )
            ],
        ),
    )
