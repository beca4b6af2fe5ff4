"""Terms of a petition, and what its author and its supporters hear on the way."""

from __future__ import annotations

from datetime import date

import pytest

from bot.petition_clocks import look_after_petitions
from bot.views.petitions.letters_to_author import STEPS
from civic.petitions import answers, looking_after, supporting
from civic.petitions.answers import Answer
from civic.petitions.states import Outcome, State
from civic.petitions.supporting import Declared
from civic.phrases import _n
from sandbox import world
from storage import petitions
from tests.conversations.author_acts import CHIEFS, Author, Petitions
from tests.conversations.conftest import Town
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker

SUPPORTED = "A petition that you support:"


@pytest.fixture
async def author(citizen: Speaker, town: Town) -> Author:
    return await Author(citizen, town).is_known()


@pytest.fixture
def around(town: Town) -> Petitions:
    return Petitions(town)


async def test_the_first_stage_reminds_and_then_expires(author: Author, around: Petitions) -> None:
    speaker = author.speaker
    await around.is_published(author)
    await around.is_supported("abcd1234", 12)
    day_of = "Working day {day} of the first stage of your petition."
    await around.day_comes(date(2026, 6, 8))
    await around.gets(speaker, speaker._(day_of, day=5))
    have = _n(
        "{have} of {count} supporter that it needs to be listed",
        "{have} of {count} supporters that it needs to be listed",
        50,
        have=12,
    )
    speaker.phone.sees(speaker.reads(have))
    await around.day_comes(date(2026, 6, 12))
    await around.gets(speaker, speaker._(day_of, day=9))
    await around.day_comes(date(2026, 6, 15), hour=23)
    assert (await around.of(author)).state == "gathering"
    await around.day_comes(date(2026, 6, 16), hour=9)
    assert (await around.of(author)).state == "expired"
    await around.gets(speaker, speaker.reads(STEPS[State.EXPIRED]))


async def test_supports_that_came_in_time_count_though_the_clock_was_late(
    author: Author, around: Petitions
) -> None:
    await around.is_published(author)
    await around.is_supported("abcd1234", 49)
    async with around.grounds.database.act() as connection:
        await petitions.change(connection, "abcd1234", look_at=around.town.clock())
    await around.act(77, supporting.support, "abcd1234", Declared(region="KZ-55"), ALMATY)
    around.town.clock.forward(days=30)
    await look_after_petitions(around.grounds, around.town.clock())
    assert (await around.of(author)).state == "gathering"
    await around.counts()
    assert (await around.of(author)).state == "open"


async def test_an_open_one_closes_on_its_day(author: Author, around: Petitions) -> None:
    speaker = author.speaker
    await around.is_open(author)
    await around.ticks()
    await around.day_comes(date(2026, 11, 24))
    await around.gets(speaker, speaker._("Your petition closes soon."))
    await around.day_comes(date(2026, 12, 2))
    assert (await around.of(author)).state == "expired"


async def test_the_body_is_late_and_everybody_hears_it(author: Author, around: Petitions) -> None:
    speaker = author.speaker
    await around.is_open(author)
    daniyar = await around.reader("daniyar", world.DANIYAR_ID, "kk")
    await around.is_followed("abcd1234", world.DANIYAR_ID)
    await around.is_reached("abcd1234")
    sent = (CHIEFS, "abcd1234", date(2026, 6, 1), ALMATY)
    await around.act(world.ASEL_ID, answers.send, *sent)
    await around.ticks()
    await around.day_comes(date(2026, 6, 30))
    late = "The answer was due on {day}: it is {count} working day late."
    several = "The answer was due on {day}: it is {count} working days late."
    day = date(2026, 6, 29)
    await around.gets(speaker, speaker.reads(_n(late, several, 1, day=day)))
    await around.ticks()
    await around.gets(daniyar, daniyar._("Those who decide have not answered yet."))
    await around.day_comes(date(2026, 7, 8))
    await around.gets(speaker, speaker.reads(_n(late, several, 6, day=day)))


