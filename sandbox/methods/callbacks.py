"""Answers to taps and to inline queries: each only once, and in time.

How long Telegram waits is not in its documentation. The sandbox waits a minute for the
answer to a tap and ten seconds for the answer to an inline query.
"""

from datetime import datetime, timedelta
from typing import Any

from sandbox.errors import bad_request
from sandbox.formatting import units
from sandbox.keyboards import inline
from sandbox.methods.registry import method
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram

TAP_WAITS = timedelta(seconds=60)
INLINE_QUERY_WAITS = timedelta(seconds=10)
ANSWER_LIMIT = 200
INLINE_RESULTS = 50
RESULT_ID_BYTES = 64
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@method("answerCallbackQuery")
def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    query = telegram.callbacks.get(call.text("callback_query_id") or "")
    _refuse_late(
        telegram,
        query.asked_at if query else None,
        TAP_WAITS,
        answered=bool(query and query.answer),
    )
    assert query is not None
    text = call.text("text") or ""
    if units(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.text("url")
    if url and not url.startswith(("https://t.me/", "http://t.me/", "t.me/", "tg://")):
        raise bad_request("URL_INVALID")
    query.answer = {"text": text or None, "show_alert": call.flag("show_alert"), "url": url}
    telegram.bell.ring()
    return True


@method("answerInlineQuery")
def answer_inline_query(telegram: Telegram, call: Call) -> bool:
    query = telegram.inline_queries.get(call.text("inline_query_id") or "")
    _refuse_late(
        telegram,
        query.asked_at if query else None,
        INLINE_QUERY_WAITS,
        answered=bool(query and query.answer),
    )
    assert query is not None
    results = call.sequence("results") or []
    if len(results) > INLINE_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    checked = [_result(result) for result in results]
    if len({result["id"] for result in checked}) != len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    button = call.mapping("button")
    query.answer = {
        "results": checked,
        "button": button,
        "next_offset": call.text("next_offset") or "",
    }
    telegram.bell.ring()
    return True


def _refuse_late(
    telegram: Telegram, asked_at: datetime | None, waits: timedelta, *, answered: bool
) -> None:
    if asked_at is None or answered or telegram.clock.now() - asked_at > waits:
        raise bad_request(TOO_OLD)


def _result(result: Any) -> Json:
    if not isinstance(result, dict) or not result.get("type"):
        raise bad_request('can\'t parse inline query result: Field "type" must be of type String')
    if not 1 <= len(str(result.get("id", "")).encode()) <= RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    checked = {name: value for name, value in result.items() if value is not None}
    if checked["type"] == "article":
        if not checked.get("title"):
            raise bad_request("can't parse inline query result: article title is empty")
        if "input_message_content" not in checked:
            raise bad_request("can't parse inline query result: message content is not specified")
    if "reply_markup" in checked:
        checked["reply_markup"] = inline(checked["reply_markup"])
    return checked
