"""Changing what the bot has said.

Telegram lets a bot edit only its own messages, only to something different, and never
gives an edited message a reply keyboard.
"""

from sandbox.chats import Message
from sandbox.errors import bad_request
from sandbox.keyboards import read_markup
from sandbox.media_shapes import WITH_CAPTION
from sandbox.methods.media import input_media
from sandbox.methods.registry import method
from sandbox.methods.wording import read_caption, read_text
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_MEDIA = ("photo", "video", "animation", "audio", "document", "voice", "has_media_spoiler")


@method("editMessageText")
def edit_text(telegram: Telegram, call: Call) -> Json | bool:
    message = _own_message(telegram, call)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    body = _without(message.body, "text", "entities", "link_preview_options", "reply_markup")
    preview = call.mapping("link_preview_options")
    body |= read_text(call) | ({"link_preview_options": preview} if preview else {})
    return _edit(telegram, call, message, body)


@method("editMessageCaption")
def edit_caption(telegram: Telegram, call: Call) -> Json | bool:
    message = _own_message(telegram, call)
    if not WITH_CAPTION & message.body.keys():
        raise bad_request("there is no caption in the message to edit")
    body = _without(message.body, *_CAPTION, "reply_markup") | read_caption(call)
    return _edit(telegram, call, message, body)


@method("editMessageMedia")
def edit_media(telegram: Telegram, call: Call) -> Json | bool:
    message = _own_message(telegram, call)
    if not ({"text"} | WITH_CAPTION) & message.body.keys():
        raise bad_request("message can't be edited")
    kept = _without(message.body, *_MEDIA, *_CAPTION, "text", "entities", "reply_markup")
    return _edit(telegram, call, message, kept | input_media(telegram, call, call.mapping("media")))


@method("editMessageReplyMarkup")
def edit_markup(telegram: Telegram, call: Call) -> Json | bool:
    message = _own_message(telegram, call)
    return _edit(telegram, call, message, _without(message.body, "reply_markup"))


def _own_message(telegram: Telegram, call: Call) -> Message:
    inline_id = call.text("inline_message_id")
    if inline_id:
        found = telegram.inline_messages.get(inline_id)
        if found is None or found.deleted:
            raise bad_request("MESSAGE_ID_INVALID")
        return found
    chat = telegram.chat_for_bot(call.text("chat_id"))
    message = chat.messages.get(call.integer("message_id") or 0)
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    foreign = message.sender_id != telegram.account.id or message.service
    if foreign or message.has_reply_keyboard:
        raise bad_request("message can't be edited")
    return message


def _edit(telegram: Telegram, call: Call, message: Message, body: Json) -> Json | bool:
    markup = read_markup(call)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    if markup and markup["inline_keyboard"]:
        body = body | {"reply_markup": markup}
    if body == message.body:
        raise bad_request(NOT_MODIFIED)
    telegram.limits.check(message.chat_id, editing=True)
    only_markup = _without(body, "reply_markup") == _without(message.body, "reply_markup")
    message.body = body
    if not only_markup:
        message.edited_at = telegram.clock.now()
    telegram.edited(message)
    telegram.limits.count(message.chat_id, editing=True)
    return True if call.text("inline_message_id") else telegram.show(message)


def _without(body: Json, *names: str) -> Json:
    return {name: value for name, value in body.items() if name not in names}
