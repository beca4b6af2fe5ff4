"""In which chats the administrators' command stands in the menu.

Telegram tells nobody to whom a menu was given. Without these rows whoever was an administrator once
would keep the command for ever.
"""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import administrator_menus

_GIVEN = select(administrator_menus.c.chat_id)
_NOTE = insert_unless_there(administrator_menus, ("chat_id", "given_at"))
_FORGET = delete(administrator_menus).where(administrator_menus.c.chat_id == bindparam("chat"))


async def given(conn: AsyncConnection) -> set[int]:
    """The chats (Telegram ids)."""
    return set((await conn.execute(_GIVEN)).scalars())


async def note(conn: AsyncConnection, chat_id: int, now: datetime) -> None:
    """It was given to this chat."""
    await conn.execute(for_database(conn, _NOTE), {"chat_id": chat_id, "given_at": now})


async def forget(conn: AsyncConnection, chat_id: int) -> None:
    """It was taken from this chat."""
    await conn.execute(_FORGET, {"chat": chat_id})
