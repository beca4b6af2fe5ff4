"""Photos, documents, voices, stickers, and albums of them."""

from collections.abc import Callable
from typing import Any

from sandbox.errors import bad_request
from sandbox.keyboards import read_markup
from sandbox.media_shapes import WITH_CAPTION, described
from sandbox.methods.delivery import deliver, put, replied_message, thread_of
from sandbox.methods.files import file_from, file_named
from sandbox.methods.registry import METHODS, method
from sandbox.methods.wording import caption_of, read_caption
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram

KINDS = {
    "sendPhoto": "photo",
    "sendDocument": "document",
    "sendVideo": "video",
    "sendAnimation": "animation",
    "sendAudio": "audio",
    "sendVoice": "voice",
    "sendVideoNote": "video_note",
    "sendSticker": "sticker",
}
ALBUM_SIZE = range(2, 11)
ALBUM_KINDS = frozenset({"photo", "video", "audio", "document", "live_photo"})
ALONE_IN_ALBUM = frozenset({"audio", "document"})
"""Kinds that Telegram does not mix with others in one album."""


def _sender(kind: str) -> Callable[[Telegram, Call], Json]:
    def send(telegram: Telegram, call: Call) -> Json:
        def body() -> Json:
            content = described(file_from(telegram, call, kind, kind), call.fields)
            if kind in WITH_CAPTION:
                content |= read_caption(call)
            if call.flag("has_spoiler") and kind in ("photo", "video", "animation"):
                content["has_media_spoiler"] = True
            return content

        return deliver(telegram, call, body)

    return send


for _name, _kind in KINDS.items():
    METHODS[_name.lower()] = _sender(_kind)


@method("sendMediaGroup")
def send_media_group(telegram: Telegram, call: Call) -> list[Json]:
    chat = telegram.chat_to_write_in(call.text("chat_id"))
    reply_to = replied_message(telegram, chat, call)
    thread_id = thread_of(chat, call, reply_to)
    telegram.limits.check(chat.id)
    items = call.sequence("media") or []
    if len(items) not in ALBUM_SIZE:
        raise bad_request("group send media must contain 2-10 items")
    if call.fields.get("reply_markup") is not None:
        read_markup(call)
    kinds = {item.get("type") if isinstance(item, dict) else None for item in items}
    if not kinds <= ALBUM_KINDS or (len(kinds) > 1 and kinds & ALONE_IN_ALBUM):
        raise bad_request("can't use the media of the specified type in the album")
    bodies = [input_media(telegram, call, item) for item in items]
    group_id = {"media_group_id": str(13_000_000_000_000_000 + next(telegram.numbers))}
    shown = []
    for body in bodies:
        message = put(telegram, chat, body | group_id, None, reply_to=reply_to, thread_id=thread_id)
        message.protected = call.flag("protect_content")
        shown.append(telegram.show(message))
    telegram.limits.count(chat.id)
    return shown


def input_media(telegram: Telegram, call: Call, item: Any) -> Json:
    """The body of a message made from one InputMedia."""
    if not isinstance(item, dict) or not isinstance(item.get("type"), str):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item["type"]
    stored = file_named(telegram, call, kind, item.get("media"))
    return described(stored, item) | caption_of(item)
