"""The volunteers' group becomes a supergroup: what is written to it arrives in the new one."""

from sandbox import world
from sandbox.line import Line
from storage.outbox import Delivery
from tests.resilience.walker import Walker


async def test_letters_follow_and_the_administrator_is_told_the_new_number(town, books):
    asel, daniyar = Walker.administrator(town.sandbox), town.phone("daniyar")
    await asel.gets_to_know()
    group = world.VOLUNTEERS_CHAT_ID
    moved = await Line(town.sandbox.url).post(f"groups/{group}/migrate", {})
    for key, delivery in (("a question", Delivery.AT_LEAST_ONCE), ("news", Delivery.AT_MOST_ONCE)):
        await books.put(key, group, delivery, town.clock())
    town.azamat.postman.wake()
    for key in ("a question", "news"):
        await daniyar.waits_for(key, group=True)
    await asel.gets(f"STAFF_CHAT_ID={moved['chat_id']}")
    said = [message.text for message in daniyar.reads_group() if message.by_bot]
    assert len(said) == 2, "each of them once"
    assert all(message.chat_id == moved["chat_id"] for message in daniyar.reads_group())
