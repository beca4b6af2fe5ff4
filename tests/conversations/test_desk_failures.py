"""What users of such desks suffer from, each told as a test and named for it.

Losing the map of replies at a restart, a deleted topic, a group that moved, two who answer at once
and notes that leave are in test_desk_group.py; races and terms in tests/storage/test_tickets.py.
"""

from __future__ import annotations

import csv
import io

import pytest

from bot.desk.canary import watch
from sandbox import world
from sandbox.line import Line
from storage import canaries, ticket_words
from storage.cases import case_of, in_hand
from tests.conversations.conftest import Town
from tests.conversations.desk_acts import STORY, WEDNESDAY, Volunteers
from tests.conversations.test_asking import ANSWER, Asker
from tests.conversations.voice import Speaker

GROUP = world.VOLUNTEERS_CHAT_ID


@pytest.fixture
async def asker(citizen: Speaker, town: Town) -> Asker:
    town.clock.moment = WEDNESDAY
    volunteers = Volunteers(town)
    await volunteers.both_work()
    await citizen.is_known()
    return Asker(citizen, volunteers)


async def test_a_reply_that_never_reached_the_person_comes_back_as_a_task(
    asker: Asker, town: Town
) -> None:
    """The volunteer deletes the photo before it may leave: Telegram finds nothing to copy."""
    number = await asker.asks(reach="Yes, but between certain hours")
    phone = asker.desk.daniyar.phone
    await phone.looks()
    words = [m for m in phone.reads_group() if "👤" in m.readable][-1]
    await phone.line.post(
        f"people/{phone.person}/photo",
        {"chat_id": GROUP, "reply_to": words.id, "caption": "фото", "wait": True, "timeout": 5},
    )
    (_story, answer) = await asker.desk.said(number)
    assert answer.side == "volunteer"
    await phone.looks()
    own = next(m for m in phone.reads_group() if m.id == answer.messages[0])
    await phone.deletes(own)
    town.clock.forward(hours=7, minutes=1)
    await asker.desk.reads(asker.desk.daniyar._("Send it again"))
    ticket = await asker.desk.ticket(number)
    assert ticket.state == "needs_answer"
    await phone.taps_in_group(asker.desk.daniyar._("Do not send it"))
    await asker.desk.reads(
        asker.desk.daniyar._("It will not be sent. The person still waits for a word.")
    )


async def test_a_message_with_only_a_picture_is_a_message(asker: Asker) -> None:
    number = await asker.asks()
    await asker.speaker.taps("Open the question")
    await asker.speaker.taps("✏️ Write")
    await asker.speaker.phone.sends_photo()
    await asker.speaker.phone.sends_voice()
    await asker.speaker.phone.shares_place(43.2, 76.9)
    kinds = [words.kind for words in await asker.desk.said(number)]
    assert kinds == ["text", "photo", "voice", "location"]


async def test_a_message_whose_answer_was_deleted_arrives_all_the_same(asker: Asker) -> None:
    """What the bot's word would reply to is gone: it comes without the reply."""
    await asker.asks()
    await asker.speaker.taps("Open the question")
    await asker.speaker.taps("✏️ Write")
    await asker.speaker.says("Тараз")
    mine = asker.speaker.phone.history[-2]
    await asker.desk.reads("Тараз")
    phone = asker.desk.daniyar.phone
    shown = next(m for m in phone.reads_group() if "Тараз" in m.readable)
    assert asker.desk.town.azamat is not None
    await asker.desk.town.azamat.bot.delete_message(GROUP, shown.id)
    await asker.speaker.phone.edits(mine, "Талас")
    await asker.desk.reads("Талас")


async def test_an_edit_wipes_nothing_from_the_history(asker: Asker, town: Town) -> None:
    number = await asker.asks()
    await asker.speaker.taps("Open the question")
    await asker.speaker.taps("✏️ Write")
    await asker.speaker.says("Ол мені ұрмаған")
    mine = asker.speaker.phone.history[-2]
    await asker.speaker.phone.edits(mine, "Ол мені ұрған")
    assert town.azamat is not None
    grounds = town.azamat.grounds
    last = (await asker.desk.said(number))[-1]
    async with grounds.database.look() as connection:
        with in_hand(await case_of(connection, grounds.ring, f"ticket:{number}")):
            ((before, _until),) = await ticket_words.versions_of(connection, last.id)
    assert (before, last.text) == ("Ол мені ұрмаған", "Ол мені ұрған")


