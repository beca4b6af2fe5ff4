"""Administrators see what did not leave and what was set aside, and decide about it."""

from __future__ import annotations

import pytest
from aiogram.types import BotCommandScopeChat
from sqlalchemy import select

from bot.flows.runner import Runner
from bot.intake.arrival import reference_of
from bot.introduction import introduce_to_administrators
from sandbox import world
from storage import outbox, people, updates
from storage.letters import Claimed, Delivery, Lane, Letter
from storage.tables import audit, letters
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

SECRET = "менің құпия сөзім"


@pytest.fixture(params=["kk", "ru"])
async def boss(request: pytest.FixtureRequest, town: Town) -> Speaker:
    """The administrator, in either language."""
    speaker = Speaker(town.phone("asel"), request.param)
    speaker.phone.patience = 20
    await speaker.is_known()
    return speaker


@pytest.fixture
async def second(town: Town, boss: Speaker) -> Speaker:
    """Another administrator."""
    await town.stop_the_bot()
    ids = (world.ADMINISTRATOR_ID, world.DANIYAR_ID)
    town.settings = town.settings.model_copy(update={"admin_ids": ids})
    await town.wake_the_bot()
    other = Speaker(town.phone("daniyar"), boss.language)
    await other.is_known()
    return other


async def put_stuck(town: Town, *keys: str, view: str = "mistake_reported") -> list[Claimed]:
    """Letters for a citizen that failed because the file was too large."""
    assert town.azamat is not None
    grounds = town.azamat.grounds
    now = grounds.now()
    args = {"entry_kind": "line", "entry_id": "111", "name": [SECRET, SECRET], "what": "moved"}
    async with grounds.database.act() as conn:
        for key in keys:
            letter = Letter(
                key,
                world.SERGEI_ID,
                view,
                {**args, "note": SECRET},
                Lane.NOTICE,
                Delivery.AT_LEAST_ONCE,
                now,
            )
            await outbox.put(conn, grounds.ring, letter, now)
        claimed = await outbox.claim(conn, grounds.ring, now, 9)
        for letter in claimed:
            await outbox.mark_failed(conn, letter.id, "file too large", now)
    return claimed


async def states(town: Town) -> list[str]:
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as conn:
        rows = await conn.execute(select(letters.c.state).order_by(letters.c.id))
        return list(rows.scalars())


async def acts(town: Town) -> list[str]:
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as conn:
        rows = await conn.execute(select(audit.c.act).where(audit.c.act.like("%letter%")))
        return list(rows.scalars())


async def set_aside_one(
    citizen: Speaker, town: Town, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, str]:
    """Something that a citizen said and that failed; (update id, reference)."""
    citizen.phone.patience = 20
    await citizen.is_known()
    await citizen.says("/start region")

    async def breaks(*_: object) -> bool:
        raise RuntimeError(SECRET)

    with monkeypatch.context() as patch:
        patch.setattr(Runner, "hear", breaks)
        await citizen.says("Павлодар")
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as conn:
        (kept,) = await updates.set_aside_waiting(conn)
    return kept.update_id, reference_of(kept.update_id)


async def test_one_letter_is_looked_at_and_sent_again(boss: Speaker, town: Town) -> None:
    await town.phone("sergei").starts()
    (letter,) = await put_stuck(town, "a")
    await boss.says("/admin")
    await boss.taps("Letters")
    boss.sees("These did not leave. Tap a reason to see what it means and what to do.")
    await boss.phone.taps(f"{boss._('The file is too large')} · 1")
    boss.sees("Telegram takes files of up to 50 MB from a bot, and pictures of up to 10 MB.")
    await boss.phone.taps(f"{letter.id} · {boss._('a report of a mistake in the directory')}")
    boss.phone.does_not_see(SECRET)
    await boss.taps("Send again")
    boss.sees("It waits to be sent again.")
    await town.phone("sergei").waits_for(SECRET)
    assert town.azamat is not None
    await town.azamat.postman.stop()
    assert await states(town) == ["sent"]
    assert await acts(town) == ["letter sent again"]


