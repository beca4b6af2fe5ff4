"""Photos, files, albums, voices, stickers, places, contacts, polls and dice from a person."""

import base64

from sandbox import pictures
from sandbox.control.acts import act, said, speak, written
from sandbox.errors import Misuse
from sandbox.media_shapes import described
from sandbox.methods.places import point
from sandbox.methods.talking import DICE_SIDES, dice, poll
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.telegram import Telegram

ALMATY = (43.238949, 76.889709)
ALBUM_SIZE = range(2, 11)


def _file(telegram: Telegram, kind: str, body: Json, name: str, content: bytes) -> Json:
    """The file from the phone ("content" is base64), or one made up on the spot."""
    if body.get("content"):
        content = base64.b64decode(str(body["content"]))
    stored = telegram.files.keep(
        kind,
        content,
        str(body.get("name") or name),
        mime_type=body.get("mime"),
        size=int(body["size"]) if body.get("size") else None,
    )
    caption = body.get("caption")
    content_of_message = described(stored, body)
    if caption:
        read = written(str(caption))
        content_of_message["caption"] = read["text"]
        if "entities" in read:
            content_of_message["caption_entities"] = read["entities"]
    return content_of_message


@act("photo")
def photo(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"caption"?, "content"?}"""
    drawn = b"" if body.get("content") else pictures.drawn(next(telegram.numbers))
    return said(speak(telegram, person, body, _file(telegram, "photo", body, "photo.png", drawn)))


@act("document")
def document(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"name"?, "size"?, "mime"?, "caption"?, "content"?}; `size` in bytes may be declared."""
    made_up = "Құжат\n".encode()
    return said(
        speak(telegram, person, body, _file(telegram, "document", body, "qujat.txt", made_up))
    )


@act("voice")
def voice(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"duration"?, "content"?}"""
    made_up = body | {"mime": body.get("mime") or "audio/ogg"}
    return said(
        speak(telegram, person, body, _file(telegram, "voice", made_up, "voice.ogg", b"OggS"))
    )


@act("video")
def video(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"caption"?, "content"?}"""
    content = _file(telegram, "video", body, "video.mp4", b"\x00\x00\x00\x18ftypmp42")
    return said(speak(telegram, person, body, content))


@act("sticker")
def sticker(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"emoji"?}"""
    return said(
        speak(telegram, person, body, _file(telegram, "sticker", body, "sticker.webp", b"RIFF"))
    )


@act("album")
def album(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"count"} drawn photos, or {"items": [{"content", "name"}…]}; "caption" on the first."""
    items: list[Json] = body.get("items") or [{}] * int(body.get("count") or 3)
    if len(items) not in ALBUM_SIZE:
        raise Misuse("an album holds 2 to 10 photos")
    group_id = str(13_000_000_000_000_000 + next(telegram.numbers))
    sent = []
    for number, item in enumerate(items):
        caption = {"caption": body.get("caption")} if number == 0 else {}
        drawn = b"" if item.get("content") else pictures.drawn(next(telegram.numbers))
        content = _file(telegram, "photo", {**item, **caption}, "photo.png", drawn)
        message = speak(telegram, person, body, content | {"media_group_id": group_id})
        sent.append(message.message_id)
    return {"message_ids": sent, "chat_id": message.chat_id}


@act("location")
def location(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"latitude"?, "longitude"?}: degrees; Almaty by default."""
    latitude = float(body.get("latitude", ALMATY[0]))
    longitude = float(body.get("longitude", ALMATY[1]))
    return said(speak(telegram, person, body, {"location": point(latitude, longitude)}))


@act("contact")
def contact(telegram: Telegram, person: Person, body: Json) -> Json:
    """{} shares the person's own contact; {"phone_number", "first_name"?, "user_id"?} another's."""
    own = not body.get("phone_number") or bool(body.get("own"))
    content: Json = {
        "phone_number": str(body.get("phone_number") or person.phone_number),
        "first_name": str(body.get("first_name") or (person.first_name if own else "Таныс")),
    }
    user_id = person.id if own else body.get("user_id")
    if user_id:
        content["user_id"] = int(user_id)
    return said(speak(telegram, person, body, {"contact": content}))


@act("poll")
def send_poll(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"question"?, "options"?}"""
    question = str(body.get("question") or "?")
    options = [str(option) for option in body.get("options") or ["1", "2"]]
    made = poll(telegram, question, options, anonymous=True, several=False)
    return said(speak(telegram, person, body, {"poll": made}))


@act("dice")
def throw_dice(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"emoji"?}"""
    emoji = str(body.get("emoji") or "🎲")
    if emoji not in DICE_SIDES:
        raise Misuse("there is no such dice")
    return said(speak(telegram, person, body, {"dice": dice(telegram, emoji)}))