def said_in_group(speaker: Speaker) -> list[str]:
    """What the bot said there; Telegram's own messages about topics are not its words."""
    messages = speaker.phone.reads_group()
    return [m.readable for m in messages if m.by_bot and ("text" in m.json or "caption" in m.json)]


async def test_nothing_nags_once_it_is_solved(asker: Asker) -> None:
    await asker.asks()
    await asker.is_answered()
    await asker.gets(ANSWER[asker.speaker.language])
    daniyar = asker.desk.daniyar
    await daniyar.phone.looks()
    await daniyar.phone.taps_in_group(daniyar._("✅ Solved"))
    await asker.gets("🙂")
    await asker.desk.breathes()
    before = said_in_group(daniyar)
    await asker.desk.passes(days=3)
    await asker.desk.breathes()
    await daniyar.phone.looks()
    assert said_in_group(daniyar) == before


async def test_who_is_banned_is_told_and_who_is_banned_quietly_is_not(asker: Asker) -> None:
    number = await asker.asks()
    await asker.desk.employs(world.MARIA_ID, "coordinator")
    maria = asker.desk.maria
    await maria.phone.looks()
    await maria.phone.says("/quietban 7 флуд", topic=await asker.desk.topic())
    await asker.speaker.taps("Open the question")
    await asker.speaker.taps("✏️ Write")
    await asker.speaker.says("Тағы бір сөз")
    asker.speaker.sees("Passed on to the volunteers (№ {number}).", number=str(number))
    await asker.desk.breathes()
    await maria.phone.looks()
    assert not any("Тағы бір сөз" in m.readable for m in maria.phone.reads_group())


async def test_own_tickets_the_queue_and_what_is_looked_for(asker: Asker) -> None:
    number = await asker.asks()
    daniyar = asker.desk.daniyar
    await daniyar.phone.looks()
    await daniyar.phone.says("/queue", group=True)
    await asker.desk.reads(daniyar._("Nobody has these yet:"))
    await daniyar.phone.taps_in_group(daniyar._("✋ Take it"))
    await daniyar.phone.says("/my", group=True)
    await asker.desk.reads(daniyar._("Your tickets:"))
    await daniyar.phone.says("/tag алимент", topic=await asker.desk.topic())
    await asker.desk.reads("#алимент")
    await daniyar.phone.says("/find #алимент", group=True)
    await asker.desk.reads(daniyar._("Found:"))
    await daniyar.phone.says("/find", group=True)
    await asker.desk.reads("/find Павлодар")
    await daniyar.phone.says("/find 999", group=True)
    await asker.desk.reads(daniyar._("No ticket is like that."))
    assert (await asker.desk.ticket(number)).owner_id is not None


async def test_numbers_and_tables_are_for_coordinators_and_hold_no_words(asker: Asker) -> None:
    await asker.asks()
    maria = asker.desk.maria
    await maria.phone.looks()
    await maria.phone.says("/stats", group=True)
    await asker.desk.reads(
        maria._("This is not for your role. If it should be, ask an administrator.")
    )
    await asker.desk.employs(world.MARIA_ID, "coordinator")
    await maria.phone.says("/start")
    await maria.phone.says("/stats", group=True)
    await asker.desk.reads(maria._("questions came"))
    await maria.phone.says("/export", group=True)
    await asker.desk.reads(maria._("I have sent it to you in private."))
    await maria.phone.looks()
    document = next(m for m in reversed(maria.phone.history) if "document" in m.json)
    assert asker.desk.town.azamat is not None
    held = await asker.desk.town.azamat.bot.download(document.json["document"]["file_id"])
    assert held is not None
    head, row = list(csv.reader(io.StringIO(held.read().decode("utf-8-sig"))))
    assert dict(zip(head, row, strict=True))["topic"] == "papers"
    assert "жәрдемақы" not in "".join(row).lower()


async def test_only_a_custodian_learns_who_it_is_and_that_is_noted(asker: Asker) -> None:
    await asker.asks()
    daniyar, maria = asker.desk.daniyar, asker.desk.maria
    await daniyar.phone.looks()
    await daniyar.phone.taps_in_group(daniyar._("More"))
    await daniyar.phone.taps_in_group(daniyar._("Who is it? (custodians)"))
    daniyar.sees_popup("This is not for your role. If it should be, ask an administrator.")
    await asker.desk.employs(world.MARIA_ID, "custodian")
    await maria.phone.looks()
    await maria.phone.taps_in_group(daniyar._("Who is it? (custodians)"))
    assert str(asker.speaker.phone.chat_id) in (maria.phone.popup or "")


