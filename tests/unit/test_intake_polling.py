"""Long polling confirms what is done, repeats nothing, and is held up by nobody."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiogram.exceptions import TelegramConflictError, TelegramUnauthorizedError

from bot.intake.arrival import read_arrival
from bot.intake.asking import WINDOW, Asking, RawUpdates
from bot.intake.polling import Polling
from bot.intake.reception import Reception
from bot.telegram.errors import TokenRefusedError
from bot.telegram.gate import Gate
from tests.unit.intake_doubles import Handler, MemoryShelf, Sleep, TelegramQueue, line_cut, message


class Scene:
    def __init__(self, *updates, troubles=(), parked=(), people=32, kinds=None):
        self.telegram = TelegramQueue(*updates, troubles=troubles)
        self.handler = Handler()
        self.shelf = MemoryShelf(parked)
        self.sleep = Sleep()
        asking = Asking(self.telegram, allowed_updates=kinds, sleep=self.sleep, chance=lambda: 1.0)
        reception = Reception(
            None,
            self.handler,
            self.shelf,
            Gate(),
            alarm=self.nothing,
            apologise=self.nothing,
            sleep=self.sleep,
        )
        self.polling = Polling(asking, reception, people=people, shortest_pause=0, longest_pause=0)

    async def nothing(self, *_):
        pass

    async def confirmed(self, update_id):
        await self.telegram.until(lambda: self.telegram.confirmed >= update_id)


@asynccontextmanager
async def polling(scene):
    task = asyncio.create_task(scene.polling.run())
    try:
        yield
    finally:
        await scene.polling.stop(grace=0)
        await task


async def test_an_update_is_confirmed_only_after_it_is_done():
    scene = Scene(message(5))
    scene.handler.hold(5)
    async with polling(scene):
        await scene.handler.until(lambda: scene.handler.started)
        asked = len(scene.telegram.asked)
        await scene.telegram.until(lambda: len(scene.telegram.asked) > asked + 5)
        assert scene.telegram.confirmed < 5
        scene.handler.let(5)
        await scene.confirmed(5)
    assert scene.handler.started == [5]


async def test_what_is_confirmed_stops_at_the_oldest_unfinished():
    scene = Scene(message(5, person=1), message(6, person=2), message(7, person=3))
    scene.handler.hold(6)
    async with polling(scene):
        await scene.handler.until(lambda: {5, 7} <= set(scene.handler.handled))
        await scene.confirmed(5)
        assert scene.telegram.confirmed == 5
    assert scene.telegram.confirmed == 5


async def test_while_one_is_slow_new_ones_are_seen():
    scene = Scene(message(5, person=1))
    scene.handler.hold(5)
    async with polling(scene):
        await scene.handler.until(lambda: scene.handler.started)
        scene.telegram.add(message(6, person=2))
        await scene.handler.until(lambda: 6 in scene.handler.handled)
        scene.telegram.add(message(7, person=1))
        scene.handler.let(5)
        await scene.handler.until(lambda: 7 in scene.handler.handled)
    assert scene.handler.started == [5, 6, 7]


async def test_with_nothing_unfinished_telegram_waits_instead_of_us():
    scene = Scene(message(5))
    async with polling(scene):
        await scene.confirmed(5)
        asked = scene.telegram.asked[-1]
        assert (asked.offset, asked.timeout) == (6, 30)
        scene.telegram.add(message(6))
        await scene.confirmed(6)


async def test_a_number_below_the_confirmed_ones_is_a_new_update():
    """After a quiet week Telegram counts on from a random number."""
    scene = Scene(message(5000))
    async with polling(scene):
        await scene.confirmed(5000)
        scene.telegram.patience_ends()
        await scene.telegram.until(lambda: scene.telegram.asked[-1].offset is None)
        scene.telegram.add(message(6))
        await scene.handler.until(lambda: 6 in scene.handler.handled)


async def test_a_full_window_behind_a_slow_one_is_opened_by_parking_it():
    scene = Scene(*(message(number, person=number) for number in range(1, WINDOW + 51)))
    scene.handler.hold(1)
    async with polling(scene):
        await scene.handler.until(lambda: len(scene.handler.handled) == WINDOW + 49)
        assert list(scene.shelf.on_shelf) == [1]
        await scene.confirmed(WINDOW + 50)
        scene.handler.let(1)
        await scene.handler.until(lambda: 1 in scene.handler.handled)
    assert scene.shelf.on_shelf == {}
    assert len(scene.handler.started) == WINDOW + 50


async def test_what_cannot_be_parked_stays_with_telegram():
    scene = Scene(*(message(number, person=number) for number in range(1, WINDOW + 2)))
    scene.handler.hold(1)
    scene.shelf.broken = 2
    async with polling(scene):
        await scene.handler.until(lambda: WINDOW + 1 in scene.handler.handled)
    assert scene.shelf.broken == 0
    assert list(scene.shelf.on_shelf) == [1]


async def test_nothing_is_parked_while_all_lanes_are_busy():
    scene = Scene(*(message(number, person=number) for number in range(1, WINDOW + 2)), people=2)
    scene.handler.hold(1, 2)
    async with polling(scene):
        await scene.handler.until(lambda: len(scene.handler.started) == 2)
        asked = len(scene.telegram.asked)
        await scene.telegram.until(lambda: len(scene.telegram.asked) > asked + 5)
        assert scene.shelf.on_shelf == {}
        assert scene.telegram.confirmed == 0


async def test_a_parked_update_is_replayed_at_the_next_start():
    scene = Scene(parked=[read_arrival(message(5))])
    async with polling(scene):
        await scene.handler.until(lambda: scene.handler.handled)
    assert scene.shelf.taken_down == [5]


async def test_a_parked_update_that_telegram_repeats_is_not_done_twice():
    scene = Scene(message(5), message(6), parked=[read_arrival(message(5))])
    scene.handler.hold(5)
    async with polling(scene):
        await scene.confirmed(5)
        scene.handler.let(5)
        await scene.confirmed(6)
    assert sorted(scene.handler.started) == [5, 6]


async def test_stopping_lets_what_runs_end_and_confirms_it():
    scene = Scene(message(5), message(6))
    scene.handler.hold(5)
    task = asyncio.create_task(scene.polling.run())
    await scene.handler.until(lambda: scene.handler.started)
    stopping = asyncio.create_task(scene.polling.stop(grace=60))
    await asyncio.sleep(0)
    scene.handler.let(5)
    await stopping
    await task
    assert scene.handler.handled == [5]
    assert scene.telegram.confirmed == 5
    assert [one["update_id"] for one in scene.telegram.queue] == [6]
    assert scene.telegram.asked[-1] == RawUpdates(offset=6, limit=1)


async def test_stopping_abandons_what_does_not_end_and_leaves_it_to_telegram():
    scene = Scene(message(5, person=1), message(6, person=2))
    scene.handler.hold(5)
    async with polling(scene):
        await scene.handler.until(lambda: 6 in scene.handler.handled)
    assert scene.telegram.confirmed < 5
    assert [one["update_id"] for one in scene.telegram.queue] == [5, 6]


async def test_stopping_before_anything_arrived_ends_the_long_poll():
    scene = Scene()
    async with polling(scene):
        await scene.telegram.until(lambda: scene.telegram.asked)


async def test_a_poll_that_fails_is_made_again_later_each_time():
    scene = Scene(message(5), troubles=[None, line_cut(), line_cut(), line_cut()])
    async with polling(scene):
        await scene.confirmed(5)
    assert scene.sleep.slept == [0.5, 1.0, 2.0]


async def test_another_copy_with_the_same_token_is_named_once(caplog):
    conflict = TelegramConflictError(method=RawUpdates(), message="Conflict: terminated by other")
    scene = Scene(message(5), troubles=[None, conflict, conflict, conflict])
    async with polling(scene):
        await scene.confirmed(5)
    assert caplog.text.count("another copy of the bot is running with this token") == 1


async def test_a_refused_token_stops_the_start_with_a_sentence():
    refused = TelegramUnauthorizedError(method=RawUpdates(), message="Unauthorized")
    scene = Scene(troubles=[refused])
    with pytest.raises(TokenRefusedError, match="BOT_TOKEN"):
        await scene.polling.run()


async def test_the_kinds_of_updates_are_named_at_the_first_question_only():
    scene = Scene(message(5), kinds=["message", "callback_query"])
    async with polling(scene):
        await scene.confirmed(5)
    polls = [method for method in scene.telegram.asked if isinstance(method, RawUpdates)]
    assert scene.telegram.kinds == ["message", "callback_query"]
    assert all(method.allowed_updates is None for method in polls[1:])


async def test_an_update_that_always_fails_is_confirmed_and_the_next_ones_go_on():
    scene = Scene(message(5), message(6))
    scene.handler.failures[5] = [ValueError() for _ in range(3)]
    async with polling(scene):
        await scene.confirmed(6)
    assert scene.handler.started == [5, 5, 5, 6]
    assert list(scene.shelf.aside) == [5]
