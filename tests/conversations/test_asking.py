"""Somebody asks a person: from the first question to the answer, and how it may come."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.flows.catalogue import all_scripts
from bot.upkeep import expire_drafts
from civic.complaints import keeping
from storage.tables import drafts
from tests.conversations.conftest import Town
from tests.conversations.desk_acts import STORY, WEDNESDAY, Volunteers
from tests.conversations.test_my_complaints import FACTS, Owner
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker

ANSWER = {
    "kk": "Сәлеметсіз бе! Қай ауданда тұрасыз?",
    "ru": "Здравствуйте! В каком районе вы живёте?",
}


class Asker:
    """A citizen with a question, and the volunteers on the other side."""

    def __init__(self, speaker: Speaker, volunteers: Volunteers) -> None:
        self.speaker = speaker
        self.desk = volunteers

    async def asks(self, *, reach: str = "Yes, at any time", phrase: str | None = None) -> int:
        """Through the script; the number that they are told."""
        speaker = self.speaker
        await speaker.says("/menu")
        await speaker.taps("💬 Ask a person")
        await speaker.taps("Papers and benefits")
        await speaker.says(STORY)
        await speaker.taps("Done")
        await speaker.taps("It can wait for some days")
        await speaker.taps(reach)
        if reach != "Yes, at any time":
            if reach == "Yes, but between certain hours":
                await speaker.says("18-21")
            await (speaker.says(phrase) if phrase else speaker.taps("Skip"))
        await speaker.taps("Send it to the volunteers")
        speaker.sees("<b>Sent. Your number is {number}.</b>", number="1")
        await self.desk.reads(STORY)
        return 1

    async def is_answered(self, text: str | None = None) -> None:
        """Daniyar replies to the newest words of the person."""
        phone = self.desk.daniyar.phone
        await phone.looks()
        words = [m for m in phone.reads_group() if "👤" in m.readable or not m.buttons][-1]
        await phone.replies(words, text or ANSWER[self.speaker.language])

    async def gets(self, words: str) -> None:
        """A letter comes, by the bot's own clock."""
        town = self.desk.town
        assert town.azamat is not None
        for _ in range(12):
            town.azamat.grounds.letters_put()
            try:
                await self.speaker.phone.waits_for(words, within=0.7)
            except AssertionError:
                town.clock.forward(seconds=2)
            else:
                return
        await self.speaker.phone.waits_for(words, within=0.1)


@pytest.fixture
async def asker(citizen: Speaker, town: Town) -> Asker:
    town.clock.moment = WEDNESDAY
    volunteers = Volunteers(town)
    await volunteers.both_work()
    await citizen.is_known()
    return Asker(citizen, volunteers)


async def test_a_question_and_its_answer_find_each_other(asker: Asker) -> None:
    number = await asker.asks()
    await asker.is_answered()
    await asker.gets(ANSWER[asker.speaker.language])
    (_story, answer) = await asker.desk.said(number)
    assert answer.side == "volunteer"
    await asker.desk.until_async(lambda: asker.desk.is_marked(answer.messages[0], "👌"))
    assert (await asker.desk.said(number))[1].delivered_at is not None


async def test_writing_back_goes_to_the_same_topic(asker: Asker) -> None:
    number = await asker.asks()
    await asker.is_answered()
    await asker.gets(ANSWER[asker.speaker.language])
    await asker.speaker.taps("✏️ Write back")
    await asker.speaker.says("Бостандық ауданында / в Бостандыкском")
    asker.speaker.sees("Passed on to the volunteers (№ {number}).", number=str(number))
    await asker.desk.reads("Бостандық ауданында")
    await asker.speaker.phone.sends_photo("мынау қағаз")
    await asker.desk.reads("мынау қағаз")
    assert [one.side for one in await asker.desk.said(number)] == [
        "person",
        "volunteer",
        "person",
        "person",
    ]


async def test_a_reply_to_an_answer_is_for_the_ticket_whatever_listens(asker: Asker) -> None:
    number = await asker.asks()
    await asker.is_answered()
    await asker.gets(ANSWER[asker.speaker.language])
    answer = asker.speaker.phone.last
    await asker.speaker.says("/menu")
    await asker.speaker.taps("💬 Ask a person")
    await asker.speaker.phone.replies(answer, "Жауап ретінде")
    await asker.desk.reads("Жауап ретінде")
    assert (await asker.desk.said(number))[-1].text == "Жауап ретінде"


