"""Holds on to the answer types that aiogram would otherwise build anew at each answer.

aiogram asks pydantic for `Response[SomeType]` when an answer arrives, and pydantic remembers such
classes only as long as somebody else does. Without this a third of the processor time of a plain
bot goes into building the same classes over and over.
"""

import gc
from collections.abc import Iterable
from typing import Any

from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetMe,
    Response,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import Message, Update

_kept: list[object] = []

_A_MESSAGE = {
    "message_id": 1,
    "date": 0,
    "chat": {"id": 1, "type": "private"},
    "from": {"id": 1, "is_bot": False, "first_name": "-"},
    "text": "-",
    "reply_markup": {"inline_keyboard": [[{"text": "-", "callback_data": "-"}]]},
}
_A_PRESS = {
    "id": "1",
    "from": _A_MESSAGE["from"],
    "message": _A_MESSAGE,
    "chat_instance": "1",
    "data": "-",
}


SPOKEN: tuple[type[TelegramMethod[Any]], ...] = (
    SendMessage,
    EditMessageText,
    AnswerCallbackQuery,
    GetMe,
)
"""One method of each kind of answer that comes often: a message, a message or True, True, a user.

Others are built at their first use; building all would double the time that the start takes.
"""


def keep_types(methods: Iterable[type[TelegramMethod[Any]]] = SPOKEN) -> None:
    """Build the answer types of these methods once, and keep them."""
    # At runtime a generic is indexed by a value; a type checker only knows written-out types.
    _kept.extend(Response.__class_getitem__(method.__returning__) for method in methods)


def warm_up() -> None:
    """To be called once, after the start and before the first update.

    Builds what would be built at the first person's expense, and takes all that the start left
    in memory out of the garbage collector's rounds.
    """
    keep_types()
    for event in ({"message": _A_MESSAGE}, {"callback_query": _A_PRESS}):
        Update.model_validate({"update_id": 1, **event})
    for method in (
        SendMessage(chat_id=1, text="-"),
        EditMessageText(chat_id=1, message_id=1, text="-"),
        AnswerCallbackQuery(callback_query_id="1"),
    ):
        method.model_dump(warnings=False)
    Response[Message].model_validate({"ok": True, "result": _A_MESSAGE})
    gc.collect()
    gc.freeze()
