"""The clock is set back by an hour, or forward by a day: nothing comes twice, and nothing stops."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.scheduler import Clock
from tests.resilience import errand
from tests.resilience.agreement import AGAIN, ONCE, the_errand_is_run
from tests.resilience.walker import THANKS

JUMPS = {"back by an hour": {"hours": -1}, "forward by a day": {"days": 1}}
REMINDER = (
    "You began this and left it: {title}. In three days I will delete it. Would you like to go on?"
)


async def the_clock_ticks(town):
    for name in ("clean", "remind", "expire", "forget"):
        await town.azamat.clock.tick(name)


@pytest.mark.parametrize("jump", JUMPS)
async def test_amid_a_talk(walker, town, books, jump):
    """Her next word counts, both letters come once, and nobody is reminded of anything."""
    await walker.says("/start errand")
    await walker.sees(errand.WHAT)
    await walker.says("bread")
    town.clock.jumps(**JUMPS[jump])
    await the_clock_ticks(town)
    await the_errand_is_run(walker, books)
    await the_clock_ticks(town)
    assert walker.times_got(AGAIN) == walker.times_got(ONCE) == 1
    assert (await books.letters()).total() == 2


async def test_to_and_fro_a_reminder_comes_once(walker, town, books):
    """She began something, left it, and the clock is put right again and again after that."""
    await walker.says("/start errand")
    await walker.answers(errand.WHAT, "bread")
    await walker.sees(errand.WHOM)
    reminder = walker._(REMINDER, title="An errand")
    for jump in ({"days": 28}, {"hours": -1}, {"days": 1}, {"days": -1}, {"hours": 2}):
        town.clock.jumps(**jump)
        await the_clock_ticks(town)
        await walker.gets(reminder)
    await walker.says("granny")
    await walker.sees(THANKS)
    await walker.gets(AGAIN)
    assert walker.times_got(reminder) == 1


class Machine:
    """The machine's own clock, as the scheduler reads it."""

    ahead = timedelta()

    class datetime(datetime):  # noqa: N801 - it stands in for it
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) + Machine.ahead


@pytest.mark.parametrize("jump", JUMPS)
async def test_what_is_due_is_looked_for_after_the_jump_as_before(monkeypatch, jump):
    for module in ("apscheduler.schedulers.base", "apscheduler.triggers.interval", "bot.scheduler"):
        monkeypatch.setattr(f"{module}.datetime", Machine.datetime)
    ticked = asyncio.Event()

    async def tick(_now):
        ticked.set()

    async def alarm(*trouble):
        raise AssertionError(trouble)

    clock = Clock({"clean": (tick, 1)}, alarm)
    clock.start()
    await ticked.wait()
    monkeypatch.setattr(Machine, "ahead", timedelta(**JUMPS[jump]))
    for _ in range(2):
        ticked.clear()
        async with asyncio.timeout(30):
            await ticked.wait()
    await clock.stop()
