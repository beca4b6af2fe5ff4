"""Which share of its threshold a petition has reached, each noted once for good."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import petition_milestones

_REACH = insert_unless_there(petition_milestones, ("petition_id", "per_cent", "reached_at"))
_OF = (
    select(petition_milestones.c.per_cent, petition_milestones.c.reached_at)
    .where(petition_milestones.c.petition_id == bindparam("petition"))
    .order_by(petition_milestones.c.per_cent)
)


async def reach(conn: AsyncConnection, petition_id: str, per_cent: int, now: datetime) -> bool:
    """Note it; False when it had been reached before, whatever was taken back since."""
    row = {"petition_id": petition_id, "per_cent": per_cent, "reached_at": now}
    return (await conn.execute(for_database(conn, _REACH), row)).rowcount == 1


async def of(conn: AsyncConnection, petition_id: str) -> dict[int, datetime]:
    """Per cent, and when it was reached."""
    rows = await conn.execute(_OF, {"petition": petition_id})
    return {row.per_cent: row.reached_at for row in rows}
