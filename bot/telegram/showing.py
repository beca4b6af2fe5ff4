"""The three calls that follow every step, without the models that nobody looks at.

aiogram builds an object for each button on the way out, and for the whole message again when the
answer comes back. Without this a third of the processor time of a step goes into objects that are
thrown away. Parameters are named as in the Bot API; the answer is what Telegram's JSON holds.
"""

from typing import Any

from aiogram.methods import Response, TelegramMethod

HTML_WITHOUT_PREVIEW: dict[str, Any] = {
    "parse_mode": "HTML",
    "link_preview_options": {"is_disabled": True},
}
"""How everything is said; the same as `bot.telegram.connection` sets for aiogram's own methods."""

_KEPT = Response[Any]  # see bot.telegram.kept_types


class Plain(TelegramMethod[Any]):
    """A call whose parameters are JSON already: nothing is converted, no default is put in."""

    __returning__ = Any

    chat_id: int | None = None
    """Only so that the limits know who is spoken to; it is sent as a parameter too."""
    parameters: dict[str, Any]


class Say(Plain):
    """sendMessage."""

    __api_method__ = "sendMessage"


class Replace(Plain):
    """editMessageText."""

    __api_method__ = "editMessageText"


class Rest(Plain):
    """answerCallbackQuery: lets a button rest."""

    __api_method__ = "answerCallbackQuery"
