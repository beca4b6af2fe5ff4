"""The process is killed amid the clean-up of the help branch: the next one finishes it.

Whoever said "clean up and leave" may not be able to say it again.
"""

import asyncio

import pytest
from sqlalchemy import update

from sandbox.phone import Phone
from storage import traces
from storage.database import Database
from storage.tables import visits
from tests.conversations.test_help_branch import DONE
from tests.conversations.voice import Speaker
from tests.resilience.bot_process import BotProcess, daytime, settings_of
from tests.resilience.test_kill_9 import has_struck, strikes


@pytest.fixture
def aigul(live_sandbox):
    return Speaker(Phone(live_sandbox.url, person="aigul", patience=30), "kk")


async def gets_to_a_picture(aigul):
    """Through the branch: her words, a region, the picture to keep."""
    await aigul.goes_to_where()
    await aigul.says("мен қорқамын")
    await aigul.phone.taps(aigul.pavlodar)
    await aigul.taps("A picture to keep")
    await aigul.taps("Yes, send it")


async def nothing_is_left(aigul, url):
    async with asyncio.timeout(60):
        while [message.text for message in aigul.phone.history] != [aigul._(DONE)]:
            version = aigul.phone.state["version"]
            aigul.phone.state = await aigul.phone.line.get("state", 30, since=version, timeout=5)
    database = Database(url)
    async with asyncio.timeout(60):
        while True:
            async with database.look() as conn:
                visit = await traces.visit_of(conn, aigul.phone.chat_id)
                noted = await traces.of_chat(conn, aigul.phone.chat_id)
            if visit is None and noted == []:
                break
            await asyncio.sleep(0)
    await database.close()


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessages"])
@pytest.mark.parametrize("moment", ["stuck", "slow"])
async def test_killed_amid_the_clean_up_that_was_asked_for(
    live_sandbox, url, aigul, moment, method
):
    """`stuck`: Telegram has not heard of it yet; `slow`: it has, and the bot does not know."""
    async with BotProcess(settings_of(live_sandbox, url)):
        await gets_to_a_picture(aigul)
        assert len(aigul.phone.history) == 3, "the command, the page, the picture"
        await strikes(live_sandbox, moment, method)
        await aigul.phone.taps(aigul._("Clean up and leave"), wait=False)
        await has_struck(live_sandbox)
    async with BotProcess(settings_of(live_sandbox, url)):
        await nothing_is_left(aigul, url)


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessages"])
async def test_killed_amid_the_clean_up_after_the_pause(live_sandbox, url, aigul, method):
    async with BotProcess(settings_of(live_sandbox, url)):
        await gets_to_a_picture(aigul)
    database = Database(url)
    async with database.act() as conn:
        await conn.execute(update(visits).values(due_at=daytime()))
    await database.close()
    await strikes(live_sandbox, "stuck", method)
    async with BotProcess(settings_of(live_sandbox, url)):
        await has_struck(live_sandbox)
    async with BotProcess(settings_of(live_sandbox, url)):
        await nothing_is_left(aigul, url)
