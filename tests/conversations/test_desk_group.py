"""The volunteers' group: a ticket arrives, is taken by one, answered, and nothing gets lost."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from civic.desk.languages import language_of
from sandbox import world
from sandbox.line import Line
from sandbox.screen import Seen
from storage.tables import ticket_copies
from tests.conversations.conftest import Town
from tests.conversations.desk_acts import STORY, WEDNESDAY, Volunteers
from tests.conversations.voice import Speaker

GROUP = world.VOLUNTEERS_CHAT_ID
ANSWER = {
    "kk": "Сәлеметсіз бе! Қай ауданда тұрасыз?",
    "ru": "Здравствуйте! В каком районе вы живёте?",
}


@pytest.fixture
async def volunteers(town: Town) -> Volunteers:
    town.clock.moment = WEDNESDAY
    group = Volunteers(town)
    await group.both_work()
    return group


@pytest.fixture
async def asked(citizen: Speaker, volunteers: Volunteers) -> int:
    """The number of a ticket that has just come into the group."""
    await citizen.is_known()
    ticket = await volunteers.is_asked(citizen.phone.chat_id)
    await volunteers.reads(STORY)
    return ticket.id


def words_of_person(volunteers: Volunteers) -> Seen:
    messages = volunteers.daniyar.phone.reads_group()
    return next(message for message in reversed(messages) if STORY in message.readable)


async def test_a_ticket_gets_a_topic_with_its_card_on_top(
    volunteers: Volunteers, asked: int
) -> None:
    phone = volunteers.daniyar.phone
    (topic,) = phone.topics
    assert f"№ {asked}" in topic
    _service, card, words = phone.reads_group(topic)
    assert f"№ {asked}" in card.readable
    assert card.buttons
    assert STORY in words.readable


async def test_the_desk_never_sees_who_it_is(volunteers: Volunteers, asked: int) -> None:
    del asked
    everything = "\n".join(m.readable for m in volunteers.daniyar.phone.reads_group())
    for name in ("Айгүл", "Сергей", str(world.AIGUL_ID), str(world.SERGEI_ID), "sandbox"):
        assert name not in everything


async def test_who_takes_it_has_it_and_the_others_see_that(
    volunteers: Volunteers, asked: int
) -> None:
    daniyar, maria = volunteers.daniyar, volunteers.maria
    await maria.phone.looks()
    (card,) = [m for m in maria.phone.reads_group() if m.buttons]
    take = daniyar._("✋ Take it")
    await daniyar.phone.taps_in_group(take)
    daniyar.sees_popup("It is yours. Reply to the person's message to answer.")
    ticket = await volunteers.ticket(asked)
    await maria.phone.taps_old(card, take)
    maria.sees_popup("Somebody else has taken it already.")
    assert (await volunteers.ticket(asked)).owner_id == ticket.owner_id


async def test_who_is_no_volunteer_takes_nothing(
    volunteers: Volunteers, asked: int, town: Town
) -> None:
    await Line(town.sandbox.url).post(f"groups/{GROUP}/member_joins", {"person": "asel"})
    asel = Speaker(town.phone("asel"), "kk")
    await asel.phone.looks()
    await asel.phone.taps_in_group(volunteers.daniyar._("✋ Take it"))
    asel.sees_popup(
        "You are no volunteer yet. I have asked the administrators; try again in a while."
    )
    assert (await volunteers.ticket(asked)).owner_id is None


async def test_an_administrator_makes_somebody_of_the_group_a_volunteer_with_a_tap(
    town: Town, citizen: Speaker
) -> None:
    town.clock.moment = WEDNESDAY
    group = Volunteers(town)
    await citizen.is_known()
    asel = Speaker(town.phone("asel"), "kk")
    await asel.phone.says("/start")
    ticket = await group.is_asked(citizen.phone.chat_id)
    await group.reads(STORY)
    await group.daniyar.phone.taps_in_group(group.daniyar._("✋ Take it"))
    for _ in range(10):
        await asel.phone.looks()
        if asel.phone.find_button(asel._("Yes, make them a volunteer")):
            break
        await group.breathes()
    await asel.taps("Yes, make them a volunteer")
    await group.daniyar.phone.taps_in_group(group.daniyar._("✋ Take it"))
    assert (await group.ticket(ticket.id)).owner_id is not None


async def test_what_is_written_in_the_topic_is_a_note(volunteers: Volunteers, asked: int) -> None:
    daniyar = volunteers.daniyar
    (topic,) = daniyar.phone.topics
    await daniyar.phone.says("Мен білемін, бұл жайында заңгерден сұраймын", topic=topic)
    words = await volunteers.said(asked)
    assert [one.side for one in words] == ["person", "note"]
    assert (await volunteers.ticket(asked)).state == "new"


async def test_a_note_of_whoever_owes_an_answer_asks_whether_it_was_one(
    citizen: Speaker, volunteers: Volunteers, asked: int
) -> None:
    daniyar = volunteers.daniyar
    await daniyar.phone.taps_in_group(daniyar._("✋ Take it"))
    await daniyar.phone.says(ANSWER[citizen.language], topic=await volunteers.topic())
    await volunteers.reads(daniyar._("Send it to the person"))
    await daniyar.phone.taps_in_group(daniyar._("Send it to the person"))
    words = await volunteers.said(asked)
    assert [one.side for one in words] == ["person", "volunteer"]
    assert (await volunteers.ticket(asked)).state == "waiting"


async def test_a_reply_to_what_is_on_no_record_asks_whom_it_was_for(
    citizen: Speaker, volunteers: Volunteers, asked: int, town: Town
) -> None:
    """As if the bot had died between sending the person's words and noting that it did."""
    assert town.azamat is not None
    words = words_of_person(volunteers)
    async with town.azamat.grounds.database.act() as connection:
        of_it = ticket_copies.c.message_id == words.id
        await connection.execute(delete(ticket_copies).where(of_it))
    daniyar = volunteers.daniyar
    await daniyar.phone.replies(words, ANSWER[citizen.language])
    await volunteers.reads(daniyar._("Send it to the person"))
    assert [one.side for one in await volunteers.said(asked)] == ["person", "note"]
    await daniyar.phone.taps_in_group(daniyar._("Send it to the person"))
    assert [one.side for one in await volunteers.said(asked)] == ["person", "volunteer"]


