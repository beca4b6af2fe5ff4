"""What people sent and the bot failed to handle: its number, its kind, the type of the error.

Never what it says: that is its person's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.intake.arrival import reference_of
from bot.views.administration.home import to_home
from bot.views.administration.pages import last_page, turning
from bot.views.screen import Screen, inline, press
from bot.views.tongue import Tongue
from bot.views.ways import Admin
from civic.phrases import Phrase, _, _n, verbatim
from storage.updates import SetAside

SHOWN = 6
KINDS = {
    "message": _("a message"),
    "callback_query": _("a press of a button"),
    "my_chat_member": _("somebody blocked the bot or came back"),
}


def set_aside_screen(
    tongue: Tongue,
    count: int,
    oldest: datetime | None,
    kept: Sequence[SetAside],
    page: int = 0,
    notice: Phrase | None = None,
) -> Screen:
    """How many, since when, and a button for each."""
    parts = [notice] if notice else []
    parts.append(_("<b>Set aside</b>"))
    if oldest is None:
        parts.append(_("Nothing is set aside: everything that people sent was handled."))
    else:
        parts += [
            _n(
                "{count} update could not be handled; the oldest lies here since {since}.",
                "{count} updates could not be handled; the oldest lies here since {since}.",
                count,
                since=oldest,
            ),
            _("Each has the number that its person was told. Tap one to look at it."),
        ]
    return Screen(
        _joined(tongue, parts),
        inline(
            *([_to_one(tongue, update)] for update in kept),
            turning(tongue, Admin(to="aside", page=page), last_page(count, SHOWN)),
            [press(tongue.plain(_("↻ Look again")), Admin(to="aside").pack())],
            [to_home(tongue)],
        ),
    )


def update_screen(tongue: Tongue, update: SetAside, notice: Phrase | None = None) -> Screen:
    """One of them: what is known, and what can be done."""
    key = str(update.update_id)
    lines = [
        _("What: {kind}", kind=kind_of(update)),
        _("Error: <code>{error}</code>", error=update.error),
        _("Tries: {count}", count=update.attempts),
        _("Since: {moment}", moment=update.at),
    ]
    parts = [
        *([tongue.html(notice)] if notice else []),
        tongue.html(_("<b>Set aside: {reference}</b>", reference=reference_of(update.update_id))),
        "\n".join(f"• {tongue.html(line)}" for line in lines),
    ]
    if update.retried_at is not None:
        trying = _(
            "It is being tried again since {moment}. You will be told how it went.",
            moment=update.retried_at,
        )
        return Screen("\n\n".join([*parts, tongue.html(trying)]), inline([to_set_aside(tongue)]))
    explained = _(
        "The log names the place of the error with the same number. Once it is mended, try again: "
        "it will be handled as if it had just arrived, so a text may be taken as the answer to the "
        "question that stands before the person now. What was done already is not done twice."
    )
    return Screen(
        "\n\n".join([*parts, tongue.html(explained)]),
        inline(
            [press(tongue.plain(_("Try again")), Admin(to="aside_again", key=key).pack())],
            [press(tongue.plain(_("Drop it")), Admin(to="aside_ask", key=key).pack())],
            [to_set_aside(tongue)],
        ),
    )


def drop_screen(tongue: Tongue, update: SetAside) -> Screen:
    """Asks before it is dropped."""
    key = str(update.update_id)
    question = _(
        "Drop {reference}? What the person sent is destroyed and will never be answered.",
        reference=reference_of(update.update_id),
    )
    return Screen(
        tongue.html(question),
        inline(
            [press(tongue.plain(_("Yes, drop it")), Admin(to="aside_drop", key=key).pack())],
            [press(tongue.plain(_("No, go back")), Admin(to="aside_one", key=key).pack())],
        ),
    )


def kind_of(update: SetAside) -> Phrase:
    """What it is, in words where there are some."""
    return KINDS.get(update.kind, verbatim(update.kind))


def to_set_aside(tongue: Tongue) -> InlineKeyboardButton:
    """To the list."""
    return press(tongue.plain(_("← All that is set aside")), Admin(to="aside").pack())


def _to_one(tongue: Tongue, update: SetAside) -> InlineKeyboardButton:
    label = _("{reference}: {kind}", reference=reference_of(update.update_id), kind=kind_of(update))
    return press(tongue.plain(label), Admin(to="aside_one", key=str(update.update_id)).pack())


def _joined(tongue: Tongue, parts: Sequence[Phrase]) -> str:
    return "\n\n".join(map(tongue.html, parts))
