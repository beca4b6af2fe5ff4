"""Letters leave in their turn, within the limits, and once, whatever stops the postman."""

import asyncio
from datetime import timedelta

import pytest
from aiogram.exceptions import (
    TelegramRetryAfter,
)

from bot.postman.turns import Turns
from bot.telegram.gate import Gate
from bot.telegram.limits import PERSON, Allowance, Limits
from storage import outbox
from storage.outbox import Lane
from tests.unit.postman.doubles import ANY, AT_LEAST, NOON, ONCE, Chancellery


async def test_answers_go_before_notices_and_notices_before_broadcasts(house):
    await house.put("broadcast", chat=1, lane=Lane.BROADCAST)
    await house.put("notice", chat=2, lane=Lane.NOTICE)
    await house.put("answer", chat=3, lane=Lane.DIALOGUE)
    await house.round()
    assert house.telegram.texts == ["answer", "notice", "broadcast"]


async def test_a_person_gets_no_more_than_the_limit_and_others_do_not_wait(house):
    for number in range(PERSON.count + 2):
        await house.put(f"to 11: {number}", chat=11)
    await house.put("to 12", chat=12, lane=Lane.BROADCAST)
    sent = await house.round()
    assert list(sent) == [*(f"to 11: {number}" for number in range(PERSON.count)), "to 12"]
    assert await house.round() == {}
    sent = await house.round(after=PERSON.seconds)
    assert list(sent.values()) == ["sent", "sent"]
    assert (await house.row("to 11: 4")).attempts == 0


async def test_no_more_leaves_at_once_than_the_whole_bot_may_say(database, ring):
    house = Chancellery(database, ring, limits=Limits(everyone=Allowance(2, 1.0)))
    for number in range(5):
        await house.put(str(number), chat=number + 1)
    assert len(await house.round()) == 2
    assert await house.round() == {}
    assert len(await house.round(after=1)) == 2


async def test_after_a_crash_an_answer_is_sent_again_and_a_broadcast_is_not(house):
    await house.put("answer", delivery=AT_LEAST)
    await house.put("broadcast", delivery=ONCE)
    async with house.database.act() as conn:
        assert len(await outbox.claim(conn, house.ring, NOON, 10)) == 2
    assert await house.round() == {"answer": "sent"}
    assert await house.state("broadcast") == "unknown"


async def test_who_is_not_in_office_touches_nothing(database, ring):
    class Office:
        held = False

        async def hold(self, office):
            assert office == "postman"
            return self.held

    office = Office()
    house = Chancellery(database, ring, leadership=office)
    await house.put("hello")
    assert await house.round() == {}
    office.held = True
    assert await house.round() == {"hello": "sent"}


async def test_running_it_delivers_as_it_is_woken_and_in_order(house):
    running = asyncio.create_task(house.postman.run())
    await house.put("first", chat=12)
    house.postman.wake()
    await house.telegram.until(lambda: house.telegram.sent)
    await house.put("second", chat=13)
    house.postman.wake()
    await house.telegram.until(lambda: len(house.telegram.sent) == 2)
    await house.postman.stop()
    await running
    assert house.telegram.texts == ["first", "second"]
    assert [await house.state("first"), await house.state("second")] == ["sent", "sent"]


async def test_one_chat_that_answers_slowly_holds_up_no_lane(house):
    house.telegram.held[11] = asyncio.Event()
    await house.put("slow", chat=11, lane=Lane.DIALOGUE)
    await house.put("behind it", chat=11, lane=Lane.DIALOGUE)
    running = asyncio.create_task(house.postman.run())
    await house.put("other", chat=12, lane=Lane.BROADCAST)
    house.postman.wake()
    await house.telegram.until(lambda: "other" in house.telegram.texts)
    house.telegram.held[11].set()
    await house.telegram.until(lambda: len(house.telegram.sent) == 3)
    await house.postman.stop()
    await running
    assert house.telegram.texts == ["other", "slow", "behind it"]


async def test_what_is_cut_off_by_the_stop_is_in_doubt_at_the_next_start(house):
    house.telegram.held[11] = asyncio.Event()
    await house.put("broadcast", chat=11, delivery=ONCE)
    await house.put("other", chat=12)
    running = asyncio.create_task(house.postman.run())
    await house.telegram.until(lambda: house.telegram.sent)
    await house.postman.stop(grace=0)
    await running
    assert await house.state("other") == "sent"
    assert await house.state("broadcast") == "sending"
    house.postman = house.hire()
    assert await house.round() == {}
    assert await house.state("broadcast") == "unknown"


async def test_what_a_failed_commit_did_not_write_down_is_written_down_later(house, monkeypatch):
    await house.put("hello")
    act, acts = house.database.act, []

    def fails_once():
        acts.append(None)
        if len(acts) == 3:  # the first recovers, the second claims, the third marks
            raise OSError
        return act()

    monkeypatch.setattr(house.database, "act", fails_once)
    with pytest.raises(OSError):
        await house.round()
    assert await house.state("hello") == "sending"
    await house.round()
    assert await house.state("hello") == "sent"
    assert len(house.telegram.sent) == 1


async def test_a_wall_clock_that_jumps_ahead_lifts_no_limit(house):
    for number in range(PERSON.count + 1):
        await house.put(str(number))
    assert len(await house.round()) == PERSON.count
    house.now += timedelta(hours=1)
    assert await house.round() == {}
    house.seconds += PERSON.seconds
    assert len(await house.round()) == 1


async def test_a_wall_clock_that_jumps_back_keeps_no_gate_shut(house):
    house.telegram.troubles[11] = [TelegramRetryAfter(ANY, "-", 30)]
    await house.put("first")
    assert await house.round() == {"first": "released"}
    house.now -= timedelta(hours=1)
    house.seconds += 30
    assert house.gate.is_open
    house.now += timedelta(hours=2)
    assert await house.round() == {"first": "sent"}


async def test_an_answer_overtakes_the_broadcasts_that_wait_in_hand_already():
    turns = Turns(Limits(everyone=Allowance(1, 0.02)), Gate())
    order = []

    async def hand_over(chat, lane):
        assert await turns.take(chat, lane) == 0.0
        order.append(lane)
        turns.give_back(chat, lane)

    lanes = [Lane.BROADCAST, Lane.BROADCAST, Lane.NOTICE, Lane.DIALOGUE]
    async with asyncio.TaskGroup() as letters:
        for chat, lane in enumerate(lanes, 1):
            letters.create_task(hand_over(chat, lane))
    assert order == [Lane.BROADCAST, Lane.DIALOGUE, Lane.NOTICE, Lane.BROADCAST]


async def test_whoever_waits_for_a_turn_goes_away_without_one_when_the_postman_stops():
    turns = Turns(Limits(everyone=Allowance(1, 3600)), Gate())
    assert await turns.take(1, Lane.NOTICE) == 0.0
    waiting = asyncio.create_task(turns.take(2, Lane.DIALOGUE))
    await asyncio.sleep(0)
    assert turns.waiting == 1
    turns.close()
    assert await waiting > 0
    assert await turns.take(3, Lane.DIALOGUE) > 0
    turns.open()
    turns.give_back(1, Lane.NOTICE)
