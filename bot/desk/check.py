"""What the volunteers' group still lacks: asked of Telegram itself, and told exactly.

A bot without the right to manage topics, or one that does not hear plain messages, looks sound
until the first question of somebody is lost. So every lack is named with what to tap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import ChatMemberAdministrator, ChatMemberOwner, ChatMemberUnion, User


class Lack(StrEnum):
    """Something that has to be mended in Telegram or in the settings."""

    NOT_SET = "not_set"
    """STAFF_CHAT_ID names no group."""
    OTHER_GROUP = "other_group"
    """STAFF_CHAT_ID names another one."""
    UNREACHABLE = "unreachable"
    """The bot is not in the group."""
    NO_SUPERGROUP = "no_supergroup"
    NO_TOPICS = "no_topics"
    NO_ADMINISTRATOR = "no_administrator"
    MAY_NOT_MANAGE_TOPICS = "may_not_manage_topics"
    MAY_NOT_DELETE = "may_not_delete"
    DOES_NOT_HEAR = "does_not_hear"
    """Privacy mode is on, and the bot is no administrator: plain messages do not reach it."""


@dataclass(frozen=True, slots=True)
class Findings:
    """``chat_id`` is the group that was looked at; no ``lacks``: all is well."""

    chat_id: int
    lacks: tuple[Lack, ...]


async def check_desk(bot: Bot, chat_id: int, desk_groups: frozenset[int]) -> Findings:
    """Look at this group; ``desk_groups`` are those that the settings and the rules name."""
    lacks: list[Lack] = []
    if not desk_groups:
        lacks.append(Lack.NOT_SET)
    elif chat_id not in desk_groups:
        lacks.append(Lack.OTHER_GROUP)
    try:
        chat = await bot.get_chat(chat_id)
        me = await bot.get_me()
        member = await bot.get_chat_member(chat_id, me.id)
    except (TelegramBadRequest, TelegramForbiddenError):
        return Findings(chat_id, (*lacks, Lack.UNREACHABLE))
    if chat.type != ChatType.SUPERGROUP:
        lacks.append(Lack.NO_SUPERGROUP)
    elif not chat.is_forum:
        lacks.append(Lack.NO_TOPICS)
    return Findings(chat_id, (*lacks, *_of_rights(member, me)))


def _of_rights(member: ChatMemberUnion, me: User) -> Iterator[Lack]:
    if isinstance(member, ChatMemberAdministrator):
        if not member.can_manage_topics:
            yield Lack.MAY_NOT_MANAGE_TOPICS
        if not member.can_delete_messages:
            yield Lack.MAY_NOT_DELETE
    elif not isinstance(member, ChatMemberOwner):
        yield Lack.NO_ADMINISTRATOR
        if not me.can_read_all_group_messages:
            yield Lack.DOES_NOT_HEAR
