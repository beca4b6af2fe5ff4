"""Whatever happens to the bot, what a person said is acted upon once and answered."""

import asyncio

from sandbox import world
from storage import updates

AIGUL, SERGEI = world.AIGUL_ID, world.SERGEI_ID


async def heard(phone, text):
    await phone.waits_for(f"heard: {text}")


def answers(phone, text):
    return [message for message in phone.history if message.text == f"heard: {text}"]


async def test_killed_amid_the_work_the_bot_takes_it_up_again(house, aigul):
    house.hold("help")
    await aigul.says("help", wait=False)
    await house.until(lambda: house.acts)
    await house.kill()
    house.let("help")
    await house.open()
    await heard(aigul, "help")
    assert house.acts == [(AIGUL, "help")], "the repeated update acts no more"
    assert len(house.began) == 2


async def test_killed_before_it_was_confirmed_an_answered_update_does_not_act_twice(house, aigul):
    house.hold("two")
    await aigul.says("one", wait=False)
    await aigul.says("two", wait=False)
    await house.until(lambda: len(house.acts) == 2)
    await house.kill()
    house.let("two")
    await house.open()
    await heard(aigul, "two")
    assert house.acts == [(AIGUL, "one"), (AIGUL, "two")]


async def test_a_bot_that_is_closed_finishes_what_it_began_and_nobody_repeats_it(house, aigul):
    house.hold("one")
    await aigul.says("one", wait=False)
    await house.until(lambda: house.acts)
    closing = asyncio.create_task(house.close(grace=60))
    await asyncio.sleep(0)
    house.let("one")
    await closing
    await aigul.says("two", wait=False)
    await house.open()
    await heard(aigul, "two")
    assert house.acts == [(AIGUL, "one"), (AIGUL, "two")]
    assert len(house.began) == 2, "the finished one was confirmed before the end"


async def test_a_person_is_served_in_order_while_others_are_served_beside(house, aigul, sergei):
    house.hold("first")
    for text in ("first", "second", "third"):
        await aigul.says(text, wait=False)
    await house.until(lambda: house.acts)
    await sergei.says("beside", wait=False)
    await heard(sergei, "beside")
    assert house.acts == [(AIGUL, "first"), (SERGEI, "beside")]
    house.let("first")
    await heard(aigul, "third")
    assert [text for person, text in house.acts if person == AIGUL] == ["first", "second", "third"]


async def test_what_always_fails_is_set_aside_and_the_next_goes_on(house, aigul):
    house.poisoned.add("poison")
    await aigul.says("poison")
    await aigul.says("water")
    await heard(aigul, "water")
    assert len(house.began) == 3 + 1
    assert house.alarms == ["ValueError"]
    async with house.database.look() as conn:
        (kept,) = await updates.set_aside_waiting(conn)
        payload = await updates.open_set_aside(conn, house.ring, kept.update_id)
    assert (kept.kind, kept.error, kept.attempts) == ("message", "ValueError", 3)
    assert b"poison" in payload
    assert any(message.text.startswith("sorry: ") for message in aigul.history if message.text)


async def test_a_line_that_breaks_while_polling_loses_nothing(house, aigul):
    await aigul.says("before")
    for kind in ("cut_before", "cut_after", "500"):
        await house.breaks(kind, method="getUpdates", calls=2)
        await aigul.says(kind)
    assert house.acts == [(AIGUL, text) for text in ("before", "cut_before", "cut_after", "500")]


async def test_an_answer_cut_off_before_telegram_acted_is_given_after_all(house, aigul):
    await house.breaks("cut_before", method="sendMessage")
    await aigul.says("help")
    await heard(aigul, "help")
    assert house.acts == [(AIGUL, "help")]
    assert len(answers(aigul, "help")) == 1


async def test_an_answer_whose_echo_was_cut_off_may_come_twice_but_acts_once(house, aigul):
    await house.breaks("cut_after", method="sendMessage")
    await aigul.says("help")
    assert house.acts == [(AIGUL, "help")]
    assert len(answers(aigul, "help")) == 2


async def test_after_500_the_answer_is_given(house, aigul):
    await house.breaks("500", method="sendMessage", calls=2)
    await aigul.says("help")
    await heard(aigul, "help")
    assert house.acts == [(AIGUL, "help")]
    assert house.alarms == []


async def test_after_429_the_answer_waits_as_long_as_telegram_asked(house, aigul):
    await house.breaks("429", method="sendMessage", calls=2, retry_after=17)
    await aigul.says("help")
    await heard(aigul, "help")
    assert house.time.slept.count(17) == 2
    assert len(house.began) == 1, "no try was counted: the door made the request again"


async def test_who_blocked_the_bot_holds_up_nobody(house, aigul, sergei):
    await aigul.says("one")
    house.hold("two")
    await aigul.says("two", wait=False)
    await house.until(lambda: len(house.acts) == 2)
    await aigul.blocks(wait=False)
    house.let("two")
    await sergei.says("beside")
    await heard(sergei, "beside")


async def test_more_than_a_window_behind_a_slow_person_is_served_and_survives_a_kill(
    house, aigul, sergei
):
    house.hold("slow")
    await aigul.says("slow", wait=False)
    await house.until(lambda: house.acts)
    for number in range(120):
        await sergei.says(str(number), wait=False)
    await house.until(lambda: len(house.acts) == 121)
    await heard(sergei, "119")
    async with house.database.look() as conn:
        kept = [one.error for one in await updates.set_aside_waiting(conn)]
    assert kept == ["parked"]
    await house.kill()
    house.let("slow")
    await house.open()
    await heard(aigul, "slow")
    assert house.acts.count((AIGUL, "slow")) == 1
    assert [text for person, text in house.acts if person == SERGEI] == [
        str(number) for number in range(120)
    ]
