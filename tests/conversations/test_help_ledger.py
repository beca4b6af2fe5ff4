"""What a visit of the help branch leaves goes with it: after restarts, from other talks, in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import DeleteMessages

from storage import people, traces
from tests.conversations.branch_acts import chat, ticks, traces_of
from tests.conversations.conftest import Town
from tests.conversations.directory_acts import checked
from tests.conversations.voice import Speaker

CLEANED = "Done. This chat stays in your list of chats, and calls in the list of your phone."


async def test_a_chosen_pause_outlives_a_restart(citizen: Speaker, town: Town) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    await citizen.taps("5 minutes")
    await town.restarts()
    await citizen.taps("For me")
    town.clock.forward(minutes=6)
    await ticks(town)
    await citizen.phone.looks()
    citizen.sees(CLEANED)
    assert await traces_of(town, citizen) == []


async def test_every_page_is_a_sign_of_life(citizen: Speaker, town: Town) -> None:
    """Who reads on among the centres is not thrown out amid it."""
    await citizen.says("/crisis")
    for label in ("Yes", "5 minutes", "For me", "No", "A lawyer", "Only the phones", "All phones"):
        await citizen.taps(label)
    for label in ("ⓘ 111", citizen._("← Back"), "ⓘ 102", citizen._("← Back")):
        town.clock.forward(minutes=3)
        await ticks(town)
        await citizen.phone.taps(label)
    citizen.phone.sees("103")


async def test_a_city_typed_after_a_restart_is_still_meant_for_the_branch(
    citizen: Speaker, town: Town
) -> None:
    await citizen.goes_to_where()
    await town.restarts()
    await citizen.says("Павлодар")
    assert [message.by_bot for message in chat(citizen)] == [False, True], "it is deleted"
    citizen.phone.sees("Павлодар")
    citizen.phone.sees("111")
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await people.look_up(connection, citizen.phone.chat_id) is None


async def test_after_the_clean_up_words_open_nothing_again(citizen: Speaker, town: Town) -> None:
    """Whoever holds the phone then gets an ordinary talk, not the page of before."""
    await citizen.is_known()
    await citizen.says("/crisis")
    for label in ("Yes", "5 minutes", "For me", "No", "A lawyer"):
        await citizen.taps(label)
    town.clock.forward(minutes=6)
    await ticks(town)
    await citizen.says("Павлодар")
    citizen.is_told_it_is_not_understood()


@pytest.mark.parametrize("command", ["/menu", "/start"])
async def test_whoever_goes_to_the_menu_leaves_nothing_behind(
    citizen: Speaker, town: Town, command: str
) -> None:
    await citizen.is_known()
    await citizen.goes_to_where()
    before = [message.id for message in chat(citizen)][-2:]
    await citizen.says(command)
    citizen.sees("What would you like to do?")
    assert not {message.id for message in chat(citizen)} & set(before)
    assert await traces_of(town, citizen) == []
    town.clock.forward(days=2)
    await ticks(town)
    await citizen.phone.looks()
    citizen.sees("What would you like to do?")


async def test_a_report_begun_in_the_branch_goes_with_it(citizen: Speaker, town: Town) -> None:
    await citizen.is_known()
    kept = len(chat(citizen))
    await citizen.goes_to_the_centres_of_pavlodar()
    await citizen.phone.taps("1")
    await citizen.taps("Report a mistake")
    await citizen.taps("Something else")
    await citizen.says("Там никого не было")
    await citizen.taps("Send the report")
    await citizen.taps("← Back to the entry")
    await citizen.taps("Clean up and leave")
    assert len(chat(citizen)) == kept + 1
    assert not any("никого" in message.text for message in chat(citizen))
    assert await traces_of(town, citizen) == []


async def test_a_report_begun_before_a_restart_goes_with_the_visit_all_the_same(
    citizen: Speaker, town: Town
) -> None:
    await citizen.is_known()
    kept = len(chat(citizen))
    await citizen.says("/crisis")
    for label in ("Yes", "1 day", "For me", "No", "A lawyer"):
        await citizen.taps(label)
    await citizen.phone.taps(citizen.pavlodar)
    await citizen.phone.taps("1")
    await citizen.taps("Report a mistake")
    await citizen.taps("Something else")
    await town.restarts()
    town.clock.forward(hours=3)
    await citizen.says("Там никого не было")
    town.clock.forward(hours=25)
    await ticks(town)
    await citizen.phone.looks()
    assert not any("никого" in message.text for message in chat(citizen))
    assert len(chat(citizen)) == kept + 1
    citizen.sees(CLEANED)


async def test_a_second_way_in_leaves_one_message(citizen: Speaker, town: Town) -> None:
    await citizen.is_known()
    await citizen.says("/menu")
    menu = citizen.phone.last
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    await citizen.phone.taps_old(menu, citizen._("🤝 Where to turn for help"))
    citizen.sees("One question first.")
    await citizen.taps("Yes")
    await citizen.taps("1 hour")
    await citizen.taps("Clean up and leave")
    citizen.sees(CLEANED)
    assert chat(citizen)[-1].id == menu.id
    assert await traces_of(town, citizen) == []


async def test_a_message_of_which_nothing_is_noted_is_cleaned_up_too(
    citizen: Speaker, town: Town
) -> None:
    """As after a restore of yesterday's backup."""
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    await citizen.taps("1 hour")
    assert town.azamat is not None
    async with town.azamat.grounds.database.act() as connection:
        noted = await traces_of(town, citizen)
        await traces.forget(connection, citizen.phone.chat_id, noted)
    await citizen.taps("Clean up and leave")
    citizen.sees(CLEANED)