async def test_one_letter_is_dropped_after_a_question_and_an_old_button_says_so(
    boss: Speaker, town: Town
) -> None:
    (letter,) = await put_stuck(town, "a")
    await boss.says("/admin")
    await boss.taps("Letters")
    await boss.phone.taps(f"{boss._('The file is too large')} · 1")
    await boss.phone.taps(f"{letter.id} · {boss._('a report of a mistake in the directory')}")
    await boss.taps("Drop it")
    boss.sees(
        "Drop letter {number}? It will never be sent, and what it says is destroyed.",
        number=str(letter.id),
    )
    await boss.taps("No, go back")
    await boss.taps("Drop it")
    asked = boss.phone.last
    await town.stop_the_bot()
    await town.wake_the_bot()
    await boss.taps("Yes, drop it")
    boss.sees("It is dropped.")
    await boss.says("/admin")
    await boss.phone.taps_old(asked, boss._("Yes, drop it"))
    boss.sees("Somebody has decided about this already.")
    assert await states(town) == ["cancelled"]
    assert await acts(town) == ["letter dropped"]


async def test_all_of_a_reason_are_dropped_and_sent_again_together(
    boss: Speaker, town: Town
) -> None:
    await town.phone("sergei").starts()
    await put_stuck(town, "a", "b")
    await boss.says("/admin")
    await boss.taps("Letters")
    await boss.phone.taps(f"{boss._('The file is too large')} · 2")
    await boss.taps("Send all again")
    await boss.taps("No, go back")
    await boss.taps("Send all again")
    await boss.taps("Yes, send all again")
    boss.sees("There are no letters that failed.")
    await town.phone("sergei").waits_for(SECRET)
    await put_stuck(town, "c", "d", "e")
    await boss.taps("Look again")
    await boss.phone.taps(f"{boss._('The file is too large')} · 3")
    await boss.taps("Drop all")
    await boss.taps("Yes, drop all")
    assert (await states(town))[2:] == ["cancelled"] * 3
    assert await acts(town) == ["letters sent again", "letters dropped"]


async def test_a_letter_that_fails_raises_an_alarm_whose_button_opens_the_page(
    boss: Speaker, town: Town
) -> None:
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.act() as conn:
        letter = Letter(
            "to nobody",
            -100999,
            "mistake_reported",
            {"entry_kind": "line", "entry_id": "1", "name": ["а", "а"], "what": "moved"},
            Lane.NOTICE,
            Delivery.AT_LEAST_ONCE,
            grounds.now(),
        )
        await outbox.put(conn, grounds.ring, letter, grounds.now())
    grounds.letters_put()
    await boss.phone.waits_for(boss._("There is no such chat"))
    await boss.taps("Letters that did not leave")
    await boss.phone.taps(f"{boss._('There is no such chat')} · 1")
    boss.sees("Check STAFF_CHAT_ID and that the bot is in the group, then send it again.")


