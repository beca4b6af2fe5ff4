"""A person opens the chat for the first time and ends where help is."""

from __future__ import annotations

from sandbox.phone import Phone
from storage import people
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker


async def test_aigul_chooses_kazakh_and_finds_the_lines_and_centres(aigul: Phone) -> None:
    await aigul.says("/start")
    aigul.sees("Тілді таңдаңыз")
    aigul.sees("Выберите язык")
    await aigul.taps("Қазақша")
    aigul.sees("Қай жерде тұрасыз?")
    await aigul.taps("Павлодар")
    aigul.sees("Өңіріңізді есте сақтайын ба: Павлодар облысы?")
    await aigul.taps("Иә, сақтаңыз")
    aigul.sees("Танысқаныма қуаныштымын")
    await aigul.taps("Көмекті қайдан табуға болады")
    aigul.sees("Қазір хат алмасу қауіпсіз бе?")
    for label in ("Иә", "1 сағат", "Өзіме", "Жоқ", "Уақытша тұратын жер", "Бұлардың", "Павлодар"):
        await aigul.taps(label)
    aigul.sees("Бұл орталықтарды әлі тексерген жоқпыз")
    aigul.sees("Отбасын қолдау орталығы (Павлодар)")
    aigul.does_not_see("суперЦОН")
    await aigul.taps("1")
    aigul.sees("Тексерілмеген.")
    aigul.sees("111 нөмірінен сұраңыз")
    await aigul.taps("← Артқа")
    await aigul.taps("Барлық телефондар")
    for number in ("112", "102", "103", "101", "111", "150", "1414", "109"):
        aigul.sees(f"{number} – ")


async def test_sergei_chooses_russian_and_finds_the_lines_and_centres(sergei: Phone) -> None:
    await sergei.says("/start")
    await sergei.taps("Русский")
    sergei.sees("Где вы живёте?")
    await sergei.taps("Костанайская")
    sergei.sees("Запомнить ваш регион: Костанайская область?")
    await sergei.taps("Да, запомнить")
    sergei.sees("Рад знакомству")
    await sergei.taps("Куда обратиться за помощью")
    sergei.sees("Сейчас безопасно переписываться?")
    for label in ("Да", "1 час", "Мне, я мужчина", "Нет", "Юрист", "Костанайская"):
        await sergei.taps(label)
    sergei.sees("мужчин принимают не везде")
    sergei.sees("Эти центры мы ещё не проверили")
    sergei.sees("«Дағдарыс»")
    sergei.does_not_see("Чехова")
    await sergei.taps("Все телефоны")
    sergei.sees("112 – любая угроза жизни")


async def test_nothing_unconfirmed_is_shown(citizen: Speaker) -> None:
    await citizen.goes_to_all_phones()
    for number in ("116-16", "11616", "1416", "1303", "54-76-03", "708 106 08 10"):
        citizen.phone.does_not_see(number)
    await citizen.phone.taps("150")
    citizen.phone.does_not_see(citizen._("Answers day and night."))


async def test_the_region_may_be_skipped(citizen: Speaker) -> None:
    await citizen.phone.says("/start")
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    await citizen.taps("Skip")
    citizen.sees("🤝 Where to turn for help")
    await citizen.goes_to_where()
    await citizen.phone.taps("Қызылорда" if citizen.language == "kk" else "Кызылординская")
    citizen.phone.sees("111")
    citizen.phone.does_not_see("1. ")


async def test_the_region_is_kept_only_with_consent(citizen: Speaker) -> None:
    await citizen.phone.says("/start")
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    await citizen.phone.taps("Павлодар")
    await citizen.taps("No, do not")
    await citizen.says("/privacy")
    citizen.phone.sees(citizen._("not kept"))
    await citizen.says("/menu")
    citizen.sees("📍 Choose my region")


async def test_consent_is_taken_back(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/privacy")
    await citizen.taps("Forget my region")
    citizen.sees("Done. I have forgotten your region.")
    await citizen.says("/menu")
    citizen.sees("📍 Choose my region")


async def test_wrong_input_asks_the_same_again(citizen: Speaker) -> None:
    await citizen.says("/start")
    await citizen.says("что это?")
    citizen.sees("Please choose one of the buttons.")
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    await citizen.says("Атлантида")
    citizen.sees("I do not find this place. Please choose your region below.")
    await citizen.phone.sends_sticker()
    citizen.sees("I cannot read this kind of message here.")
    await citizen.says("павлодар")
    citizen.phone.sees("Павлодар")


async def test_a_label_may_be_typed(citizen: Speaker) -> None:
    await citizen.says("/start")
    await citizen.says("казакша" if citizen.language == "kk" else "русский")
    if citizen.language == "kk":
        citizen.sees("Please choose one of the buttons.")
        await citizen.says("қазақша")
    await citizen.types("Skip")
    citizen.sees("🤝 Where to turn for help")


async def test_a_link_to_help_needs_no_first_talk_and_keeps_nothing(
    citizen: Speaker, town: Town
) -> None:
    await citizen.says("/start help")
    citizen.sees("One question first.")
    await citizen.taps("Urgent: 112 · 102")
    citizen.phone.sees("112")
    assert town.azamat is not None
    async with town.azamat.grounds.database.look() as connection:
        assert await people.look_up(connection, citizen.phone.chat_id) is None


async def test_a_link_to_a_region_comes_after_the_first_talk(citizen: Speaker) -> None:
    await citizen.says("/start region_KZ-55")
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    await citizen.taps("Skip")
    await citizen.taps("Centres: {region}", region=citizen.pavlodar)
    citizen.sees("One question first.")
    for label in ("Yes", "1 day", "I do not know", "No", "I do not know"):
        await citizen.taps(label)
    citizen.phone.sees("Павлодар")


async def test_the_first_talk_goes_on_after_a_restart(citizen: Speaker, town: Town) -> None:
    await citizen.says("/start")
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    await town.stop_the_bot()
    await citizen.phone.taps("Павлодар", wait=False)
    await town.wake_the_bot()
    await citizen.phone.waits_for(citizen._("Yes, remember it"))
