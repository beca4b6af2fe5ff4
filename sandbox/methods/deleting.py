"""Taking messages away: the bot's own, and in private chats the person's too.

Only under 48 hours old; a bot that promises to wipe a talk must find this limit here. Of many at
once, missing ones are skipped, but one that may not be deleted keeps all the others.
"""

from datetime import timedelta

from sandbox.chats import Chat, Message
from sandbox.errors import bad_request
from sandbox.methods.registry import method
from sandbox.parameters import Call
from sandbox.telegram import Telegram

DELETABLE_FOR = timedelta(hours=48)
DICE_PROTECTED_FOR = timedelta(hours=24)
AT_ONCE = range(1, 101)


@method("deleteMessage")
def delete_message(telegram: Telegram, call: Call) -> bool:
    chat = telegram.chat_for_bot(call.text("chat_id"))
    message = chat.messages.get(call.integer("message_id") or 0)
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    _check(telegram, chat, message)
    telegram.delete(message)
    return True


@method("deleteMessages")
def delete_messages(telegram: Telegram, call: Call) -> bool:
    chat = telegram.chat_for_bot(call.text("chat_id"))
    wanted = call.integers("message_ids")
    if len(wanted) not in AT_ONCE:
        raise bad_request(
            "too many message identifiers specified"
            if wanted
            else "message identifiers are not specified"
        )
    found = [chat.messages[message_id] for message_id in wanted if message_id in chat.messages]
    there = [message for message in found if not message.deleted]
    for message in there:
        _check(telegram, chat, message)
    for message in there:
        telegram.delete(message)
    return True


def _check(telegram: Telegram, chat: Chat, message: Message) -> None:
    age = telegram.clock.now() - message.sent_at
    own = message.sender_id == telegram.account.id
    may = own or chat.is_private or chat.bot_status == "administrator"
    fresh_dice = "dice" in message.body and chat.is_private and age < DICE_PROTECTED_FOR
    if not may or age >= DELETABLE_FOR or fresh_dice:
        raise bad_request("message can't be deleted for everyone")
