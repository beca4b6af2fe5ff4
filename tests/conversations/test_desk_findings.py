"""What somebody who tried the desk for the first time stumbled over, each held by a test."""

from __future__ import annotations

import pytest

from sandbox import world
from sandbox.line import Line
from sandbox.screen import Seen
from storage import people
from tests.conversations.conftest import Town
from tests.conversations.desk_acts import STORY, WEDNESDAY, Volunteers
from tests.conversations.test_asking import ANSWER, Asker, begins_quietly
from tests.conversations.voice import Speaker

GROUP = world.VOLUNTEERS_CHAT_ID
SENT = "Passed on to the volunteers (№ {number})."
HARM = "Иванов 850115400127, позвоните 87051234567"


@pytest.fixture
async def asker(citizen: Speaker, town: Town) -> Asker:
    town.clock.moment = WEDNESDAY
    volunteers = Volunteers(town)
    await volunteers.both_work()
    await citizen.is_known()
    return Asker(citizen, volunteers)


def words_of_person(desk: Volunteers) -> Seen:
    return [m for m in desk.daniyar.phone.reads_group() if "👤" in m.readable][-1]


async def test_a_note_is_looked_at_before_it_becomes_an_answer(asker: Asker) -> None:
    number, daniyar = await asker.asks(), asker.desk.daniyar
    await daniyar.phone.taps_in_group(daniyar._("✋ Take it"))
    await daniyar.phone.says(HARM, topic=await asker.desk.topic())
    await asker.desk.reads(daniyar._("Send it to the person"))
    await daniyar.phone.taps_in_group(daniyar._("Send it to the person"))
    assert [one.side for one in await asker.desk.said(number)] == ["person", "note"]
    await asker.desk.reads(
        daniyar._("<b>Not sent yet.</b> Please look at it once more:").replace("<b>", "")[:10]
    )
    await daniyar.phone.taps_in_group(daniyar._("Send it to the person"))
    assert [one.side for one in await asker.desk.said(number)] == ["person", "volunteer"]


async def test_what_was_confirmed_is_what_was_looked_at(asker: Asker) -> None:
    """Held for a mention, then changed to hold a phone: the first look is not good for it."""
    number, daniyar = await asker.asks(), asker.desk.daniyar
    await daniyar.phone.replies(words_of_person(asker.desk), "Сәлеметсіз бе! @zanger айтады")
    await asker.desk.reads(daniyar._("Send it to the person"))
    (mine,) = [m for m in daniyar.phone.reads_group() if m.readable.endswith("@zanger айтады")]
    await daniyar.phone.edits(mine, HARM)
    await daniyar.phone.taps_in_group(daniyar._("Send it to the person"))
    assert [one.side for one in await asker.desk.said(number)] == ["person", "note"]
    await daniyar.phone.taps_in_group(daniyar._("Send it to the person"))
    (_story, answer) = await asker.desk.said(number)
    assert (answer.side, answer.text) == ("volunteer", HARM)


@pytest.mark.parametrize("meant", [True, False])
async def test_a_change_of_an_answer_is_looked_at_too(asker: Asker, meant: bool) -> None:
    number, daniyar = await asker.asks(), asker.desk.daniyar
    text = ANSWER[asker.speaker.language]
    await asker.is_answered()
    await asker.gets(text)
    await daniyar.phone.looks()
    (mine,) = [m for m in daniyar.phone.reads_group() if m.readable.endswith(text)]
    await daniyar.phone.edits(mine, HARM)
    await asker.desk.reads(daniyar._("Let them keep what they have"))
    assert (await asker.desk.said(number))[-1].text == text
    asker.speaker.phone.sees(text)
    if meant:
        await daniyar.phone.taps_in_group(daniyar._("Change it for them too"))
        await asker.gets(HARM)
    else:
        await daniyar.phone.taps_in_group(daniyar._("Let them keep what they have"))
        await asker.desk.reads(daniyar._("They keep what they were sent."))
    kept = (await asker.desk.said(number))[-1]
    assert (kept.text, kept.pending) == (HARM if meant else text, None)


async def test_words_right_after_asking_arrive(asker: Asker) -> None:
    """The talk has ended, though nobody went to the menu since."""
    number = await asker.asks()
    await asker.speaker.says("Және тағы бір нәрсе")
    asker.speaker.sees(SENT, number=str(number))
    await asker.desk.reads("Және тағы бір нәрсе")


async def test_whoever_left_the_first_talk_and_asked_is_heard_too(
    citizen: Speaker, town: Town
) -> None:
    """What they write afterwards is no answer to the region that they were asked for once."""
    town.clock.moment = WEDNESDAY
    desk = Volunteers(town)
    await desk.both_work()
    await citizen.says("/start")
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    number = await Asker(citizen, desk).asks()
    await citizen.says("Май ауданында тұрамын")
    citizen.sees(SENT, number=str(number))
    await desk.reads("Май ауданында тұрамын")


async def test_a_photo_out_of_the_blue_arrives(asker: Asker) -> None:
    number = await asker.asks()
    await asker.speaker.phone.sends_photo("мынау қағаз")
    asker.speaker.sees(SENT, number=str(number))
    await asker.desk.reads("мынау қағаз")
    await asker.speaker.phone.sends_voice()
    asker.speaker.sees(SENT, number=str(number))
    assert [one.kind for one in await asker.desk.said(number)] == ["text", "photo", "voice"]


