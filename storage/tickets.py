"""Tickets: the open columns of each, and the acts that two volunteers may try at once.

Whoever changes a ticket holds its row until the act is over. What the queue, the clock and the
numbers need is in open columns, so that none of them needs a key.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.columns import JSON
from storage.dialects import for_database, insert_unless_there
from storage.tables import people, ticket_tags, ticket_topics, tickets


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTicket:
    """The open columns of a ticket; moments are UTC."""

    id: int
    asked_in: str
    person_id: int
    topic: str
    region: str | None
    source: str
    urgent: bool
    heavy: bool
    unseen: bool = False
    """Of somebody who is banned quietly: nobody of the desk sees it."""
    state: str
    opened_at: datetime
    person_said_at: datetime | None = None
    staff_said_at: datetime | None = None
    first_answer_at: datetime | None = None
    owner_id: int | None = None
    taken_at: datetime | None = None
    owner_seen_at: datetime | None = None
    due_at: datetime | None = None
    warned_at: datetime | None = None
    told_due_at: datetime | None = None
    escalated_at: datetime | None = None
    closing_told_at: datetime | None = None
    look_at: datetime | None = None
    snoozed_until: datetime | None = None
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    closed_why: str | None = None
    reopened: int = 0
    rating: str | None = None
    rated_at: datetime | None = None
    may_write: bool = True
    safe_from: int | None = None
    """Minute of the day from which it is safe to write; None: at any time."""
    safe_until: int | None = None
    unsafe_since: datetime | None = None
    code_misses: int = 0
    opened_until: datetime | None = None
    locked_until: datetime | None = None
    merged_into: int | None = None
    chat_id: int | None = None
    thread_id: int | None = None
    card_id: int | None = None
    revision: int = 0
    shred_told_at: datetime | None = None
    shredded_at: datetime | None = None

    @property
    def case_id(self) -> str:
        """Whose key its words are sealed with."""
        return f"ticket:{self.id}"


_COLUMNS = tuple(tickets.c[name] for name in StoredTicket.__dataclass_fields__)
_NEW = tuple(name for name in StoredTicket.__dataclass_fields__ if name != "id")
# as a literal: with parameters neither database would see that the partial index holds the rows
_is_open = tickets.c.state.in_(
    tuple(literal_column(f"'{state}'") for state in ("new", "needs_answer", "waiting", "snoozed"))
)
_this = tickets.c.id == bindparam("ticket")
_ADD = insert_unless_there(tickets, _NEW)
_ASKED_IN = select(*_COLUMNS).where(tickets.c.asked_in == bindparam("draft"))
_GET = select(*_COLUMNS).where(_this)
_HOLD = _GET.with_for_update()
_SEVERAL = select(*_COLUMNS).where(tickets.c.id.in_(bindparam("several", expanding=True)))
_OF_PERSON = (
    select(*_COLUMNS)
    .where(tickets.c.person_id == bindparam("person"), tickets.c.shredded_at.is_(None))
    .order_by(tickets.c.opened_at.desc(), tickets.c.id.desc())
    .limit(bindparam("at_most"))
)
_OPEN_OF_PERSON = (
    select(*_COLUMNS)
    .where(tickets.c.person_id == bindparam("person"), _is_open)
    .order_by(tickets.c.opened_at.desc(), tickets.c.id.desc())
)
_OF_OWNER = (
    select(*_COLUMNS)
    .where(tickets.c.owner_id == bindparam("owner"), _is_open)
    .order_by(tickets.c.urgent.desc(), tickets.c.due_at, tickets.c.id)
)
_OWNED = (
    select(tickets.c.heavy, func.count())
    .where(tickets.c.owner_id == bindparam("owner"), _is_open)
    .group_by(tickets.c.heavy)
)
_IN_TOPIC = select(*_COLUMNS).where(
    tickets.c.chat_id == bindparam("chat"), tickets.c.thread_id == bindparam("thread")
)
_LOST_TOPIC = (
    select(*_COLUMNS)
    .join(ticket_topics, ticket_topics.c.ticket_id == tickets.c.id)
    .where(
        ticket_topics.c.chat_id == bindparam("chat"),
        ticket_topics.c.thread_id == bindparam("thread"),
    )
)
_DUE = (
    select(*_COLUMNS, people.c.telegram_id)
    .join(people, people.c.id == tickets.c.person_id)
    .where(tickets.c.look_at.is_not(None), tickets.c.look_at <= bindparam("now"))
    .order_by(tickets.c.look_at, tickets.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(of=tickets, skip_locked=True)
)
_QUEUE = (
    select(*_COLUMNS)
    .where(
        _is_open,
        tickets.c.owner_id.is_(None),
        tickets.c.unseen.is_(False),
        tickets.c.source != "canary",
        tickets.c.urgent == bindparam("hurry"),
    )
    .order_by(tickets.c.due_at, tickets.c.id)
    .limit(bindparam("at_most"))
)
# of two who press at the same moment the second finds an owner there already
_TAKE = (
    update(tickets)
    .where(_this, tickets.c.owner_id.is_(None), _is_open)
    .values(
        owner_id=bindparam("owner"),
        taken_at=bindparam("now"),
        owner_seen_at=bindparam("now"),
        warned_at=None,
        revision=tickets.c.revision + 1,
    )
)
_MOVE_CHAT = (
    update(tickets).where(tickets.c.chat_id == bindparam("old")).values(chat_id=bindparam("new"))
)
_PLACE = (
    update(tickets)
    .where(_this)
    .values(chat_id=bindparam("chat"), thread_id=bindparam("thread"), card_id=None)
)
_ADD_TOPIC = insert_unless_there(ticket_topics, ("ticket_id", "chat_id", "thread_id", "made_at"))
_LOSE_TOPIC = (
    update(ticket_topics)
    .where(
        ticket_topics.c.chat_id == bindparam("chat"),
        ticket_topics.c.thread_id == bindparam("thread"),
        ticket_topics.c.lost_at.is_(None),
    )
    .values(lost_at=bindparam("now"), lost_why=bindparam("why"))
)
_TOPICS = (
    select(ticket_topics.c.chat_id, ticket_topics.c.thread_id, ticket_topics.c.lost_at)
    .where(ticket_topics.c.ticket_id == bindparam("ticket"))
    .order_by(ticket_topics.c.id)
)
_TAGS = (
    select(ticket_tags.c.ticket_id, ticket_tags.c.tag)
    .where(ticket_tags.c.ticket_id.in_(bindparam("several", expanding=True)))
    .order_by(ticket_tags.c.tag)
)
_TAGS_IN_USE = (
    select(ticket_tags.c.tag)
    .join(tickets, tickets.c.id == ticket_tags.c.ticket_id)
    .where(_is_open)
    .group_by(ticket_tags.c.tag)
    .order_by(func.count().desc(), ticket_tags.c.tag)
    .limit(bindparam("at_most"))
)
_LOADS = (
    select(tickets.c.owner_id, func.count())
    .where(tickets.c.owner_id.is_not(None), _is_open)
    .group_by(tickets.c.owner_id)
)
_TAG = insert_unless_there(ticket_tags, ("ticket_id", "tag"))
_UNTAG = delete(ticket_tags).where(
    ticket_tags.c.ticket_id == bindparam("ticket"), ticket_tags.c.tag == bindparam("name")
)


def _stored(row: Any) -> StoredTicket:
    return StoredTicket(**row)


async def add(conn: AsyncConnection, ticket: StoredTicket) -> tuple[StoredTicket, bool]:
    """Keep a new one and give it its number (``ticket.id`` is ignored); False beside it when this
    draft made it before.
    """
    row = {name: getattr(ticket, name) for name in _NEW}
    is_new = (await conn.execute(for_database(conn, _ADD), row)).rowcount == 1
    found = (await conn.execute(_ASKED_IN, {"draft": ticket.asked_in})).mappings().one()
    return _stored(found), is_new


async def get(conn: AsyncConnection, ticket_id: int, *, hold: bool = False) -> StoredTicket | None:
    """The open columns; ``hold`` locks the row until the act is over."""
    rows = await conn.execute(_HOLD if hold else _GET, {"ticket": ticket_id})
    row = rows.mappings().one_or_none()
    return _stored(row) if row else None


async def asked_in(conn: AsyncConnection, draft_id: str) -> StoredTicket | None:
    """The ticket that was made of this draft."""
    row = (await conn.execute(_ASKED_IN, {"draft": draft_id})).mappings().one_or_none()
    return _stored(row) if row else None


async def person_of(conn: AsyncConnection, ticket_id: int) -> int:
    """Whose ticket it is (id of their row); 0 when it is not there."""
    asked = select(tickets.c.person_id).where(_this)
    return (await conn.execute(asked, {"ticket": ticket_id})).scalar_one_or_none() or 0


async def several(conn: AsyncConnection, ids: Collection[int]) -> dict[int, StoredTicket]:
    """Those of these numbers that exist."""
    if not ids:
        return {}
    rows = await conn.execute(_SEVERAL, {"several": list(ids)})
    return {row["id"]: _stored(row) for row in rows.mappings()}


async def of_person(
    conn: AsyncConnection, person_id: int, at_most: int = 100
) -> list[StoredTicket]:
    """The person's own, the newest first, without those that were shredded."""
    rows = await conn.execute(_OF_PERSON, {"person": person_id, "at_most": at_most})
    return [_stored(row) for row in rows.mappings()]


