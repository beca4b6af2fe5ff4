"""A script's page as a screen: the question, how far along, what was answered, the buttons."""

from __future__ import annotations

from html import escape

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from bot.flows.draft import Draft
from bot.flows.page import Page
from bot.views.screen import TEXT_LIMIT, Key, Keys, Screen, reply_keys, units
from bot.views.tongue import Tongue
from civic.phrases import Phrase, _

PREFIX = "d"
_SHORTEST_ANSWER = 40
"""A long answer is cut for the review, but never below this many characters."""


def callback(draft: Draft, action: str) -> str:
    """The callback data of a button: which draft, which screen, what it does."""
    return f"{PREFIX}:{draft.id}:{draft.screen}:{action}"


def read_callback(callback_data: str) -> tuple[str, int, str] | None:
    """What ``callback`` wrote: draft id, screen, action; ``None`` if it is not one of ours."""
    prefix, *rest = callback_data.split(":", 3)
    if prefix != PREFIX or len(rest) != 3 or not rest[1].isdigit():  # noqa: PLR2004 - id, screen, action
        return None
    return rest[0], int(rest[1]), rest[2]


def step_screen(
    page: Page, draft: Draft, tongue: Tongue, notice: Phrase | None, *, well: bool = False
) -> Screen:
    """The screen of a page, with ``notice`` above it: a refusal, or (``well``) what was done."""
    told = f"{'✓' if well else '❗'} {tongue.html(notice)}" if notice is not None else None
    text = _fitting(page, tongue, told)
    if page.wanted:
        return Screen(text, reply_keys=_keys(page, tongue))
    return Screen(text, inline=_buttons(page, draft, tongue))


def _fitting(page: Page, tongue: Tongue, notice: str | None) -> str:
    """The text, with long answers cut as far as Telegram's limit demands."""
    longest = 1000
    while True:
        text = _text(page, tongue, notice, longest)
        if units(text) <= TEXT_LIMIT or longest <= _SHORTEST_ANSWER:
            return text
        longest //= 2


def _text(page: Page, tongue: Tongue, notice: str | None, longest: int) -> str:
    parts = []
    if notice is not None:
        parts.append(notice)
    if page.progress:
        step, steps = page.progress
        where = (
            _("Step {step}", step=step)
            if steps is None
            else _("Step {step} of {steps}", step=step, steps=steps)
        )
        parts.append(f"<i>{tongue.html(where)}</i>")
    parts.append(f"<b>{tongue.html(page.question)}</b>")
    parts.extend(
        f"<b>{tongue.html(name)}:</b> {_cut(answer, tongue, longest)}"
        for name, answer in page.answers
    )
    if page.current is not None:
        now = tongue.html(_("Your answer now:"))
        parts.append(f"{now} {_cut(page.current, tongue, longest)}")
    if page.note is not None:
        parts.append(tongue.html(page.note))
    return "\n\n".join(parts)


def _cut(answer: Phrase, tongue: Tongue, longest: int) -> str:
    plain = tongue.plain(answer)
    return escape(plain if len(plain) <= longest else plain[: longest - 1] + "…")


def _buttons(page: Page, draft: Draft, tongue: Tongue) -> Keys:
    return Keys(
        [
            [Key(tongue.plain(b.label), b.door or callback(draft, b.action)) for b in row]
            for row in page.rows
            if row
        ]
    )


def _keys(page: Page, tongue: Tongue) -> ReplyKeyboardMarkup:
    if page.wanted == "contact":
        ask = KeyboardButton(text=tongue.plain(_("📱 Share my number")), request_contact=True)
    else:
        ask = KeyboardButton(text=tongue.plain(_("📍 Share my location")), request_location=True)
    rows = [[KeyboardButton(text=tongue.plain(b.label)) for b in row] for row in page.rows]
    return reply_keys([[ask], *rows])
