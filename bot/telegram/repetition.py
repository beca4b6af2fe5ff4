"""Which requests may be made again after an answer that never came.

Without this, either a cut line loses an edit that could simply be made again, or a person gets
the same message twice because the first one had in fact arrived.
"""

from typing import Any

from aiogram.exceptions import TelegramEntityTooLarge, TelegramNetworkError, TelegramServerError
from aiogram.methods import TelegramMethod
from aiohttp import ClientConnectorError, ConnectionTimeoutError

_HARMLESS_TWICE = (
    "edit",
    "answer",
    "delete",
    "get",
    "set",
    "pin",
    "unpin",
    "close",
    "reopen",
    "ban",
    "unban",
    "leave",
    "sendChatAction",
)
# Polling has its own way of coming back after an error; two ways would multiply.
_NEVER_HERE = frozenset({"getUpdates"})

# What a person sees as something said, hence what counts against the limits.
_SPEAKING = ("send", "forward", "copy")
_EDITING = "edit"  # in groups Telegram counts edits as it counts messages


def is_harmless_twice(method: TelegramMethod[Any]) -> bool:
    """Whether the second of two equal requests changes nothing that the first did not."""
    name = method.__api_method__
    return name.startswith(_HARMLESS_TWICE) and name not in _NEVER_HERE


def is_counted(method: TelegramMethod[Any], chat_id: int | None) -> bool:
    """Whether Telegram's limits on speaking count it."""
    name = method.__api_method__
    if name.startswith(_EDITING):
        return chat_id is not None and chat_id < 0
    return name.startswith(_SPEAKING) and name != "sendChatAction"


def is_mishap(error: Exception) -> bool:
    """Whether nobody knows from the error alone that Telegram refused: the line or the server."""
    return isinstance(error, TelegramNetworkError | TelegramServerError) and not isinstance(
        error, TelegramEntityTooLarge
    )


def was_never_sent(error: Exception) -> bool:
    """Whether the request certainly did not reach Telegram: the line was not even opened."""
    return isinstance(error, TelegramNetworkError) and isinstance(
        error.__cause__, ClientConnectorError | ConnectionTimeoutError
    )