async def test_a_reply_to_the_persons_words_is_an_answer_and_bears_a_mark(
    citizen: Speaker, volunteers: Volunteers, asked: int
) -> None:
    daniyar = volunteers.daniyar
    await daniyar.phone.replies(words_of_person(volunteers), ANSWER[citizen.language])
    (_story, answer) = await volunteers.said(asked)
    assert answer.side == "volunteer"
    ticket = await volunteers.ticket(asked)
    assert ticket.state == "waiting"
    assert ticket.owner_id is not None, "whoever answers has it"
    assert await volunteers.reaction(answer.messages[0]) in ("✍", "👌")


async def test_a_reply_of_somebody_else_is_refused_while_it_has_an_owner(
    volunteers: Volunteers, asked: int
) -> None:
    daniyar, maria = volunteers.daniyar, volunteers.maria
    await daniyar.phone.taps_in_group(daniyar._("✋ Take it"))
    await maria.phone.looks()
    await maria.phone.replies(words_of_person(volunteers), "Я тоже могу ответить")
    await volunteers.reads(
        maria._("Somebody else has this ticket. Ask them, or let them hand it over to you.")
    )
    assert [one.side for one in await volunteers.said(asked)] == ["person"]


async def test_the_guard_holds_an_iin_back_until_it_is_confirmed(
    volunteers: Volunteers, asked: int
) -> None:
    daniyar = volunteers.daniyar
    text = "ЖСН 900101300017 екен, @zanger деген кісіге жазыңыз"
    await daniyar.phone.replies(words_of_person(volunteers), text)
    await volunteers.reads(daniyar._("Send it to the person"))
    assert [one.side for one in await volunteers.said(asked)] == ["person", "note"]
    await daniyar.phone.taps_in_group(daniyar._("It stays a note"))
    await volunteers.reads(daniyar._("It stays a note."))
    assert [one.side for one in await volunteers.said(asked)] == ["person", "note"]


