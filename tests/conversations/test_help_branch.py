"""The help branch: places by any name, an answer for every need, the ways out, the clean-up."""

from __future__ import annotations

import pytest

from civic.help import NEED
from tests.conversations.branch_acts import chat, ticks, traces_of
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


@pytest.mark.parametrize("typed", ["Капчагай", "конаев", "Qonaev", "Қапшағай"])
async def test_a_city_is_known_by_any_of_its_names(citizen: Speaker, typed: str) -> None:
    await citizen.goes_to_where()
    await citizen.says(typed)
    citizen.phone.sees("Алматы облысы" if citizen.language == "kk" else "Алматинская область")


async def test_a_misspelt_city_is_asked_about_and_a_foreign_place_refused(
    citizen: Speaker,
) -> None:
    await citizen.goes_to_where()
    await citizen.says("Пвлодар")
    citizen.phone.sees("Павлодар")
    citizen.sees("Did you mean one of these?")
    await citizen.says("Атлантида")
    citizen.sees("I do not know this place. Please tap the region.")
    await citizen.phone.shares_place(55.75, 37.6)
    citizen.sees("This place does not seem to be in Kazakhstan. Please choose the region.")
    assert [message.by_bot for message in chat(citizen)] == [False, True]


@pytest.mark.parametrize("need", NEED)
async def test_every_need_has_an_answer(citizen: Speaker, need: str) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    await citizen.taps("1 hour")
    await citizen.taps("For a child or a teenager")
    await citizen.taps("No")
    await citizen.taps(NEED[need].msgid)
    await citizen.phone.taps(citizen.pavlodar)
    lines = [line for line in citizen.phone.last.text.splitlines() if line[:1].isdigit()]
    assert lines[0].startswith("111"), "rule 16: for a child 111 comes first"
    citizen.phone.sees("Павлодар")
    citizen.phone.does_not_see("ЦОН")


async def test_quick_exit_leaves_a_page_about_courses(citizen: Speaker, town: Town) -> None:
    await citizen.goes_to_where()
    await citizen.says("Атлантида")
    await citizen.taps("Close")
    assert len(chat(citizen)) == 1
    citizen.phone.sees("JOLTAP")
    assert await traces_of(town, citizen) == []


async def test_clean_up_deletes_everything_and_says_what_stays(
    citizen: Speaker, town: Town
) -> None:
    await citizen.goes_to_where()
    await citizen.says("мен қорқамын")
    await citizen.taps("Clean up and leave")
    assert len(chat(citizen)) == 1
    citizen.sees(
        "Done. This chat stays in your list of chats, and calls in the list of your phone."
    )
    assert await traces_of(town, citizen) == []


async def test_it_cleans_up_by_itself_after_the_chosen_pause(citizen: Speaker, town: Town) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    await citizen.taps("5 minutes")
    town.clock.forward(minutes=4)
    await ticks(town)
    await citizen.phone.looks()
    assert len(chat(citizen)) == 2
    town.clock.forward(minutes=2)
    await ticks(town)
    await citizen.phone.looks()
    assert len(chat(citizen)) == 1
    citizen.sees(
        "Done. This chat stays in your list of chats, and calls in the list of your phone."
    )


async def test_a_clean_up_that_was_cut_short_goes_on_after_the_restart(
    citizen: Speaker, town: Town
) -> None:
    await citizen.goes_to_where()
    fault = {"kind": "500", "method": "deleteMessages", "calls": None}
    await citizen.phone.line.post("faults", fault)
    citizen.phone.patience = 30
    await citizen.taps("Clean up and leave")
    assert await traces_of(town, citizen), "what could not be deleted stays noted"
    await town.stop_the_bot()
    town.sandbox.telegram.faults.on.clear()
    await town.wake_the_bot()
    await ticks(town)
    assert await traces_of(town, citizen) == []
    await citizen.phone.looks()
    assert len([m for m in chat(citizen) if not m.by_bot]) == 0
