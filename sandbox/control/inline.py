"""Inline mode: a person types @bot and a few words anywhere, and picks what it offers."""

from sandbox.chats import Message
from sandbox.control.acts import act, place_of, said
from sandbox.errors import Misuse
from sandbox.media_shapes import described
from sandbox.methods.wording import caption_of, formatted
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.telegram import InlineQuery, Telegram


@act("inline")
def ask(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"query", "offset"?, "chat_id"?}: asks; with "wait" the answer holds the results."""
    query = InlineQuery(
        str(6_000_000_000 + next(telegram.numbers)), person.id, telegram.clock.now()
    )
    telegram.inline_queries[query.id] = query
    chat, _ = place_of(telegram, person, body)
    telegram.updates.push(
        "inline_query",
        {
            "id": query.id,
            "from": person.as_user(),
            "query": str(body.get("query") or ""),
            "offset": str(body.get("offset") or ""),
            "chat_type": "sender" if chat.is_private else chat.type,
        },
    )
    return {"inline_query_id": query.id}


@act("choose")
def choose(telegram: Telegram, person: Person, body: Json) -> Json:
    """{"inline_query_id", "result_id", "query"?, "chat_id"?, "topic"?}: sends what was offered."""
    query = telegram.inline_queries.get(str(body["inline_query_id"]))
    offered = query.answer["results"] if query and query.answer else []
    result = next((one for one in offered if str(one["id"]) == str(body["result_id"])), None)
    if result is None:
        raise Misuse("the bot offered no such thing")
    chat, thread_id = place_of(telegram, person, body)
    content = _content(telegram, result) | {"via_bot": telegram.account.as_user()}
    markup = result.get("reply_markup")
    if markup:
        content["reply_markup"] = markup
    message = telegram.post(chat, person.id, content, thread_id=thread_id)
    chosen: Json = {
        "result_id": str(result["id"]),
        "from": person.as_user(),
        "query": str(body.get("query") or ""),
    }
    if markup:
        chosen["inline_message_id"] = _name(telegram, message)
    telegram.updates.push("chosen_inline_result", chosen)
    telegram.tell_bot(message)
    return said(message)


def _name(telegram: Telegram, message: Message) -> str:
    inline_id = f"SANDBOX_inline_{next(telegram.numbers)}"
    telegram.inline_messages[inline_id] = message
    return inline_id


def _content(telegram: Telegram, result: Json) -> Json:
    given = result.get("input_message_content") or {}
    if "message_text" in given:
        return formatted(str(given["message_text"]), given.get("parse_mode"), given.get("entities"))
    if "phone_number" in given:
        return {"contact": given}
    if "address" in given:
        point = {"latitude": given["latitude"], "longitude": given["longitude"]}
        return {
            "location": point,
            "venue": {"location": point, "title": given["title"], "address": given["address"]},
        }
    if "latitude" in given:
        return {"location": {"latitude": given["latitude"], "longitude": given["longitude"]}}
    kind = str(result["type"])
    file_id = result.get(f"{kind}_file_id")
    if file_id is None:
        raise Misuse("the sandbox cannot fetch what this result points to")
    return described(telegram.files.of_kind(str(file_id), kind)) | caption_of(result)
