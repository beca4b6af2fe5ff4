"""One update is handled, or set aside with an alarm and an apology; it is never just gone."""

import asyncio
import logging

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter

from bot.intake.arrival import read_arrival, reference_of
from bot.intake.errors import NotAnUpdateError
from bot.intake.failures import LONGEST_PAUSE
from bot.intake.reception import PAUSES, TRIES, Reception
from bot.telegram.gate import Gate
from bot.telegram.places import place_of
from tests.unit.intake_doubles import Handler, MemoryShelf, Sleep, message


class Scene:
    def __init__(self, deadline=60.0):
        self.handler = Handler()
        self.shelf = MemoryShelf()
        self.sleep = Sleep()
        self.now = 0.0
        self.gate = Gate(lambda: self.now, self.sleep_through)
        self.alarms = []
        self.apologies = []
        self.delays = []
        self.reception = Reception(
            bot=None,
            handle=self.handler,
            shelf=self.shelf,
            gate=self.gate,
            alarm=self.alarm,
            apologise=self.apologise,
            ask_for_patience=self.ask_for_patience,
            sleep=self.sleep,
            deadline=deadline,
        )

    async def sleep_through(self, seconds):
        self.now += seconds

    async def alarm(self, update_id, error):
        self.alarms.append((update_id, error))

    async def apologise(self, update, reference):
        self.apologies.append((update.message.chat.id, reference))

    async def ask_for_patience(self, update):
        self.delays.append(update.message.chat.id)

    async def receive(self, raw):
        return await self.reception.receive(read_arrival(raw))


async def test_what_goes_well_is_handled_once():
    scene = Scene()
    assert await scene.receive(message(5))
    assert scene.handler.started == [5]
    assert scene.shelf.aside == {}


async def test_what_fails_is_tried_again_after_growing_pauses():
    scene = Scene()
    scene.handler.failures[5] = [ValueError(), ValueError()]
    assert await scene.receive(message(5))
    assert scene.handler.started == [5, 5, 5]
    assert scene.sleep.slept == list(PAUSES)
    assert scene.alarms == scene.apologies == []


async def test_after_three_failures_it_is_set_aside_with_alarm_and_apology():
    scene = Scene()
    scene.handler.failures[5] = [ValueError(), ValueError(), KeyError()]
    assert not await scene.receive(message(5))
    assert scene.shelf.aside == {5: ("KeyError", TRIES)}
    assert scene.alarms == [(5, "KeyError")]
    assert scene.apologies == [(11, reference_of(5))]


async def test_the_log_has_the_reference_and_not_the_words(caplog):
    scene = Scene()
    scene.handler.failures[5] = [ValueError("her phone")] * 3
    with caplog.at_level(logging.DEBUG):
        await scene.receive(message(5, text="her secret"))
    assert reference_of(5) in caplog.text
    assert "update 5" in caplog.text
    assert "ValueError at " in caplog.text
    assert "her" not in caplog.text


async def test_a_try_that_takes_too_long_is_a_failure():
    scene = Scene(deadline=0)
    scene.handler.hold(5)
    assert not await scene.receive(message(5))
    assert scene.shelf.aside == {5: ("TimeoutError", TRIES)}


async def test_what_telegram_makes_us_wait_is_not_a_failure():
    scene = Scene()
    shut = [1, 2, 3, 4, 5]

    async def handle(update, more_of_album):
        if shut:
            scene.gate.close(shut.pop())
            raise TimeoutError

    scene.reception._handle = handle
    assert await scene.receive(message(5))
    assert scene.now == 15
    assert scene.shelf.aside == {}


async def test_a_cancellation_that_leaks_out_of_a_handler_is_a_failure():
    scene = Scene()
    scene.handler.failures[5] = [asyncio.CancelledError() for _ in range(TRIES)]
    assert not await scene.receive(message(5))
    assert scene.shelf.aside == {5: ("CancelledError", TRIES)}


async def test_being_stopped_is_not_a_failure():
    scene = Scene()
    scene.handler.hold(5)
    task = asyncio.create_task(scene.receive(message(5)))
    await scene.handler.until(lambda: scene.handler.started)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert scene.handler.started == [5]
    assert scene.shelf.aside == {}


async def test_without_a_shelf_it_is_tried_until_the_work_goes_well():
    scene = Scene()
    scene.handler.failures[5] = [OSError() for _ in range(10 * TRIES)]
    scene.shelf.broken = 100
    assert await scene.receive(message(5))
    assert scene.alarms == scene.apologies == []
    assert scene.delays == [11], "told once that it will be late, not at every try"
    assert max(scene.sleep.slept) == LONGEST_PAUSE


async def test_without_a_shelf_it_is_tried_until_it_can_be_kept():
    scene = Scene()
    scene.handler.failures[5] = [OSError() for _ in range(10 * TRIES)]
    scene.shelf.broken = 1
    assert not await scene.receive(message(5))
    assert len(scene.handler.started) == 2 * TRIES
    assert scene.alarms == [(5, "OSError")]


async def test_a_broken_alarm_does_not_keep_the_apology_back():
    scene = Scene()
    scene.handler.failures[5] = [ValueError() for _ in range(TRIES)]

    async def broken(update_id, error):
        raise ZeroDivisionError

    scene.reception._alarm = broken
    assert not await scene.receive(message(5))
    assert scene.apologies == [(11, reference_of(5))]


async def test_who_blocks_the_bot_before_the_answer_is_no_failure():
    scene = Scene()
    gone = TelegramForbiddenError(method=None, message="Forbidden: bot was blocked by the user")
    scene.handler.failures[5] = [gone]
    scene.handler.failures[6] = [ExceptionGroup("of the answer and the pop-up", [gone])]
    assert await scene.receive(message(5))
    assert await scene.receive(message(6))
    assert scene.handler.started == [5, 6]


async def test_telegram_may_ask_to_wait_as_often_as_it_likes():
    scene = Scene()
    again = TelegramRetryAfter(method=None, message="Too Many Requests", retry_after=1)
    scene.handler.failures[5] = [again] * (3 * TRIES)
    assert await scene.receive(message(5))
    assert scene.shelf.aside == {}


async def test_what_is_no_update_of_aiograms_is_set_aside_without_an_apology():
    scene = Scene()
    assert not await scene.receive({"update_id": 5, "message": {"from": {"id": 11}}})
    assert scene.shelf.aside == {5: ("ValidationError", TRIES)}
    assert scene.alarms == [(5, "ValidationError")]
    assert scene.apologies == []


def test_the_place_of_an_error_is_the_innermost_line_of_ours():
    with pytest.raises(NotAnUpdateError) as caught:
        read_arrival("her words")
    assert place_of(caught.value).startswith("NotAnUpdateError at bot.intake.arrival:")
    assert place_of(KeyError("her words")) == "KeyError"
