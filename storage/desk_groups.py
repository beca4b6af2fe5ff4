"""Which group of volunteers gets which tickets, where there are several."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database
from storage.tables import desk_groups

ANY = ""


@dataclass(frozen=True, slots=True)
class GroupRule:
    """Tickets of this topic and region go to this group; ``ANY`` (empty) is every one."""

    topic: str
    region: str
    chat_id: int


_NAMES = ("topic", "region", "chat_id", "set_at", "set_by")
_VALUES: dict[str, Any] = {name: bindparam(name) for name in _NAMES}
_OVER = {name: _VALUES[name] for name in ("chat_id", "set_at", "set_by")}
_KEY = ["topic", "region"]
_SET: dict[str, Any] = {
    "sqlite": sqlite.insert(desk_groups)
    .values(_VALUES)
    .on_conflict_do_update(index_elements=_KEY, set_=_OVER),
    "postgresql": postgresql.insert(desk_groups)
    .values(_VALUES)
    .on_conflict_do_update(index_elements=_KEY, set_=_OVER),
}
_ALL = select(desk_groups.c.topic, desk_groups.c.region, desk_groups.c.chat_id).order_by(
    desk_groups.c.topic, desk_groups.c.region
)
_FITTING = _ALL.where(
    desk_groups.c.topic.in_((bindparam("of_topic"), ANY)),
    desk_groups.c.region.in_((bindparam("of_region"), ANY)),
)
_FORGET = delete(desk_groups).where(
    desk_groups.c.topic == bindparam("of_topic"), desk_groups.c.region == bindparam("of_region")
)


async def rules(conn: AsyncConnection) -> list[GroupRule]:
    """All of them."""
    return [GroupRule(*row) for row in await conn.execute(_ALL)]


async def fitting(conn: AsyncConnection, topic: str, region: str) -> list[GroupRule]:
    """Those that speak of such a ticket."""
    asked = {"of_topic": topic, "of_region": region}
    return [GroupRule(*row) for row in await conn.execute(_FITTING, asked)]


async def set_rule(conn: AsyncConnection, rule: GroupRule, by: int, now: datetime) -> None:
    """From now on it is so."""
    row = {"topic": rule.topic, "region": rule.region, "chat_id": rule.chat_id}
    await conn.execute(for_database(conn, _SET), {**row, "set_at": now, "set_by": by})


async def forget_rule(conn: AsyncConnection, topic: str, region: str) -> bool:
    """Nothing is said of such tickets any more; False when nothing was."""
    asked = {"of_topic": topic, "of_region": region}
    return (await conn.execute(_FORGET, asked)).rowcount == 1