async def test_send_is_an_answer_without_a_reply(
    citizen: Speaker, volunteers: Volunteers, asked: int
) -> None:
    daniyar = volunteers.daniyar
    topic = await volunteers.topic()
    await daniyar.phone.says("/send", topic=topic)
    await volunteers.reads(
        daniyar._("Please write the words after the command: /send Сәлеметсіз бе!")
    )
    await daniyar.phone.says(f"/send {ANSWER[citizen.language]}", topic=topic)
    (_story, answer) = await volunteers.said(asked)
    assert (answer.side, answer.text) == ("volunteer", ANSWER[citizen.language])


async def test_a_ready_answer_is_found_by_a_letter_and_read_in_the_persons_language(
    citizen: Speaker, volunteers: Volunteers, asked: int
) -> None:
    maria = volunteers.maria
    await maria.phone.looks()
    await maria.phone.says("/a", topic=await volunteers.topic())
    await volunteers.reads(maria._("Which answer? By a letter: /a с"))
    (offer,) = [
        m
        for m in maria.phone.reads_group()
        if maria._("Which answer? By a letter: /a с") in m.readable
    ]
    await maria.phone.taps_old(offer, offer.buttons[0].label)
    await volunteers.reads(maria._("They will read:"))
    await maria.phone.taps_in_group(maria._("Send it to the person"))
    (_story, answer) = await volunteers.said(asked)
    assert answer.side == "volunteer"
    assert answer.text is not None
    assert language_of(answer.text) == citizen.language


async def test_a_deleted_topic_is_made_anew_and_what_was_said_can_be_read(
    citizen: Speaker, volunteers: Volunteers, asked: int, town: Town
) -> None:
    phone = volunteers.daniyar.phone
    chat = phone.chat(GROUP)
    await Line(town.sandbox.url).post(
        f"groups/{GROUP}/delete_topic", {"topic": chat["topics"][0]["id"]}
    )
    await volunteers.person_says(citizen.phone.chat_id, asked, "Әлі күтіп отырмын")
    await volunteers.reads("Әлі күтіп отырмын")
    (topic,) = phone.topics
    card = phone.reads_group(topic)[1]
    assert f"№ {asked}" in card.readable
    await volunteers.reads(
        volunteers.daniyar._(
            "The topic of this ticket was deleted, so here is another one. Nothing is lost: “What "
            "was said” on the card shows it all."
        )
    )
    await phone.taps_in_group(volunteers.daniyar._("What was said"))
    await volunteers.reads(STORY)


async def test_a_closed_topic_takes_the_persons_words_all_the_same(
    citizen: Speaker, volunteers: Volunteers, asked: int, town: Town
) -> None:
    phone = volunteers.daniyar.phone
    (topic,) = phone.chat(GROUP)["topics"]
    await Line(town.sandbox.url).post(f"groups/{GROUP}/close_topic", {"topic": topic["id"]})
    await volunteers.person_says(citizen.phone.chat_id, asked, "Тағы бір сұрақ")
    await volunteers.reads("Тағы бір сұрақ")
    assert any("Тағы бір сұрақ" in m.readable for m in phone.reads_group(topic["id"]))


