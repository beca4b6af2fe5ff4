"""The process is killed while people talk and letters leave: every word counts, and counts once.

First at the four moments that matter, one by one; then at any moment, again and again.
"""

import asyncio
import random

import pytest

from civic.regions import regions
from sandbox.line import Line
from storage.outbox import Delivery
from tests.resilience import errand
from tests.resilience.agreement import AGAIN, ONCE, all_agree
from tests.resilience.books import Books
from tests.resilience.bot_process import BotProcess, daytime, settings_of
from tests.resilience.walker import THANKS, Walker


async def strikes(sandbox, kind, method, calls=1):
    """The next calls are held up for longer than the process has to live."""
    fault = {"kind": kind, "method": method, "seconds": 60, "calls": calls}
    await Line(sandbox.url).post("faults", fault)


async def has_struck(sandbox):
    """Wait until the calls that are held up have come."""
    faults = sandbox.telegram.faults
    assert await sandbox.telegram.bell.until(lambda: not faults.on, 60)


@pytest.mark.parametrize("moment", ["stuck", "slow"])
async def test_killed_at_the_last_tap_of_a_talk(live_sandbox, url, moment):
    """`stuck`: her answer is written down and nothing said yet; `slow`: said, and not known to be."""
    [aigul], books = await Walker.crowd(live_sandbox, 1), Books(url)
    async with BotProcess(settings_of(live_sandbox, url)):
        await aigul.gets_to_know()
        await aigul.says("/start region")
        await aigul.taps("Where do you live?", regions()["KZ-75"].short_name)
        await aigul.sees("Yes, remember it")
        await strikes(live_sandbox, moment, "editMessageText")
        await aigul.taps("Yes, remember it", "Yes, remember it")
        await has_struck(live_sandbox)
    async with BotProcess(settings_of(live_sandbox, url)):
        await aigul.sees("Your region is now: {region}.", region=regions()["KZ-75"].name)
        assert await books.region_of(aigul.phone.chat_id) == "KZ-75"
        assert (await books.acts())["region.finished"] == 1


@pytest.mark.parametrize("moment", ["stuck", "slow"])
async def test_killed_at_the_last_word_of_a_talk(live_sandbox, url, moment):
    """As above; and there are letters that it causes."""
    [aigul], books = await Walker.crowd(live_sandbox, 1), Books(url)
    async with BotProcess(settings_of(live_sandbox, url)):
        await aigul.gets_to_know()
        await aigul.says("/start errand")
        await aigul.answers(errand.WHAT, "bread")
        await aigul.sees(errand.WHOM)
        await strikes(live_sandbox, moment, "sendMessage")
        await aigul.says("granny")
        await has_struck(live_sandbox)
    async with BotProcess(settings_of(live_sandbox, url)):
        await aigul.sees(THANKS)
        await aigul.gets(AGAIN, "bread – granny")
        assert (await books.letters()).total() == 2, "one of each class: the act was done once"
        assert aigul.times_got(ONCE, "bread – granny") <= 1
        assert (await books.acts())["errand.finished"] == 1


@pytest.mark.parametrize("moment", ["stuck", "slow"])
async def test_killed_while_letters_are_on_their_way(live_sandbox, url, moment):
    """`stuck`: taken by the postman and not yet sent; `slow`: sent and not yet noted."""
    [aigul, sergei], books = await Walker.crowd(live_sandbox, 2), Books(url)
    async with BotProcess(settings_of(live_sandbox, url)):
        for person in (aigul, sergei):
            await person.gets_to_know()
    await books.put("answer", aigul.phone.chat_id, Delivery.AT_LEAST_ONCE, daytime())
    await books.put("news", sergei.phone.chat_id, Delivery.AT_MOST_ONCE, daytime())
    await strikes(live_sandbox, moment, "sendMessage", calls=2)
    async with BotProcess(settings_of(live_sandbox, url)):
        await has_struck(live_sandbox)
    await books.put("later", sergei.phone.chat_id, Delivery.AT_MOST_ONCE, daytime())
    async with BotProcess(settings_of(live_sandbox, url)):
        answers, news = {"stuck": (1, 0), "slow": (2, 1)}[moment]
        await aigul.gets("answer", times=answers)
        await sergei.gets("later")
    assert aigul.times_got("answer") == answers
    assert sergei.times_got("news") == news
    assert (await books.letters())["news", ONCE, "unknown"] == 1