async def open_of_person(conn: AsyncConnection, person_id: int) -> list[StoredTicket]:
    """Those of the person that somebody has something to do with, the newest first."""
    rows = await conn.execute(_OPEN_OF_PERSON, {"person": person_id})
    return [_stored(row) for row in rows.mappings()]


async def of_owner(conn: AsyncConnection, owner_id: int) -> list[StoredTicket]:
    """The open tickets that a volunteer has, the most pressing first."""
    rows = await conn.execute(_OF_OWNER, {"owner": owner_id})
    return [_stored(row) for row in rows.mappings()]


async def owned(conn: AsyncConnection, owner_id: int) -> tuple[int, int]:
    """How many open tickets a volunteer has, and how many of them are heavy."""
    counts = {row[0]: row[1] for row in await conn.execute(_OWNED, {"owner": owner_id})}
    heavy = counts.get(True, 0)
    return heavy + counts.get(False, 0), heavy


async def in_topic(conn: AsyncConnection, chat_id: int, thread_id: int) -> StoredTicket | None:
    """The ticket whose topic this is, or was before it was lost."""
    asked = {"chat": chat_id, "thread": thread_id}
    for statement in (_IN_TOPIC, _LOST_TOPIC):
        row = (await conn.execute(statement, asked)).mappings().first()
        if row:
            return _stored(row)
    return None


