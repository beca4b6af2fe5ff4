"""Letters find their reader: by day, while they are of use, where the group is, once they are back."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import BufferedInputFile

from bot.postman import Envelope
from bot.postman.envelope import Enclosure
from bot.postman.tidying import KEEP_OVER, TRY_EVERY, WAIT_FOR_PEOPLE, tidy
from storage import people, reach
from storage.outbox import Lane
from tests.unit.postman.doubles import ANY, NOON, ONCE, Chancellery, refused

BLOCKED = "Forbidden: bot was blocked by the user"
GROUP = -100


async def test_what_keeps_quiet_hours_waits_for_the_morning_and_an_answer_does_not(database, ring):
    house = Chancellery(database, ring, zone=ZoneInfo("Asia/Almaty"))  # noon UTC is five p.m.
    house.later(6 * 3600)
    await house.put("notice", chat=1, quiet_hours=True)
    await house.put("answer", chat=2, quiet_hours=True, lane=Lane.DIALOGUE)
    assert await house.round() == {"answer": "sent", "notice": "released"}
    assert (await house.row("notice")).not_before == NOON + timedelta(hours=15)
    assert await house.round(after=9 * 3600 - 1) == {}
    assert await house.round(after=1) == {"notice": "sent"}


async def test_what_comes_too_late_is_not_said(house):
    await house.put("stale", not_after=NOON + timedelta(seconds=5))
    assert await house.round(after=6) == {"stale": "cancelled"}
    assert (await house.row("stale")).reason == "too late"


async def test_a_promise_waits_for_who_blocked_the_bot_and_news_do_not(house):
    async with house.database.act() as conn:
        await people.meet(conn, 11, "kk", NOON)
    house.telegram.troubles[11] = [refused(TelegramForbiddenError, BLOCKED)]
    for key, more in (("first", {}), ("second", {}), ("news", {"delivery": ONCE})):
        await house.put(key, **more)
    await house.put("for another", chat=12)
    assert await house.round() == {
        "first": "held",
        "second": "held",
        "news": "failed",
        "for another": "sent",
    }
    assert len(house.telegram.sent) == 1
    assert await house.round(after=9999) == {}
    async with house.database.act() as conn:
        await reach.found(conn, 11)
    assert await house.round() == {"first": "sent", "second": "sent"}


async def test_a_deleted_account_gets_nothing_and_nothing_waits_for_it(house):
    house.telegram.troubles[11] = [
        refused(TelegramForbiddenError, "Forbidden: user is deactivated")
    ]
    await house.put("answer")
    assert await house.round() == {"answer": "failed"}
    assert house.alarms == []


@pytest.mark.parametrize(
    ("words", "why"),
    [("message thread not found", "topic deleted"), ("TOPIC_CLOSED", "topic closed")],
)
async def test_a_letter_for_a_lost_topic_goes_to_the_general_one(database, ring, words, why):
    told, seen = [], []

    async def lost(*what):
        told.append(what)

    house = Chancellery(database, ring, on_topic_lost=lost)
    render = house.postman._courier._render

    async def remember(letter):
        seen.append(letter.lost_topic)
        return await render(letter)

    house.postman._courier._render = remember
    house.telegram.troubles[GROUP] = [refused(TelegramBadRequest, f"Bad Request: {words}")]
    await house.put("hello", chat=GROUP, thread_id=7)
    assert await house.round() == {"hello": "sent"}
    assert [sent.message_thread_id for sent in house.telegram.sent] == [None]
    assert told == [(GROUP, 7, why)]
    assert seen == [None, why]


async def test_letters_follow_a_group_that_moved_after_a_restart_too(house):
    house.telegram.troubles[-5] = [TelegramMigrateToChat(ANY, "-", -1005)]
    await house.put("first", chat=-5)
    await house.put("waits", chat=-5, after=60)
    assert await house.round() == {"first": "sent"}
    assert (await house.row("waits")).chat_id == -1005
    house.postman = house.hire()
    await house.put("put for the old one", chat=-5)
    assert await house.round() == {"put for the old one": "sent"}
    assert [sent.chat_id for sent in house.telegram.sent] == [-1005, -1005]
    assert house.migrations == [(-5, -1005)]


async def test_a_file_is_made_and_uploaded_once_and_anew_when_telegram_lost_it(house):
    made = []

    async def make():
        made.append("card")
        return b"bytes"

    enclosed = Envelope("see", photo=Enclosure("card:kk:1", "card.png", make))
    for number in range(4):
        house.rendered[str(number)] = enclosed
        await house.put(str(number), chat=number + 1, after=number)
    await house.round(after=0)
    await house.round(after=1)
    house.postman = house.hire()  # the ids are known after a restart too
    await house.round(after=1)
    first, second, third = (sent.photo for sent in house.telegram.sent)
    assert isinstance(first, BufferedInputFile)
    assert (second, third, made) == ("id-1", "id-1", ["card"])
    house.telegram.troubles[4] = [
        refused(TelegramBadRequest, "Bad Request: wrong file identifier/HTTP URL specified")
    ]
    assert await house.round(after=1) == {"3": "sent"}
    assert isinstance(house.telegram.sent[-1].photo, BufferedInputFile)
    assert made == ["card", "card"]


async def test_one_content_is_one_file_whatever_letter_it_goes_with(house):
    async def make():
        return b"bytes"

    photo = Enclosure("card", "card.png", make)
    house.rendered["seen"] = Envelope("a", photo=photo)
    house.rendered["filed"] = Envelope("b", document=replace(photo))
    await house.put("seen", chat=1)
    await house.round()  # apart, since letters of two chats leave side by side
    await house.put("filed", chat=2)
    await house.round()
    assert isinstance(house.telegram.sent[1].document, BufferedInputFile), "another kind of id"


async def test_who_cannot_be_reached_is_tried_once_a_week_and_then_no_more(house):
    house.telegram.troubles[11] = [refused(TelegramForbiddenError, BLOCKED)] * 20
    await house.put("answer")
    assert await house.round() == {"answer": "held"}
    week = TRY_EVERY.total_seconds() + 1
    tries = 0
    while await house.state("answer") == "waiting":
        house.later(week)
        await tidy(house.database, house.now)
        tries += await house.round() == {"answer": "held"}
    assert tries == WAIT_FOR_PEOPLE // TRY_EVERY
    assert (await house.row("answer")).state == "cancelled"


async def test_what_left_a_month_ago_is_forgotten_and_what_waits_is_not(house):
    await house.put("sent")
    await house.put("later", after=10**7)
    await house.round()
    await tidy(house.database, NOON + KEEP_OVER)
    assert await house.state("sent") == "sent"
    await tidy(house.database, NOON + KEEP_OVER + timedelta(seconds=1))
    assert await house.state("later") == "waiting"
    await house.put("sent", after=10**7)  # its key is free again
