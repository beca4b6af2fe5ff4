"""What a volunteer sees of an answer besides its mark: a second look, and where it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

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


def looked_at(text: str | None) -> str:
    """Tells which words a button was shown for: others need another look."""
    return hashlib.sha256((text or "").encode()).hexdigest()[:8]


def confirmation_screen(
    tongue: Tongue, to: Desk, worries: Sequence[Phrase], text: str | None
) -> Screen:
    """The answer is kept, and waits for a second look at this text."""
    head = _("<b>Not sent yet.</b> Please look at it once more:")
    seen = to.model_copy(update={"what": looked_at(text)})
    return Screen(_listed(tongue, head, worries), _send_or_leave(tongue, seen))


def change_confirmation_screen(
    tongue: Tongue, to: Desk, worries: Sequence[Phrase], text: str | None
) -> Screen:
    """The answer was changed to this; the person still has what they were sent."""
    head = _("<b>The change has not reached the person yet.</b> Please look at it once more:")
    seen = to.model_copy(update={"what": looked_at(text)})
    return Screen(
        _listed(tongue, head, worries),
        inline(
            [way(tongue, _("Change it for them too"), seen)],
            [way(tongue, _("Let them keep what they have"), _to(seen, "unchanged"))],
        ),
    )


def changed_screen(tongue: Tongue) -> Screen:
    """The change is on its way."""
    return Screen(tongue.html(_("✍ Changed for them too.")))


def unchanged_screen(tongue: Tongue) -> Screen:
    """The change was not meant for them."""
    return Screen(tongue.html(_("They keep what they were sent.")))


def _listed(tongue: Tongue, head: Phrase, worries: Sequence[Phrase]) -> str:
    return "\n".join((tongue.html(head), *(f"• {tongue.html(worry)}" for worry in worries)))


def _to(to: Desk, other: str) -> Desk:
    return to.model_copy(update={"to": other, "what": ""})


def kept_as_note_screen(tongue: Tongue, kept: Kept) -> Screen:
    """Whoever owes an answer may have meant this as one."""
    text = _(
        "Kept as a note: the person does not see it. To answer, reply to their message. Was this "
        "for them?"
    )
    to = Desk(to="send", ticket=kept.ticket.id, words=kept.words.id)
    return Screen(tongue.html(text), _send_or_leave(tongue, to))


def settled_screen(tongue: Tongue, kept: Kept | None, now: datetime) -> Screen:
    """What became of it at this moment; None: it stays a note."""
    if kept is None:
        return Screen(tongue.html(_("It stays a note.")))
    way_out = kept.reach
    if way_out is not None and way_out.why is not None:
        return Screen(tongue.html(_WAITS[way_out.why]))
    if way_out is not None and way_out.at is not None and way_out.at > now:
        moment = way_out.at
        return Screen(tongue.html(_("😴 It leaves at {moment}: then it is safe.", moment=moment)))
    return Screen(tongue.html(_("✍ It is on its way.")))


def commands_screen(tongue: Tongue) -> Screen:
    """What can be written in a topic, for whoever asked or mistyped one."""
    return Screen(
        tongue.html(
            _(
                "I do not know this command, and nobody was sent it. In a topic there are:\n\n"
                "/send and the words – an answer without a reply\n"
                "/a and a letter – ready answers\n"
                "/withdraw as a reply – take an answer back\n"
                "/tag and a word – put a tag on, or take it off\n"
                "/hand and three lines – hand it over\n"
                "/card – the card anew\n"
                "/my, /queue, /find, /break – your tickets, the queue, the search, a pause"
            )
        )
    )


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


def _send_or_leave(tongue: Tongue, to: Desk) -> InlineKeyboardMarkup:
    return inline(
        [way(tongue, _("Send it to the person"), to)],
        [way(tongue, _("It stays a note"), _to(to, "leave"))],
    )