async def queue(conn: AsyncConnection, at_most: int) -> list[StoredTicket]:
    """Open tickets without an owner: urgent ones first, then by when an answer is due."""
    found: list[StoredTicket] = []
    for hurry in (True, False):  # each is read off the index, and no further than the limit
        asked = {"hurry": hurry, "at_most": at_most - len(found)}
        if asked["at_most"] > 0:
            rows = await conn.execute(_QUEUE, asked)
            found += [_stored(row) for row in rows.mappings()]
    return found


async def find(
    conn: AsyncConnection,
    *,
    number: int | None,
    tag: str | None,
    region: str | None,
    state: str | None,
    at_most: int,
) -> list[StoredTicket]:
    """Those of which all that is given holds, the newest first; nothing sealed is read."""
    wanted = select(*_COLUMNS).where(tickets.c.unseen.is_(False), tickets.c.shredded_at.is_(None))
    if number is not None:
        wanted = wanted.where(tickets.c.id == number)
    if tag is not None:
        tagged = select(ticket_tags.c.ticket_id).where(ticket_tags.c.tag == tag)
        wanted = wanted.where(tickets.c.id.in_(tagged))
    if region is not None:
        wanted = wanted.where(tickets.c.region == region)
    if state is not None:
        wanted = wanted.where(tickets.c.state == state)
    rows = await conn.execute(wanted.order_by(tickets.c.id.desc()).limit(at_most))
    return [_stored(row) for row in rows.mappings()]


async def opened_since(conn: AsyncConnection, since: datetime) -> list[StoredTicket]:
    """All since then but trials and those that nobody sees, the oldest first."""
    wanted = select(*_COLUMNS).where(
        tickets.c.opened_at >= since, tickets.c.unseen.is_(False), tickets.c.source != "canary"
    )
    rows = await conn.execute(wanted.order_by(tickets.c.id))
    return [_stored(row) for row in rows.mappings()]


async def take(conn: AsyncConnection, ticket_id: int, owner_id: int, now: datetime) -> bool:
    """Make somebody its owner; False when it has one, or is not open any more."""
    asked = {"ticket": ticket_id, "owner": owner_id, "now": now}
    return (await conn.execute(_TAKE, asked)).rowcount == 1


async def change(conn: AsyncConnection, ticket_id: int, **values: Any) -> None:
    """Set these columns, and raise the revision; sealed ones need the case in hand."""
    await conn.execute(
        update(tickets)
        .where(tickets.c.id == ticket_id)
        .values(revision=tickets.c.revision + 1, **values)
    )


async def sealed_of(conn: AsyncConnection, ticket_id: int) -> tuple[str | None, JSON, str | None]:
    """(code phrase, hand-over card, words of the rating), the case in hand."""
    asked = select(tickets.c.code_phrase, tickets.c.handover, tickets.c.rating_words)
    row = (await conn.execute(asked.where(tickets.c.id == ticket_id))).one()
    return row.code_phrase, row.handover, row.rating_words


