"""Checks the keyboards that a bot puts under its messages.

Telegram refuses a button that it could not serve later; a bot whose callback data is
65 bytes long in Kazakh must hear of it here, not from a person in need.
"""

from sandbox.errors import bad_request
from sandbox.formatting import units
from sandbox.parameters import Call
from sandbox.shapes import Json

CALLBACK_BYTES = 64
COPY_TEXT_LIMIT = 256
BUTTONS_LIMIT = 100
_INLINE_KINDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
_SCHEMES = ("http://", "https://", "tg://", "tel:", "mailto:")


def read_markup(call: Call) -> Json | None:
    """The checked `reply_markup` of a call; None where there is none."""
    markup = call.mapping("reply_markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return inline(markup)
    if "keyboard" in markup:
        return _reply_keyboard(markup)
    if markup.get("remove_keyboard"):
        return {"remove_keyboard": True}
    if markup.get("force_reply"):
        return _without_nothing(markup)
    raise bad_request("object expected as reply markup")


def inline(markup: Json) -> Json:
    """A checked inline keyboard."""
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'can\'t parse inline keyboard: Field "inline_keyboard" must be of type Array of Arrays'
        )
    checked = [[_inline_button(button) for button in row] for row in rows if row]
    if sum(len(row) for row in checked) > BUTTONS_LIMIT:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": checked}


def _inline_button(given: object) -> Json:
    if not isinstance(given, dict):
        raise bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
        )
    button = _without_nothing(given)
    if not str(button.get("text", "")).strip():
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    kinds = [kind for kind in _INLINE_KINDS if kind in button]
    if len(kinds) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    kind = kinds[0]
    if kind == "callback_data":
        _check_callback_data(button["callback_data"])
    elif kind == "url":
        _check_url(str(button["url"]))
    elif kind == "copy_text":
        copied = button["copy_text"]
        text = str(copied.get("text", "")) if isinstance(copied, dict) else ""
        if not 1 <= units(text) <= COPY_TEXT_LIMIT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    elif kind == "web_app" and not str(button["web_app"].get("url", "")).startswith("https://"):
        raise bad_request(
            "inline keyboard button Web App URL is invalid: Only HTTPS links are allowed"
        )
    return button


def _check_callback_data(value: object) -> None:
    if not isinstance(value, str) or not 1 <= len(value.encode()) <= CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: str) -> None:
    rest = url.split("://", 1)[-1]
    if not rest or " " in url or not (url.startswith(_SCHEMES) or "." in url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _reply_keyboard(markup: Json) -> Json:
    rows = markup["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'can\'t parse reply keyboard: Field "keyboard" must be of type Array of Arrays'
        )
    checked = [[_reply_button(button) for button in row] for row in rows if row]
    if not checked:
        raise bad_request("reply keyboard is empty")
    if units(str(markup.get("input_field_placeholder") or "")) > BUTTON_PLACEHOLDER_LIMIT:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")
    return _without_nothing(markup) | {"keyboard": checked}


BUTTON_PLACEHOLDER_LIMIT = 64


def _reply_button(given: object) -> Json:
    if isinstance(given, str):
        given = {"text": given}
    if not isinstance(given, dict) or not str(given.get("text") or "").strip():
        raise bad_request('can\'t parse keyboard button: Field "text" must be a non-empty String')
    return {name: value for name, value in given.items() if value not in (None, False)}


def _without_nothing(mapping: Json) -> Json:
    return {name: value for name, value in mapping.items() if value is not None}