async def test_plain_words_open_a_solved_one_again(asker: Asker) -> None:
    number, daniyar = await asker.asks(), asker.desk.daniyar
    await asker.is_answered()
    await asker.gets(ANSWER[asker.speaker.language])
    await daniyar.phone.looks()
    await daniyar.phone.taps_in_group(daniyar._("✅ Solved"))
    await asker.desk.until_async(lambda: _is(asker, number, "solved"))
    await asker.speaker.says("Жоқ, әлі шешілген жоқ")
    asker.speaker.sees("Passed on. № {number} is open again.", number=str(number))
    assert (await asker.desk.ticket(number)).state == "needs_answer"


async def _is(asker: Asker, number: int, state: str) -> bool:
    return (await asker.desk.ticket(number)).state == state


async def test_with_two_questions_it_is_asked_for_which_it_is(asker: Asker, town: Town) -> None:
    number = await asker.asks()
    other = await asker.desk.is_asked(asker.speaker.phone.chat_id, "Екінші сұрақ")
    await asker.speaker.says("Бұл қайсысына?")
    asker.speaker.sees("For which question is it?")
    await town.restarts()
    await asker.speaker.phone.taps(f"№ {other.id}")
    asker.speaker.sees(SENT, number=str(other.id))
    assert [one.text for one in await asker.desk.said(other.id)] == [
        "Екінші сұрақ",
        "Бұл қайсысына?",
    ]
    await asker.speaker.says("Ал мынау ешкімге")
    await asker.speaker.taps("For none of them")
    asker.speaker.sees("All right: nobody got it.")
    assert len(await asker.desk.said(number)) == 1


async def test_an_answer_stays_to_be_read(asker: Asker) -> None:
    await asker.asks()
    await asker.is_answered()
    text = ANSWER[asker.speaker.language]
    await asker.gets(text)
    await asker.speaker.taps("✏️ Write back")
    await asker.speaker.phone.looks()
    assert any(text in m.readable for m in asker.speaker.phone.history)
    await asker.speaker.taps("I am done")
    await asker.speaker.taps("Read the answers")
    asker.speaker.phone.sees(text)


async def test_an_urgent_question_at_night_is_promised_no_night(asker: Asker, town: Town) -> None:
    town.clock.moment = WEDNESDAY.replace(hour=18)  # 23 o'clock in Kazakhstan
    speaker = asker.speaker
    await speaker.says("/menu")
    await speaker.taps("💬 Ask a person")
    await speaker.taps("Papers and benefits")
    await speaker.says(STORY)
    await speaker.taps("Done")
    await speaker.taps("Today: it cannot wait")
    await speaker.taps("Yes, at any time")
    await speaker.taps("Send it to the volunteers")
    closed = speaker._(
        "The desk is closed now. I told the volunteers that it cannot wait; whether somebody "
        "sees it before the desk opens I cannot promise. At the latest they mean to answer by "
        "{moment}.",
        moment="",
    )
    speaker.phone.sees(closed.partition(".")[0])
    assert "23:30" not in speaker.phone.last.readable


async def test_who_may_not_ask_hears_it_before_the_story(asker: Asker) -> None:
    for _ in range(3):
        await asker.desk.is_asked(asker.speaker.phone.chat_id)
    await asker.speaker.says("/menu")
    await asker.speaker.taps("💬 Ask a person")
    await asker.speaker.phone.taps("№ 1")
    asker.speaker.sees("✏️ Write")


async def test_the_language_of_who_never_chose_one_is_that_of_the_talk(
    citizen: Speaker, town: Town
) -> None:
    town.clock.moment = WEDNESDAY
    desk = Volunteers(town)
    await desk.both_work()
    await begins_quietly(citizen)
    await citizen.says("Мне страшно")
    await citizen.taps("Done")
    await citizen.taps("Today: it cannot wait")
    await citizen.says("синяя чашка")
    await citizen.taps("Send it to the volunteers")
    await desk.reads("Мне страшно")
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        person = await people.look_up(connection, citizen.phone.chat_id)
    assert person is not None
    assert person.language == citizen.language


async def test_what_was_told_in_danger_is_hidden_wherever_it_stands(
    asker: Asker, town: Town
) -> None:
    await asker.desk.is_asked(asker.speaker.phone.chat_id, "Ол мені ұрады", heavy=True)
    await asker.desk.reads("Ол мені ұрады")
    daniyar = asker.desk.daniyar
    await daniyar.phone.taps_in_group(daniyar._("What was said"))
    await asker.desk.reads(daniyar._("Person"))
    await daniyar.phone.looks()
    messages = [message.body for message in town.sandbox.telegram.chats[GROUP].visible()]
    shown = [body for body in messages if "Ол мені ұрады" in body.get("text", "")]
    assert len(shown) == 2, "as it came, and in what was said"
    for body in shown:
        assert any(entity["type"] == "spoiler" for entity in body["entities"])


async def test_a_mistyped_command_is_sent_to_nobody(asker: Asker) -> None:
    number, daniyar = await asker.asks(), asker.desk.daniyar
    await daniyar.phone.says("/sned Сәлеметсіз бе!", topic=await asker.desk.topic())
    await asker.desk.reads("/withdraw")
    assert [one.side for one in await asker.desk.said(number)] == ["person"]


async def test_what_did_not_arrive_while_the_bot_was_out_comes_when_it_is_back(
    asker: Asker, town: Town
) -> None:
    line = Line(town.sandbox.url)
    await line.post(f"groups/{GROUP}/bot_status", {"status": "kicked"})
    await asker.desk.is_asked(asker.speaker.phone.chat_id, "Ешкім жоқта")
    for _ in range(4):
        await asker.desk.breathes()
    await line.post(f"groups/{GROUP}/bot_status", {"status": "administrator"})
    await asker.desk.reads("Ешкім жоқта")
