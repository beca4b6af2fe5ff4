"""What an error says about a letter: one table, a reason for each line.

Without it a blocked bot is written to for ever, and an outage of an hour is taken for a person
who went away. The error's type decides where Telegram gives one; its words only where it does not.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramServerError,
)

from bot.telegram.repetition import was_never_sent


class Fate(Enum):
    """What is known of a letter after an error, apart from 429 and a group that moved."""

    UNREACHABLE = auto()
    """Never again to this person, until they write themselves."""
    REFUSED = auto()
    """Never, in this form or to this chat: somebody has to look."""
    LATER = auto()
    """It did not arrive, and may another time."""
    LINE_DOWN = auto()
    """It never left: no letter can, so it is not this one's failure."""
    IN_DOUBT = auto()
    """It may have arrived."""
    ARRIVED = auto()
    """It did arrive, though the answer could not be understood."""


@dataclass(frozen=True, slots=True)
class Judgement:
    fate: Fate
    reason: str
    """A few words without anything a person wrote; they stand in the letter's row."""


_COMPLAINT = re.compile(r"Bad Request: ([A-Za-z_' ]{1,60})")

# 403: the chat's side forbids it. For a person the type says all; the words are for statistics.
_FORBIDDEN_BY_PERSON = (
    ("blocked by the user", "blocked"),
    ("user is deactivated", "deactivated"),  # the account was deleted
    ("can't initiate", "never started"),  # they never wrote, or deleted the chat before doing so
)

# 400: Telegram gives no type below "Bad Request".
_NO_SUCH_CHAT = (
    "chat not found",  # a deleted group, or a person who never wrote
    "user not found",
    "peer_id_invalid",  # the same, in the words of Telegram's inner servers
)
_MAY_BE_ALLOWED_LATER = (
    "not enough rights",  # an administrator of the group can give them back
    "chat_write_forbidden",  # the same
    "chat_restricted",  # Telegram restricts a group for some days
)


def judge(error: Exception, chat_id: int) -> Judgement:
    """`chat_id`: negative for a group, in which a refusal is somebody's to repair."""
    kind = type(error).__name__
    match error:
        case ClientDecodeError():
            # Telegram did act if its answer says so, even if aiogram cannot read the rest.
            ok = isinstance(error.data, dict) and error.data.get("ok") is True
            return Judgement(Fate.ARRIVED if ok else Fate.IN_DOUBT, kind)
        case TelegramForbiddenError():
            return _forbidden(error, chat_id)
        case TelegramBadRequest():
            return _bad_request(error, chat_id)
        case TelegramEntityTooLarge():
            return Judgement(Fate.REFUSED, kind)  # the file does not shrink by waiting
        case TelegramNetworkError() if was_never_sent(error):
            return Judgement(Fate.LINE_DOWN, kind)
        case TelegramNetworkError() | TelegramServerError():
            return Judgement(Fate.IN_DOUBT, kind)  # it may have acted before it broke
        case TelegramAPIError():
            # 401, 404, 409 and what is yet unknown: Telegram answered, and did not act.
            return Judgement(Fate.LATER, kind)
        case _:
            return Judgement(Fate.IN_DOUBT, kind)  # nobody knows how far the request got


def _forbidden(error: TelegramForbiddenError, chat_id: int) -> Judgement:
    if chat_id < 0:
        # Thrown out of the volunteers' group: people wait there for what these letters say.
        return Judgement(Fate.REFUSED, "not in the group")
    words = error.message.lower()
    reason = next((name for part, name in _FORBIDDEN_BY_PERSON if part in words), "forbidden")
    return Judgement(Fate.UNREACHABLE, reason)


def _bad_request(error: TelegramBadRequest, chat_id: int) -> Judgement:
    words = error.message.lower()
    if any(part in words for part in _NO_SUCH_CHAT):
        return Judgement(Fate.REFUSED if chat_id < 0 else Fate.UNREACHABLE, "no such chat")
    if any(part in words for part in _MAY_BE_ALLOWED_LATER):
        return Judgement(Fate.LATER, "not allowed to write")
    # Too long, broken HTML, a closed topic: it is refused each time, in the same words.
    return Judgement(Fate.REFUSED, f"refused: {_wordless(error.message)}")


def _wordless(message: str) -> str:
    """Telegram's complaint up to where it could begin to quote the text that it refused."""
    found = _COMPLAINT.match(message)
    return found.group(1).strip() if found else "no reason given"
