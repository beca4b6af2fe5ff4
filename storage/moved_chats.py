"""Groups that became supergroups, and so have a new id.

Telegram names the new id once, in a refusal. Were it not written down, every letter to the old one
would have to be refused first, and after a restart nobody would remember.
"""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_or_update
from storage.letters import is_waiting
from storage.tables import letters, moved_chats

_NOTE = insert_or_update(
    moved_chats,
    ("old_id", "new_id", "moved_at"),
    "old_id",
    {"new_id": bindparam("new_id"), "moved_at": bindparam("moved_at")},
)
_MOVED_ON = (
    update(moved_chats)
    .where(moved_chats.c.new_id == bindparam("old"))
    .values(new_id=bindparam("new"))
)
_KNOWN = select(moved_chats.c.old_id, moved_chats.c.new_id)
_FOLLOW = (
    update(letters)
    .where(is_waiting(), letters.c.chat_id.in_(select(moved_chats.c.old_id)))
    .values(
        chat_id=select(moved_chats.c.new_id)
        .where(moved_chats.c.old_id == letters.c.chat_id)
        .scalar_subquery()
    )
)


async def note(conn: AsyncConnection, old: int, new: int, now: datetime) -> None:
    """Remember where the group is now; what waits for it follows."""
    await conn.execute(_MOVED_ON, {"old": old, "new": new})
    moved = {"old_id": old, "new_id": new, "moved_at": now}
    await conn.execute(for_database(conn, _NOTE), moved)
    await follow(conn)


async def known(conn: AsyncConnection) -> dict[int, int]:
    """The old id of each group that moved, and the one that it has now."""
    rows = (await conn.execute(_KNOWN)).all()
    return {old: new for old, new in rows}  # noqa: C416 - rows are no pairs to dict()


async def follow(conn: AsyncConnection) -> int:
    """Address what was put for an old id since then to the new one; returns how many."""
    return (await conn.execute(_FOLLOW)).rowcount
