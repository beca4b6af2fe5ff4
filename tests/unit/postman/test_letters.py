"""What becomes of one letter, by what Telegram says to it."""

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot.postman import Envelope
from bot.postman.courier import ATTEMPTS
from storage import people
from storage.outbox import Lane
from tests.unit.postman.doubles import ANY, AT_LEAST, NOON, ONCE, no_line, refused


async def test_a_due_letter_leaves_and_its_row_knows_the_message(house):
    await house.put("hello", thread_id=5)
    assert await house.round() == {"hello": "sent"}
    assert [(sent.chat_id, sent.message_thread_id) for sent in house.telegram.sent] == [(11, 5)]
    row = await house.row("hello")
    assert (row.state, row.message_id, row.sent_at) == ("sent", 1, NOON)
    assert await house.round() == {}


async def test_a_letter_waits_for_its_time(house):
    await house.put("later", after=60)
    assert await house.round() == {}
    assert await house.round(after=60) == {"later": "sent"}


async def test_what_is_no_longer_true_is_not_said(house):
    house.rendered["stale"] = None
    await house.put("stale")
    assert await house.round() == {"stale": "cancelled"}
    assert house.telegram.sent == []
    assert await house.round(after=9999) == {}


async def test_a_photo_and_a_document_carry_the_text_as_their_caption(house):
    house.rendered["photo"] = Envelope("seen", photo="file-1", silent=True)
    house.rendered["paper"] = Envelope("read", document="file-2")
    await house.put("photo", chat=1)
    await house.put("paper", chat=2)
    await house.round()
    photo, paper = house.telegram.sent
    assert (photo.photo, photo.caption, photo.disable_notification) == ("file-1", "seen", True)
    assert (paper.document, paper.caption) == ("file-2", "read")


async def test_who_blocked_the_bot_is_marked_and_not_written_to_again(house):
    async with house.database.act() as conn:
        await people.meet(conn, 11, "kk", NOON)
    house.telegram.troubles[11] = [refused(TelegramForbiddenError, "bot was blocked by the user")]
    await house.put("hello")
    assert await house.round() == {"hello": "held"}
    assert (await house.row("hello")).reason == "blocked"
    async with house.database.look() as conn:
        person = await people.look_up(conn, 11)
    assert person.unreachable_since == NOON
    assert house.alarms == []


async def test_a_letter_that_telegram_refuses_raises_an_alarm(house):
    house.telegram.troubles[11] = [refused(TelegramBadRequest, "Bad Request: message is too long")]
    await house.put("hello")
    assert await house.round() == {"hello": "failed"}
    assert house.alarms == ["refused: message is too long"]


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (refused(TelegramServerError), "TelegramServerError"),
        (refused(TelegramNetworkError), "TelegramNetworkError"),
    ],
)
async def test_in_doubt_a_broadcast_is_left_alone_and_an_answer_is_sent_again(
    house, trouble, reason
):
    house.telegram.troubles = {11: [trouble], 12: [trouble]}
    await house.put("broadcast", chat=11, delivery=ONCE)
    await house.put("answer", chat=12, delivery=AT_LEAST)
    assert await house.round() == {"broadcast": "unknown", "answer": "put back"}
    assert (await house.row("broadcast")).reason == reason
    assert await house.round(after=5) == {"answer": "sent"}
    assert await house.round(after=99999) == {}


async def test_an_answer_that_nobody_could_read_says_nevertheless_that_it_arrived(house):
    told = {"ok": True, "result": {"message_id": 77}}
    house.telegram.troubles[11] = [ClientDecodeError("-", ValueError(), told)]
    await house.put("hello", delivery=AT_LEAST)
    assert await house.round() == {"hello": "sent"}
    assert (await house.row("hello")).message_id == 77


async def test_while_the_line_is_down_no_letter_is_blamed(house):
    house.telegram.troubles = {11: [no_line(), no_line()], 12: [no_line()]}
    await house.put("broadcast", delivery=ONCE)
    await house.put("other", chat=12, after=1)
    assert await house.round() == {"broadcast": "released"}
    assert await house.round(after=1) == {}  # nobody else is tried meanwhile either
    assert await house.round(after=9) == {"broadcast": "released", "other": "released"}
    assert await house.round(after=10) == {"broadcast": "sent", "other": "sent"}
    assert (await house.row("broadcast")).attempts == 0


async def test_after_429_no_lane_moves_and_no_try_is_counted(house):
    house.telegram.troubles[11] = [TelegramRetryAfter(ANY, "-", 30)]
    await house.put("first")
    await house.put("other", chat=12, lane=Lane.DIALOGUE, after=1)
    assert await house.round() == {"first": "released"}
    assert await house.round(after=29) == {}
    assert house.telegram.sent == []
    assert await house.round(after=1) == {"other": "sent", "first": "sent"}
    assert (await house.row("first")).attempts == 0


async def test_a_group_that_became_a_supergroup_is_followed_and_told_of_once(house):
    house.telegram.troubles[-5] = [TelegramMigrateToChat(ANY, "-", -1005)]
    await house.put("first", chat=-5)
    await house.put("second", chat=-5, after=1)
    assert await house.round() == {"first": "sent"}
    assert await house.round(after=1) == {"second": "sent"}
    assert [sent.chat_id for sent in house.telegram.sent] == [-1005, -1005]
    assert house.migrations == [(-5, -1005)]


async def test_tries_grow_rarer_and_end_with_an_alarm(house):
    house.telegram.troubles[11] = [refused(TelegramServerError) for _ in range(ATTEMPTS)]
    await house.put("hello")
    waits = []
    while await house.state("hello") == "waiting":
        await house.round()
        row = await house.row("hello")
        if row.state == "waiting":
            waits.append((row.not_before - house.now).total_seconds())
            house.later(waits[-1])
    assert len(waits) == ATTEMPTS - 1
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (5, 3600)
    assert house.alarms == ["given up: TelegramServerError"]


async def test_a_view_that_fails_is_tried_again_and_harms_no_other_letter(house):
    house.rendered["broken"] = KeyError("her words")
    await house.put("broken", chat=1)
    await house.put("whole", chat=2)
    assert await house.round() == {"broken": "put back", "whole": "sent"}
    assert (await house.row("broken")).reason == "rendering: KeyError"
