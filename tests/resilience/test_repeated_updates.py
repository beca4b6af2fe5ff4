"""Telegram delivers what it has delivered before: at once, later, in any order, after a restart.

What was done is not done again, what was shown does not come back, and what a person is in the
middle of stays as it is.
"""

from functools import partial

import pytest
from pydantic import SecretStr

from storage import people
from tests.resilience import errand
from tests.resilience.proxy import free_port
from tests.resilience.walker import THANKS


@pytest.fixture
def aigul(walker):
    return walker


async def again(aigul, last=1):
    """The last updates come once more, in any order, and the bot has dealt with them."""
    await everything_is_done(aigul)
    asked = {"last": last, "seed": aigul.phone.state["version"], "wait": True, "timeout": 30}
    answer = await aigul.phone.line.post("updates/again", asked)
    assert len(answer["again"]) == last
    assert answer["settled"]
    await aigul.phone.looks()


async def everything_is_done(aigul):
    assert (await aigul.phone.line.get("settled", 30))["settled"]
    await aigul.phone.looks()


async def test_each_update_comes_several_times_and_out_of_order(aigul, books):
    """Before each of her moves the last four updates come once more."""
    aigul.before_each_move = partial(again, aigul, last=4)
    await aigul.runs_an_errand()
    await aigul.moves("KZ-75")
    await aigul.reports_a_mistake()
    await aigul.cleans_up_help()
    assert await books.notes() == aigul.said.notes
    assert (await books.letters()).total() == 2
    acts = await books.acts()
    assert (acts["errand.finished"], acts["region.finished"], acts["mistake.finished"]) == (1, 1, 1)
    assert await books.region_of(aigul.phone.chat_id) == "KZ-75"
    assert await books.traces_of(aigul.phone.chat_id) == []
    assert "/crisis" not in [message.text for message in aigul.phone.history]


async def test_by_webhook_each_update_comes_three_times(aigul, town, books):
    """The bot's answer to Telegram is lost on the way, twice for each."""
    await town.stop_the_bot()
    port = free_port()
    town.settings = town.settings.model_copy(
        update={
            "webhook_url": f"http://127.0.0.1:{port}/hook",
            "webhook_secret": SecretStr("a-secret"),
            "webhook_port": port,
        }
    )
    await town.wake_the_bot()
    lost = {"kind": "cut_after", "method": "webhook", "calls": 2}
    aigul.before_each_move = partial(aigul.phone.line.post, "faults", lost)
    await aigul.runs_an_errand()
    await aigul.moves("KZ-75")
    await everything_is_done(aigul)
    assert (await books.letters()).total() == 2
    assert await books.region_of(aigul.phone.chat_id) == "KZ-75"


@pytest.mark.parametrize(
    "old", ["/menu", "/crisis", "/start", "/start region", "абракадабра", "/help", "/cancel"]
)
async def test_an_old_word_does_not_disturb_the_talk_that_came_after(aigul, old):
    """The question that stands there is still the one that her next words answer."""
    await aigul.phone.says(old)
    await aigul.phone.says("/start errand")
    await aigul.phone.says("bread")
    aigul.phone.sees(errand.WHOM)
    before = aigul.phone.history
    await again(aigul, last=3)
    for shown in aigul.phone.history[len(before) :]:
        assert errand.WHOM in shown.text, "nothing but the same question may be asked again"
    await aigul.phone.says("granny")
    aigul.phone.sees(aigul._(THANKS))


async def test_the_last_word_of_a_talk_comes_again(aigul, books):
    await aigul.runs_an_errand()
    await again(aigul)
    assert aigul._(THANKS) in aigul.phone.last.text
    assert (await books.letters()).total() == 2


async def test_an_old_press_says_nothing_about_what_is_gone_by_now(aigul):
    await aigul.phone.says("/start region")
    await aigul.phone.taps("Павлодар")
    await aigul.phone.says("/cancel")
    await aigul.phone.taps(aigul._("Delete"))
    before = aigul.phone.picture()
    await again(aigul, last=4)
    assert aigul.phone.picture() == before


async def test_after_the_quick_exit_nothing_of_the_help_branch_comes_back(aigul, town):
    await aigul.asks_for_help()
    await aigul.taps("<b>Where to turn</b>", "Close")
    await everything_is_done(aigul)
    before = aigul.phone.picture()
    assert aigul.phone.last.text.count("JOLTAP") == 1
    await again(aigul, last=8)
    assert aigul.phone.picture() == before
    await town.stop_the_bot()
    await aigul.phone.line.post("updates/again", {"last": 8})
    await town.wake_the_bot()
    await everything_is_done(aigul)
    assert aigul.phone.picture() == before


async def test_after_a_restart_an_old_farewell_does_not_silence_who_came_back(aigul, town):
    """Blocked and back again; then only the news of the block is repeated."""
    await aigul.phone.blocks()
    await aigul.phone.unblocks()
    await town.stop_the_bot()
    await aigul.phone.line.post("updates/again", {"last": 2, "seed": 1})
    await town.wake_the_bot()
    await everything_is_done(aigul)
    async with town.azamat.grounds.database.look() as conn:
        assert (await people.look_up(conn, aigul.phone.chat_id)).unreachable_since is None
