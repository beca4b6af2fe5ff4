"""What a volunteer sees of an answer besides its mark: a second look, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardMarkup

from bot.views.desk.ways import Desk, way
from bot.views.screen import Screen, inline
from bot.views.tongue import Tongue
from civic.desk.reaching import Waits
from civic.desk.saying import Kept
from civic.phrases import Phrase, _

_WAITS: dict[Waits, Phrase] = {
    Waits.CODE: _("😴 It waits: the ticket opens with a code phrase, and they read it then."),
    Waits.UNSAFE: _("😴 It waits: it is not safe to write to them now."),
    Waits.NOT_WANTED: _("😴 It waits: they look in themselves, and read it then."),
}


def asks_to_confirm(tongue: Tongue, kept: Kept, worries: Sequence[Phrase]) -> Screen:
    """The answer is kept, and waits for a second look."""
    listed = "\n".join(f"• {tongue.html(worry)}" for worry in worries)
    head = tongue.html(_("<b>Not sent yet.</b> Please look at it once more:"))
    return Screen(f"{head}\n{listed}", _send_or_leave(tongue, kept))


def kept_as_note_screen(tongue: Tongue, kept: Kept) -> Screen:
    """Whoever owes an answer may have meant this as one."""
    text = _(
        "Kept as a note: the person does not see it. To answer, reply to their message. Was this "
        "for them?"
    )
    return Screen(tongue.html(text), _send_or_leave(tongue, kept))


def settled_screen(tongue: Tongue, kept: Kept | None) -> Screen:
    """What became of it; None: it stays a note."""
    if kept is None:
        return Screen(tongue.html(_("It stays a note.")))
    way_out = kept.reach
    if way_out is not None and way_out.why is not None:
        return Screen(tongue.html(_WAITS[way_out.why]))
    if way_out is not None and way_out.at is not None and way_out.at > kept.words.said_at:
        moment = way_out.at
        return Screen(tongue.html(_("😴 It leaves at {moment}: then it is safe.", moment=moment)))
    return Screen(tongue.html(_("✍ It is on its way.")))


def not_copied_screen(tongue: Tongue) -> Screen:
    """What Telegram does not let a bot pass on."""
    return Screen(
        tongue.html(
            _(
                "Telegram does not let me pass this kind of message on. Please write it in words, "
                "or send a photo or a file."
            )
        )
    )


def _send_or_leave(tongue: Tongue, kept: Kept) -> InlineKeyboardMarkup:
    ticket, words = kept.ticket.id, kept.words.id
    return inline(
        [way(tongue, _("Send it to the person"), Desk(to="send", ticket=ticket, words=words))],
        [way(tongue, _("It stays a note"), Desk(to="leave", ticket=ticket, words=words))],
    )
