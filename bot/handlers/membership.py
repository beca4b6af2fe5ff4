"""Somebody blocks the bot, or comes back: letters wait for those who cannot be reached."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated

from bot.talk import Grounds
from storage import reach, traces

router = Router(name=__name__)

BLOCKED = "blocked"
"""The reason that stands in the rows of letters that wait; `bot.postman.errors` says it too."""


@router.my_chat_member()
async def reachable_or_not(change: ChatMemberUpdated, grounds: Grounds) -> None:
    """What was kept of the person stays as it was.

    Whoever comes back finds what could not be deleted meanwhile; it goes at the clock's next look.
    """
    async with grounds.database.act() as connection:
        if change.new_chat_member.status == ChatMemberStatus.KICKED:
            await reach.lost(connection, change.from_user.id, BLOCKED, grounds.now())
        else:
            await reach.found(connection, change.from_user.id)
            await traces.hurry_visit(connection, change.from_user.id, grounds.now())
    grounds.letters_put()
