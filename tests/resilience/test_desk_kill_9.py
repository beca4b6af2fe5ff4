"""The process is killed between a volunteer's reply and its delivery: the person gets the answer."""

import asyncio

import pytest

from civic.act import Act
from civic.desk.asking import Asked, ask
from civic.desk.house import Desk
from civic.desk.ticket import Source, Topic
from sandbox import world
from sandbox.line import Line
from sandbox.phone import Phone
from storage import migrate, people, staff, ticket_words
from storage.cases import case_of, in_hand
from storage.database import Database
from storage.vault import KeyRing
from tests.conversations.test_upkeep import ALMATY
from tests.resilience.books import KEYS
from tests.resilience.bot_process import BotProcess, daytime, settings_of

STORY = "Жәрдемақы төленбей жатыр"
ANSWER = "Сәлеметсіз бе! Қай ауданда тұрасыз?"
RING = KeyRing.from_text(KEYS)
DESK = Desk(chat_id=world.VOLUNTEERS_CHAT_ID, zone=ALMATY)


async def somebody_asks(url):
    """A ticket of Aigul's, and Daniyar is a volunteer."""
    await migrate.upgrade(url)
    database = Database(url)
    try:
        async with database.act() as conn:
            daniyar = await people.meet(conn, world.DANIYAR_ID, "kk", daytime())
            await staff.grant(conn, daniyar.id, "volunteer", None, daytime())
            aigul = await people.meet(conn, world.AIGUL_ID, "kk", daytime())
            act = Act(conn, RING, aigul, daytime(), 1)
            asked = Asked(draft="d", topic=Topic.PAPERS, source=Source.MENU.value, words=STORY)
            return (await ask(act, DESK, asked)).id
    finally:
        await database.close()


async def said_in(url, number):
    database = Database(url)
    try:
        async with database.look() as conn:
            with in_hand(await case_of(conn, RING, f"ticket:{number}")):
                return await ticket_words.of_ticket(conn, number)
    finally:
        await database.close()


async def until_noted(url, message):
    """The bot knows which ticket this message shows: it may be seen a moment before that."""
    database = Database(url)
    try:
        for _ in range(300):
            async with database.look() as conn:
                if await ticket_words.copy_of(conn, world.VOLUNTEERS_CHAT_ID, message):
                    return
            await asyncio.sleep(0.1)
    finally:
        await database.close()
    raise AssertionError("never noted")


@pytest.mark.parametrize("moment", ["stuck", "slow"])
async def test_killed_between_reply_and_delivery(live_sandbox, url, moment):
    """`stuck`: taken by the postman and not yet sent; `slow`: sent and not yet noted."""
    daniyar = Phone(live_sandbox.url, world.DANIYAR)
    aigul = Phone(live_sandbox.url, world.AIGUL)
    await aigul.starts(wait=False)  # she has a chat with the bot
    number = await somebody_asks(url)
    telegram = live_sandbox.telegram
    async with BotProcess(settings_of(live_sandbox, url)):
        await daniyar.waits_for(STORY, within=40, group=True)
        (words,) = [m for m in daniyar.reads_group() if STORY in m.readable]
        await until_noted(url, words.id)
        fault = {"method": "sendMessage", "chat_id": world.AIGUL_ID, "seconds": 60, "calls": 9}
        await Line(live_sandbox.url).post("faults", {"kind": moment, **fault})
        await daniyar.replies(words, ANSWER, wait=False)
        assert await telegram.bell.until(lambda: telegram.faults.on[0].calls < 9, 60)
    telegram.faults.on.clear()
    group = telegram.chats[world.VOLUNTEERS_CHAT_ID]
    async with BotProcess(settings_of(live_sandbox, url)):
        await aigul.waits_for(ANSWER, within=40)
        assert await telegram.bell.until(
            lambda: any(message.reaction == "👌" for message in group.visible()), 60
        )
    await aigul.looks()
    got = [m for m in aigul.history if ANSWER in m.readable]
    assert 1 <= len(got) <= (1 if moment == "stuck" else 2), "once, or once more in doubt"
    (_story, answer) = await said_in(url, number)
    assert answer.delivered_at is not None