async def due(conn: AsyncConnection, now: datetime, at_most: int) -> list[tuple[StoredTicket, int]]:
    """Those that the clock has something to do with, each with its person's Telegram id.

    Held until the act is over; what another clock holds is left to it.
    """
    found = []
    for row in (await conn.execute(_DUE, {"now": now, "at_most": at_most})).mappings():
        values = dict(row)
        telegram_id = values.pop("telegram_id")
        found.append((_stored(values), telegram_id))
    return found


async def place(
    conn: AsyncConnection, ticket_id: int, chat_id: int, thread_id: int | None, now: datetime
) -> None:
    """It stands in this topic from now on; its card is yet to be put there."""
    asked = {"ticket": ticket_id, "chat": chat_id, "thread": thread_id}
    await conn.execute(_PLACE, asked)
    if thread_id is not None:
        row = {"ticket_id": ticket_id, "chat_id": chat_id, "thread_id": thread_id, "made_at": now}
        await conn.execute(for_database(conn, _ADD_TOPIC), row)


async def lose_topic(
    conn: AsyncConnection, ticket_id: int, chat_id: int, thread_id: int, why: str, now: datetime
) -> None:
    """The topic was deleted: the next letter makes another. It stays known as a former one."""
    await conn.execute(_LOSE_TOPIC, {"chat": chat_id, "thread": thread_id, "why": why, "now": now})
    await conn.execute(
        update(tickets)
        .where(tickets.c.id == ticket_id, tickets.c.thread_id == thread_id)
        .values(thread_id=None, card_id=None)
    )


async def topics_of(
    conn: AsyncConnection, ticket_id: int
) -> Sequence[tuple[int, int, datetime | None]]:
    """(chat, topic, since when it is lost), the oldest first."""
    rows = await conn.execute(_TOPICS, {"ticket": ticket_id})
    return [(row.chat_id, row.thread_id, row.lost_at) for row in rows]


async def without_group(conn: AsyncConnection, at_most: int) -> list[StoredTicket]:
    """Open ones that were asked before there was a group, the oldest first; held."""
    wanted = select(*_COLUMNS).where(
        tickets.c.chat_id.is_(None), _is_open, tickets.c.unseen.is_(False)
    )
    wanted = wanted.order_by(tickets.c.id).limit(at_most).with_for_update(skip_locked=True)
    return [_stored(row) for row in (await conn.execute(wanted)).mappings()]


async def move_chat(conn: AsyncConnection, old_id: int, new_id: int) -> None:
    """The group became a supergroup: its tickets go with it."""
    await conn.execute(_MOVE_CHAT, {"old": old_id, "new": new_id})


async def tags_of(conn: AsyncConnection, ids: Collection[int]) -> dict[int, list[str]]:
    """The tags of each, in the order of the alphabet."""
    found: dict[int, list[str]] = {number: [] for number in ids}
    if ids:
        for number, tag in await conn.execute(_TAGS, {"several": list(ids)}):
            found[number].append(tag)
    return found


async def tags_in_use(conn: AsyncConnection, at_most: int = 12) -> list[str]:
    """The tags that open tickets have, the most used first."""
    return list((await conn.execute(_TAGS_IN_USE, {"at_most": at_most})).scalars())


async def loads(conn: AsyncConnection) -> dict[int, int]:
    """How many open tickets each owner (person id) has."""
    return {row[0]: row[1] for row in await conn.execute(_LOADS)}


async def tag(conn: AsyncConnection, ticket_id: int, name: str) -> bool:
    """Put a tag on it; False when it was there."""
    row = {"ticket_id": ticket_id, "tag": name}
    return (await conn.execute(for_database(conn, _TAG), row)).rowcount == 1


async def untag(conn: AsyncConnection, ticket_id: int, name: str) -> bool:
    """Take a tag off; False when it was not there."""
    return (await conn.execute(_UNTAG, {"ticket": ticket_id, "name": name})).rowcount == 1


async def remove_words_of(conn: AsyncConnection, ticket_id: int, now: datetime) -> None:
    """What is left of a shredded ticket: its number, its days, no sealed column."""
    await conn.execute(
        update(tickets)
        .where(tickets.c.id == ticket_id)
        .values(
            code_phrase=None,
            handover=None,
            rating_words=None,
            look_at=None,
            shredded_at=now,
            revision=tickets.c.revision + 1,
        )
    )