NOTE = "How should it be? What happened?"
REGION, AGREE = regions()["KZ-75"].short_name, "Yes, remember it"


async def nothing_before(_walker):
    pass


async def region_half_told(walker):
    await walker.says("/start region")
    await walker.taps("Where do you live?", REGION)
    await walker.sees(AGREE)
    await walker.says("/start region")
    await walker.sees("Start over")


async def region_asked(walker):
    await walker.says("/start region")
    await walker.sees("Where do you live?")


async def card_of_a_line(walker):
    await walker.asks_for_help()
    await walker.taps("<b>Where to turn</b>", "All phones")
    await walker.taps("ⓘ 111", "ⓘ 111")
    await walker.taps("Report a mistake", "Report a mistake")
    await walker.sees("Leave and write")


OPENINGS = {
    "a talk": (nothing_before, "/start region", REGION, AGREE),
    "a talk anew": (region_half_told, "Start over", REGION, AGREE),
    "a report": (card_of_a_line, "Leave and write", "Nobody answers", NOTE),
    "a farewell": (region_asked, "/cancel", "Delete", "Deleted. Nothing of it is kept."),
}


@pytest.mark.parametrize("opening", OPENINGS)
async def test_what_is_tapped_on_a_screen_shown_just_before_the_kill_counts(
    live_sandbox, database_url, opening
):
    """The screen stands there; the bot dies before it knows, and opens it once more."""
    [aigul] = await Walker.crowd(live_sandbox, 1)
    before, last, label, following = OPENINGS[opening]
    async with BotProcess(settings_of(live_sandbox, database_url)):
        await aigul.gets_to_know()
        await before(aigul)
        if last.startswith("/"):
            await strikes(live_sandbox, "slow", "sendMessage")
            await aigul.says(last)
        else:
            await strikes(live_sandbox, "slow", "editMessageText")
            await aigul.taps(last, last)
        await has_struck(live_sandbox)
    await aigul.taps(label, label)
    async with BotProcess(settings_of(live_sandbox, database_url)):
        await aigul.sees(following)
        assert aigul.phone.popup is None


async def test_killed_at_any_moment_while_people_talk(live_sandbox, url):
    await storm(live_sandbox, url, kills=5, people=4, seed=20261122)


@pytest.mark.soak
async def test_killed_a_hundred_times_while_people_talk(live_sandbox, url, soak_seed):
    await storm(live_sandbox, url, kills=100, people=8, seed=soak_seed)


async def storm(sandbox, url, kills, people, seed):
    """So many kills among so many people; then all that they said against all that was kept."""
    chance, over = random.Random(seed), asyncio.Event()
    asel = Walker.administrator(sandbox)
    walkers = [asel, *await Walker.crowd(sandbox, people, seed)]
    async with asyncio.TaskGroup() as nursery:
        walks = [nursery.create_task(walker.walks(over)) for walker in walkers]
        for _ in range(kills):
            await lives_for_a_moment(sandbox, url, chance)
        over.set()
        async with BotProcess(settings_of(sandbox, url)):
            await asyncio.gather(*walks)
            await all_agree(sandbox, Books(url), asel, walkers)


async def lives_for_a_moment(sandbox, url, chance):
    """A process that is killed at a moment of which nobody knows what it was doing."""
    bell = sandbox.telegram.bell
    async with BotProcess(settings_of(sandbox, url), born=chance.random() > 0.1):
        end = bell.version + chance.randint(1, 100)
        await bell.until(lambda: bell.version >= end, 5)