async def test_supporters_who_wish_it_hear_and_can_stop_it(
    author: Author, around: Petitions
) -> None:
    await around.is_open(author)
    daniyar = await around.reader("daniyar", world.DANIYAR_ID, "kk")
    await around.is_followed("abcd1234", world.DANIYAR_ID)
    await around.is_reached("abcd1234")
    await around.ticks()
    for _ in range(5):
        await around.ticks()
    await around.gets(daniyar, daniyar._("It has enough support: now it goes to those who decide."))
    daniyar.sees(SUPPORTED)
    await daniyar.taps("No more news of it")
    daniyar.sees_popup("No more news of this petition. Your support stands.")
    sent = (CHIEFS, "abcd1234", date(2026, 6, 1), ALMATY)
    await around.act(world.ASEL_ID, answers.send, *sent)
    answer = Answer(outcome=Outcome.REFUSED, kk="Жоқ", ru="Нет", promises=False)
    noted = (CHIEFS, "abcd1234", answer, ALMATY)
    await around.act(world.ASEL_ID, answers.note_answer, *noted)
    await around.ticks()
    await around.gets(author.speaker, author.speaker.reads(STEPS[State.ANSWERED]))
    heard = [m.readable for m in daniyar.phone.history if m.by_bot]
    assert not any("Жоқ" in it for it in heard)


async def test_an_authors_news_is_read_first_and_comes_once_a_week(
    author: Author, around: Petitions
) -> None:
    speaker = author.speaker
    await around.is_open(author)
    daniyar = await around.reader("daniyar", world.DANIYAR_ID, "kk")
    await around.is_followed("abcd1234", world.DANIYAR_ID)
    await around.ticks()
    await around.gets(speaker, speaker.reads(STEPS[State.OPEN]))
    maria = await around.moderator("maria", world.MARIA_ID, "ru")
    await author.opens_own()
    await speaker.taps("Write to the supporters")
    await speaker.taps("Skip")
    await speaker.taps("Skip")
    await speaker.taps("Give it to a moderator")
    speaker.sees("Please write it in one language at least.")
    await speaker.says("Әкімдікпен кездестік, қазандықты көрсеттік.")
    await speaker.taps("Give it to a moderator")
    speaker.sees("A moderator reads it first. You hear when it has gone to your supporters.")
    asked = maria._("An author has written to the supporters: please read it first.")
    await around.gets(maria, asked)
    await maria.taps("Read it")
    maria.phone.sees("қазандықты көрсеттік")
    await maria.taps("Let it go to the supporters")
    await around.ticks()
    await around.ticks()
    gone = "Your news goes to the supporters who wish to hear of it."
    await around.gets(speaker, speaker._(gone))
    for _ in range(4):
        await around.ticks()
    await around.gets(daniyar, daniyar._("Its author writes:"))
    daniyar.phone.sees("қазандықты көрсеттік")
    await author.opens_own()
    await speaker.taps("Write to the supporters")
    await speaker.says("Тағы бір жаңалық: хат тіркелді.")
    await speaker.taps("Skip")
    await speaker.taps("Give it to a moderator")
    week = speaker._(
        "One message a week at most: supporters leave where too much is said. The next can be "
        "written from {moment} on.",
        moment="@",
    ).partition("@")[0]
    speaker.phone.sees(week.strip()[:40])


async def test_an_author_withdraws_after_a_question(author: Author, around: Petitions) -> None:
    speaker = author.speaker
    await around.is_open(author)
    await around.ticks()
    await around.gets(speaker, speaker.reads(STEPS[State.OPEN]))
    await author.opens_own()
    speaker.sees("Whether it will be enough: too little data yet.")
    await speaker.taps("🔗 Invite supporters")
    speaker.phone.sees("?start=petition_abcd1234")
    await speaker.taps("← My petition")
    await speaker.taps("Withdraw it")
    await speaker.taps("Yes, withdraw it")
    speaker.sees("Withdrawn. Nothing more is collected.")
    assert (await around.of(author)).state == "withdrawn"
    await around.day_comes(date(2026, 12, 30))
    assert (await around.of(author)).state == "withdrawn"


async def test_nobody_opens_the_page_of_anothers(author: Author, around: Petitions) -> None:
    speaker = author.speaker
    await around.is_open(author)
    await around.ticks()
    await around.gets(speaker, speaker.reads(STEPS[State.OPEN]))
    await author.opens_own()
    async with around.grounds.database.act() as connection:
        await petitions.change(connection, "abcd1234", author_id=None)
    await speaker.taps("What happened so far")
    speaker.sees_popup("There is no such petition any more.")


async def test_a_broken_one_holds_up_no_other(
    author: Author, around: Petitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    await around.is_published(author, "broken01")
    await around.is_published(author, "whole001")
    look_after = looking_after.look_after

    async def breaks(connection, ring, petition_id, *others):
        if petition_id == "broken01":
            raise ZeroDivisionError
        await look_after(connection, ring, petition_id, *others)

    monkeypatch.setattr(looking_after, "look_after", breaks)
    around.town.clock.forward(days=60)
    with pytest.raises(ZeroDivisionError):
        await look_after_petitions(around.grounds, around.town.clock())
    assert (await around.stands("whole001")).state is State.EXPIRED
    assert (await around.stands("broken01")).state is State.GATHERING
