"""Which of the desk's groups a ticket goes to: by its topic and region, else the first one."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection
from storage.desk_groups import GroupRule

from civic.desk.house import Desk
from storage import desk_groups, moved_chats


async def group_for(
    conn: AsyncConnection, desk: Desk, topic: str, region: str | None
) -> int | None:
    """The group that looks after this topic and region; None while there is no group at all.

    A rule for both comes before one for the topic, that one before one for the region.
    """
    fitting = await desk_groups.fitting(conn, topic, region or desk_groups.ANY)
    best = max(fitting, key=_narrowness, default=None)
    return await where_now(conn, best.chat_id if best is not None else desk.chat_id)


def _narrowness(rule: GroupRule) -> tuple[bool, bool]:
    return rule.topic != desk_groups.ANY, rule.region != desk_groups.ANY


async def groups_of(conn: AsyncConnection, desk: Desk) -> frozenset[int]:
    """Every group of the desk, under the numbers that they have now and had before."""
    own = {rule.chat_id for rule in await desk_groups.rules(conn)}
    if desk.chat_id is not None:
        own.add(desk.chat_id)
    moved = await moved_chats.known(conn)
    return frozenset(own | {moved[chat] for chat in own if chat in moved})


async def where_now(conn: AsyncConnection, chat_id: int | None) -> int | None:
    """Where a group is that may have become a supergroup."""
    if chat_id is None:
        return None
    return (await moved_chats.known(conn)).get(chat_id, chat_id)