async def test_the_canary_comes_back_each_night_and_is_missed_when_it_does_not(
    asker: Asker, town: Town
) -> None:
    assert town.azamat is not None
    grounds, bot = town.azamat.grounds, town.azamat.bot
    town.clock.moment = WEDNESDAY.replace(hour=22, minute=5)  # five past three in Kazakhstan
    await watch(grounds, bot.id, town.clock())

    async def is_back() -> bool:
        await watch(grounds, bot.id, town.clock())
        async with grounds.database.look() as connection:
            last = await canaries.last(connection)
        return last is not None and last[1] is not None

    await asker.desk.until_async(is_back)
    await asker.desk.vanishes("🐤")
    await Line(town.sandbox.url).post(f"groups/{GROUP}/bot_status", {"status": "kicked"})
    asel = town.phone("asel")
    await asel.says("/start")
    town.clock.forward(days=1)
    await watch(grounds, bot.id, town.clock())
    town.clock.forward(minutes=21)
    await watch(grounds, bot.id, town.clock())
    for _ in range(15):
        await asker.desk.breathes()
        await asel.looks()
        if any("/desk check" in m.readable for m in asel.history):
            break
    else:
        raise AssertionError(asel.picture())
    # given up and forgotten, it is looked at no more
    town.clock.forward(minutes=5)
    await watch(grounds, bot.id, town.clock())


async def test_what_was_asked_before_there_was_a_group_comes_into_it(
    citizen: Speaker, town: Town
) -> None:
    town.clock.moment = WEDNESDAY
    town.settings = town.settings.model_copy(update={"staff_chat_id": None})
    await town.restarts()
    volunteers = Volunteers(town)
    asel = town.phone("asel")
    await asel.says("/start")
    await citizen.is_known()
    ticket = await volunteers.is_asked(citizen.phone.chat_id)
    for _ in range(10):
        await volunteers.breathes()
        await asel.looks()
        if any("STAFF_CHAT_ID" in m.readable for m in asel.history):
            break
    assert any("STAFF_CHAT_ID" in m.readable for m in asel.history)
    town.settings = town.settings.model_copy(update={"staff_chat_id": GROUP})
    await town.restarts()
    await volunteers.passes(seconds=1)
    await volunteers.reads(STORY)
    assert (await volunteers.ticket(ticket.id)).chat_id == GROUP


async def test_a_break_leaves_a_card_for_whoever_takes_over(asker: Asker) -> None:
    number = await asker.asks()
    await asker.is_answered()
    daniyar = asker.desk.daniyar
    await daniyar.phone.says("/my", group=True)
    await asker.desk.reads(daniyar._("I need a break"))
    await daniyar.phone.taps_in_group(daniyar._("I need a break"))
    await daniyar.phone.taps_in_group(daniyar._("Yes, I need a break"))
    await asker.desk.reads(daniyar._("Promised: {words}", words=ANSWER[asker.speaker.language]))
    assert (await asker.desk.ticket(number)).owner_id is None
    await daniyar.phone.taps_in_group(daniyar._("✋ Take it"))
    daniyar.sees_popup("You have a break. Come back first: /my.")
    await daniyar.phone.says("/back", group=True)
    await daniyar.phone.taps_in_group(daniyar._("✋ Take it"))
    assert (await asker.desk.ticket(number)).owner_id is not None


async def test_an_answer_in_the_other_language_is_asked_about(asker: Asker) -> None:
    number = await asker.asks()
    other = {"kk": "ru", "ru": "kk"}[asker.speaker.language]
    await asker.is_answered(ANSWER[other])
    daniyar = asker.desk.daniyar
    await asker.desk.reads(
        daniyar._("The person reads Kazakh, and this is in Russian.")
        if asker.speaker.language == "kk"
        else daniyar._("The person reads Russian, and this is in Kazakh.")
    )
    await daniyar.phone.taps_in_group(daniyar._("Send it to the person"))
    await asker.gets(ANSWER[other])
    assert (await asker.desk.said(number))[-1].side == "volunteer"
