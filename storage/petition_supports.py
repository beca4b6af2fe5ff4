"""Who supports which petition. The log beside it (`storage.petition_logs`) counts without names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import people, petition_supports


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSupport:
    """One person's support of one petition. ``number`` is theirs for good."""

    id: int
    petition_id: str
    person_id: int | None
    subject: str
    number: int
    region: str | None
    inside: bool
    wants_news: bool
    supported_at: datetime
    withdrawn_at: datetime | None
    invalidated_at: datetime | None
    sweep_id: int | None
    seq: int

    @property
    def counts(self) -> bool:
        """Whether it is counted now."""
        return self.withdrawn_at is None and self.invalidated_at is None


_COLUMNS = tuple(petition_supports.c[name] for name in StoredSupport.__dataclass_fields__)
_of_petition = petition_supports.c.petition_id == bindparam("petition")
_counts = and_(
    petition_supports.c.withdrawn_at.is_(None), petition_supports.c.invalidated_at.is_(None)
)
_BY_SUBJECT = select(*_COLUMNS).where(
    _of_petition, petition_supports.c.subject == bindparam("whose")
)
_BY_PHONE = select(*_COLUMNS).where(
    _of_petition, petition_supports.c.phone_mark == bindparam("phone")
)
_OF_PERSON = (
    select(*_COLUMNS)
    .where(petition_supports.c.person_id == bindparam("person"))
    .order_by(petition_supports.c.supported_at.desc(), petition_supports.c.id.desc())
)
_OF_PERSON_IN = select(*_COLUMNS).where(
    _of_petition, petition_supports.c.person_id == bindparam("person")
)
_NAMES_OF_PERSON = select(petition_supports.c.id, petition_supports.c.shown_name).where(
    petition_supports.c.person_id == bindparam("person"),
    petition_supports.c.shown_name.is_not(None),
)
_SINCE = select(func.count()).where(
    petition_supports.c.person_id == bindparam("person"),
    petition_supports.c.supported_at > bindparam("since"),
)
_LAST_STANDING = (
    select(petition_supports.c.wants_news, petition_supports.c.shown_name.is_not(None))
    .where(petition_supports.c.person_id == bindparam("person"), _counts)
    .order_by(petition_supports.c.supported_at.desc(), petition_supports.c.id.desc())
    .limit(1)
)
_LAST_REGION = (
    select(petition_supports.c.region)
    .where(
        petition_supports.c.person_id == bindparam("person"),
        petition_supports.c.region.is_not(None),
    )
    .order_by(petition_supports.c.supported_at.desc(), petition_supports.c.id.desc())
    .limit(1)
)
_IS_SHOWN = select(petition_supports.c.shown_name.is_not(None)).where(
    petition_supports.c.id == bindparam("support")
)
_FORGET = (
    update(petition_supports)
    .where(petition_supports.c.person_id == bindparam("person"))
    .values(person_id=None, region=None, phone_mark=None, shown_name=None, wants_news=False)
)
_GET = select(*_COLUMNS).where(petition_supports.c.id == bindparam("support"))
_NAMES = (
    select(petition_supports.c.number, petition_supports.c.shown_name)
    .where(_of_petition, _counts, petition_supports.c.shown_name.is_not(None))
    .order_by(petition_supports.c.number.desc())
    .limit(bindparam("at_most"))
)
_TO_TELL = (
    select(petition_supports.c.id, people.c.telegram_id)
    .join(people, people.c.id == petition_supports.c.person_id)
    .where(
        _of_petition,
        _counts,
        petition_supports.c.wants_news,
        petition_supports.c.id > bindparam("after"),
    )
    .order_by(petition_supports.c.id)
    .limit(bindparam("at_most"))
)


async def of_subject(conn: AsyncConnection, petition_id: str, subject: str) -> StoredSupport | None:
    """The support of whoever has this keyed hash, given back or not."""
    return await _one(conn, _BY_SUBJECT, petition=petition_id, whose=subject)


async def of_phone(conn: AsyncConnection, petition_id: str, mark: str) -> StoredSupport | None:
    """The support that was given with this phone."""
    return await _one(conn, _BY_PHONE, petition=petition_id, phone=mark)


async def get(conn: AsyncConnection, support_id: int) -> StoredSupport | None:
    """One of them, by its row."""
    return await _one(conn, _GET, support=support_id)


async def _one(conn: AsyncConnection, statement: Any, **asked: Any) -> StoredSupport | None:
    row = (await conn.execute(statement, asked)).mappings().one_or_none()
    return StoredSupport(**row) if row else None


async def of_person(conn: AsyncConnection, person_id: int) -> list[StoredSupport]:
    """All that the person supported, the newest first; also what they took back."""
    rows = await conn.execute(_OF_PERSON, {"person": person_id})
    return [StoredSupport(**row) for row in rows.mappings()]


