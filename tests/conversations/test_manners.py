"""Menu and manners: commands, words that nobody understands, groups, blocking and coming back."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from aiogram.types import BotCommandScopeChat

from bot.introduction import COMMANDS, introduce
from tests.conversations.conftest import Town
from tests.conversations.voice import Speaker

ALMATY = ZoneInfo("Asia/Almaty")


async def test_the_menu_leads_everywhere_and_back(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/menu")
    for page, sign in (
        ("What I can do", "/phones"),
        ("What I keep", "Telegram"),
        ("🌐 Change the language", "Русский"),
    ):
        await citizen.taps(page)
        citizen.phone.sees(sign)
        if page == "🌐 Change the language":
            await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
        else:
            await citizen.taps("☰ Menu")
        citizen.sees("What would you like to do?")
    assert len(citizen.phone.screen) == 1, "one message is edited, not a trail of them"


@pytest.mark.parametrize(
    "command", ["/help", "/privacy", "/lang", "/menu", "/crisis", "/phones", "/start"]
)
async def test_every_command_answers(citizen: Speaker, command: str) -> None:
    await citizen.is_known()
    await citizen.says(command)
    assert citizen.phone.screen
    citizen.phone.does_not_see(citizen._("I do not know this command."))


async def test_an_unknown_command_is_told_so(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/fly")
    citizen.sees("I do not know this command.")
    citizen.sees("What would you like to do?")


async def test_words_that_nobody_understands_get_a_kind_answer(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("абракадабра <b>&")
    citizen.is_told_it_is_not_understood()
    citizen.sees("🤝 Where to turn for help")


@pytest.mark.parametrize("kind", ["sends_sticker", "sends_poll", "sends_voice", "sends_photo"])
async def test_what_cannot_be_read_gets_a_kind_answer(citizen: Speaker, kind: str) -> None:
    await citizen.is_known()
    await getattr(citizen.phone, kind)()
    citizen.sees("Thank you, but I cannot read this kind of message. Please write or tap.")


async def test_cancel_with_nothing_begun_says_so(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/cancel")
    citizen.sees("Nothing is open now.")


async def test_a_person_who_blocks_and_returns_finds_everything_as_it_was(
    citizen: Speaker, town: Town
) -> None:
    await citizen.is_known()
    await citizen.goes_to_all_phones()
    await citizen.phone.taps("112")
    await citizen.begins_a_report()
    await citizen.taps("Nobody answers")
    await citizen.phone.blocks()
    await town.stop_the_bot()
    await town.wake_the_bot()
    await citizen.phone.unblocks()
    await citizen.says("Не дозвониться")
    citizen.phone.sees(citizen._("Send the report"))
    citizen.sees("Nobody answers")
    await citizen.says("/privacy")
    citizen.phone.does_not_see(citizen._("not kept"))


async def test_in_groups_it_is_silent(town: Town) -> None:
    daniyar = town.phone("daniyar")
    await daniyar.says("/menu", group=True)
    await daniyar.says("Кто-нибудь здесь?", group=True)
    assert not any(message.by_bot for message in daniyar.reads_group())


async def test_the_command_list_stands_in_both_languages(citizen: Speaker, town: Town) -> None:
    assert town.azamat is not None
    await introduce(town.azamat.bot, ALMATY)
    code = citizen.language
    listed = await town.azamat.bot.get_my_commands(language_code=code)
    assert [command.command for command in listed] == [name for name, _ in COMMANDS]
    assert listed[0].description == citizen._("The menu")


async def test_a_button_that_nobody_knows_any_more_says_so(citizen: Speaker, town: Town) -> None:
    await citizen.is_known()
    await citizen.says("/menu")
    assert town.azamat is not None
    last = citizen.phone.last
    await town.azamat.bot.edit_message_reply_markup(
        chat_id=citizen.phone.chat_id,
        message_id=last.id,
        reply_markup={"inline_keyboard": [[{"text": "Old", "callback_data": "gone:1"}]]},
    )
    await citizen.phone.looks()
    await citizen.phone.taps("Old")
    citizen.sees_popup("This button is from an earlier step. Please use the latest message.")


async def test_an_unknown_command_leaves_the_talk_listening(citizen: Speaker) -> None:
    await citizen.is_known()
    await citizen.says("/start region")
    await citizen.says("/foo")
    citizen.sees("I do not know this command.")
    citizen.sees("Where do you live?")
    await citizen.says("/help")
    await citizen.says("Костанай")
    citizen.phone.sees(citizen._("Yes, remember it"))


async def test_the_first_talk_may_be_skipped_but_not_cancelled(citizen: Speaker) -> None:
    await citizen.says("/start")
    citizen.phone.sees("112")
    await citizen.phone.taps("Қазақша" if citizen.language == "kk" else "Русский")
    await citizen.says("/cancel")
    citizen.sees("These are only a few questions; there is nothing to leave yet.")
    citizen.sees("Where do you live?")


async def test_the_commands_of_a_chat_follow_its_language(citizen: Speaker, town: Town) -> None:
    await citizen.is_known()
    await citizen.says("/lang")
    other = Speaker(citizen.phone, "ru" if citizen.language == "kk" else "kk")
    await other.phone.taps("Русский" if other.language == "ru" else "Қазақша")
    assert town.azamat is not None
    scope = BotCommandScopeChat(chat_id=citizen.phone.chat_id)
    listed = await town.azamat.bot.get_my_commands(scope=scope)
    assert listed[0].description == other._("The menu")