async def test_without_topics_the_desk_works_by_replies(
    citizen: Speaker, volunteers: Volunteers, town: Town
) -> None:
    await citizen.is_known()
    await Line(town.sandbox.url).post(f"groups/{GROUP}/topics_off", {})
    ticket = await volunteers.is_asked(citizen.phone.chat_id)
    await volunteers.reads(STORY)
    await volunteers.daniyar.phone.replies(words_of_person(volunteers), ANSWER[citizen.language])
    (_story, answer) = await volunteers.said(ticket.id)
    assert answer.side == "volunteer"
    card = next(m for m in volunteers.daniyar.phone.reads_group() if m.buttons)
    await volunteers.daniyar.phone.replies(card, "бұл ескертпе")
    assert (await volunteers.said(ticket.id))[-1].side == "note"


async def test_a_group_that_moved_takes_its_tickets_along(
    citizen: Speaker, volunteers: Volunteers, asked: int, town: Town
) -> None:
    moved = await Line(town.sandbox.url).post(f"groups/{GROUP}/migrate", {})
    await volunteers.person_says(citizen.phone.chat_id, asked, "Топ көшті ме?")
    await volunteers.reads("Топ көшті ме?")
    assert (await volunteers.ticket(asked)).chat_id == moved["chat_id"]
    words = next(m for m in volunteers.daniyar.phone.reads_group() if "Топ көшті ме?" in m.readable)
    await volunteers.daniyar.phone.replies(words, ANSWER[citizen.language])
    assert (await volunteers.said(asked))[-1].side == "volunteer"


async def test_whoever_leaves_the_group_is_no_volunteer_and_has_no_ticket(
    volunteers: Volunteers, asked: int, town: Town
) -> None:
    daniyar = volunteers.daniyar
    await volunteers.maria.phone.looks()
    await volunteers.maria.phone.taps_in_group(daniyar._("✋ Take it"))
    await Line(town.sandbox.url).post(f"groups/{GROUP}/member_leaves", {"person": "maria"})
    await volunteers.reads(
        daniyar._("🔓 Nobody has this ticket any more. Whoever can, please take it.")
    )
    assert (await volunteers.ticket(asked)).owner_id is None
    assert await volunteers.roles(world.MARIA_ID) == frozenset()


async def test_solved_closes_the_topic_and_a_word_opens_it(
    citizen: Speaker, volunteers: Volunteers, asked: int
) -> None:
    daniyar = volunteers.daniyar
    await daniyar.phone.taps_in_group(daniyar._("✋ Take it"))
    await daniyar.phone.taps_in_group(daniyar._("✅ Solved"))
    assert (await volunteers.ticket(asked)).state == "solved"
    await volunteers.until(lambda: daniyar.phone.chat(GROUP)["topics"][0].get("closed"))
    await volunteers.person_says(citizen.phone.chat_id, asked, "Тағы бір сұрақ бар еді")
    await volunteers.reads("Тағы бір сұрақ бар еді")
    ticket = await volunteers.ticket(asked)
    assert (ticket.state, ticket.reopened) == ("needs_answer", 1)


async def test_the_check_says_what_to_switch_on(volunteers: Volunteers, town: Town) -> None:
    daniyar = volunteers.daniyar
    await daniyar.phone.looks()
    await daniyar.phone.says("/desk check", group=True)
    await volunteers.reads(
        daniyar._("✅ All is well: each ticket comes here into a topic of its own, and I hear you.")
    )
    line = Line(town.sandbox.url)
    await line.post(f"groups/{GROUP}/topics_off", {})
    await line.post(f"groups/{GROUP}/bot_status", {"status": "member"})
    await daniyar.phone.says("/desk check", group=True)
    await volunteers.reads(
        daniyar._(
            "Topics are off. Tap the group's name → Edit → Topics: switch them on. Until then all "
            "tickets come into one chat, and you answer by replies."
        )
    )


async def test_words_are_found_again_after_a_restart(
    citizen: Speaker, volunteers: Volunteers, asked: int, town: Town
) -> None:
    await town.restarts()
    await volunteers.daniyar.phone.replies(words_of_person(volunteers), ANSWER[citizen.language])
    assert (await volunteers.said(asked))[-1].side == "volunteer"
