"""People join a group and leave it: the bot hears of it only if it administers and asked."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot

from sandbox import Sandbox, world
from sandbox.line import Line

GROUP = world.VOLUNTEERS_CHAT_ID


async def updates(bot: Bot, *kinds: str) -> list[Any]:
    return await bot.get_updates(timeout=0, allowed_updates=list(kinds))


async def test_whoever_leaves_is_told_to_a_bot_that_asked(sandbox: Sandbox, bot: Bot) -> None:
    await updates(bot, "message", "chat_member")
    line = Line(sandbox.url)
    await line.post(f"groups/{GROUP}/member_leaves", {"person": "maria"})
    told, changed = sorted(
        await updates(bot, "message", "chat_member"), key=lambda one: one.message is None
    )
    assert told.message.left_chat_member.id == world.MARIA_ID
    assert changed.chat_member.new_chat_member.status == "left"
    assert (await bot.get_chat_member(GROUP, world.MARIA_ID)).status == "left"


@pytest.mark.parametrize("how", ["not asked", "no administrator"])
async def test_others_hear_the_service_message_alone(sandbox: Sandbox, bot: Bot, how: str) -> None:
    line = Line(sandbox.url)
    kinds = ("message",) if how == "not asked" else ("message", "chat_member")
    await updates(bot, *kinds)
    if how == "no administrator":
        await line.post(f"groups/{GROUP}/bot_status", {"status": "member"})
    await line.post(f"groups/{GROUP}/member_leaves", {"person": "maria", "by": "daniyar"})
    await line.post(f"groups/{GROUP}/member_joins", {"person": "asel"})
    heard = await updates(bot, *kinds)
    assert [one.chat_member for one in heard] == [None] * len(heard)
    assert heard[-1].message.new_chat_members[0].id == world.ASEL_ID
    assert (await bot.get_chat_member(GROUP, world.ASEL_ID)).status == "member"
