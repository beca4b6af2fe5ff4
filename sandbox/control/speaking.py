"""Writing, starting, editing, deleting, forwarding, blocking: a person's plain acts."""

from sandbox.control.acts import act, message_at, person_named, place_of, said, speak, written
from sandbox.errors import Misuse
from sandbox.formatting import TEXT_LIMIT, units
from sandbox.members import tell_standing
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.telegram import Telegram


@act("text")
def text(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"text", "reply_to"?, "chat_id"?, "topic"?}"""
    content = written(str(body["text"]))
    if units(content["text"]) > TEXT_LIMIT:
        raise Misuse("a phone would split a text this long")
    return said(speak(telegram, person, body, content))


@act("start")
def start(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"payload"?}: presses Start, or opens a link t.me/<bot>?start=payload."""
    if person.blocked:
        unblock(telegram, person, body)
    payload = body.get("payload")
    command = f"/start {payload}" if payload else "/start"
    return said(speak(telegram, person, {}, written(command)))


@act("edit")
def edit(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"message_id", "text", "chat_id"?}: rewrites the person's own text or caption."""
    chat, _ = place_of(telegram, person, body)
    message = message_at(chat, body["message_id"])
    if message.sender_id != person.id:
        raise Misuse("people edit only what they wrote")
    content = written(str(body["text"]))
    if "text" in message.body:
        kept = {k: v for k, v in message.body.items() if k not in ("text", "entities")}
        message.body = kept | content
    else:
        kept = {k: v for k, v in message.body.items() if k not in ("caption", "caption_entities")}
        entities = content.get("entities")
        caption = {"caption": content["text"]} | (
            {"caption_entities": entities} if entities else {}
        )
        message.body = kept | caption
    message.edited_at = telegram.clock.now()
    telegram.edited(message)
    telegram.tell_bot(message, "edited_message")
    return said(message)


@act("delete")
def delete(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"message_id", "chat_id"?}: for everybody; Telegram tells bots nothing of it."""
    chat, _ = place_of(telegram, person, body)
    message = message_at(chat, body["message_id"])
    if not chat.is_private and message.sender_id != person.id:
        raise Misuse("in a group people delete only what they wrote")
    telegram.delete(message)
    return said(message)


@act("forward")
def forward(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"from_chat_id"?, "message_id", "chat_id"?, "topic"?}"""
    source, _ = place_of(telegram, person, {"chat_id": body.get("from_chat_id")})
    original = message_at(source, body["message_id"])
    if original.protected:
        raise Misuse("the bot does not let this message be forwarded")
    content = {
        name: value
        for name, value in original.body.items()
        if name not in ("reply_markup", "media_group_id")
    }
    content["forward_origin"] = {
        "type": "user",
        "sender_user": telegram.user(original.sender_id),
        "date": int(original.sent_at.timestamp()),
    }
    return said(speak(telegram, person, body, content))


@act("block")
def block(telegram: Telegram, person: Person, _body: Json) -> Json:
    """Blocks the bot."""
    if not person.blocked:
        person.blocked = True
        tell_standing(telegram, telegram.chats[person.id], person.as_user(), "member", "kicked")
    return {}


@act("unblock")
def unblock(telegram: Telegram, person: Person, _body: Json) -> Json:
    """Lets the bot write again."""
    if person.blocked:
        person.blocked = False
        tell_standing(telegram, telegram.chats[person.id], person.as_user(), "kicked", "member")
    return {}


@act("add_to_group")
def add_to_group(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"chat_id", "status"?}: makes the person a member of a group."""
    chat = telegram.chats[int(body["chat_id"])]
    chat.members[person.id] = str(body.get("status") or "member")
    telegram.bell.ring()
    return {"person": person_named(telegram, person.id).key}
