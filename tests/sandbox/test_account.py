"""What the bot says of itself: its names, its commands, its menu."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)

from sandbox.phone import Phone
from sandbox.world import AIGUL_ID

HELP = BotCommand(command="help", description="Көмек")
PLAIN = BotCommand(command="start", description="Start")


async def test_the_bot_knows_itself(bot: Bot):
    me = await bot.get_me()
    assert (me.username, me.first_name, me.is_bot) == ("azamat_sandbox_bot", "Azamat", True)
    assert me.supports_inline_queries


async def test_commands_are_kept_by_scope_and_language(bot: Bot):
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([PLAIN])
    await bot.set_my_commands([HELP], scope=scope, language_code="kk")
    assert [c.command for c in await bot.get_my_commands()] == ["start"]
    assert [c.command for c in await bot.get_my_commands(scope, "kk")] == ["help"]
    assert await bot.get_my_commands(scope) == []
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == []


async def test_a_person_is_shown_the_narrowest_list_in_their_language(
    bot: Bot, aigul: Phone, stranger: Phone
):
    await bot.set_my_commands([PLAIN])
    await bot.set_my_commands([HELP], language_code="kk")
    await aigul.looks()
    await stranger.looks()
    assert [c["command"] for c in aigul.me["commands"]] == ["help"]
    assert [c["command"] for c in stranger.me["commands"]] == ["start"]
    await bot.set_my_commands([PLAIN, HELP], scope=BotCommandScopeChat(chat_id=AIGUL_ID))
    await aigul.looks()
    assert len(aigul.me["commands"]) == 2


@pytest.mark.parametrize("command", ["Help", "көмек", "a" * 33, ""])
async def test_a_wrong_command_is_refused(raw, command: str):
    commands = [{"command": command, "description": "a"}]
    assert "BOT_COMMAND_INVALID" in await raw.refusal("setMyCommands", commands=commands)


async def test_names_and_descriptions_fall_back_to_everybodys(bot: Bot):
    await bot.set_my_name("Азамат", language_code="kk")
    assert (await bot.get_my_name("kk")).name == "Азамат"
    assert (await bot.get_my_name("ru")).name == "Azamat"
    await bot.set_my_description("Бәрі үшін")
    assert (await bot.get_my_description("ru")).description == "Бәрі үшін"
    await bot.set_my_short_description("қысқа")
    assert (await bot.get_my_short_description()).short_description == "қысқа"
    with pytest.raises(TelegramBadRequest):
        await bot.set_my_short_description("ә" * 121)


async def test_the_menu_button_is_kept(bot: Bot):
    await bot.set_chat_menu_button(AIGUL_ID, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(AIGUL_ID)).type == "commands"


async def test_the_bot_may_log_out_and_close(bot: Bot, raw):
    assert await bot.log_out()
    assert await raw.result("close") is True