async def test_who_stays_for_days_leaves_nothing_that_telegram_no_longer_deletes(
    citizen: Speaker, town: Town
) -> None:
    await checked(town, "kz55-01", phones="150")
    await citizen.says("/crisis")
    for label in ("Yes", "1 day", "For me", "No", "A lawyer"):
        await citizen.taps(label)
    await citizen.taps("Only the phones")
    for _day in range(3):
        for _part in range(2):
            town.clock.forward(hours=12)
            await ticks(town)
            await citizen.taps("All phones")
            await citizen.taps("← Back")
    assert [message.by_bot for message in chat(citizen)] == [True], "the command went in time"
    town.clock.forward(hours=25)
    await ticks(town)
    await citizen.phone.looks()
    citizen.sees(CLEANED)


async def test_the_other_language_is_a_tap_away_and_makes_nobody_known(
    citizen: Speaker, town: Town
) -> None:
    other = Speaker(citizen.phone, "ru" if citizen.language == "kk" else "kk")
    await citizen.says("/crisis")
    await citizen.phone.taps("Русский" if citizen.language == "kk" else "Қазақша")
    await other.taps("Yes")
    await other.taps("1 hour")
    await town.restarts()
    for label in ("For me", "No", "A lawyer"):
        await other.taps(label)
    await other.says("Атлантида")
    other.sees("I do not know this place. Please tap the region.")
    await other.says("/lang")
    await other.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    await citizen.taps("Only the phones")
    await citizen.taps("Clean up and leave")
    citizen.sees(CLEANED)
    assert len(chat(citizen)) == 1
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await people.look_up(connection, citizen.phone.chat_id) is None


async def test_a_rewritten_message_makes_nobody_known(citizen: Speaker, town: Town) -> None:
    await citizen.says("/crisis")
    await citizen.phone.edits(chat(citizen)[0], "помогите")
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await people.look_up(connection, citizen.phone.chat_id) is None
    await citizen.taps("Yes")
    await citizen.taps("5 minutes")
    await citizen.taps("Clean up and leave")
    assert not any("помогите" in message.text for message in chat(citizen))


async def test_albums_and_whatever_else_is_sent_goes_at_once(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    await citizen.phone.sends_album(3)
    await citizen.phone.sends_voice()
    await citizen.phone.sends_sticker()
    await citizen.says("/nosuchcommand")
    assert [message.by_bot for message in chat(citizen)] == [False, True]


async def test_one_message_that_cannot_be_deleted_keeps_no_other_in_the_chat(
    citizen: Speaker, town: Town
) -> None:
    assert town.azamat is not None

    async def refuse(make: Callable[..., Any], bot: object, method: Any) -> Any:
        if isinstance(method, DeleteMessages):
            raise TelegramBadRequest(method, "Bad Request: message can't be deleted")
        return await make(bot, method)

    town.azamat.bot.session.middleware(refuse)
    await citizen.goes_to_where()
    await citizen.taps("Clean up and leave")
    assert [message.by_bot for message in chat(citizen)] == [True]
    assert await traces_of(town, citizen) == []
