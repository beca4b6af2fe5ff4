"""Moderators decide, the clock watches their terms, and the author sees each step."""

from __future__ import annotations

from datetime import date

import pytest

from bot.views.petitions.letters_to_author import GOES_ON, STEPS
from civic.desk.roles import NOT_YOURS
from civic.petitions import moderating
from civic.petitions.moderating import OTHERS, OWN
from civic.petitions.reasons import HALT_NAMES, REASON_NAMES, Halt, Reason
from civic.petitions.states import State
from civic.phrases import _n
from sandbox import world
from storage import people, staff
from tests.conversations.author_acts import CHIEFS, Author, Petitions
from tests.conversations.conftest import Town
from tests.conversations.test_upkeep import ALMATY
from tests.conversations.voice import Speaker


@pytest.fixture
async def author(citizen: Speaker, town: Town) -> Author:
    return await Author(citizen, town).is_known()


@pytest.fixture
def around(town: Town) -> Petitions:
    return Petitions(town)


async def opens_the_first(moderator: Speaker, author: Author) -> None:
    await moderator.says("/moderation")
    words = (
        author.own_words if moderator.language == author.speaker.language else author.other_words
    )
    await moderator.phone.taps(words["title"])


async def test_a_refusal_has_a_public_reason(author: Author, around: Petitions) -> None:
    await around.is_submitted(author)
    maria = await around.moderator("maria", world.MARIA_ID, "ru")
    await opens_the_first(maria, author)
    await maria.taps("Take it")
    await maria.taps("Read it in Russian")
    maria.phone.sees("пять градусов")
    await maria.taps("← The petition")
    await maria.taps("Do not accept it")
    await maria.phone.taps(maria.reads(REASON_NAMES[Reason.NO_DEMAND]))
    maria.sees("Not accepted. Its author hears the reason.")
    speaker = author.speaker
    await around.gets(speaker, speaker.reads(STEPS[State.REJECTED]))
    speaker.phone.sees(speaker.reads(REASON_NAMES[Reason.NO_DEMAND]))
    await speaker.taps("My petition")
    speaker.phone.sees(speaker.reads(REASON_NAMES[Reason.NO_DEMAND]))
    await speaker.taps("What happened so far")
    speaker.phone.sees(speaker.reads(REASON_NAMES[Reason.NO_DEMAND]))


async def test_of_two_moderators_one_was_quicker(author: Author, around: Petitions) -> None:
    await around.is_submitted(author)
    maria = await around.moderator("maria", world.MARIA_ID, "ru")
    daniyar = await around.moderator("daniyar", world.DANIYAR_ID, "kk")
    await opens_the_first(maria, author)
    await opens_the_first(daniyar, author)
    await maria.taps("Take it")
    await daniyar.taps("Take it")
    assert daniyar.phone.popup == daniyar.reads(OTHERS)
    await opens_the_first(daniyar, author)
    assert daniyar.phone.find_button(daniyar._("✅ Publish it")) is None
    await daniyar.taps("Let somebody else read it")
    await daniyar.taps("Take it")
    assert daniyar.phone.find_button(daniyar._("✅ Publish it"))
    await maria.taps("✅ Publish it")
    assert maria.phone.popup == maria.reads(OTHERS)
    await daniyar.taps("✅ Publish it")
    await daniyar.phone.looks()
    assert (await around.of(author)).state == "gathering"


async def test_nobody_decides_on_their_own(author: Author, around: Petitions) -> None:
    await around.is_submitted(author)
    async with around.grounds.database.act() as connection:
        person = await people.look_up(connection, author.telegram_id)
        assert person is not None
        await staff.grant(connection, person.id, "moderator", None, around.town.clock())
    speaker = author.speaker
    await opens_the_first(speaker, author)
    await speaker.taps("Take it")
    assert speaker.phone.popup == speaker.reads(OWN)


async def test_a_role_that_was_taken_away_is_gone_at_once(
    author: Author, around: Petitions
) -> None:
    await around.is_submitted(author)
    maria = await around.moderator("maria", world.MARIA_ID, "ru")
    await opens_the_first(maria, author)
    async with around.grounds.database.act() as connection:
        person = await people.look_up(connection, world.MARIA_ID)
        assert person is not None
        await staff.take(connection, person.id, "moderator", None, around.town.clock())
    await maria.taps("Take it")
    assert maria.phone.popup == maria.reads(NOT_YOURS)
    await maria.says("/moderation")
    assert "<b>" not in maria.phone.last.text
    assert (await around.of(author)).state == "submitted"


async def test_moderators_hear_when_five_and_one_days_are_left(
    author: Author, around: Petitions
) -> None:
    await around.is_submitted(author)
    maria = await around.moderator("maria", world.MARIA_ID, "ru")
    one = "{count} working day is left to answer the author of a petition."
    several = "{count} working days are left to answer the author of a petition."
    await around.day_comes(date(2026, 6, 22))
    await around.gets(maria, maria.reads(_n(one, several, 5)))
    await around.day_comes(date(2026, 6, 26))
    await around.gets(maria, maria.reads(_n(one, several, 1)))
    await around.day_comes(date(2026, 6, 30))
    await around.gets(maria, maria._("The term to answer the author of a petition is over."))
    await maria.says("/moderation")
    late = _n("{count} working day late", "{count} working days late", 1)
    maria.phone.sees(maria.reads(late))


async def test_stopped_goes_on_and_removed_does_not(author: Author, around: Petitions) -> None:
    await around.is_open(author)
    maria = await around.moderator("maria", world.MARIA_ID, "ru")
    speaker = author.speaker
    stop = (CHIEFS, "abcd1234", State.STOPPED, Halt.FRAUD, ALMATY)
    await around.act(world.ASEL_ID, moderating.halt, *stop)
    await around.gets(speaker, speaker.reads(STEPS[State.STOPPED]))
    speaker.phone.sees(speaker.reads(HALT_NAMES[Halt.FRAUD]))
    await around.opens(maria, "abcd1234")
    await maria.taps("Let it go on")
    await around.gets(speaker, speaker.reads(GOES_ON))
    assert (await around.of(author)).state == "open"
    await maria.taps("Remove it")
    await maria.phone.taps(maria.reads(HALT_NAMES[Halt.UNSAFE]))
    maria.sees("Removed.")
    await around.gets(speaker, speaker.reads(STEPS[State.REMOVED]))