async def of_person_in(
    conn: AsyncConnection, person_id: int, petition_id: str
) -> StoredSupport | None:
    """The person's support of this petition, given back or not."""
    return await _one(conn, _OF_PERSON_IN, person=person_id, petition=petition_id)


async def names_of_person(conn: AsyncConnection, person_id: int) -> dict[int, str]:
    """By row, how the person is shown where they agreed to it; the petitions' cases in hand."""
    rows = await conn.execute(_NAMES_OF_PERSON, {"person": person_id})
    return {row.id: row.shown_name for row in rows}


async def habits(conn: AsyncConnection, person_id: int) -> tuple[bool, bool]:
    """Whether the person's last support that stands wants news, and whether it shows a name."""
    row = (await conn.execute(_LAST_STANDING, {"person": person_id})).one_or_none()
    return (bool(row[0]), bool(row[1])) if row else (False, False)


async def last_region(conn: AsyncConnection, person_id: int) -> str | None:
    """The region that the person named last."""
    region: str | None = await conn.scalar(_LAST_REGION, {"person": person_id})
    return region


async def is_shown(conn: AsyncConnection, support_id: int) -> bool:
    """Whether it shows a name; which one is sealed."""
    return bool(await conn.scalar(_IS_SHOWN, {"support": support_id}))


async def forget_person(conn: AsyncConnection, person_id: int) -> int:
    """Cut the person off from all their supports, which go on counting; how many there were."""
    return (await conn.execute(_FORGET, {"person": person_id})).rowcount


async def given_since(conn: AsyncConnection, person_id: int, since: datetime) -> int:
    """How many the person gave after this moment."""
    given: int = await conn.scalar(_SINCE, {"person": person_id, "since": since}) or 0
    return given


async def add(
    conn: AsyncConnection,
    *,
    phone_mark: str | None,
    shown_name: str | None,
    **values: Any,
) -> int:
    """A new one (its columns in ``values``); a name needs the petition's case in hand."""
    if shown_name is not None:
        values["shown_name"] = shown_name
    added = insert(petition_supports).values(phone_mark=phone_mark, **values)
    new: int = (await conn.execute(added.returning(petition_supports.c.id))).scalar_one()
    return new


async def change(conn: AsyncConnection, support_id: int, **values: Any) -> None:
    """Set these columns; ``shown_name`` needs the petition's case in hand."""
    changed = update(petition_supports).where(petition_supports.c.id == support_id)
    await conn.execute(changed.values(**values))


async def shown_names(
    conn: AsyncConnection, petition_id: str, at_most: int
) -> Sequence[tuple[int, str]]:
    """Number and name of those who agreed to be shown, the newest first; its case in hand."""
    rows = await conn.execute(_NAMES, {"petition": petition_id, "at_most": at_most})
    return [(row.number, row.shown_name) for row in rows]


async def to_tell(
    conn: AsyncConnection, petition_id: str, after: int, at_most: int
) -> list[tuple[int, int]]:
    """(row, Telegram id) of those who wish to hear of it, in the order of their rows."""
    asked = {"petition": petition_id, "after": after, "at_most": at_most}
    return [(row.id, row.telegram_id) for row in await conn.execute(_TO_TELL, asked)]


async def between(
    conn: AsyncConnection,
    petition_id: str,
    since: datetime,
    until: datetime,
    youngest_id: int | None,
    at_most: int,
) -> list[StoredSupport]:
    """Those that count and were given in ``[since, until)``; ``youngest_id``: only by accounts
    whose Telegram id is at least this.
    """
    asked = select(*_COLUMNS).where(
        petition_supports.c.petition_id == petition_id,
        _counts,
        petition_supports.c.supported_at >= since,
        petition_supports.c.supported_at < until,
    )
    if youngest_id is not None:
        asked = asked.join(people, people.c.id == petition_supports.c.person_id).where(
            people.c.telegram_id >= youngest_id
        )
    rows = await conn.execute(asked.order_by(petition_supports.c.id).limit(at_most))
    return [StoredSupport(**row) for row in rows.mappings()]


async def swept_by(conn: AsyncConnection, sweep_id: int, at_most: int) -> list[StoredSupport]:
    """Those that this sweep found false and that are so still."""
    asked = (
        select(*_COLUMNS)
        .where(
            petition_supports.c.sweep_id == sweep_id,
            petition_supports.c.invalidated_at.is_not(None),
        )
        .order_by(petition_supports.c.id)
        .limit(at_most)
    )
    return [StoredSupport(**row) for row in (await conn.execute(asked)).mappings()]
