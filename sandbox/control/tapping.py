"""Taps: on a button under a message, and on a key below the input."""

from urllib.parse import parse_qs, urlsplit

from sandbox.chats import Message
from sandbox.control.acts import act, message_at, place_of
from sandbox.control.attaching import contact, location
from sandbox.control.inline import ask
from sandbox.control.speaking import start, text
from sandbox.errors import Misuse
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.telegram import CallbackQuery, Telegram


@act("tap")
def tap(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"message_id", and "row" + "column" or "callback_data"; "chat_id"?, "even_if_gone"?}

    With `even_if_gone` the data are sent though the button has been edited away meanwhile.
    Returns the kind of the button, and for a callback its id; with "wait" the answer to it
    (text, show_alert, url), or null where the bot has not answered.
    """
    chat, _ = place_of(telegram, person, body)
    message = message_at(chat, body["message_id"])
    if body.get("even_if_gone") and "callback_data" in body:
        return _call_back(telegram, person, message, str(body["callback_data"]))
    button = _button(message, body)
    if "callback_data" in button:
        return _call_back(telegram, person, message, str(button["callback_data"]))
    if "url" in button:
        return _open(telegram, person, str(button["url"]))
    if "copy_text" in button:
        return {"kind": "copy_text", "text": button["copy_text"]["text"]}
    if "switch_inline_query_current_chat" in button:
        query = str(button["switch_inline_query_current_chat"])
        return {"kind": "inline", "query": query} | ask(telegram, person, {"query": query})
    if "web_app" in button:
        return {"kind": "web_app", "url": button["web_app"]["url"]}
    return {"kind": next(iter(button.keys() - {"text"}))}


@act("key")
def key(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"label", "chat_id"?}: taps a key of the reply keyboard that lies there now."""
    chat, _ = place_of(telegram, person, body)
    keyboard = chat.reply_keyboard or {}
    label = str(body["label"])
    keys = [button for row in keyboard.get("keyboard", []) for button in row]
    pressed = next((button for button in keys if button["text"] == label), None)
    if pressed is None:
        raise Misuse("there is no such key now")
    if keyboard.get("one_time_keyboard"):
        chat.reply_keyboard = chat.reply_keyboard_message_id = None
    if pressed.get("request_contact"):
        return contact(telegram, person, {})
    if pressed.get("request_location"):
        return location(telegram, person, body)
    return text(telegram, person, {**body, "text": label})


@act("open")
def open_link(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"url"}: follows a link from a message."""
    return _open(telegram, person, str(body["url"]))


def _button(message: Message, body: Json) -> Json:
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    if "callback_data" in body:
        for row in rows:
            for button in row:
                if button.get("callback_data") == body["callback_data"]:
                    return dict(button)
        raise Misuse("there is no such button under the message")
    try:
        return dict(rows[int(body["row"])][int(body["column"])])
    except IndexError:
        raise Misuse("there is no such button under the message") from None


def _call_back(telegram: Telegram, person: Person, message: Message, data: str) -> Json:
    query = CallbackQuery(
        str(4_000_000_000 + next(telegram.numbers)), person.id, telegram.clock.now()
    )
    telegram.callbacks[query.id] = query
    person.last_callback_id = query.id
    shown: Json = {
        "id": query.id,
        "from": person.as_user(),
        "chat_instance": str(5_000_000_000 + abs(message.chat_id)),
        "data": data,
    }
    inline_id = telegram.inline_id_of(message)
    if inline_id:
        shown["inline_message_id"] = inline_id
    else:
        shown["message"] = telegram.show(message)
    telegram.bell.ring()
    telegram.updates.push("callback_query", shown)
    return {"kind": "callback", "callback_id": query.id}


def _open(telegram: Telegram, person: Person, url: str) -> Json:
    """A link to the bot itself acts as Start; any other is only shown."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    query = parse_qs(parts.query)
    to_bot = parts.hostname in ("t.me", "telegram.me") and (
        parts.path.strip("/").lower() == telegram.account.username.lower()
    )
    if parts.scheme == "tg" and parts.netloc == "resolve":
        to_bot = query.get("domain", [""])[0].lower() == telegram.account.username.lower()
    if to_bot and "start" in query:
        return {"kind": "start", "url": url} | start(
            telegram, person, {"payload": query["start"][0]}
        )
    return {"kind": "url", "url": url}
