"""When the desk is open: the week, and the days that differ from it. Spans as they are written."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_or_update, insert_unless_there
from storage.tables import desk_days, desk_hours

_WEEK = select(desk_hours.c.weekday, desk_hours.c.spans)
_DAYS = (
    select(desk_days.c.day, desk_days.c.spans)
    .where(desk_days.c.day >= bindparam("since"))
    .order_by(desk_days.c.day)
)
_SET: dict[str, Any] = {
    "spans": bindparam("spans"),
    "set_at": bindparam("set_at"),
    "set_by": bindparam("set_by"),
}
_SEED = insert_unless_there(desk_hours, ("weekday", "spans", "set_at"))
_SET_WEEKDAY = insert_or_update(desk_hours, ("weekday", *_SET), "weekday", _SET)
_SET_DAY = insert_or_update(desk_days, ("day", *_SET), "day", _SET)
_FORGET = delete(desk_days).where(desk_days.c.day == bindparam("this_day"))


async def week(conn: AsyncConnection) -> dict[int, str]:
    """The spans of each weekday, Monday being 0; nothing before the first start."""
    rows = await conn.execute(_WEEK)
    return {row.weekday: row.spans for row in rows}


async def days(conn: AsyncConnection, since: date) -> dict[date, str]:
    """The days from this one on that differ from their week."""
    rows = await conn.execute(_DAYS, {"since": since})
    return {row.day: row.spans for row in rows}


async def seed(conn: AsyncConnection, spans: Mapping[int, str], now: datetime) -> None:
    """Take the week as the files have it, for weekdays of which nothing was ever said."""
    for weekday, written in spans.items():
        row = {"weekday": weekday, "spans": written, "set_at": now}
        await conn.execute(for_database(conn, _SEED), row)


async def set_weekday(
    conn: AsyncConnection, weekday: int, spans: str, by: int, now: datetime
) -> None:
    """Open on this day of each week in these spans; '' is closed."""
    row = {"weekday": weekday, "spans": spans, "set_at": now, "set_by": by}
    await conn.execute(for_database(conn, _SET_WEEKDAY), row)


async def set_day(conn: AsyncConnection, day: date, spans: str, by: int, now: datetime) -> None:
    """This one day differs from its week; '' is closed."""
    row = {"day": day, "spans": spans, "set_at": now, "set_by": by}
    await conn.execute(for_database(conn, _SET_DAY), row)


async def forget_day(conn: AsyncConnection, day: date) -> bool:
    """The day is as its week has it; False when it was so."""
    return (await conn.execute(_FORGET, {"this_day": day})).rowcount == 1
