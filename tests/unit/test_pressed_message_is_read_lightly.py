"""A press brings back the whole message that we sent; what nobody reads of it is not parsed."""

from __future__ import annotations

from copy import deepcopy

from aiogram.types import Message, Update

from bot.intake.arrival import for_handlers

CHAT = {"id": 7, "type": "private"}
PRESSED = {
    "message_id": 5,
    "date": 1,
    "chat": CHAT,
    "text": "Who?",
    "entities": [{"type": "bold", "offset": 0, "length": 3}],
    "reply_markup": {"inline_keyboard": [[{"text": "Me", "callback_data": "d:a:1:=me"}]]},
}
PRESS = {
    "update_id": 1,
    "callback_query": {
        "id": "9",
        "from": {"id": 7, "is_bot": False, "first_name": "-"},
        "message": PRESSED,
        "chat_instance": "1",
        "data": "d:a:1:=me",
    },
}


def test_the_press_and_its_message_are_known_and_the_keyboard_is_not() -> None:
    query = Update.model_validate(for_handlers(PRESS)).callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    assert (query.data, query.message.message_id, query.message.chat.id) == ("d:a:1:=me", 5, 7)
    assert query.message.text == "Who?"
    assert query.message.reply_markup is None
    assert query.message.entities is None


def test_what_arrived_stays_whole_for_the_shelf() -> None:
    arrived = deepcopy(PRESS)
    for_handlers(arrived)
    assert arrived == PRESS


def test_a_message_that_a_person_sent_is_read_whole() -> None:
    sent = {"update_id": 1, "message": PRESSED}
    assert for_handlers(sent) == sent


def test_a_press_without_a_message_is_left_alone() -> None:
    inline = {"update_id": 1, "callback_query": {"id": "9", "inline_message_id": "x"}}
    assert for_handlers(inline) == inline
