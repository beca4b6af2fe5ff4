"""How somebody stands in a chat: the Bot API's ChatMember, and the news of its changes."""

from sandbox.chats import Chat
from sandbox.shapes import Json
from sandbox.telegram import Telegram

_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)


def member(telegram: Telegram, chat: Chat, user_id: int) -> Json:
    """The Bot API's `ChatMember` of a person or of the bot."""
    user = telegram.user(user_id)
    if user_id == telegram.account.id:
        return shaped(user, chat.bot_status)
    if chat.is_private:
        return shaped(user, "member" if user_id == chat.id else "left")
    return shaped(user, chat.members.get(user_id, "left"))


def shaped(user: Json, status: str) -> Json:
    """A ChatMember with this status."""
    shown: Json = {"user": user, "status": status}
    if status == "creator":
        shown["is_anonymous"] = False
    if status == "administrator":
        shown |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True)
    if status == "kicked":
        shown["until_date"] = 0
    return shown


def bot_standing_changed(telegram: Telegram, chat: Chat, actor: Json, status: str) -> None:
    """The bot becomes administrator, member, left or kicked; it hears of it."""
    was, chat.bot_status = chat.bot_status, status
    tell_standing(telegram, chat, actor, was, status)


def member_changed(
    telegram: Telegram, chat: Chat, actor: Json, person_id: int, status: str
) -> None:
    """Somebody joins or leaves: `chat_member` for a bot that administers and asked for it."""
    was = chat.members.get(person_id, "left")
    if status in ("left", "kicked"):
        chat.members.pop(person_id, None)
    else:
        chat.members[person_id] = status
    telegram.bell.ring()
    if chat.bot_status != "administrator":
        return
    user = telegram.user(person_id)
    telegram.updates.push(
        "chat_member",
        {
            "chat": telegram.show_chat(chat),
            "from": actor,
            "date": int(telegram.clock.now().timestamp()),
            "old_chat_member": shaped(user, was),
            "new_chat_member": shaped(user, status),
        },
    )


def tell_standing(telegram: Telegram, chat: Chat, actor: Json, was: str, now: str) -> None:
    """Queues my_chat_member."""
    bot = telegram.account.as_user()
    telegram.bell.ring()
    telegram.updates.push(
        "my_chat_member",
        {
            "chat": telegram.show_chat(chat),
            "from": actor,
            "date": int(telegram.clock.now().timestamp()),
            "old_chat_member": shaped(bot, was),
            "new_chat_member": shaped(bot, now),
        },
    )
