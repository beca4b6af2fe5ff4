"""Somebody blocks the bot amid a talk and comes back: everything is as it was, and nobody is alarmed."""

from contextlib import asynccontextmanager

import pytest

from civic.regions import regions
from storage.outbox import Delivery
from tests.resilience import errand
from tests.resilience.agreement import AGAIN, ONCE, written
from tests.resilience.walker import THANKS, Walker


@pytest.fixture
async def asel(town):
    asel = Walker.administrator(town.sandbox)
    await asel.gets_to_know()
    return asel


@asynccontextmanager
async def gone_before_the_answer(walker, town):
    """What she does here is the last before she blocks the bot, which hears of both later."""
    await town.stop_the_bot()
    yield
    await walker.phone.blocks(wait=False)
    await town.wake_the_bot()
    assert (await walker.phone.line.get("settled", 30))["settled"]


async def nobody_is_alarmed(asel, books):
    assert await books.set_aside() == []
    assert not (await books.letters()).total()
    await asel.phone.looks()
    assert not asel.times_got(asel._("<b>A message could not be handled</b>"))


async def test_who_blocks_after_a_word_finds_it_taken(walker, town, books, asel):
    await walker.says("/start errand")
    await walker.sees(errand.WHAT)
    async with gone_before_the_answer(walker, town):
        await walker.says("bread")
    await nobody_is_alarmed(asel, books)
    await walker.phone.starts(wait=False)
    await walker.taps("↩ Go on: {title}", "↩ Go on: {title}", title="An errand")
    await walker.taps("Go on", "Go on")
    await walker.answers(errand.WHOM, "granny")
    await walker.sees(THANKS)
    await walker.gets(AGAIN, errand.errand("bread", "granny"))


async def test_who_blocks_after_a_tap_finds_it_taken(walker, town, books, asel):
    """In haste: the question is deleted as well, so that its place cannot be used."""
    await walker.says("/start region")
    region = regions()["KZ-75"]
    question = await walker.sees("Where do you live?")
    async with gone_before_the_answer(walker, town):
        await walker.taps("Where do you live?", region.short_name)
        await walker.phone.deletes(question)
    await nobody_is_alarmed(asel, books)
    await walker.phone.unblocks()
    await walker.says("/start region")
    await walker.taps("Go on", "Go on")
    await walker.taps("Yes, remember it", "Yes, remember it")
    await walker.sees("Your region is now: {region}.", region=region.name)


async def test_what_was_promised_waits_for_who_comes_back(walker, town, books):
    """An answer waits; the news of a day on which she was away do not come after it."""
    await walker.phone.blocks()
    chat, now = walker.phone.chat_id, town.clock()
    await books.put("answer", chat, Delivery.AT_LEAST_ONCE, now)
    await books.put("news", chat, Delivery.AT_MOST_ONCE, now)
    town.azamat.postman.wake()
    await written(town.sandbox, books, lambda letters: letters["news", ONCE, "failed"])
    await walker.phone.unblocks()
    await walker.gets("answer")
    assert walker.times_got("answer") == 1
    assert not walker.times_got("news")
