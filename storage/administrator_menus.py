"""Whose list of commands in Telegram shows `/admin`.

Without these rows somebody who is no administrator any more would go on seeing a command that does
nothing for them.
"""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import administrator_menus

_GIVEN = select(administrator_menus.c.chat_id)
_NOTE = insert_unless_there(administrator_menus, ("chat_id", "given_at"))
_FORGET = delete(administrator_menus).where(administrator_menus.c.chat_id == bindparam("chat"))


async def given(conn: AsyncConnection) -> frozenset[int]:
    """Telegram ids of those whose list shows it."""
    return frozenset((await conn.execute(_GIVEN)).scalars())


async def note(conn: AsyncConnection, chat_id: int, now: datetime) -> None:
    """It is shown there now."""
    await conn.execute(for_database(conn, _NOTE), {"chat_id": chat_id, "given_at": now})


async def forget(conn: AsyncConnection, chat_id: int) -> None:
    """It is shown there no more."""
    await conn.execute(_FORGET, {"chat": chat_id})
