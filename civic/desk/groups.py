"""Which group of volunteers a ticket goes to: by the rule that fits best, else the house's own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.act import Act
from civic.desk.roles import Right, must
from storage import audit, desk_groups, moved_chats
from storage.desk_groups import ANY, GroupRule


class HasGroup(Protocol):
    """The desk of this organisation (``civic.desk.house.Desk``)."""

    @property
    def chat_id(self) -> int | None:
        """The group of the settings."""


def chosen(rules: Collection[GroupRule], topic: str, region: str | None) -> int | None:
    """The group of the rule that fits best; a topic outweighs a region. None: no rule fits."""
    fitting = [
        rule for rule in rules if rule.topic in (topic, ANY) and rule.region in (region or ANY, ANY)
    ]
    best = max(fitting, key=lambda rule: (rule.topic != ANY, rule.region != ANY), default=None)
    return best.chat_id if best else None


async def group_for(
    conn: AsyncConnection, desk: HasGroup, topic: str, region: str | None
) -> int | None:
    """The group for such a ticket, under the id that it has now; None: there is none at all."""
    rules = await desk_groups.fitting(conn, topic, region or ANY)
    chat = chosen(rules, topic, region)
    chat = desk.chat_id if chat is None else chat
    return await where_now(conn, chat)


async def send_to(act: Act, administrators: Collection[int], rule: GroupRule) -> None:
    """From now on such tickets go to this group."""
    await must(act, administrators, Right.SET_GROUPS)
    await desk_groups.set_rule(act.connection, rule, act.person.id, act.now)
    await audit.note(act.connection, act.now, "desk.group_set", act.person.id, _subject(rule))


async def send_home(act: Act, administrators: Collection[int], topic: str, region: str) -> bool:
    """Such tickets go where they went before there was a rule; False when there was none."""
    await must(act, administrators, Right.SET_GROUPS)
    if not await desk_groups.forget_rule(act.connection, topic, region):
        return False
    rule = GroupRule(topic, region, 0)
    await audit.note(act.connection, act.now, "desk.group_forgotten", act.person.id, _subject(rule))
    return True


def _subject(rule: GroupRule) -> str:
    return f"{rule.topic or '*'}:{rule.region or '*'}"


async def groups_of(conn: AsyncConnection, desk: HasGroup) -> frozenset[int]:
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
