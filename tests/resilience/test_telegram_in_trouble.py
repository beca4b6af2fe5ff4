"""Telegram asks to wait, breaks, or is cut off, before every single move: the talk goes its way.

Each trouble strikes whatever the bot does next (a message, an edit, a pop-up, a letter), and the
next question for updates as well.
"""

from functools import partial

import pytest

from tests.resilience.agreement import AGAIN, ONCE

KINDS = ("429", "500", "cut_before", "cut_after")


async def trouble(walker, kind):
    for method in (None, "getUpdates"):
        await walker.phone.line.post("faults", {"kind": kind, "method": method})


@pytest.mark.parametrize("kind", KINDS)
async def test_before_every_move(walker, books, kind):
    walker.before_each_move = partial(trouble, walker, kind)
    await walker.runs_an_errand()
    await walker.moves("KZ-75")
    walker.before_each_move = None
    [said] = walker.said.errands
    await walker.gets(AGAIN, said)
    assert walker.times_got(ONCE, said) <= 1
    assert (await books.letters()).total() == 2
    acts = await books.acts()
    assert (acts["errand.finished"], acts["region.finished"]) == (1, 1)
    assert await books.region_of(walker.phone.chat_id) == "KZ-75"
    assert await books.set_aside() == []


async def test_while_telegram_is_down_she_waits_and_is_answered_after(walker):
    down = {"kind": "500", "method": "sendMessage", "calls": 2}
    await walker.phone.line.post("faults", down)
    await walker.says("/help")
    await walker.sees("/privacy")
    assert walker.times_got("/lang") == 1


async def test_a_429_of_one_holds_up_everybody_and_nobody_for_good(walker, town):
    """Telegram says it to the bot, not to a person."""
    sergei = town.phone("sergei")
    await walker.phone.line.post("faults", {"kind": "429", "retry_after": 2})
    await walker.says("/help")
    await sergei.says("/help", wait=False)
    await walker.sees("/privacy")
    await sergei.waits_for("/privacy")
