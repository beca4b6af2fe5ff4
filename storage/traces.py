"""Who is in the help branch of which chat, and the ids of messages that must not stay there.

Ids and times only, no word of what is looked for. Without these rows a clean-up that a crash cut
short would never be finished, a restart or another worker would take a cry for help for an answer
to something else, and what a person asked to have deleted would stay on a phone that somebody else
may open. The rows go with the messages.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, literal_column, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_or_update, insert_unless_there
from storage.tables import traces, visits


@dataclass(frozen=True, slots=True)
class Visit:
    """A chat whose person is in the branch now. Times are UTC."""

    chat_id: int
    screen: int
    """The id of the one message."""
    language: str
    pause: timedelta | None
    """After so much silence all is cleaned up; None while the person has chosen nothing."""
    asks_where: bool
    """The page waits for a place."""
    is_left: bool
    """An ordinary page stands on the screen already: only the rest has to go."""
    seen_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Trace:
    """A message that has to go, other than the screen."""

    message_id: int
    is_ours: bool
    """The bot's: where it cannot be deleted any more, it can still be made neutral."""
    noted_at: datetime
    due_at: datetime


_VISIT_COLUMNS = (
    "chat_id",
    "screen_id",
    "language",
    "pause",
    "asks_where",
    "is_left",
    "seen_at",
    "due_at",
)
_STAY = insert_or_update(
    visits,
    _VISIT_COLUMNS,
    "chat_id",
    {name: literal_column(f"excluded.{name}") for name in _VISIT_COLUMNS[1:]},
)
_VISIT = select(*(visits.c[name] for name in _VISIT_COLUMNS)).where(
    visits.c.chat_id == bindparam("chat")
)
_END = delete(visits).where(
    visits.c.chat_id == bindparam("chat"), visits.c.due_at == bindparam("due")
)
_NOTE = insert_unless_there(traces, ("chat_id", "message_id", "is_ours", "noted_at", "due_at"))
_OF_CHAT = (
    select(traces.c.message_id, traces.c.is_ours, traces.c.noted_at, traces.c.due_at)
    .where(traces.c.chat_id == bindparam("chat"))
    .order_by(traces.c.message_id)
)
_IS_MESSAGE = (
    traces.c.chat_id == bindparam("chat"),
    traces.c.message_id.in_(bindparam("messages", expanding=True)),
)
_FORGET = delete(traces).where(*_IS_MESSAGE)
_POSTPONE = update(traces).where(*_IS_MESSAGE).values(due_at=bindparam("due"))
_HURRY = update(traces).where(traces.c.chat_id == bindparam("chat")).values(due_at=bindparam("due"))
_HURRY_VISIT = (
    update(visits).where(visits.c.chat_id == bindparam("chat")).values(due_at=bindparam("due"))
)
_DUE = union(
    select(visits.c.chat_id).where(visits.c.due_at <= bindparam("now")),
    select(traces.c.chat_id).where(traces.c.due_at <= bindparam("now")),
).limit(bindparam("most"))


async def visit_of(conn: AsyncConnection, chat_id: int) -> Visit | None:
    """Who is in the branch in this chat; None when nobody is."""
    row = (await conn.execute(_VISIT, {"chat": chat_id})).one_or_none()
    if row is None:
        return None
    chat, screen, language, pause, *rest = row
    return Visit(chat, screen, language, timedelta(seconds=pause) if pause else None, *rest)


async def stay(conn: AsyncConnection, visit: Visit) -> None:
    """The person is there, as this says, from now on. The screen is no trace any more."""
    row = dict(zip(_VISIT_COLUMNS, astuple(visit), strict=True))
    row["pause"] = int(visit.pause.total_seconds()) if visit.pause else None
    await conn.execute(for_database(conn, _STAY), row)
    await forget(conn, visit.chat_id, [visit.screen])


async def end(conn: AsyncConnection, visit: Visit) -> bool:
    """The person has left. False when they came back meanwhile: then nothing is ended."""
    ended = await conn.execute(_END, {"chat": visit.chat_id, "due": visit.due_at})
    return ended.rowcount == 1


async def note(
    conn: AsyncConnection,
    chat_id: int,
    message_id: int,
    *,
    is_ours: bool,
    sent_at: datetime,
    due_at: datetime,
) -> None:
    """This message is to go, at ``due_at`` at the latest. Noted once, it stays as it was noted."""
    row = {
        "chat_id": chat_id,
        "message_id": message_id,
        "is_ours": is_ours,
        "noted_at": sent_at,
        "due_at": due_at,
    }
    await conn.execute(for_database(conn, _NOTE), row)


async def of_chat(conn: AsyncConnection, chat_id: int) -> list[Trace]:
    """What is noted of a chat, oldest message first."""
    return [Trace(*row) for row in await conn.execute(_OF_CHAT, {"chat": chat_id})]


async def hurry(conn: AsyncConnection, chat_id: int, now: datetime) -> None:
    """What is noted of the chat is to go now."""
    await conn.execute(_HURRY, {"chat": chat_id, "due": now})


async def hurry_visit(conn: AsyncConnection, chat_id: int, now: datetime) -> None:
    """The visit is to end now, and all that is noted of the chat with it."""
    await conn.execute(_HURRY_VISIT, {"chat": chat_id, "due": now})
    await hurry(conn, chat_id, now)


async def postpone(
    conn: AsyncConnection, chat_id: int, message_ids: Iterable[int], due_at: datetime
) -> None:
    """These cannot be deleted yet."""
    asked = {"chat": chat_id, "messages": list(message_ids), "due": due_at}
    await conn.execute(_POSTPONE, asked)


async def forget(conn: AsyncConnection, chat_id: int, message_ids: Iterable[int]) -> None:
    """They are gone from the chat, or can never be deleted any more."""
    await conn.execute(_FORGET, {"chat": chat_id, "messages": list(message_ids)})


async def due(conn: AsyncConnection, now: datetime, most: int = 100) -> list[int]:
    """The chats in which something has to go now."""
    return [chat for (chat,) in await conn.execute(_DUE, {"now": now, "most": most})]