async def test_words_out_of_the_blue_go_there_and_can_be_taken_back(asker: Asker) -> None:
    number = await asker.asks()
    await asker.speaker.says("/menu")
    await asker.speaker.says("Тағы бір айтарым бар еді")
    asker.speaker.sees("Passed on to the volunteers (№ {number}).", number=str(number))
    await asker.desk.reads("Тағы бір айтарым бар еді")
    await asker.speaker.taps("It was not for them")
    (_first, last) = await asker.desk.said(number)
    assert last.withdrawn_at is not None
    assert last.text is None
    await asker.desk.vanishes("Тағы бір айтарым бар еді")


async def test_an_album_arrives_whole_and_the_answer_with_a_voice_too(asker: Asker) -> None:
    number = await asker.asks()
    await asker.speaker.taps("Open the question")
    await asker.speaker.taps("✏️ Write")
    await asker.speaker.phone.sends_album(3, "үш сурет")
    await asker.desk.reads("үш сурет")
    words = (await asker.desk.said(number))[-1]
    assert (words.kind, len(words.messages)) == ("album", 3)


async def test_outside_the_hours_the_answer_waits(asker: Asker, town: Town) -> None:
    number = await asker.asks(reach="Yes, but between certain hours")
    await asker.is_answered()
    (_story, answer) = await asker.desk.said(number)
    assert answer.delivered_at is None
    await asker.desk.until_async(lambda: asker.desk.is_marked(answer.messages[0], "😴"))
    asker.speaker.phone.does_not_see(ANSWER[asker.speaker.language])
    town.clock.forward(hours=7, minutes=1)  # 18:01 in Kazakhstan
    await asker.gets(ANSWER[asker.speaker.language])


async def test_not_safe_now_holds_everything_back(asker: Asker) -> None:
    number = await asker.asks()
    await asker.speaker.taps("Open the question")
    await asker.speaker.taps("🚫 Not safe now")
    await asker.is_answered()
    await asker.desk.reads(asker.desk.daniyar._("🚫 Not safe to write now: answers wait"))
    assert (await asker.desk.said(number))[1].delivered_at is None
    asker.speaker.phone.does_not_see(ANSWER[asker.speaker.language])
    await asker.speaker.taps("It is safe again")
    await asker.gets(ANSWER[asker.speaker.language])


async def test_who_looks_themselves_finds_the_answer(asker: Asker) -> None:
    number = await asker.asks(reach="No: I will look here myself")
    await asker.is_answered()
    asker.speaker.phone.does_not_see(ANSWER[asker.speaker.language])
    assert (await asker.desk.said(number))[1].delivered_at is None
    await asker.speaker.says("/questions")
    await asker.speaker.phone.taps("№ 1")
    await asker.gets(ANSWER[asker.speaker.language])


async def test_a_phrase_opens_the_answer_and_another_one_does_not(asker: Asker) -> None:
    await asker.asks(reach="No: I will look here myself", phrase="көк кесе")
    await asker.is_answered()
    await asker.speaker.says("/questions")
    await asker.speaker.phone.taps("№ 1")
    await asker.speaker.taps("🔑 Open it")
    await asker.speaker.says("қызыл кесе")
    asker.speaker.sees("This is another phrase. Small and capital letters are the same.")
    await asker.speaker.taps("Try again")
    await asker.speaker.says("Көк  Кесе")
    await asker.speaker.taps("Read the answers")
    asker.speaker.phone.sees(ANSWER[asker.speaker.language])
    everything = "\n".join(m.readable for m in asker.speaker.phone.history)
    assert "Көк  Кесе" not in everything, "what is typed goes from the chat"


