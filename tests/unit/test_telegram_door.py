"""Every request goes through one door: 429 stops all, and only what is harmless is repeated."""

import gc
import json
import weakref

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    CopyMessage,
    CreateForumTopic,
    DeleteMessage,
    EditMessageText,
    GetMe,
    Response,
    SendChatAction,
    SendDocument,
    SendMessage,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import ClientConnectorError, FormData, ServerDisconnectedError
from aiohttp.client_reqrep import ConnectionKey

from bot.intake.asking import RawUpdates
from bot.telegram import kept_types
from bot.telegram.connection import connect
from bot.telegram.door import Door, letter_in_hand
from bot.telegram.errors import TokenRefusedError
from bot.telegram.gate import Gate
from bot.telegram.limits import EVERYONE, Limits
from bot.telegram.repetition import is_harmless_twice

TOKEN = "1000000001:TESTTESTTESTTESTTESTTESTTESTTESTTES"
SAY = SendMessage(chat_id=7, text="-")
EDIT = EditMessageText(chat_id=7, message_id=1, text="-")


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 100.0
        self.slept = []

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


class Telegram:
    """Answers each call with the next of what it is given: an error, or a result."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.calls = 0

    async def __call__(self, bot, method):
        self.calls += 1
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def too_many(seconds):
    return TelegramRetryAfter(method=SAY, message="Too Many Requests", retry_after=seconds)


def cut():
    error = TelegramNetworkError(method=SAY, message="-")
    error.__cause__ = ServerDisconnectedError()
    return error


def no_line():
    key = ConnectionKey("localhost", 1, False, True, None, None, None)
    error = TelegramNetworkError(method=SAY, message="-")
    error.__cause__ = ClientConnectorError(key, OSError())
    return error


def down():
    return TelegramServerError(method=SAY, message="Bad Gateway")


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def gate(time):
    return Gate(time, time.sleep)


@pytest.fixture
def limits():
    return Limits()


@pytest.fixture
def door(gate, limits, time):
    return Door(gate, limits, time.sleep)


async def test_after_429_every_request_waits_and_the_refused_one_is_made_again(door, gate, time):
    telegram = Telegram(too_many(5), "said")
    assert await door(telegram, None, SAY) == "said"
    assert time.slept == [5]
    assert gate.is_open


async def test_a_shut_door_holds_up_whoever_comes(door, gate, time):
    gate.close(3)
    await door(Telegram("edited"), None, EDIT)
    assert time.slept == [3]


async def test_a_shorter_wait_never_opens_the_gate_early(gate, time):
    gate.close(30)
    gate.close(1)
    assert gate.remaining == 30
    await gate.passage()
    assert time.now == 130


async def test_the_third_429_is_reported_to_the_caller(door):
    telegram = Telegram(too_many(1), too_many(1), too_many(1))
    with pytest.raises(TelegramRetryAfter):
        await door(telegram, None, SAY)
    assert telegram.calls == 3


async def test_a_letter_is_not_repeated_but_shuts_the_gate(door, gate):
    letter_in_hand.set(True)
    telegram = Telegram(too_many(9))
    with pytest.raises(TelegramRetryAfter):
        await door(telegram, None, SAY)
    assert telegram.calls == 1
    assert gate.remaining == 9


@pytest.mark.parametrize("mishap", [cut, down])
async def test_an_edit_is_made_again_after_a_mishap(door, mishap):
    assert await door(Telegram(mishap(), mishap(), "edited"), None, EDIT) == "edited"


@pytest.mark.parametrize("mishap", [cut, down])
async def test_an_edit_is_made_three_times_at_most(door, mishap):
    telegram = Telegram(*(mishap() for _ in range(5)))
    with pytest.raises((TelegramNetworkError, TelegramServerError)):
        await door(telegram, None, EDIT)
    assert telegram.calls == 3


@pytest.mark.parametrize("mishap", [cut, down])
async def test_a_message_that_may_have_arrived_is_never_said_twice(door, mishap):
    telegram = Telegram(mishap(), "said twice")
    with pytest.raises((TelegramNetworkError, TelegramServerError)):
        await door(telegram, None, SAY)
    assert telegram.calls == 1


async def test_a_message_that_never_left_is_said_again(door):
    assert await door(Telegram(no_line(), "said"), None, SAY) == "said"


async def test_a_refusal_is_not_repeated(door):
    telegram = Telegram(TelegramBadRequest(method=EDIT, message="Bad Request: -"))
    with pytest.raises(TelegramBadRequest):
        await door(telegram, None, EDIT)
    assert telegram.calls == 1


@pytest.mark.parametrize(
    ("method", "harmless"),
    [
        (EDIT, True),
        (AnswerCallbackQuery(callback_query_id="1"), True),
        (DeleteMessage(chat_id=1, message_id=1), True),
        (SendChatAction(chat_id=1, action="typing"), True),
        (GetMe(), True),
        (SAY, False),
        (CopyMessage(chat_id=1, from_chat_id=1, message_id=1), False),
        (CreateForumTopic(chat_id=1, name="-"), False),
        (RawUpdates(), False),  # polling comes back by itself
    ],
    ids=lambda value: getattr(value, "__api_method__", value),
)
def test_only_what_changes_nothing_twice_is_repeated(method, harmless):
    assert is_harmless_twice(method) is harmless


async def test_direct_answers_are_counted_and_never_wait(door, limits, time):
    for _ in range(EVERYONE.count):
        await door(Telegram("said"), None, SAY)
    assert limits.free(time.now) == 0
    await door(Telegram("said"), None, SAY)
    assert time.slept == []


async def test_edits_count_in_groups_only(door, limits, time):
    await door(Telegram("edited"), None, EDIT)
    assert limits.free(time.now) == EVERYONE.count
    await door(Telegram("edited"), None, EditMessageText(chat_id=-1, message_id=1, text="-"))
    assert limits.free(time.now) == EVERYONE.count - 2  # one for it, one kept for the next answer


async def test_a_page_of_html_from_a_front_server_is_an_outage(gate, limits):
    bot = connect(TOKEN, "http://127.0.0.1:1", gate, limits)
    with pytest.raises(TelegramServerError) as caught:
        bot.session.check_response(bot, SAY, 502, "<html>secret words</html>")
    assert "secret" not in str(caught.value)


def test_what_has_no_file_goes_as_json_with_the_bots_defaults(gate, limits):
    bot = connect(TOKEN, None, gate, limits)
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="Иә", callback_data="1")]]
    )
    method = SendMessage(chat_id=7, text="Сәлем", disable_notification=False, reply_markup=keyboard)
    body = bot.session.build_form_data(bot, method)
    assert body.content_type == "application/json"
    assert json.loads(body.decode()) == {
        "chat_id": 7,
        "text": "Сәлем",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "disable_web_page_preview": True,  # the older name of the same, which aiogram adds
        "disable_notification": False,
        "reply_markup": {"inline_keyboard": [[{"text": "Иә", "callback_data": "1"}]]},
    }


def test_a_file_goes_as_a_form(gate, limits):
    bot = connect(TOKEN, None, gate, limits)
    method = SendDocument(chat_id=7, document=BufferedInputFile(b"-", "paper.txt"))
    assert isinstance(bot.session.build_form_data(bot, method), FormData)


def test_a_token_without_a_tokens_shape_is_refused_by_name(gate, limits):
    with pytest.raises(TokenRefusedError, match="BOT_TOKEN"):
        connect("not a token", None, gate, limits)


def test_the_bot_speaks_html_without_previews(gate, limits):
    bot = connect(TOKEN, None, gate, limits)
    assert bot.default.parse_mode == "HTML"
    assert bot.default.link_preview_is_disabled


def is_kept(returned):
    answer_type = weakref.ref(Response[returned])
    gc.collect()
    return answer_type() is not None


def test_answer_types_are_built_once_and_kept():
    assert not is_kept(float), "pydantic keeps them itself by now: kept_types can go"
    kept_types.keep_types()
    assert is_kept(bool)
    assert is_kept(SendMessage.__returning__)


def test_updates_come_raw_in_a_type_that_is_kept(gate, limits):
    assert is_kept(RawUpdates.__returning__)
    bot = connect(TOKEN, None, gate, limits)
    answer = bot.session.check_response(
        bot, RawUpdates(), 200, json.dumps({"ok": True, "result": [{"update_id": 5}]})
    )
    assert answer.result == [{"update_id": 5}]
