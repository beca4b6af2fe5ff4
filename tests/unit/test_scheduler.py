"""The clock ticks, whatever a tick does."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.scheduler import Clock

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Scene:
    def __init__(self, leadership=None, seconds=3600):
        self.ticked = []
        self.alarms = []
        self.news = asyncio.Event()
        self.trouble = None
        self.clock = Clock(
            {"remind": (self.tick, seconds)},
            self.alarm,
            now=lambda: NOON,
            leadership=leadership,
        )

    async def tick(self, now):
        self.ticked.append(now)
        self.news.set()
        if self.trouble is not None:
            raise self.trouble

    async def alarm(self, name, error):
        self.alarms.append((name, error))


class Office:
    def __init__(self, held):
        self.held = held

    async def hold(self, office):
        assert office == "clock"
        return self.held


async def test_a_tick_is_told_the_time():
    scene = Scene()
    await scene.clock.tick("remind")
    assert scene.ticked == [NOON]


async def test_a_tick_that_fails_is_named_and_the_clock_goes_on(caplog):
    scene = Scene()
    scene.trouble = ValueError("her words")
    await scene.clock.tick("remind")
    await scene.clock.tick("remind")
    assert scene.alarms == [("remind", "ValueError")] * 2
    assert "her words" not in caplog.text


async def test_a_broken_alarm_does_not_stop_the_clock():
    scene = Scene()
    scene.trouble = ValueError()

    async def broken(name, error):
        raise ZeroDivisionError

    scene.clock._alarm = broken
    await scene.clock.tick("remind")


@pytest.mark.parametrize("held", [True, False])
async def test_only_who_holds_the_office_ticks(held):
    scene = Scene(Office(held))
    await scene.clock.tick("remind")
    assert bool(scene.ticked) is held


async def test_what_became_due_while_nobody_ticked_is_done_at_the_start():
    scene = Scene()
    scene.clock.start()
    await scene.news.wait()
    await scene.clock.stop()
    assert scene.ticked == [NOON]


async def test_jobs_have_fixed_names_and_are_never_dropped_nor_doubled():
    scene = Scene()
    scene.clock.start()
    (job,) = scene.clock._scheduler.get_jobs()
    assert (job.id, job.misfire_grace_time, job.coalesce, job.max_instances) == (
        "remind",
        None,
        True,
        1,
    )
    await scene.clock.stop()


async def test_stopping_waits_for_the_tick_at_work():
    scene = Scene()
    begun, may_end = asyncio.Event(), asyncio.Event()
    ended = []

    async def slow(now):
        begun.set()
        await may_end.wait()
        ended.append(now)

    scene.clock._ticks = {"remind": (slow, 3600)}
    scene.clock.start()
    await begun.wait()
    stopping = asyncio.create_task(scene.clock.stop())
    may_end.set()
    await stopping
    assert ended == [NOON]


async def test_a_clock_that_never_started_can_be_stopped():
    await Scene().clock.stop()
