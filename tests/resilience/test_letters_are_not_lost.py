"""Whatever Telegram and the line do, each letter leaves as often as it may, and no more."""

import pytest

from bot.postman.verdict import Outcome
from sandbox import world
from sandbox.line import Line
from storage import people
from storage.outbox import Delivery, Lane

AIGUL, SERGEI, GROUP = world.AIGUL_ID, world.SERGEI_ID, world.VOLUNTEERS_CHAT_ID
ONCE = Delivery.AT_MOST_ONCE


@pytest.fixture(autouse=True)
async def everybody_has_met(house, aigul, sergei):
    await aigul.starts()
    await sergei.starts()


def copies(phone, text):
    return sum(message.text == text for message in phone.history)


async def test_a_broadcast_that_may_have_arrived_is_never_repeated(house, aigul, sergei):
    await house.put("cut after", AIGUL, ONCE)
    await house.breaks("cut_after", method="sendMessage")
    assert await house.round() == {"cut after": "unknown"}
    await house.put("cut before", SERGEI, ONCE)
    await house.breaks("cut_before", method="sendMessage")
    assert await house.round() == {"cut before": "unknown"}
    assert await house.round(after=9999) == {}
    await aigul.looks()
    await sergei.looks()
    assert (copies(aigul, "cut after"), copies(sergei, "cut before")) == (1, 0)


@pytest.mark.parametrize("kind", ["cut_before", "cut_after", "500"])
async def test_an_answer_in_doubt_is_sent_until_it_is_sure(house, aigul, kind):
    await house.put("answer", AIGUL)
    await house.breaks(kind, method="sendMessage", calls=2)
    assert await house.round() == {"answer": "put back"}
    assert await house.round(after=5) == {"answer": "put back"}
    assert await house.round(after=15) == {"answer": "sent"}
    await aigul.looks()
    assert copies(aigul, "answer") >= 1


async def test_429_stops_every_lane_and_the_dialogue_too(house, aigul, sergei):
    await house.put("first", AIGUL)
    await house.breaks("429", method="sendMessage", retry_after=20)
    assert await house.round() == {"first": "released"}
    await house.put("other lane", SERGEI, lane=Lane.DIALOGUE)
    assert await house.round(after=19) == {}
    await sergei.says("hello")  # the answer waits at the same gate: one more second
    assert house.time.slept[-1] == 1
    assert await house.round() == {"other lane": "sent", "first": "sent"}


async def test_who_blocked_the_bot_is_marked_and_the_rest_gets_its_letters(house, aigul, sergei):
    await aigul.blocks()
    await house.put("to aigul", AIGUL)
    await house.put("to sergei", SERGEI)
    assert await house.round() == {"to aigul": "held", "to sergei": "sent"}
    async with house.database.look() as conn:
        assert (await people.look_up(conn, AIGUL)).unreachable_since is not None
        assert (await people.look_up(conn, SERGEI)).unreachable_since is None


async def test_a_group_that_moved_is_followed(house):
    await Line(house.sandbox.url).post(f"groups/{GROUP}/migrate", {})
    await house.put("to the volunteers", GROUP)
    assert await house.round() == {"to the volunteers": "sent"}
    ((old, new),) = house.alarms
    assert old == GROUP
    assert new != GROUP


async def test_killed_while_sending_an_answer_leaves_again_and_a_broadcast_does_not(
    house, aigul, sergei
):
    await house.put("answer", AIGUL)
    await house.put("broadcast", SERGEI, ONCE)
    letters, _ = await house.postman._pass(house.time.now(), ahead=0)
    assert len(letters) == 2
    await house.kill()
    await house.open()
    assert await house.round() == {"answer": "sent"}
    assert await house.round(after=9999) == {}
    await aigul.looks()
    await sergei.looks()
    assert (copies(aigul, "answer"), copies(sergei, "broadcast")) == (1, 0)


async def test_a_postman_who_keeps_the_limits_is_never_told_to_wait(house):
    house.sandbox.telegram.limits.switched_on = True
    chats = (AIGUL, SERGEI, GROUP)
    for number in range(25):
        for chat in chats:
            await house.put(f"{chat}: {number}", chat)
    outcomes = []
    while len(outcomes) < 25 * len(chats):
        outcomes += (await house.round(after=0.25)).values()
    assert set(outcomes) == {Outcome.SENT}
