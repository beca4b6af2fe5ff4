"""Somebody finds a mistake in an entry and tells it; the administrator learns of it by letter."""

from __future__ import annotations

from sandbox.phone import Phone
from storage import directory
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


async def test_a_mistake_in_a_centre_reaches_the_administrator(
    citizen: Speaker, asel: Phone, town: Town
) -> None:
    await asel.says("/start")
    await asel.taps("Қазақша")
    await asel.taps("Өткізіп жіберу")
    await citizen.is_known()
    await citizen.goes_to_the_centres_of_pavlodar()
    await citizen.phone.taps("1")
    await citizen.begins_a_report()
    await citizen.says("ммм")
    citizen.sees("Please choose one of the buttons.")
    await citizen.taps("It has moved or closed")
    await citizen.says("Переехали в <другое> здание")
    citizen.phone.sees(citizen._("Send the report"))
    citizen.phone.sees("Переехали в <другое> здание")
    await citizen.taps("Send the report")
    citizen.sees("Thank you. The people who look after the directory will check it.")
    await asel.waits_for("Қате туралы хабар келді")
    asel.sees("kz55-03")
    asel.sees("Көшіп кеткен немесе жабылған")
    asel.sees("Переехали в <другое> здание")
    assert town.azamat is not None
    grounds = town.azamat.grounds
    async with grounds.database.look() as connection:
        reports = await directory.reports_of(connection, "centre", "kz55-03")
        assert len(reports) == 1
        assert reports[0].person_id is None, "who reported is not kept"
        note = await directory.open_note(connection, grounds.ring, reports[0].id)
    assert note == "Переехали в <другое> здание"
    citizen.sees("🤝 Where to turn for help")


async def test_the_note_may_be_skipped(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("111")
    await citizen.begins_a_report()
    await citizen.taps("They refused to help")
    await citizen.taps("Skip")
    citizen.phone.sees(citizen._("skipped"))
    await citizen.taps("Send the report")
    citizen.sees("Thank you. The people who look after the directory will check it.")


async def test_a_report_that_was_begun_is_never_lost_to_a_second_one(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("111")
    await citizen.begins_a_report()
    await citizen.taps("Something else")
    await citizen.says("Длинный рассказ про сто одиннадцать")
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("102")
    await citizen.begins_a_report()
    citizen.sees("Start over")
    await citizen.taps("Go on")
    citizen.phone.sees("Длинный рассказ про сто одиннадцать")
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("102")
    await citizen.begins_a_report()
    await citizen.taps("Start over")
    citizen.phone.sees(citizen._("Nobody answers"))
    citizen.phone.sees("Полиция")
