"""The help branch, rule by rule (the sixteen safety rules), in both languages."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import select

from bot.cleanup import clean_up_what_is_due
from civic.help import NEED, WHO
from sandbox.screen import Seen
from storage import people, traces
from storage.tables import letters
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

FORBIDDEN = ("насили", "зорлық", "ұрып", "бьёт", "кризис", "дағдарыс")
"""What no label or first line that is seen from outside may say."""


async def traces_of(town: Town, citizen: Speaker) -> list[int]:
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        return [t.message_id for t in await traces.of_chat(connection, citizen.phone.chat_id)]


async def ticks(town: Town) -> None:
    assert town.azamat is not None
    grounds = town.azamat.grounds
    await clean_up_what_is_due(town.azamat.bot, grounds.database, grounds.zone, town.clock())


def chat(citizen: Speaker) -> list[Seen]:
    return citizen.phone.history


async def test_rule_1_safe_to_write_is_asked_before_anything(citizen: Speaker) -> None:
    await citizen.says("/crisis")
    citizen.sees("One question first.")
    citizen.phone.does_not_see("111")
    await citizen.taps("No")
    citizen.sees_popup("All right. If you need help: 112, 102. Come back when it is safe.")
    citizen.phone.sees("JOLTAP")
    assert len(chat(citizen)) == 1, "the command is gone too"


async def test_rule_2_what_cannot_be_erased_is_said_first(citizen: Speaker) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    citizen.phone.sees("Telegram")
    citizen.sees("Clean up by itself if you are silent for:")


async def test_rule_3_one_message_is_edited_and_no_keys_are_put(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    assert [message.by_bot for message in chat(citizen)] == [False, True]
    await citizen.says("Павлодар")
    assert [message.by_bot for message in chat(citizen)] == [False, True]
    assert not citizen.phone.keyboard


async def test_rule_4_nothing_is_ever_pushed_for_having_come(citizen: Speaker, town: Town) -> None:
    await citizen.goes_to_where()
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert (await connection.execute(select(letters.c.id))).all() == []
        assert await people.look_up(connection, citizen.phone.chat_id) is None
    before = len(chat(citizen))
    town.clock.forward(hours=2)
    await ticks(town)
    await citizen.phone.looks()
    assert len(chat(citizen)) <= before, "a clean-up deletes and edits; it never sends"


async def test_rule_5_first_lines_and_labels_are_neutral(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/menu")
    seen = [label.casefold() for label in citizen.phone.buttons]
    await citizen.says("/crisis")
    for label in ("Yes", "1 hour", "For me", "No", "A lawyer", "Only the phones"):
        seen += [b.casefold() for b in citizen.phone.buttons]
        seen.append(citizen.phone.last.text.splitlines()[0].casefold())
        await citizen.taps(label)
    for text in seen:
        assert not any(word in text for word in FORBIDDEN), text


async def test_rule_7_a_location_is_deleted_at_once_and_kept_nowhere(
    citizen: Speaker, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await citizen.goes_to_where()
        await citizen.phone.shares_place(52.2873, 76.9674)
    citizen.phone.sees("Павлодар")
    assert not any("location" in message.json for message in chat(citizen))
    assert "52.28" not in caplog.text
    database = (town.folder / "azamat.db").read_bytes()
    assert b"52.28" not in database


async def test_rule_8_no_name_and_no_number_is_asked(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    await citizen.taps("Only the phones")
    citizen.phone.sees("111")


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


@pytest.mark.parametrize("who", WHO)
async def test_rule_11_everybody_is_served(citizen: Speaker, who: str) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    await citizen.taps("1 hour")
    await citizen.taps(WHO[who].msgid)
    if who != "self":
        await citizen.taps("I do not know")
    citizen.phone.sees(citizen._("A lawyer"))
    await citizen.taps("Somebody to talk to")
    await citizen.taps("Only the phones")
    citizen.phone.sees("111")


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


async def test_rule_10_one_sign_of_danger_shows_the_lines_at_once(citizen: Speaker) -> None:
    await citizen.says("/crisis")
    await citizen.taps("Yes")
    await citizen.taps("5 minutes")
    await citizen.taps("For somebody close to me")
    citizen.phone.sees(citizen._("there is a weapon"))
    await citizen.taps("Yes")
    numbers = [line[:3] for line in citizen.phone.last.text.splitlines() if line[:3].isdigit()]
    assert numbers == ["112", "102", "111", "150"]
    await citizen.taps("Go on")
    citizen.phone.sees(citizen._("A place to stay"))


async def test_rule_12_every_choice_can_be_taken_back(citizen: Speaker) -> None:
    await citizen.goes_to_where()
    for sign in ("A doctor", "For me", "5 minutes"):
        await citizen.taps("← Back")
        citizen.phone.sees(citizen._(sign))


async def test_rule_13_no_log_names_the_chat(
    citizen: Speaker, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await citizen.goes_to_where()
        await citizen.says("Павлодар")
        await citizen.taps("Clean up and leave")
    assert str(citizen.phone.chat_id) not in caplog.text


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
