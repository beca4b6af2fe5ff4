"""An answer that somebody waits for is held up by no broadcast, however slow Telegram is."""

import asyncio

import pytest

from bot.postman.postman import AT_ONCE
from bot.postman.turns import AT_REST, Turns
from bot.telegram.gate import Gate
from bot.telegram.limits import Allowance, Limits
from storage.outbox import Lane


class Queue:
    """Letters that ask for a place; `spoke` is the order in which they got one."""

    def __init__(self, person=100):
        self.seconds = 0.0
        self.gate = Gate(lambda: self.seconds)
        limits = Limits(everyone=Allowance(1, 1.0), person=Allowance(person, 3.0))
        self.turns = Turns(limits, self.gate)
        self.spoke = []
        self.waits = {}

    async def comes(self, chat, lane=Lane.BROADCAST):
        self.waits[chat] = await self.turns.take(chat, lane)
        if self.waits[chat] == 0.0:
            self.spoke.append(chat)

    async def come(self, *chats, lane=Lane.BROADCAST):
        tasks = [asyncio.create_task(self.comes(chat, lane)) for chat in chats]
        await asyncio.sleep(0)
        return tasks

    async def is_answered(self, chat, lane=Lane.BROADCAST):
        """And a second passes, so that there is a place again."""
        self.turns.give_back(chat, lane)
        await self.passes()

    async def passes(self):
        self.seconds += 1.0
        self.turns._serve()  # what the timer does then
        await asyncio.sleep(0)


@pytest.fixture
def queue():
    return Queue()


async def test_the_next_place_is_for_an_answer_then_for_a_notice(queue):
    await queue.come(1, 2)
    await queue.come(3, lane=Lane.NOTICE)
    await queue.come(4, lane=Lane.DIALOGUE)
    assert queue.turns.waiting == 3
    lanes = {1: Lane.BROADCAST, 4: Lane.DIALOGUE, 3: Lane.NOTICE, 2: Lane.BROADCAST}
    for chat, lane in lanes.items():
        assert queue.spoke[-1] == chat
        await queue.is_answered(chat, lane)
    assert queue.spoke == [1, 4, 3, 2]
    assert queue.turns.waiting == 0


async def test_a_chat_that_must_rest_is_sent_away_and_holds_nobody_up():
    queue = Queue(person=1)
    await queue.come(1)
    await queue.come(2)
    await queue.is_answered(1)
    await queue.comes(1)
    assert queue.waits[1] == 2.0
    assert queue.spoke == [1, 2]


async def test_when_the_gate_is_shut_everybody_goes_away_and_comes_back_later(queue):
    await queue.come(1)
    tasks = await queue.come(2, 3)
    queue.gate.close(30)
    queue.turns.give_back(1, Lane.BROADCAST)
    await asyncio.gather(*tasks)
    assert (queue.waits[2], queue.waits[3]) == (30, 30)
    await queue.passes()
    await queue.comes(4, Lane.DIALOGUE)
    assert queue.waits[4] == 29


async def test_who_is_cut_off_with_a_place_in_hand_leaves_it_to_the_next(queue):
    await queue.come(1)
    (second,) = await queue.come(2)
    await queue.come(3)
    queue.turns.give_back(1, Lane.BROADCAST)
    queue.seconds += 1.0
    queue.turns._serve()
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    await queue.passes()
    assert queue.spoke == [1, 3]


async def test_who_is_cut_off_in_the_queue_takes_no_place(queue):
    await queue.come(1)
    (second,) = await queue.come(2)
    await queue.come(3)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    await queue.is_answered(1)
    assert queue.spoke == [1, 3]


async def test_at_closing_time_the_queue_goes_home(queue):
    await queue.come(1)
    tasks = await queue.come(2, 3)
    queue.turns.close()
    await asyncio.gather(*tasks)
    assert (queue.waits[2], queue.waits[3]) == (AT_REST, AT_REST)
    await queue.comes(4)
    assert queue.waits[4] == AT_REST
    queue.turns.open()
    await queue.is_answered(1)
    await queue.comes(5)
    assert queue.spoke == [1, 5]


async def test_an_answer_leaves_while_every_hand_is_full_of_news(house):
    news = range(1, AT_ONCE + 21)
    house.telegram.held = {chat: asyncio.Event() for chat in news}
    for chat in news:
        await house.put(f"news {chat}", chat=chat, lane=Lane.BROADCAST)
    running = asyncio.create_task(house.postman.run())
    while len(house.postman._under_way) < AT_ONCE:  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0)
    await house.put("answer", chat=500, lane=Lane.DIALOGUE)
    house.postman.wake()
    await house.telegram.until(lambda: house.telegram.sent)
    assert house.telegram.texts == ["answer"]
    for held in house.telegram.held.values():
        held.set()
    await house.postman.stop(grace=0)
    await running


async def test_what_waits_for_its_turn_at_the_stop_goes_back_untried(house):
    house.postman = house.hire(limits=Limits(everyone=Allowance(1, 3600.0)))
    for number in range(5):
        await house.put(str(number), chat=number + 1)
    running = asyncio.create_task(house.postman.run())
    await house.telegram.until(lambda: house.telegram.sent)
    await house.postman.stop()
    await running
    rows = [await house.row(str(number)) for number in range(5)]
    assert [row.state for row in rows] == ["sent", *["waiting"] * 4]
    assert {row.attempts for row in rows} == {0}
