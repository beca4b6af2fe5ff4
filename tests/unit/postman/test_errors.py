"""What each error of Telegram's says about a letter."""

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage
from aiohttp import ClientConnectorError, ServerDisconnectedError
from aiohttp.client_reqrep import ConnectionKey

from bot.postman.errors import Fate, judge

PERSON, GROUP = 11, -100
METHOD = SendMessage(chat_id=1, text="-")


def said(error, message):
    return error(method=METHOD, message=message)


def line_error(cause):
    error = TelegramNetworkError(method=METHOD, message="-")
    error.__cause__ = cause
    return error


KEY = ConnectionKey("localhost", 1, False, True, None, None, None)
TABLE = [
    (said(TelegramForbiddenError, "Forbidden: bot was blocked by the user"), "blocked"),
    (said(TelegramForbiddenError, "Forbidden: user is deactivated"), "deactivated"),
    (
        said(TelegramForbiddenError, "Forbidden: bot can't initiate conversation with a user"),
        "never started",
    ),
    (said(TelegramForbiddenError, "Forbidden: what is not known yet"), "forbidden"),
    (said(TelegramBadRequest, "Bad Request: chat not found"), "no such chat"),
    (said(TelegramBadRequest, "Bad Request: PEER_ID_INVALID"), "no such chat"),
]


@pytest.mark.parametrize(("error", "reason"), TABLE, ids=lambda value: str(value)[-20:])
def test_a_person_who_is_gone_is_unreachable(error, reason):
    judgement = judge(error, PERSON)
    gone = Fate.GONE if reason == "deactivated" else Fate.UNREACHABLE
    assert (judgement.fate, judgement.reason) == (gone, reason)


@pytest.mark.parametrize(("error", "_"), TABLE, ids=lambda value: str(value)[-20:])
def test_the_same_from_a_group_is_for_somebody_to_repair(error, _):
    assert judge(error, GROUP).fate is Fate.REFUSED


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (said(TelegramBadRequest, "Bad Request: message is too long"), Fate.REFUSED),
        (said(TelegramBadRequest, "Bad Request: message thread not found"), Fate.TOPIC_LOST),
        (said(TelegramBadRequest, "Bad Request: TOPIC_CLOSED"), Fate.TOPIC_LOST),
        (
            said(TelegramBadRequest, "Bad Request: wrong file identifier/HTTP URL specified"),
            Fate.FILE_FORGOTTEN,
        ),
        (said(TelegramEntityTooLarge, "Request Entity Too Large"), Fate.REFUSED),
        (
            said(TelegramBadRequest, "Bad Request: not enough rights to send text messages"),
            Fate.LATER,
        ),
        (said(TelegramBadRequest, "Bad Request: CHAT_WRITE_FORBIDDEN"), Fate.LATER),
        (said(TelegramUnauthorizedError, "Unauthorized"), Fate.LATER),
        (said(TelegramConflictError, "Conflict"), Fate.LATER),
        (said(TelegramAPIError, "what is not known yet"), Fate.LATER),
        (said(TelegramServerError, "Bad Gateway"), Fate.IN_DOUBT),
        (line_error(ServerDisconnectedError()), Fate.IN_DOUBT),
        (line_error(TimeoutError()), Fate.IN_DOUBT),
        (line_error(ClientConnectorError(KEY, OSError())), Fate.LINE_DOWN),
        (ClientDecodeError("-", ValueError(), "<html>"), Fate.IN_DOUBT),
        (ClientDecodeError("-", ValueError(), {"ok": False}), Fate.IN_DOUBT),
        (ClientDecodeError("-", ValueError(), {"ok": True, "result": {}}), Fate.ARRIVED),
        (ZeroDivisionError(), Fate.IN_DOUBT),
    ],
    ids=lambda value: value.name if isinstance(value, Fate) else type(value).__name__,
)
def test_every_other_error_has_its_fate(error, fate):
    assert judge(error, PERSON).fate is fate


def test_the_reason_never_quotes_what_was_refused():
    error = said(
        TelegramBadRequest,
        'Bad Request: can\'t parse entities: Unsupported start tag "her words" at byte offset 5',
    )
    assert judge(error, PERSON).reason == "refused: can't parse entities"
