"""A person opens the chat for the first time and ends where help is."""

from sandbox.phone import Phone


async def test_aigul_chooses_kazakh_and_her_region(aigul: Phone) -> None:
    await aigul.says("/start")
    aigul.sees("Тілді таңдаңыз")
    aigul.sees("Выберите язык")
    await aigul.taps("Қазақша")
    aigul.sees("Қай жерде тұрасыз?")
    await aigul.taps("Алматы")
    print(aigul.picture())
