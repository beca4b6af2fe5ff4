"""The ids of messages that must not stay in a chat, and when they are to go.

Ids and times only. Without these rows a clean-up that a crash cut short would never be finished,
and what a person asked to have deleted would stay on a phone that somebody else may open. The rows
go with the messages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import traces

_FIELDS = ("chat_id", "message_id", "is_screen", "language", "noted_at", "due_at")


@dataclass(frozen=True, slots=True)
class Trace:
    message_id: int
    is_screen: bool
    """The bot's one message: it is turned into a neutral page."""
    language: str
    noted_at: datetime


_NOTE = insert_unless_there(traces, _FIELDS)
_POSTPONE = (
    update(traces)
    .where(traces.c.chat_id == bindparam("chat"))
    .values(due_at=bindparam("due"), language=bindparam("speaks"))
)
_HURRY = update(traces).where(traces.c.chat_id == bindparam("chat")).values(due_at=bindparam("due"))
_DUE = (
    select(traces.c.chat_id)
    .distinct()
    .where(traces.c.due_at <= bindparam("now"))
    .limit(bindparam("most"))
)
_OF_CHAT = (
    select(traces.c.message_id, traces.c.is_screen, traces.c.language, traces.c.noted_at)
    .where(traces.c.chat_id == bindparam("chat"))
    .order_by(traces.c.message_id)
)
_FORGET = delete(traces).where(
    traces.c.chat_id == bindparam("chat"),
    traces.c.message_id.in_(bindparam("messages", expanding=True)),
)


async def note(
    conn: AsyncConnection,
    chat_id: int,
    message_ids: Iterable[int],
    *,
    is_screen: bool,
    language: str,
    now: datetime,
    due_at: datetime,
) -> None:
    """These messages are to go at ``due_at``, and with them all that is noted of the chat."""
    for message_id in message_ids:
        row = {
            "chat_id": chat_id,
            "message_id": message_id,
            "is_screen": is_screen,
            "language": language,
            "noted_at": now,
            "due_at": due_at,
        }
        await conn.execute(for_database(conn, _NOTE), row)
    await conn.execute(_POSTPONE, {"chat": chat_id, "due": due_at, "speaks": language})


async def hurry(conn: AsyncConnection, chat_id: int, now: datetime) -> None:
    """What is noted of the chat is to go now, not after its pause."""
    await conn.execute(_HURRY, {"chat": chat_id, "due": now})


async def due(conn: AsyncConnection, now: datetime, most: int = 100) -> list[int]:
    """The chats whose time has come."""
    return [chat for (chat,) in await conn.execute(_DUE, {"now": now, "most": most})]


async def of_chat(conn: AsyncConnection, chat_id: int) -> list[Trace]:
    """What is noted of a chat, oldest message first."""
    return [Trace(*row) for row in await conn.execute(_OF_CHAT, {"chat": chat_id})]


async def forget(conn: AsyncConnection, chat_id: int, message_ids: Sequence[int]) -> None:
    """They are gone from the chat, or can never be deleted any more."""
    await conn.execute(_FORGET, {"chat": chat_id, "messages": list(message_ids)})
