"""Chats and who is in them: looking, pinning, reacting, banning, leaving."""

from sandbox.chats import Chat, Message
from sandbox.errors import bad_request
from sandbox.members import bot_standing_changed, member
from sandbox.methods.registry import method
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram

REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐"
    "🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡✍"
)
"""The emoji that Telegram allows as reactions."""


@method("getChat")
def get_chat(telegram: Telegram, call: Call) -> Json:
    chat = telegram.chat_for_bot(call.text("chat_id"))
    shown = telegram.show_chat(chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if chat.pinned:
        shown["pinned_message"] = telegram.show(chat.messages[chat.pinned[-1]])
    if not chat.is_private:
        shown["permissions"] = {"can_send_messages": True, "can_manage_topics": False}
    return shown


@method("getChatMember")
def get_chat_member(telegram: Telegram, call: Call) -> Json:
    chat = telegram.chat_for_bot(call.text("chat_id"))
    user_id = call.integer("user_id") or 0
    if user_id != telegram.account.id and user_id not in telegram.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member(telegram, chat, user_id)


@method("getChatAdministrators")
def get_chat_administrators(telegram: Telegram, call: Call) -> list[Json]:
    chat = _group(telegram, call)
    everybody = [*chat.members, telegram.account.id]
    shown = [member(telegram, chat, user_id) for user_id in everybody]
    return [one for one in shown if one["status"] in ("creator", "administrator")]


@method("getChatMemberCount")
def get_chat_member_count(telegram: Telegram, call: Call) -> int:
    chat = telegram.chat_for_bot(call.text("chat_id"))
    if chat.is_private:
        return 2
    return 1 + sum(status not in ("left", "kicked") for status in chat.members.values())


@method("banChatMember")
def ban_chat_member(telegram: Telegram, call: Call) -> bool:
    chat = _group(telegram, call)
    user_id = call.integer("user_id") or 0
    status = chat.members.get(user_id)
    if status == "creator":
        raise bad_request("can't remove chat owner")
    if status == "administrator":
        raise bad_request("user is an administrator of the chat")
    if user_id not in telegram.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    chat.members[user_id] = "kicked"
    telegram.bell.ring()
    return True


@method("unbanChatMember")
def unban_chat_member(telegram: Telegram, call: Call) -> bool:
    chat = _group(telegram, call)
    user_id = call.integer("user_id") or 0
    if chat.members.get(user_id) == "kicked" or not call.flag("only_if_banned"):
        chat.members[user_id] = "left"
        telegram.bell.ring()
    return True


@method("leaveChat")
def leave_chat(telegram: Telegram, call: Call) -> bool:
    bot_standing_changed(telegram, _group(telegram, call), telegram.account.as_user(), "left")
    return True


@method("pinChatMessage")
def pin_chat_message(telegram: Telegram, call: Call) -> bool:
    chat = telegram.chat_to_write_in(call.text("chat_id"))
    message = _message(chat, call, "message to pin not found")
    if message.message_id in chat.pinned:
        return True
    chat.pinned.append(message.message_id)
    body = {"pinned_message": telegram.show(message, with_reply=False)}
    note = telegram.post(chat, telegram.account.id, body, thread_id=message.thread_id, service=True)
    telegram.tell_bot(note)
    return True


@method("unpinChatMessage")
def unpin_chat_message(telegram: Telegram, call: Call) -> bool:
    chat = telegram.chat_for_bot(call.text("chat_id"))
    wanted = call.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    telegram.bell.ring()
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(telegram: Telegram, call: Call) -> bool:
    telegram.chat_for_bot(call.text("chat_id")).pinned.clear()
    telegram.bell.ring()
    return True


@method("setMessageReaction")
def set_message_reaction(telegram: Telegram, call: Call) -> bool:
    chat = telegram.chat_to_write_in(call.text("chat_id"))
    message = _message(chat, call, "message to react not found")
    wanted = call.sequence("reaction") or []
    emoji = str(wanted[0].get("emoji", "")) if wanted else None
    if len(wanted) > 1 or (emoji is not None and emoji.rstrip("\ufe0f") not in REACTIONS):
        raise bad_request("REACTION_INVALID")
    message.reaction = emoji
    telegram.edited(message)
    return True


def _group(telegram: Telegram, call: Call) -> Chat:
    chat = telegram.chat_for_bot(call.text("chat_id"))
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return chat


def _message(chat: Chat, call: Call, otherwise: str) -> Message:
    message = chat.messages.get(call.integer("message_id") or 0)
    if message is None or message.deleted or message.service:
        raise bad_request(otherwise)
    return message
