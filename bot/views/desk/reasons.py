"""Why an answer did not arrive, in words that a volunteer can act upon."""

from __future__ import annotations

from civic.phrases import Phrase, _

_REASONS: dict[str, Phrase] = {
    "blocked": _("the person blocks the bot."),
    "deactivated": _("the person's Telegram account was deleted."),
    "no such chat": _("Telegram does not find the chat any more."),
    "never started": _("the person deleted the chat with the bot."),
    "file forgotten": _("Telegram does not have this file any more. Please send it anew."),
    "file too large": _("the file is too large for Telegram. Please send a smaller one."),
    "message gone": _("your message was deleted before it could leave."),
}
_ELSE = _("Telegram refused it.")


def why_not_delivered(reason: str) -> Phrase:
    """The reason that stands in the row, in plain words."""
    plain = reason.removeprefix("given up: ")
    return _REASONS.get(plain, _ELSE)
