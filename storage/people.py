"""The people the bot has met, and what each agreed to.

Every act begins here: it locks the person's row, so that a message and a tap of one person, which
Telegram may deliver at once, are handled one after the other. Without the lock a step could be
taken twice. The caller's transaction commits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.consents import Consent, consents_of, give_consent, withdraw_consent
from storage.dialects import for_database, insert_unless_there
from storage.swift import Swift
from storage.tables import people

__all__ = [
    "Consent",
    "Person",
    "by_id",
    "consents_of",
    "give_consent",
    "lock",
    "look_up",
    "look_up_all",
    "mark_reachable",
    "mark_unreachable",
    "meet",
    "set_focus",
    "set_language",
    "set_onboarded",
    "set_region",
    "withdraw_consent",
]


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    telegram_id: int
    language: str | None
    """`kk` or `ru`; None until the person chose."""
    region: str | None
    """ISO 3166-2, such as `KZ-75`."""
    focus: str | None
    """Id of the draft that a typed text is meant for now."""
    unreachable_since: datetime | None
    """Since when the person blocks the bot (UTC)."""
    onboarded_at: datetime | None
    met_at: datetime


PERSON_COLUMNS = (
    people.c.id,
    people.c.telegram_id,
    people.c.language,
    people.c.region,
    people.c.focus,
    people.c.unreachable_since,
    people.c.onboarded_at,
    people.c.met_at,
)

_LOOK_UP = select(*PERSON_COLUMNS).where(people.c.telegram_id == bindparam("telegram"))
_LOCK = Swift(_LOOK_UP.with_for_update())
_LOOK_UP_ALL = select(*PERSON_COLUMNS).where(
    people.c.telegram_id.in_(bindparam("telegrams", expanding=True))
)
_BY_ID = select(*PERSON_COLUMNS).where(people.c.id == bindparam("person"))
_MEET = insert_unless_there(people, ("telegram_id", "language", "met_at"))


def _set(column: str) -> Any:
    return (
        update(people).where(people.c.id == bindparam("person")).values({column: bindparam("to")})
    )


_SET_LANGUAGE = _set("language")
_SET_REGION = _set("region")
_SET_FOCUS = Swift(_set("focus"))
_SET_ONBOARDED = _set("onboarded_at")

_MARK_UNREACHABLE = (
    update(people)
    .where(people.c.telegram_id == bindparam("telegram"), people.c.unreachable_since.is_(None))
    .values(unreachable_since=bindparam("now"))
)
_MARK_REACHABLE = (
    update(people)
    .where(people.c.telegram_id == bindparam("telegram"), people.c.unreachable_since.is_not(None))
    .values(unreachable_since=None)
)


async def lock(conn: AsyncConnection, telegram_id: int) -> Person | None:
    """Hold the person's row until the transaction ends; None when the bot never met them."""
    rows = await _LOCK.rows(conn, {"telegram": telegram_id})
    return Person(*rows[0]) if rows else None


async def look_up(conn: AsyncConnection, telegram_id: int) -> Person | None:
    """Read without holding anybody up."""
    row = (await conn.execute(_LOOK_UP, {"telegram": telegram_id})).one_or_none()
    return Person(*row) if row else None


async def look_up_all(conn: AsyncConnection, telegram_ids: Sequence[int]) -> dict[int, Person]:
    """Those of these Telegram ids that the bot has met."""
    rows = await conn.execute(_LOOK_UP_ALL, {"telegrams": list(telegram_ids)})
    return {row.telegram_id: Person(*row) for row in rows}


async def by_id(conn: AsyncConnection, person_id: int) -> Person | None:
    row = (await conn.execute(_BY_ID, {"person": person_id})).one_or_none()
    return Person(*row) if row else None


async def meet(
    conn: AsyncConnection, telegram_id: int, language: str | None, now: datetime
) -> Person:
    """Lock the person, adding them first when they are new; a known person keeps their language."""
    known = await lock(conn, telegram_id)
    if known:
        return known
    newcomer = {"telegram_id": telegram_id, "language": language, "met_at": now}
    await conn.execute(for_database(conn, _MEET), newcomer)
    (row,) = await _LOCK.rows(conn, {"telegram": telegram_id})
    return Person(*row)


async def set_language(conn: AsyncConnection, person_id: int, value: str) -> None:
    await conn.execute(_SET_LANGUAGE, {"person": person_id, "to": value})


async def set_region(conn: AsyncConnection, person_id: int, value: str | None) -> None:
    await conn.execute(_SET_REGION, {"person": person_id, "to": value})


async def set_focus(conn: AsyncConnection, person_id: int, value: str | None) -> None:
    """Let typed texts go to this draft from now on; None when no draft listens."""
    await _SET_FOCUS.change(conn, {"person": person_id, "to": value})


async def set_onboarded(conn: AsyncConnection, person_id: int, value: datetime | None) -> None:
    await conn.execute(_SET_ONBOARDED, {"person": person_id, "to": value})


async def mark_unreachable(conn: AsyncConnection, telegram_id: int, now: datetime) -> None:
    """Note that the person blocks the bot; the first moment stays."""
    await conn.execute(_MARK_UNREACHABLE, {"telegram": telegram_id, "now": now})


async def mark_reachable(conn: AsyncConnection, telegram_id: int) -> None:
    await conn.execute(_MARK_REACHABLE, {"telegram": telegram_id})