async def test_an_edit_is_seen_on_both_sides(asker: Asker) -> None:
    number = await asker.asks()
    await asker.speaker.taps("Open the question")
    await asker.speaker.taps("✏️ Write")
    await asker.speaker.says("Тараз")
    mine = asker.speaker.phone.history[-2]
    await asker.desk.reads("Тараз")
    await asker.speaker.phone.edits(mine, "Талас ауданы")
    await asker.desk.reads("Талас ауданы")
    assert (await asker.desk.said(number))[-1].text == "Талас ауданы"
    await asker.is_answered()
    await asker.gets(ANSWER[asker.speaker.language])
    replied = (await asker.desk.said(number))[-1].messages[0]
    phone = asker.desk.daniyar.phone
    own = next(m for m in phone.reads_group() if m.id == replied)
    await phone.edits(own, f"{ANSWER[asker.speaker.language]} !!!")
    await asker.gets("!!!")


async def test_withdrawn_by_the_volunteer_it_goes_from_the_chat(asker: Asker) -> None:
    number = await asker.asks()
    await asker.is_answered()
    await asker.gets(ANSWER[asker.speaker.language])
    replied = (await asker.desk.said(number))[-1].messages[0]
    phone = asker.desk.daniyar.phone
    own = next(m for m in phone.reads_group() if m.id == replied)
    await phone.replies(own, "/withdraw")
    for _ in range(20):
        await asker.speaker.phone.looks()
        shown = "\n".join(m.readable for m in asker.speaker.phone.history)
        if ANSWER[asker.speaker.language] not in shown:
            break
        await asker.desk.breathes()
    assert ANSWER[asker.speaker.language] not in shown


async def test_who_blocks_the_bot_is_told_of_to_the_volunteer_and_finds_the_answer(
    asker: Asker,
) -> None:
    number = await asker.asks()
    await asker.speaker.phone.blocks()
    await asker.is_answered()
    await asker.desk.reads(
        asker.desk.daniyar._(
            "🚫 The person blocks the bot. The answer waits, and leaves when they come back."
        )
    )
    assert (await asker.desk.said(number))[1].delivered_at is None
    await asker.speaker.phone.unblocks()
    await asker.gets(ANSWER[asker.speaker.language])


async def test_solved_is_rated_and_opened_again_by_a_word(asker: Asker) -> None:
    number = await asker.asks()
    await asker.is_answered()
    await asker.gets(ANSWER[asker.speaker.language])
    daniyar = asker.desk.daniyar
    await daniyar.phone.looks()
    await daniyar.phone.taps_in_group(daniyar._("✅ Solved"))
    await asker.gets("🙂")
    await asker.speaker.phone.taps("🙂")
    asker.speaker.sees("Would you add a word?")
    await asker.speaker.says("Рақмет")
    asker.speaker.sees("Thank you. The volunteers read it.")
    await asker.desk.reads("«Рақмет»")
    await asker.speaker.says("/questions")
    await asker.speaker.phone.taps("№ 1")
    await asker.speaker.taps("✏️ Write")
    await asker.speaker.says("Бірақ тағы сұрағым бар")
    asker.speaker.sees("Passed on. № {number} is open again.", number=str(number))
    assert (await asker.desk.ticket(number)).state == "needs_answer"


async def test_deleted_by_its_person_nothing_can_be_read(asker: Asker) -> None:
    number = await asker.asks()
    await asker.speaker.taps("Open the question")
    await asker.speaker.taps("🗑 Delete it")
    await asker.speaker.taps("Yes, delete it for good")
    asker.speaker.sees("You have asked the volunteers nothing yet.")
    assert (await asker.desk.ticket(number)).shredded_at is not None
    await asker.desk.vanishes(STORY)


async def test_what_telegram_does_not_pass_on_is_said(asker: Asker) -> None:
    await asker.asks()
    await asker.speaker.taps("Open the question")
    await asker.speaker.taps("✏️ Write")
    await asker.speaker.phone.sends_poll()
    asker.speaker.sees(
        "Telegram does not let me pass this kind of message on. Please write it in words, or send "
        "a photo or a file."
    )


async def test_hours_and_phrases_that_are_none_are_asked_again(asker: Asker) -> None:
    speaker = asker.speaker
    await speaker.says("/menu")
    await speaker.taps("💬 Ask a person")
    await speaker.taps("Papers and benefits")
    await speaker.says("ааа")
    await speaker.taps("Done")
    speaker.sees("What is wrong, and what do you need?")
    await speaker.says(STORY)
    await speaker.taps("Done")
    await speaker.taps("It can wait for some days")
    await speaker.taps("Yes, but between certain hours")
    await speaker.says("кешке")
    speaker.sees("I cannot read these hours. Please write them like 18-21 or 9:30-12:00.")
    await speaker.says("18:00–21:00")
    await speaker.says("12")
    speaker.sees("Please take a longer one: at least four letters or digits.")


