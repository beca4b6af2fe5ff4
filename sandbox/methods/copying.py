"""Forwarding and copying: the same message again, with or without its author."""

from collections.abc import Callable
from itertools import pairwise

from sandbox.chats import Chat, Message
from sandbox.errors import bad_request
from sandbox.keyboards import read_markup
from sandbox.methods.delivery import deliver, put, thread_of
from sandbox.methods.registry import method
from sandbox.methods.wording import read_caption
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram

AT_ONCE = range(1, 101)
_LEFT_BEHIND = ("reply_markup", "via_bot", "has_protected_content", "media_group_id")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_NOT_CAPTIONED = ("text", "sticker", "contact", "location", "venue", "poll", "dice", "video_note")


@method("forwardMessage")
def forward_message(telegram: Telegram, call: Call) -> Json:
    def body() -> Json:
        return forwarded(telegram, _original(telegram, call, "forward"))

    call.fields.pop("reply_markup", None)
    return deliver(telegram, call, body)


@method("copyMessage")
def copy_message(telegram: Telegram, call: Call) -> Json:
    def body() -> Json:
        content = copied(_original(telegram, call, "copy"))
        if call.fields.get("caption") is None or any(kind in content for kind in _NOT_CAPTIONED):
            return content
        plain = {name: value for name, value in content.items() if name not in _CAPTION}
        return plain | read_caption(call)

    return {"message_id": deliver(telegram, call, body)["message_id"]}


@method("forwardMessages")
def forward_messages(telegram: Telegram, call: Call) -> list[Json]:
    return _several(telegram, call, "forward", lambda message: forwarded(telegram, message))


@method("copyMessages")
def copy_messages(telegram: Telegram, call: Call) -> list[Json]:
    return _several(telegram, call, "copy", copied)


def copied(message: Message) -> Json:
    """The content of a message without its author and buttons."""
    return {
        name: value
        for name, value in message.body.items()
        if name not in _LEFT_BEHIND and name != "forward_origin"
    }


def forwarded(telegram: Telegram, message: Message) -> Json:
    """The content of a message with its origin; of a forward the first origin stays."""
    content = {name: value for name, value in message.body.items() if name not in _LEFT_BEHIND}
    return {
        "forward_origin": {
            "type": "user",
            "sender_user": telegram.user(message.sender_id),
            "date": int(message.sent_at.timestamp()),
        }
    } | content


def _original(telegram: Telegram, call: Call, verb: str) -> Message:
    source = telegram.chat_for_bot(call.text("from_chat_id"))
    message = source.messages.get(call.integer("message_id") or 0)
    if message is None or message.deleted:
        raise bad_request(f"message to {verb} not found")
    if message.service or message.protected:
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def _several(
    telegram: Telegram, call: Call, verb: str, content: Callable[[Message], Json]
) -> list[Json]:
    chat = telegram.chat_to_write_in(call.text("chat_id"))
    source = telegram.chat_for_bot(call.text("from_chat_id"))
    thread_id = thread_of(chat, call)
    telegram.limits.check(chat.id)
    read_markup(call)
    originals = _originals(source, call.integers("message_ids"), verb)
    groups: dict[str, str] = {}
    sent = []
    for message in originals:
        body = content(message)
        if verb == "copy" and call.flag("remove_caption"):
            body = {name: value for name, value in body.items() if name not in _CAPTION}
        album = message.body.get("media_group_id")
        if album:
            fresh = groups.setdefault(album, str(13 * 10**15 + next(telegram.numbers)))
            body = body | {"media_group_id": fresh}
        posted = put(telegram, chat, body, None, reply_to=None, thread_id=thread_id)
        posted.protected = call.flag("protect_content")
        sent.append({"message_id": posted.message_id})
    telegram.limits.count(chat.id)
    return sent


def _originals(source: Chat, wanted: list[int], verb: str) -> list[Message]:
    if len(wanted) not in AT_ONCE:
        reason = "too many message identifiers" if wanted else "message identifiers are not"
        raise bad_request(f"{reason} specified")
    if any(later <= earlier for earlier, later in pairwise(wanted)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    found = [source.messages[one] for one in wanted if one in source.messages]
    usable = [one for one in found if not (one.deleted or one.service or one.protected)]
    if not usable:
        raise bad_request(f"there are no messages to {verb}")
    return usable
