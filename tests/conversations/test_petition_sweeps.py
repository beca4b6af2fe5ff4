"""A moderator hears of odd supports, looks, takes them out together, and gives them back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.proof.fraud import go_on_sweeping, look_for_fraud
from civic.petitions import counting, log
from civic.petitions.suspecting import young_accounts
from storage import petitions
from tests.conversations.conftest import Town
from tests.conversations.petition_square import PETITION, Square
from tests.conversations.voice import Speaker

NOON = datetime(2026, 6, 3, 7, 10, tzinfo=UTC)


@pytest.fixture
async def square(town: Town) -> Square:
    town.clock.moment = NOON
    return Square(town)


@pytest.fixture
async def moderator(square: Square, citizen: Speaker) -> Speaker:
    await citizen.is_known()
    await square.employs(citizen, "moderator")
    return citizen


async def counted(square: Square) -> tuple[int, str]:
    grounds = square.grounds
    async with grounds.database.act() as connection:
        await counting.refresh(connection, grounds.now(), grounds.zone)
        petition = await petitions.get(connection, PETITION)
        told = await log.recount(connection, PETITION)
    assert petition is not None
    assert told is not None
    assert told.agrees
    return told.counted.count, petition.state


async def test_odd_supports_are_taken_out_and_given_back(
    square: Square, moderator: Speaker, town: Town
) -> None:
    await square.publishes(threshold=25)
    town.clock.forward(days=2)
    await square.is_supported(young_accounts().from_id, 25)
    await square.is_supported(1000, 4)
    assert await counted(square) == (29, "reached")
    await look_for_fraud(square.grounds, square.grounds.now())
    await moderator.phone.waits_for(moderator._("many young accounts"))
    await moderator.taps("Look at it")
    moderator.sees("<b>Odd supports</b>")
    await moderator.phone.taps("25: ")
    await moderator.taps("See what would be taken out")
    moderator.phone.sees(moderator._("by young accounts only"))
    await moderator.taps("All accounts")
    moderator.phone.sees("29")
    await moderator.taps("Young accounts only")
    await moderator.taps("An hour later")
    await moderator.taps("Declare them false…")
    await moderator.taps("No, go back")
    await moderator.taps("Declare them false…")
    assert await counted(square) == (29, "reached")
    await moderator.taps("Yes, they are false")
    moderator.sees("Begun. It goes on by itself; you can leave this page.")
    await go_on_sweeping(square.grounds, square.grounds.now())
    await moderator.taps("Look again")
    assert await counted(square) == (4, "open")
    await moderator.taps("Undo it…")
    await moderator.taps("Yes, undo it")
    moderator.sees("It is being undone. You can leave this page.")
    await go_on_sweeping(square.grounds, square.grounds.now())
    await moderator.taps("Look again")
    moderator.sees("Undone on {moment}: they count again.", moment=square.grounds.now())
    assert await counted(square) == (29, "reached")
    await moderator.taps("← Odd supports")
    moderator.sees("Nothing looks odd just now.")


async def test_what_is_all_right_waits_no_more(
    square: Square, moderator: Speaker, town: Town
) -> None:
    await square.publishes()
    town.clock.forward(days=2)
    await square.is_supported(1000, 60)
    await counted(square)
    await look_for_fraud(square.grounds, square.grounds.now())
    await moderator.phone.waits_for(moderator._("far more than usual within an hour"))
    await moderator.says("/me")
    await moderator.taps("Odd supports")
    await moderator.phone.taps("60: ")
    await moderator.taps("It is all right")
    moderator.sees("Noted: it is all right.")
    moderator.sees("Nothing looks odd just now.")


async def test_any_hour_of_any_petition_can_be_looked_at(
    square: Square, moderator: Speaker
) -> None:
    await square.publishes()
    await square.is_supported(1000, 7)
    await moderator.says("/me")
    await moderator.taps("Odd supports")
    await moderator.taps("Look at another petition")
    title = "Жылы мектеп" if moderator.language == "kk" else "Тёплая школа"
    await moderator.phone.taps(title)
    await moderator.phone.taps(": 7")
    await moderator.taps("An hour earlier")
    await moderator.taps("Declare them false…")
    await moderator.taps("Yes, they are false")
    await go_on_sweeping(square.grounds, square.grounds.now())
    assert (await counted(square))[0] == 0


async def test_for_citizens_there_are_no_such_pages(square: Square, citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/me")
    citizen.sees("I do not know this command.")
