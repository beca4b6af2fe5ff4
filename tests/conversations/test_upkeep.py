"""What happens with time: a draft is reminded of, kept while it is used, let go after a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.flows.script import Script
from bot.upkeep import expire_drafts, forget_updates, remind_of_drafts
from bot.views.letters import Letters
from storage import outbox, updates
from storage.tables import letters
from tests.conversations.conftest import Town
from tests.conversations.test_every_kind_of_step import SAMPLE
from tests.conversations.voice import Speaker

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture
async def writer(citizen: Speaker, town: Town) -> Speaker:
    """Somebody who began the sample script by day and left it."""
    await town.stop_the_bot()
    town.more_scripts = {"sample": SAMPLE}
    town.clock.moment = datetime(2026, 11, 2, 12, tzinfo=ALMATY)
    await town.wake_the_bot()
    await citizen.is_known()
    await citizen.says("/start sample")
    await citizen.phone.taps("Me")
    return citizen


async def passes(town: Town, script: Script = SAMPLE, **time: float) -> None:
    """Time passes, and the clock ticks."""
    assert town.azamat is not None
    grounds = town.azamat.grounds
    town.clock.forward(**time)
    now = town.clock()
    scripts = {"sample": script}
    await remind_of_drafts(grounds.database, grounds.ring, scripts, ALMATY, now)
    await expire_drafts(grounds.database, scripts, now)
    grounds.letters_put()


async def test_a_script_may_keep_its_drafts_for_as_long_as_its_people_pause(
    writer: Speaker, town: Town
) -> None:
    patient = replace(SAMPLE, keeps=timedelta(days=365))
    await passes(town, patient, days=300)
    await writer.says("/start sample")
    await writer.taps("Go on")
    writer.phone.sees("Needs?")
    await writer.says("/menu")
    await passes(town, patient, days=363)
    await writer.phone.waits_for(writer._("Go on"))
    await passes(town, patient, days=3)
    await writer.says("/start sample")
    writer.phone.sees("Who?")


async def test_a_draft_is_reminded_of_and_taken_up_again(writer: Speaker, town: Town) -> None:
    await passes(town, days=26)
    await passes(town, days=2)
    reminder = writer._(
        "You began this and left it: {title}. In three days I will delete it. "
        "Would you like to go on?",
        title="Sample",
    )
    await writer.phone.waits_for(reminder)
    await writer.taps("Go on")
    writer.phone.sees("Needs?")
    await writer.phone.taps("Bread")
    await passes(town, days=5)
    await writer.taps("Done")
    writer.phone.sees("Story?")


async def test_a_draft_that_is_left_for_a_month_goes(writer: Speaker, town: Town) -> None:
    old = writer.phone.last
    await passes(town, days=28)
    await passes(town, days=3)
    await writer.phone.taps_old(old, "Bread")
    writer.sees_popup("This is already done. Please open the menu: /menu")
    await writer.says("/menu")
    writer.phone.does_not_see("Sample")


async def test_a_reminder_of_what_was_finished_since_is_never_sent(
    writer: Speaker, town: Town
) -> None:
    assert town.azamat is not None
    grounds = town.azamat.grounds
    await town.azamat.postman.stop()
    await passes(town, days=28)
    async with grounds.database.act() as connection:
        (reminder,) = await outbox.claim(connection, grounds.ring, town.clock(), 10)
    views = Letters(grounds, {"sample": SAMPLE}, town.azamat.bot)
    assert await views.render(reminder) is not None
    await writer.phone.taps("Bread")
    assert await views.render(reminder) is None, "taken up again since"
    await writer.says("/cancel")
    await writer.taps("Delete")
    assert await views.render(reminder) is None, "deleted since"


async def test_ids_of_updates_are_kept_for_two_days(writer: Speaker, town: Town) -> None:
    del writer
    assert town.azamat is not None
    database = town.azamat.grounds.database
    now = town.clock()
    async with database.act() as connection:
        assert await updates.record(connection, 5, now)
    await forget_updates(database, now + timedelta(hours=47))
    async with database.act() as connection:
        assert not await updates.record(connection, 5, now)
    await forget_updates(database, now + timedelta(hours=49))
    async with database.act() as connection:
        assert await updates.record(connection, 5, now)


async def test_a_reminder_that_is_due_at_night_leaves_in_the_morning_and_never_too_late(
    writer: Speaker, town: Town
) -> None:
    assert town.azamat is not None
    await town.azamat.postman.stop()
    await passes(town, days=27, hours=11)
    async with town.azamat.grounds.database.look() as connection:
        (reminder,) = (await connection.execute(select(letters))).all()
    put_at = town.clock()
    local = reminder.not_before.astimezone(ALMATY)
    assert (local.date(), local.hour) == (put_at.astimezone(ALMATY).date() + timedelta(days=1), 8)
    assert reminder.quiet_hours
    assert reminder.not_after == put_at + timedelta(days=3)
    writer.phone.does_not_see(writer._("Go on"))
