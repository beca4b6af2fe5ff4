"""A petition from its first word to what became of the promise, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from bot.views.petitions.letters_to_author import STEPS
from civic.petitions.kinds import BODY_NAMES, Body
from civic.petitions.states import State
from civic.petitions.texts import text_hash
from civic.phrases import Phrase, _n
from sandbox import world
from storage import petition_logs
from tests.conversations.author_acts import TEXTS, Author, Petitions
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


@pytest.fixture
async def author(citizen: Speaker, town: Town) -> Author:
    return await Author(citizen, town).is_known()


@pytest.fixture
def around(town: Town) -> Petitions:
    return Petitions(town)


async def translates(moderator: Speaker, language: str) -> None:
    await moderator.taps("Write the other language")
    for part in ("title", "problem", "demand", "summary"):
        await moderator.says(TEXTS["ru" if language == "kk" else "kk"][part])
    await moderator.taps("Save the translation")
    await moderator.taps("← The petition")


async def test_from_the_first_word_to_the_promise(author: Author, around: Petitions) -> None:
    await writes_and_submits(author, around)
    maria = await around.moderator("maria", world.MARIA_ID, "ru")
    await is_returned(author, around, maria)
    await is_changed_and_published(author, around, maria)
    await finds_supporters(author, around)
    await is_sent_and_answered(author, around, maria)
    await is_watched(author, around, maria)


async def writes_and_submits(author: Author, around: Petitions) -> None:
    speaker = author.speaker
    await author.begins()
    await author.says_where()
    speaker.sees("What is wrong now?")
    await author.tells()
    await author.leaves_the_rest()
    speaker.sees("Please check that everything is right.")
    needed = _n(
        "Needed: {count} vote. It is for {body}.",
        "Needed: {count} votes. It is for {body}.",
        1120,
        body=BODY_NAMES[Body.AKIMAT],
    )
    speaker.phone.sees(speaker.reads(needed))
    await speaker.taps("Give it to a moderator")
    speaker.sees("<b>Your petition is with the moderators.</b>")
    petition = await around.of(author)
    assert petition.state == "submitted"
    assert (petition.threshold, petition.population_by) == (1120, "author")
    assert petition.moderate_by == date(2026, 6, 29)


async def is_returned(author: Author, around: Petitions, maria: Speaker) -> None:
    petition = await around.of(author)
    await maria.says("/moderation")
    maria.sees("<b>Moderation of petitions</b>")
    await maria.phone.taps(petition.title_ru or petition.title_kk or "")
    await maria.taps("Take it")
    await around.gets(author.speaker, author.speaker.reads(STEPS[State.IN_MODERATION]))
    await maria.taps("✅ Publish it")
    maria.sees_popup("It is not there in both languages yet. Please add the translation first.")
    await maria.taps("Return it with words")
    await maria.says("Напишите, пожалуйста, адрес школы: какая именно?")
    maria.sees("Returned. Its author has your words, and can change everything.")


async def is_changed_and_published(author: Author, around: Petitions, maria: Speaker) -> None:
    speaker = author.speaker
    await around.gets(speaker, speaker.reads(STEPS[State.RETURNED]))
    speaker.phone.sees("Напишите, пожалуйста, адрес школы: какая именно?")
    await speaker.taps("✏️ Change it and give it again")
    speaker.phone.sees(author.own_words["demand"])
    await speaker.taps("Change: {answer}", answer=Phrase("What is wrong"))
    await speaker.says(author.own_words["problem"] + " №5, Абай 12.")
    await speaker.taps("Give it to a moderator")
    petition = await around.of(author)
    assert petition.state == "submitted"
    await maria.says("/moderation")
    await maria.phone.taps(petition.title_ru or petition.title_kk or "")
    await maria.taps("Take it")
    await translates(maria, speaker.language)
    await maria.taps("✅ Publish it")
    maria.sees("Published: its text cannot be changed any more. Its author has the link.")
    petition = await around.of(author)
    assert petition.state == "gathering"
    assert petition.text_hash == text_hash(petition)
    async with around.grounds.database.look() as connection:
        lines = [line async for line in petition_logs.lines(connection, petition.id)]
    assert [(line.event, line.subject) for line in lines] == [("text", petition.text_hash)]
    await around.gets(speaker, speaker.reads(STEPS[State.GATHERING]))
    speaker.phone.sees(f"?start=petition_{petition.id}")


async def finds_supporters(author: Author, around: Petitions) -> None:
    speaker = author.speaker
    petition = await around.of(author)
    await around.is_supported(petition.id, 50)
    await around.ticks()
    await around.gets(speaker, speaker.reads(STEPS[State.OPEN]))
    petition = await around.of(author)
    assert (petition.state, petition.closes_on) == ("open", date(2026, 12, 1))
    await around.is_reached(petition.id)
    await around.ticks()
    await around.gets(speaker, speaker.reads(STEPS[State.REACHED]))


async def is_sent_and_answered(author: Author, around: Petitions, maria: Speaker) -> None:
    speaker = author.speaker
    petition = await around.of(author)
    await around.opens(maria, petition.id)
    await maria.taps("It was sent")
    await maria.taps("Today")
    petition = await around.of(author)
    assert petition.state == "sent"
    assert petition.answer_by == date(2026, 6, 29)
    await around.gets(speaker, speaker.reads(STEPS[State.SENT]))
    await around.opens(maria, petition.id)
    await maria.taps("It is under review")
    await around.gets(speaker, speaker.reads(STEPS[State.UNDER_REVIEW]))
    await around.opens(maria, petition.id)
    await maria.taps("The answer has come")
    await maria.taps("satisfied in part")
    await maria.says("Қазандық қыркүйекке дейін ауыстырылады.")
    await maria.taps("Skip")
    await maria.taps("Yes")
    await maria.taps("Publish the answer")
    await around.gets(speaker, speaker.reads(STEPS[State.ANSWERED]))
    speaker.phone.sees("Қазандық қыркүйекке дейін ауыстырылады.")


async def is_watched(author: Author, around: Petitions, maria: Speaker) -> None:
    speaker = author.speaker
    petition = await around.of(author)
    assert (petition.state, petition.outcome) == ("watched", "partly")
    asked = "It is {count} month since the answer. What became of the promise?"
    months = "It is {count} months since the answer. What became of the promise?"
    for after, day in ((3, date(2026, 9, 1)), (6, date(2026, 12, 1)), (12, date(2027, 6, 1))):
        await around.day_comes(day)
        question = maria.reads(_n(asked, months, after))
        await around.gets(maria, question)
        await around.opens(maria, petition.id)
        ask = "What became of it after {count} month?"
        asks = "What became of it after {count} months?"
        await maria.phone.taps(maria.reads(_n(ask, asks, after)))
        await maria.taps("It is done in part" if after < 12 else "It is done")
        told = "{count} month after the answer: what became of the promise?"
        tells = "{count} months after the answer: what became of the promise?"
        await around.gets(speaker, speaker.reads(_n(told, tells, after)))
    petition = await around.of(author)
    assert petition.state == "archived"
