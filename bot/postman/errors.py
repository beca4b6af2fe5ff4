"""What an error says about a letter: one table, a reason for each line.

Without it a blocked bot is written to for ever, and an outage of an hour is taken for a person
who went away. The error's type decides where Telegram gives one; its words only where it does not.
What each reason means to people stands in `bot.views.administration.reasons`.
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

from bot.postman.deeds import MessagesGone
from bot.telegram.repetition import was_never_sent


class Fate(Enum):
    """What is known of a letter after an error, apart from 429 and a group that moved."""

    UNREACHABLE = auto()
    """Permanent for now: not to this person, until they write themselves."""
    GONE = auto()
    """Permanent: nobody is there any more, and nobody will come back."""
    REFUSED = auto()
    """Permanent: never, in this form or to this chat. Somebody has to look."""
    TOPIC_LOST = auto()
    """Permanent for the topic: the rest of the group can be written to."""
    MOOT = auto()
    """Permanent: what it was about is not there any more, and nobody can mend that."""
    FILE_FORGOTTEN = auto()
    """Permanent for the file's id: the file itself can be uploaded again."""
    LATER = auto()
    """Temporary: it did not arrive, and may another time."""
    LINE_DOWN = auto()
    """Temporary: it never left. No letter can, so it is not this one's failure."""
    IN_DOUBT = auto()
    """Temporary, and it may have arrived."""
    ARRIVED = auto()
    """It did arrive, though the answer could not be understood."""


@dataclass(frozen=True, slots=True)
class Judgement:
    fate: Fate
    reason: str
    """A few words without anything a person wrote; they stand in the letter's row."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of Telegram's, in small letters, and what they mean for a person and for a group."""

    words: str
    reason: str
    person: Fate
    group: Fate


_U, _GONE, _R, _LATER = Fate.UNREACHABLE, Fate.GONE, Fate.REFUSED, Fate.LATER
_TOPIC, _FILE, _MOOT = Fate.TOPIC_LOST, Fate.FILE_FORGOTTEN, Fate.MOOT

# Of a group somebody can be asked to repair it, so there it is never taken as settled.
_FORBIDDEN = (
    Rule("not enough rights", "not allowed to write", _LATER, _LATER),  # can be given back
    Rule("have no rights", "not allowed to write", _LATER, _LATER),  # the same
    Rule("blocked by the user", "blocked", _U, _R),
    Rule("user is deactivated", "deactivated", _GONE, _R),  # the account was deleted
    Rule("can't initiate", "never started", _U, _R),  # they never wrote, or deleted the chat
)
_ANY_FORBIDDEN = Rule("", "forbidden", _U, _R)

# Telegram gives no type below "Bad Request".
_BAD_REQUEST = (
    Rule("chat not found", "no such chat", _U, _R),  # a deleted group, or who never wrote
    Rule("user not found", "no such chat", _U, _R),
    Rule("peer_id_invalid", "no such chat", _U, _R),  # in the words of Telegram's inner servers
    Rule("group chat was deactivated", "no such chat", _U, _R),
    Rule("user_is_blocked", "blocked", _U, _R),
    Rule("input_user_deactivated", "deactivated", _GONE, _R),
    Rule("message to edit not found", "message gone", _MOOT, _MOOT),
    Rule("message can't be edited", "message gone", _MOOT, _MOOT),
    Rule("message_id_invalid", "message gone", _MOOT, _MOOT),
    Rule("message to copy not found", "message gone", _MOOT, _MOOT),
    Rule("message to react not found", "message gone", _MOOT, _MOOT),
    Rule("message can't be deleted", "too old to delete", _MOOT, _MOOT),
    Rule("message can't be copied", "not to be copied", _MOOT, _MOOT),
    Rule("reaction", "no reactions here", _MOOT, _MOOT),
    Rule("message thread not found", "topic deleted", _TOPIC, _TOPIC),
    Rule("topic_deleted", "topic deleted", _TOPIC, _TOPIC),
    Rule("topic_closed", "topic closed", _TOPIC, _TOPIC),
    Rule("not enough rights", "not allowed to write", _LATER, _LATER),  # can be given back
    Rule("have no rights", "not allowed to write", _LATER, _LATER),  # the same
    Rule("chat_write_forbidden", "not allowed to write", _LATER, _LATER),  # the same
    Rule("chat_restricted", "not allowed to write", _LATER, _LATER),  # for some days
    Rule("slowmode", "slow mode", _LATER, _LATER),  # the group lets everybody wait
    Rule("wrong file identifier", "file forgotten", _FILE, _FILE),  # of another bot, or too old
    Rule("wrong remote file identifier", "file forgotten", _FILE, _FILE),  # the same
    Rule("file_reference_", "file forgotten", _FILE, _FILE),  # the same, from inner servers
    Rule("invalid file_id", "file forgotten", _FILE, _FILE),
)

_COMPLAINT = re.compile(r"Bad Request: ([A-Za-z_' ]{1,60})")


def judge(error: Exception, chat_id: int) -> Judgement:
    """`chat_id`: negative for a group, in which a refusal is somebody's to repair."""
    kind = type(error).__name__
    match error:
        case ClientDecodeError():
            # Telegram did act if its answer says so, even if aiogram cannot read the rest.
            ok = isinstance(error.data, dict) and error.data.get("ok") is True
            return Judgement(Fate.ARRIVED if ok else Fate.IN_DOUBT, kind)
        case MessagesGone():
            return Judgement(Fate.MOOT, "message gone")
        case TelegramForbiddenError():
            return _by(_rule(error, _FORBIDDEN) or _ANY_FORBIDDEN, chat_id)
        case TelegramBadRequest():
            if rule := _rule(error, _BAD_REQUEST):
                return _by(rule, chat_id)
            # Too long, broken HTML: it is refused each time, in the same words.
            return Judgement(Fate.REFUSED, f"refused: {_wordless(error.message)}")
        case TelegramEntityTooLarge():
            return Judgement(Fate.REFUSED, "file too large")  # it does not shrink by waiting
        case TelegramNetworkError() if was_never_sent(error):
            return Judgement(Fate.LINE_DOWN, kind)
        case TelegramNetworkError() | TelegramServerError():
            return Judgement(Fate.IN_DOUBT, kind)  # it may have acted before it broke
        case TelegramAPIError():
            # 401, 404, 409 and what is yet unknown: Telegram answered, and did not act.
            return Judgement(Fate.LATER, kind)
        case _:
            return Judgement(Fate.IN_DOUBT, kind)  # nobody knows how far the request got


def _rule(error: TelegramAPIError, rules: tuple[Rule, ...]) -> Rule | None:
    words = error.message.lower()
    return next((rule for rule in rules if rule.words in words), None)


def _by(rule: Rule, chat_id: int) -> Judgement:
    if chat_id >= 0:
        return Judgement(rule.person, rule.reason)
    # Thrown out of the volunteers' group: people wait there for what these letters say.
    out = rule.group is Fate.REFUSED and rule.reason != "no such chat"
    return Judgement(rule.group, "not in the group" if out else rule.reason)


def _wordless(message: str) -> str:
    """Telegram's complaint up to where it could begin to quote the text that it refused."""
    found = _COMPLAINT.match(message)
    return found.group(1).strip() if found else "no reason given"
