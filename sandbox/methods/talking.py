"""Texts, dice, polls, contacts, "typing…": what a bot says without a file."""

from typing import Any

from sandbox.errors import bad_request
from sandbox.formatting import units
from sandbox.methods.delivery import deliver, thread_of
from sandbox.methods.registry import method
from sandbox.methods.wording import formatted, read_text
from sandbox.parameters import Call
from sandbox.shapes import Json
from sandbox.telegram import Telegram

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
DICE_SIDES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
POLL_OPTIONS = range(2, 13)
POLL_QUESTION_LIMIT = 300
POLL_OPTION_LIMIT = 100


@method("sendMessage")
def send_message(telegram: Telegram, call: Call) -> Json:
    def body() -> Json:
        read = read_text(call)
        preview = call.mapping("link_preview_options")
        return read | {"link_preview_options": preview} if preview else read

    return deliver(telegram, call, body)


@method("sendDice")
def send_dice(telegram: Telegram, call: Call) -> Json:
    def body() -> Json:
        emoji = call.text("emoji") or "🎲"
        if emoji not in DICE_SIDES:
            raise bad_request("emoji is invalid")
        return {"dice": dice(telegram, emoji)}

    return deliver(telegram, call, body)


def dice(telegram: Telegram, emoji: str) -> Json:
    """A throw; the sandbox throws 1, 2, 3… in turn, so that tests know what comes."""
    return {"emoji": emoji, "value": next(telegram.numbers) % DICE_SIDES[emoji] + 1}


@method("sendContact")
def send_contact(telegram: Telegram, call: Call) -> Json:
    def body() -> Json:
        if not call.text("phone_number"):
            raise bad_request("phone number is empty")
        if not call.text("first_name"):
            raise bad_request("first name is empty")
        names = ("phone_number", "first_name", "last_name", "vcard")
        return {"contact": {name: call.text(name) for name in names if call.text(name)}}

    return deliver(telegram, call, body)


@method("sendPoll")
def send_poll(telegram: Telegram, call: Call) -> Json:
    def body() -> Json:
        options = [_option_text(option) for option in call.sequence("options") or []]
        question = formatted(
            call.text("question") or "",
            call.text("question_parse_mode"),
            call.sequence("question_entities"),
        )["text"]
        anonymous = call.fields.get("is_anonymous") is None or call.flag("is_anonymous")
        several = call.flag("allows_multiple_answers")
        return {"poll": poll(telegram, question, options, anonymous=anonymous, several=several)}

    return deliver(telegram, call, body)


def poll(
    telegram: Telegram, question: str, options: list[str], *, anonymous: bool, several: bool
) -> Json:
    """The Bot API's `Poll`, checked."""
    if not 1 <= units(question) <= POLL_QUESTION_LIMIT:
        raise bad_request("poll question length must not exceed 300")
    if len(options) not in POLL_OPTIONS:
        reason = "at least 2 options" if len(options) < POLL_OPTIONS.start else "at most 12 options"
        raise bad_request(f"poll must have {reason}")
    if any(not 1 <= units(option) <= POLL_OPTION_LIMIT for option in options):
        raise bad_request("poll options length must not exceed 100")
    return {
        "id": str(9_000_000 + next(telegram.numbers)),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": option, "voter_count": 0}
            for number, option in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": anonymous,
        "type": "regular",
        "allows_multiple_answers": several,
        "allows_revoting": True,
        "members_only": False,
    }


def _option_text(option: Any) -> str:
    return str(option.get("text", "")) if isinstance(option, dict) else str(option)


@method("sendChatAction")
def send_chat_action(telegram: Telegram, call: Call) -> bool:
    chat = telegram.chat_to_write_in(call.text("chat_id"))
    thread_id = thread_of(chat, call)
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    version = telegram.bell.ring()
    chat.action = {"action": action, "version": version, "message_thread_id": thread_id}
    return True
