"""The administrators' page: there for them, and for nobody else."""

from __future__ import annotations

from sandbox.phone import Phone
from tests.conversations.voice import Speaker


async def test_an_administrator_opens_their_page_and_leaves_it(asel: Phone) -> None:
    await asel.says("/start")
    await asel.taps("Қазақша")
    await asel.taps("Өткізіп жіберу")
    speaker = Speaker(asel, "kk")
    await asel.says("/admin")
    asel.sees("Әкімшілерге")
    await speaker.taps("☰ Menu")
    speaker.sees("What would you like to do?")


async def test_for_others_there_is_no_such_command(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/admin")
    citizen.sees("I do not know this command.")
