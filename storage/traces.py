"""The ids of messages that must not stay in a chat, and when they are to go.

Ids and times only. Without these rows a clean-up that a crash cut short would never be finished,
and what a person asked to have deleted would stay on a phone that somebody else may open. The rows
go with the messages: a chat that has a row is being visited, one without is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import traces

AT_LATEST = timedelta(hours=46)
"""Telegram lets a bot delete for 48 hours; what nobody cleaned up by then would stay for ever."""
_FIELDS = ("chat_id", "message_id", "is_screen", "language", "noted_at", "due_at", "pause")


@dataclass(frozen=True, slots=True)
class Trace:
    message_id: int
    is_screen: bool
    """The bot's one message: it is turned into a neutral page."""
    language: str
    noted_at: datetime
    due_at: datetime
    pause: timedelta
    """After so much silence the person wants it gone; none where they have left already."""


_NOTE = insert_unless_there(traces, _FIELDS)
_OF_THE_CHAT = traces.c.chat_id == bindparam("chat")
_CHOSEN = (
    update(traces)
    .where(_OF_THE_CHAT)
    .values(pause=bindparam("seconds"), language=bindparam("speaks"))
)
_POSTPONE = (
    update(traces)
    .where(_OF_THE_CHAT, or_(traces.c.is_screen, traces.c.noted_at >= bindparam("young_enough")))
    .values(due_at=bindparam("due"))
)
_NOW_A_SCREEN = (
    update(traces)
    .where(_OF_THE_CHAT, traces.c.message_id == bindparam("message"))
    .values(is_screen=True)
)
_HURRY = update(traces).where(_OF_THE_CHAT).values(due_at=bindparam("due"), pause=0)
_DUE = (
    select(traces.c.chat_id)
    .distinct()
    .where(traces.c.due_at <= bindparam("now"))
    .limit(bindparam("most"))
)
_OF_CHAT = (
    select(
        traces.c.message_id,
        traces.c.is_screen,
        traces.c.language,
        traces.c.noted_at,
        traces.c.due_at,
        traces.c.pause,
    )
    .where(_OF_THE_CHAT)
    .order_by(traces.c.message_id)
)
_VISITED = select(traces.c.chat_id).distinct()
_FORGET = delete(traces).where(
    _OF_THE_CHAT, traces.c.message_id.in_(bindparam("messages", expanding=True))
)


async def note(
    conn: AsyncConnection,
    chat_id: int,
    message_ids: Iterable[int],
    *,
    is_screen: bool,
    language: str,
    now: datetime,
    pause: timedelta,
) -> None:
    """These messages are to go after this pause, and with them all that is noted of the chat.

    Who stays for long gains no time for what is old: a message goes before Telegram's 48 hours
    are over, however often it is postponed. A screen waits: it is edited, which has no term.
    """
    due_at, seconds = now + pause, int(pause.total_seconds())
    for message_id in message_ids:
        row = {
            "chat_id": chat_id,
            "message_id": message_id,
            "is_screen": is_screen,
            "language": language,
            "noted_at": now,
            "due_at": due_at,
            "pause": seconds,
        }
        await conn.execute(for_database(conn, _NOTE), row)
        if is_screen:  # what was noted as an answer may have become the page since
            await conn.execute(_NOW_A_SCREEN, {"chat": chat_id, "message": message_id})
    await conn.execute(_CHOSEN, {"chat": chat_id, "seconds": seconds, "speaks": language})
    postponed = {"chat": chat_id, "due": due_at, "young_enough": due_at - AT_LATEST}
    await conn.execute(_POSTPONE, postponed)


async def hurry(conn: AsyncConnection, chat_id: int, now: datetime) -> None:
    """What is noted of the chat is to go now, not after its pause."""
    await conn.execute(_HURRY, {"chat": chat_id, "due": now})


async def due(conn: AsyncConnection, now: datetime, most: int = 100) -> list[int]:
    """The chats in which something's time has come."""
    return [chat for (chat,) in await conn.execute(_DUE, {"now": now, "most": most})]


async def of_chat(conn: AsyncConnection, chat_id: int) -> list[Trace]:
    """What is noted of a chat, oldest message first."""
    rows = await conn.execute(_OF_CHAT, {"chat": chat_id})
    return [Trace(*row[:-1], timedelta(seconds=row.pause)) for row in rows]


async def visited(conn: AsyncConnection) -> list[int]:
    """The chats of which anything is noted."""
    return list((await conn.execute(_VISITED)).scalars())


async def forget(conn: AsyncConnection, chat_id: int, message_ids: Sequence[int]) -> None:
    """They are gone from the chat, or can never be deleted any more."""
    await conn.execute(_FORGET, {"chat": chat_id, "messages": list(message_ids)})
