"""What was said in tickets, its versions, and which messages in Telegram show it.

A reply or an edit in a chat finds its ticket by `ticket_copies` alone: such a map in memory would
be lost at a restart, and answers would then go nowhere. Whoever reads or writes the words has the
ticket's case in hand.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import ticket_copies, ticket_versions, ticket_words


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredWords:
    """One thing that was said. ``text`` is the caption of what has one."""

    id: int
    ticket_id: int
    side: str
    author_id: int | None
    kind: str
    text: str | None
    said_at: datetime
    edited_at: datetime | None = None
    pending: str | None = None
    """What its writer changed it to, until they have looked at it once more."""
    from_chat: int | None = None
    messages: tuple[int, ...] = ()
    """Ids of the messages that it was said with, in `from_chat`."""
    album: str | None = None
    put_at: datetime | None = None
    """When its letter was put into the outbox; None: it waits until it may be."""
    tries: int = 0
    delivered_at: datetime | None = None
    failed_at: datetime | None = None
    failed_why: str | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A message in Telegram that belongs to a ticket."""

    chat_id: int
    message_id: int
    ticket_id: int
    words_id: int | None
    is_ours: bool


_COLUMNS = tuple(ticket_words.c[name] for name in StoredWords.__dataclass_fields__)
_this = ticket_words.c.id == bindparam("words")
_GET = select(*_COLUMNS).where(_this)
_HOLD = _GET.with_for_update()
_OF_TICKET = (
    select(*_COLUMNS)
    .where(ticket_words.c.ticket_id == bindparam("ticket"))
    .order_by(ticket_words.c.id)
)
_OF_ALBUM = select(*_COLUMNS).where(
    ticket_words.c.ticket_id == bindparam("ticket"), ticket_words.c.album == bindparam("named")
)
_UNSENT = (
    select(*_COLUMNS)
    .where(
        ticket_words.c.ticket_id == bindparam("ticket"),
        ticket_words.c.side == "volunteer",
        ticket_words.c.put_at.is_(None),
        ticket_words.c.withdrawn_at.is_(None),
    )
    .order_by(ticket_words.c.id)
)
_SAID_SINCE = select(func.count()).where(
    ticket_words.c.ticket_id == bindparam("ticket"),
    ticket_words.c.side == bindparam("of_side"),
    ticket_words.c.said_at > bindparam("since"),
)
_COPY_COLUMNS = tuple(ticket_copies.c[name] for name in Copy.__dataclass_fields__)
_NOTE_COPY = insert_unless_there(ticket_copies, tuple(Copy.__dataclass_fields__))
_COPY = select(*_COPY_COLUMNS).where(
    ticket_copies.c.chat_id == bindparam("chat"),
    ticket_copies.c.message_id == bindparam("message"),
)
_COPIES = (
    select(*_COPY_COLUMNS)
    .where(ticket_copies.c.words_id == bindparam("words"))
    .order_by(ticket_copies.c.chat_id, ticket_copies.c.message_id)
)
_VERSIONS = (
    select(ticket_versions.c.text, ticket_versions.c.until)
    .where(ticket_versions.c.words_id == bindparam("words"))
    .order_by(ticket_versions.c.id)
)
_FORGET_COPIES = delete(ticket_copies).where(ticket_copies.c.ticket_id == bindparam("ticket"))
_FORGET_WORDS = delete(ticket_words).where(ticket_words.c.ticket_id == bindparam("ticket"))


def _stored(row: Any) -> StoredWords:
    values = dict(row)
    values["messages"] = tuple(values["messages"] or ())
    return StoredWords(**values)


async def add(conn: AsyncConnection, words: StoredWords) -> StoredWords:
    """Keep it (``words.id`` is ignored), its case in hand; it comes back with its id."""
    row = {name: getattr(words, name) for name in StoredWords.__dataclass_fields__ if name != "id"}
    row["messages"] = list(words.messages)
    given = await conn.execute(insert(ticket_words).values(row).returning(ticket_words.c.id))
    values = {name: getattr(words, name) for name in StoredWords.__dataclass_fields__}
    return StoredWords(**{**values, "id": given.scalar_one()})


async def get(conn: AsyncConnection, words_id: int, *, hold: bool = False) -> StoredWords | None:
    """One thing that was said; ``hold`` locks its row until the act is over."""
    row = (await conn.execute(_HOLD if hold else _GET, {"words": words_id})).mappings().first()
    return _stored(row) if row else None


async def of_ticket(conn: AsyncConnection, ticket_id: int) -> list[StoredWords]:
    """All that was said in it, in order."""
    rows = await conn.execute(_OF_TICKET, {"ticket": ticket_id})
    return [_stored(row) for row in rows.mappings()]


async def of_album(conn: AsyncConnection, ticket_id: int, album: str) -> StoredWords | None:
    """What the other parts of this album became."""
    asked = {"ticket": ticket_id, "named": album}
    row = (await conn.execute(_OF_ALBUM, asked)).mappings().first()
    return _stored(row) if row else None


async def unsent(conn: AsyncConnection, ticket_id: int) -> list[StoredWords]:
    """Answers that wait until the person may be written to, in order."""
    rows = await conn.execute(_UNSENT, {"ticket": ticket_id})
    return [_stored(row) for row in rows.mappings()]


async def said_since(conn: AsyncConnection, ticket_id: int, side: str, since: datetime) -> int:
    """How many things this side said in it after that moment."""
    asked = {"ticket": ticket_id, "of_side": side, "since": since}
    return int((await conn.execute(_SAID_SINCE, asked)).scalar_one())


async def change(conn: AsyncConnection, words_id: int, **values: Any) -> None:
    """Set these columns; sealed ones need the case in hand."""
    if "messages" in values:
        values["messages"] = list(values["messages"])
    await conn.execute(update(ticket_words).where(ticket_words.c.id == words_id).values(**values))


async def keep_version(conn: AsyncConnection, words: StoredWords, until: datetime) -> None:
    """What stood there before an edit stays."""
    row = {"words_id": words.id, "text": words.text, "until": until}
    await conn.execute(insert(ticket_versions), row)


async def versions_of(
    conn: AsyncConnection, words_id: int
) -> Sequence[tuple[str | None, datetime]]:
    """What stood there before, each with the moment until which it did; the oldest first."""
    rows = await conn.execute(_VERSIONS, {"words": words_id})
    return [(row.text, row.until) for row in rows]


async def note_copies(conn: AsyncConnection, copies: Collection[Copy]) -> None:
    """These messages belong to tickets from now on; what was noted before stays."""
    for one in copies:
        row = {name: getattr(one, name) for name in Copy.__dataclass_fields__}
        await conn.execute(for_database(conn, _NOTE_COPY), row)


async def copy_of(conn: AsyncConnection, chat_id: int, message_id: int) -> Copy | None:
    """What a message in Telegram belongs to."""
    row = (await conn.execute(_COPY, {"chat": chat_id, "message": message_id})).first()
    return Copy(*row) if row else None


async def copies_of(conn: AsyncConnection, words_id: int) -> list[Copy]:
    """Every message that shows these words, the person's or volunteer's own among them."""
    return [Copy(*row) for row in await conn.execute(_COPIES, {"words": words_id})]


async def forget_all(conn: AsyncConnection, ticket_id: int) -> None:
    """The rows of all that was said go (their versions with them); the case is shredded beside."""
    await conn.execute(_FORGET_COPIES, {"ticket": ticket_id})
    await conn.execute(_FORGET_WORDS, {"ticket": ticket_id})
