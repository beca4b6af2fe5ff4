"""What an administrator says of a centre is what people see: no room, and an order that knows it."""

from __future__ import annotations

from datetime import timedelta

from sandbox.phone import Phone
from tests.conversations.conftest import Town
from tests.conversations.directory_acts import checked, full
from tests.conversations.voice import Speaker

DAY = timedelta(days=1)


async def goes_to_pavlodar(citizen: Speaker) -> None:
    await citizen.says("/phones")
    for label in ("Yes", "1 hour", "For me", "No", "A lawyer"):
        await citizen.taps(label)
    await citizen.says("Павлодар")


def numbers(phone: Phone) -> list[str]:
    """The lines that name the centres, in their order."""
    lines = phone.last.text.splitlines()
    return [line for line in lines if line[:2] in {f"{n}." for n in range(1, 10)}]


async def test_what_fits_best_comes_first_and_what_is_full_last(
    citizen: Speaker, town: Town
) -> None:
    now = town.clock()
    await checked(town, "kz55-01", phones="150", services="food", at=now)
    await checked(town, "kz55-03", phones="111", services="legal", at=now - DAY)
    await checked(town, "kz55-04", phones="102", services="legal", at=now - 2 * DAY)
    await full(town, "kz55-03")
    await goes_to_pavlodar(citizen)
    first, second, third, *_rest = numbers(citizen.phone)
    assert "Ана үйі" in first
    assert "Балалары" in second or "Павлодарский" in second
    assert "ресоциализации" in third


async def test_that_there_is_no_room_is_told_and_expires_by_itself(
    citizen: Speaker, town: Town
) -> None:
    await checked(town, "kz55-03", phones="150")
    await full(town, "kz55-03")
    await goes_to_pavlodar(citizen)
    citizen.sees("no room now")
    await citizen.phone.taps("1")
    citizen.phone.sees("орын жоқ" if citizen.language == "kk" else "мест сейчас нет")
    citizen.phone.sees("150")
    town.clock.forward(hours=25)
    await goes_to_pavlodar(citizen)
    citizen.phone.does_not_see(citizen._("no room now"))
    await citizen.phone.taps("1")
    citizen.phone.does_not_see("орын жоқ" if citizen.language == "kk" else "мест сейчас нет")