async def test_what_was_set_aside_is_tried_again_and_its_person_answered(
    boss: Speaker, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = Speaker(town.phone("aigul"), "kk")
    _update, reference = await set_aside_one(citizen, town, monkeypatch)
    await boss.phone.waits_for(reference)
    await boss.taps("Look at it")
    boss.sees("Kind: {kind}", kind=boss._("a message"))
    boss.phone.sees("RuntimeError")
    boss.phone.does_not_see("Павлодар")
    await boss.taps("Try again")
    boss.sees("It will be tried again within a minute. I will write to you how it went.")
    assert town.azamat is not None
    await town.azamat.clock.tick("retry")
    await boss.phone.waits_for(
        boss._(
            "Number <code>{reference}</code> was tried again, and it worked. The person has their "
            "answer.",
            reference=reference,
        )
        .replace("<code>", "")
        .replace("</code>", "")
    )
    await citizen.phone.waits_for(citizen._("Step {step} of {steps}", step=2, steps=2))
    await boss.taps("Set aside")
    boss.sees("Nothing is set aside.")


async def test_what_fails_again_is_said_and_lies_there_after_a_restart(
    boss: Speaker, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = Speaker(town.phone("aigul"), "kk")
    _update, reference = await set_aside_one(citizen, town, monkeypatch)
    await boss.phone.waits_for(reference)
    await boss.taps("Look at it")
    page = boss.phone.last
    await boss.taps("Try again")
    await town.stop_the_bot()

    async def breaks(*_: object) -> bool:
        raise ValueError(SECRET)

    with monkeypatch.context() as patch:
        patch.setattr(Runner, "hear", breaks)
        await town.wake_the_bot()  # it goes on by itself with what was asked for
        await boss.phone.waits_for("ValueError", within=20)
    await boss.taps("Look at it")
    boss.sees("Tries: {count}", count=6)
    await boss.taps("Drop it")
    await boss.taps("Yes, drop it")
    boss.sees("It is dropped.")
    await boss.phone.taps_old(page, boss._("Try again"))
    boss.sees("Somebody has decided about this already.")


async def test_of_two_administrators_the_second_is_told(
    boss: Speaker, second: Speaker, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = Speaker(town.phone("aigul"), "kk")
    _update, reference = await set_aside_one(citizen, town, monkeypatch)
    for administrator in (boss, second):
        await administrator.phone.waits_for(reference)
        await administrator.taps("Look at it")
    assert town.azamat is not None
    await town.azamat.clock.stop()
    await boss.taps("Try again")
    await second.taps("Try again")
    second.sees("Somebody is having it tried again just now.")


async def test_an_administrator_who_never_pressed_start_gets_the_alarms_when_they_do(
    town: Town,
) -> None:
    assert town.azamat is not None
    grounds = town.azamat.grounds
    await town.azamat.clock._raise_alarm("letters", ValueError(SECRET))
    await wait_until_held(town)
    async with grounds.database.look() as conn:
        assert await people.look_up(conn, world.ADMINISTRATOR_ID) is None
    asel = town.phone("asel")
    asel.patience = 20
    await asel.says("/start")
    await asel.waits_for("ValueError", within=20)


async def wait_until_held(town: Town) -> None:
    """The postman has tried, and has put the letter away."""
    assert town.azamat is not None
    for _ in range(2000):
        async with town.azamat.grounds.database.look() as conn:
            rows = (await conn.execute(select(letters.c.held_at))).scalars().all()
        if rows and all(rows):
            return
    raise AssertionError("it is not held")


async def test_who_blocked_the_bot_gets_what_came_meanwhile_once_they_are_back(
    citizen: Speaker, town: Town
) -> None:
    await citizen.is_known()
    await citizen.phone.blocks()
    assert town.azamat is not None
    grounds = town.azamat.grounds
    person = world.AIGUL_ID if citizen.language == "kk" else world.SERGEI_ID
    async with grounds.database.act() as conn:
        letter = Letter(
            "answer",
            person,
            "mistake_reported",
            {"entry_kind": "line", "entry_id": "1", "name": ["а", "а"], "what": SECRET},
            Lane.DIALOGUE,
            Delivery.AT_LEAST_ONCE,
            grounds.now(),
        )
        await outbox.put(conn, grounds.ring, letter, grounds.now())
    grounds.letters_put()
    await wait_until_held(town)
    await citizen.phone.unblocks()
    await citizen.phone.waits_for(SECRET, within=20)


async def test_the_command_stands_in_the_list_of_administrators_only(
    boss: Speaker, town: Town
) -> None:
    assert town.azamat is not None
    bot, grounds = town.azamat.bot, town.azamat.grounds

    async def shown(chat_id: int) -> list[str]:
        scope = BotCommandScopeChat(chat_id=chat_id)
        return [one.command for one in await bot.get_my_commands(scope=scope)]

    assert "admin" in await shown(world.ADMINISTRATOR_ID)
    await introduce_to_administrators(bot, grounds)
    sergei = Speaker(town.phone("sergei"), "ru")
    await sergei.is_known()
    assert "admin" not in await shown(world.SERGEI_ID)
    await town.stop_the_bot()
    town.settings = town.settings.model_copy(update={"admin_ids": (world.SERGEI_ID,)})
    await town.wake_the_bot()
    assert town.azamat is not None
    await introduce_to_administrators(town.azamat.bot, town.azamat.grounds)
    bot = town.azamat.bot
    assert "admin" in await shown(world.SERGEI_ID)
    assert "admin" not in await shown(world.ADMINISTRATOR_ID)
    await boss.says("/admin")
    boss.sees("I do not know this command.")