async def begins_quietly(speaker: Speaker) -> None:
    """From the help branch, by the way that anybody has there."""
    await speaker.says("/phones")
    await speaker.taps("Yes")
    await speaker.phone.taps(speaker._("Urgent: 112 · 102"))
    await speaker.taps("Write to a volunteer")


async def drafts_kept(town: Town) -> int:
    """How many unfinished talks the database holds."""
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        unfinished = select(func.count()).where(drafts.c.step != "")
        return (await connection.execute(unfinished)).scalar_one()


async def test_from_the_help_branch_nothing_stays_in_the_chat(asker: Asker, town: Town) -> None:
    speaker = asker.speaker
    await begins_quietly(speaker)
    await speaker.says("Ол мені ұрады, баламмын, не істейін")
    await speaker.taps("Done")
    await speaker.taps("Today: it cannot wait")
    await speaker.says("көк кесе")
    await speaker.taps("Send it to the volunteers")
    await asker.desk.reads("Ол мені ұрады")
    everything = "\n".join(m.readable for m in speaker.phone.history)
    assert "ұрады" not in everything
    assert "көк кесе" not in everything
    ticket = await asker.desk.ticket(1)
    assert (ticket.heavy, ticket.topic) == (True, "danger")
    await asker.is_answered()
    await asker.desk.breathes()
    await speaker.phone.looks()
    everything = "\n".join(m.readable for m in speaker.phone.history)
    assert ANSWER[speaker.language] not in everything, "nothing comes before it is opened"
    await speaker.says("/questions")
    await speaker.phone.taps("№ 1")
    await speaker.taps("🔑 Open it")
    await speaker.says("көк кесе")
    await speaker.taps("Read the answers")
    speaker.phone.sees(ANSWER[speaker.language])
    await speaker.taps("Close it here")
    everything = "\n".join(m.readable for m in speaker.phone.history)
    assert ANSWER[speaker.language] not in everything
    del town


async def test_what_was_begun_in_the_help_branch_and_left_is_nowhere(
    asker: Asker, town: Town
) -> None:
    """Neither in the menu at once, nor in the database after an hour."""
    assert town.azamat is not None
    speaker = asker.speaker
    await begins_quietly(speaker)
    await speaker.says("Ол мені ұрады, баламмын, не істейін")
    await speaker.says("/menu")
    speaker.phone.does_not_see(speaker._("A question to a volunteer"))
    assert await drafts_kept(town) == 1
    town.clock.forward(minutes=61)
    grounds = town.azamat.grounds
    await expire_drafts(grounds.database, all_scripts(grounds.desk), town.clock())
    assert await drafts_kept(town) == 0


async def test_who_leaves_what_was_begun_in_the_help_branch_is_not_offered_to_keep_it(
    asker: Asker, town: Town
) -> None:
    speaker = asker.speaker
    await begins_quietly(speaker)
    await speaker.says("Ол мені ұрады, баламмын, не істейін")
    await speaker.taps("Cancel")
    speaker.phone.does_not_see(speaker._("Put it away for later"))
    await speaker.taps("Leave")
    assert await drafts_kept(town) == 0
    everything = "\n".join(m.readable for m in speaker.phone.history)
    assert "ұрады" not in everything


async def test_a_complaint_leads_to_a_volunteer(asker: Asker) -> None:
    owner = Owner(asker.speaker, asker.desk.town)
    await owner.acts(keeping.prepare, "abcd1234", FACTS, [], ALMATY)
    await owner.opens_the_card()
    await asker.speaker.taps("Ask a volunteer to help")
    await asker.speaker.taps("No, I write it anew")
    asker.speaker.sees("What is wrong, and what do you need?")
    await asker.speaker.says(STORY)
    await asker.speaker.taps("Done")
    await asker.speaker.taps("It can wait for some days")
    await asker.speaker.taps("Yes, at any time")
    await asker.speaker.taps("Send it to the volunteers")
    await asker.desk.reads(STORY)
    assert (await asker.desk.ticket(1)).source == "complaint:abcd1234:statement:labour"
