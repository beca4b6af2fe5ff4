"""Entries that must not be trusted any more bring the administrators one letter a day, by day."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.upkeep import ask_to_check_entries
from bot.views.letters import Letters
from civic.directory.checking import Outcome
from sandbox import world
from sandbox.phone import Phone
from storage import outbox
from storage.tables import letters as rows
from tests.conversations.conftest import Town
from tests.conversations.directory_acts import checked, found_nobody
from tests.conversations.voice import Speaker

ALMATY = ZoneInfo("Asia/Almaty")
NOON = datetime(2026, 11, 25, 12, tzinfo=ALMATY)
DAY = timedelta(days=1)
COLLEAGUE = 700000002


@pytest.fixture(params=["kk", "ru"])
async def administrator(request: pytest.FixtureRequest, asel: Phone, town: Town) -> Speaker:
    """Noon; she has started the bot."""
    town.clock.moment = NOON
    await asel.says("/start")
    await asel.taps("Қазақша" if request.param == "kk" else "Русский")
    return Speaker(asel, request.param)


async def ticks(town: Town, *more: int) -> int:
    """How many letters wait or have left for now, by all their names."""
    assert town.azamat is not None
    grounds = town.azamat.grounds
    administrators = (world.ADMINISTRATOR_ID, *more)
    await ask_to_check_entries(grounds.database, grounds.ring, administrators, ALMATY, town.clock())
    grounds.letters_put()
    async with grounds.database.look() as connection:
        put = select(func.count()).where(rows.c.view == "entries_to_check")
        return (await connection.execute(put)).scalar_one()


def letters_in(administrator: Speaker) -> int:
    button = administrator._("Entries to check")
    return sum(button in message.readable for message in administrator.phone.history)


async def test_two_reports_and_old_checks_bring_one_letter_a_day(
    administrator: Speaker, town: Town
) -> None:
    await checked(town, "kz55-01", phones="150")
    await checked(town, "kz55-02", phones="150", at=town.clock() - 90 * DAY)
    await found_nobody(town, "kz55-01", 2002, 3003)
    assert await ticks(town) == 1
    await administrator.phone.waits_for("2")
    for _hour in range(6):
        town.clock.forward(hours=1)
        assert await ticks(town) == 1
    await administrator.phone.looks()
    assert letters_in(administrator) == 1
    await administrator.taps("Entries to check")
    administrator.sees("Reported by people, hidden")
    administrator.phone.sees(f"{administrator._('Not checked for 90 days')}: 1")
    town.clock.forward(days=1)
    assert await ticks(town) == 2


async def test_each_administrator_gets_their_own(administrator: Speaker, town: Town) -> None:
    await checked(town, "kz55-02", phones="150", at=town.clock() - 90 * DAY)
    assert await ticks(town, COLLEAGUE) == 2
    del administrator


async def test_by_night_it_waits_for_the_morning(administrator: Speaker, town: Town) -> None:
    town.clock.moment = NOON.replace(hour=23)
    await checked(town, "kz55-02", phones="150", at=town.clock() - 90 * DAY)
    assert await ticks(town) == 1
    town.clock.forward(hours=4)
    assert await ticks(town) == 1, "it is the same morning that both wait for"
    await administrator.phone.looks()
    assert letters_in(administrator) == 0
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        leaves = await outbox.next_due(connection, town.clock())
    assert leaves is not None
    assert leaves.astimezone(ALMATY).hour == 8


async def test_what_is_no_surprise_brings_no_letter(administrator: Speaker, town: Town) -> None:
    """Drafts and calls that nobody answered stand in the list; nobody is woken for them."""
    await checked(town, "kz55-01", phones="150")
    await checked(town, "kz55-01", Outcome.NO_ANSWER)
    await checked(town, "kz55-02", Outcome.CLOSED, at=town.clock() - 100 * DAY)
    assert await ticks(town) == 0
    del administrator


async def test_a_letter_of_what_was_checked_since_is_never_sent(
    administrator: Speaker, town: Town
) -> None:
    assert town.azamat is not None
    grounds = town.azamat.grounds
    await town.azamat.postman.stop()
    await checked(town, "kz55-02", phones="150", at=town.clock() - 90 * DAY)
    assert await ticks(town) == 1
    async with grounds.database.act() as connection:
        (letter,) = await outbox.claim(connection, grounds.ring, town.clock(), 10)
    letters = Letters(grounds, {}, town.azamat.bot)
    assert await letters.render(letter) is not None
    await checked(town, "kz55-02")
    assert await letters.render(letter) is None
    del administrator
