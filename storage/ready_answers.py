"""What the desk says often, in both languages, and who approved it.

Every change is a version of its own: what was approved is offered until the next version is, and
nothing that was once said to people is lost from the record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import ready_answers


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """One version. ``made_by`` None is the file, or somebody who is forgotten."""

    id: int
    key: str
    version: int
    kk: str
    ru: str
    topic: str | None
    made_at: datetime
    made_by: int | None
    approved_at: datetime | None
    withdrawn_at: datetime | None

    def in_language(self, code: str) -> str:
        """The text in this language; there is always one."""
        return self.kk if code == "kk" else self.ru


_COLUMNS = tuple(ready_answers.c[name] for name in ReadyAnswer.__dataclass_fields__)
_is_kept = ready_answers.c.withdrawn_at.is_(None)
_ORDER = (ready_answers.c.key, ready_answers.c.version)
_OFFERED = (
    select(*_COLUMNS).where(_is_kept, ready_answers.c.approved_at.is_not(None)).order_by(*_ORDER)
)
_KEPT = select(*_COLUMNS).where(_is_kept).order_by(*_ORDER)
_GET = select(*_COLUMNS).where(ready_answers.c.id == bindparam("answer"))
_HOLD = _GET.with_for_update()
_VERSIONS = (
    select(*_COLUMNS)
    .where(ready_answers.c.key == bindparam("called"))
    .order_by(ready_answers.c.version)
)
_ADD = insert_unless_there(
    ready_answers, ("key", "version", "kk", "ru", "topic", "made_at", "made_by")
)
_ANY = select(ready_answers.c.id).limit(1)
_SEED = insert_unless_there(
    ready_answers, ("key", "version", "kk", "ru", "topic", "made_at", "approved_at")
)
_APPROVE = (
    update(ready_answers)
    .where(
        ready_answers.c.id == bindparam("answer"), ready_answers.c.approved_at.is_(None), _is_kept
    )
    .values(approved_at=bindparam("now"), approved_by=bindparam("by"))
)
_WITHDRAW = (
    update(ready_answers)
    .where(ready_answers.c.key == bindparam("called"), _is_kept)
    .values(withdrawn_at=bindparam("now"), withdrawn_by=bindparam("by"))
)


async def offered(conn: AsyncConnection) -> list[ReadyAnswer]:
    """What volunteers may say: of each key the newest version that was approved, by key."""
    return _newest(ReadyAnswer(*row) for row in await conn.execute(_OFFERED))


async def newest(conn: AsyncConnection) -> list[ReadyAnswer]:
    """Of each key the newest version, approved or waiting; withdrawn ones are left out."""
    return _newest(ReadyAnswer(*row) for row in await conn.execute(_KEPT))


async def get(conn: AsyncConnection, answer_id: int, *, hold: bool = False) -> ReadyAnswer | None:
    """One version; ``hold`` locks its row until the act is over."""
    row = (await conn.execute(_HOLD if hold else _GET, {"answer": answer_id})).one_or_none()
    return ReadyAnswer(*row) if row else None


async def versions(conn: AsyncConnection, key: str) -> list[ReadyAnswer]:
    """All that was ever written under the key, the oldest first."""
    return [ReadyAnswer(*row) for row in await conn.execute(_VERSIONS, {"called": key})]


async def add(
    conn: AsyncConnection,
    key: str,
    version: int,
    texts: tuple[str, str],
    topic: str | None,
    made_by: int,
    now: datetime,
) -> bool:
    """Keep a version, ``texts`` in Kazakh and Russian; False when there is such a version."""
    row = {"key": key, "version": version, "kk": texts[0], "ru": texts[1], "topic": topic}
    made = {**row, "made_at": now, "made_by": made_by}
    return (await conn.execute(for_database(conn, _ADD), made)).rowcount == 1


async def seed(
    conn: AsyncConnection, rows: Iterable[tuple[str, str, str, str | None]], now: datetime
) -> None:
    """Take the first answers (key, Kazakh, Russian, topic), unless some were ever there."""
    if (await conn.execute(_ANY)).first() is not None:
        return
    for key, kk, ru, topic in rows:
        row = {"key": key, "version": 1, "kk": kk, "ru": ru, "topic": topic}
        await conn.execute(for_database(conn, _SEED), {**row, "made_at": now, "approved_at": now})


async def approve(conn: AsyncConnection, answer_id: int, by: int, now: datetime) -> bool:
    """Offer it from now on; False when it is approved or withdrawn already."""
    asked = {"answer": answer_id, "by": by, "now": now}
    return (await conn.execute(_APPROVE, asked)).rowcount == 1


async def withdraw(conn: AsyncConnection, key: str, by: int, now: datetime) -> bool:
    """Offer nothing under the key any more, whatever waits; False when nothing was."""
    asked = {"called": key, "by": by, "now": now}
    return (await conn.execute(_WITHDRAW, asked)).rowcount > 0


def _newest(ordered: Iterable[ReadyAnswer]) -> list[ReadyAnswer]:
    return list({answer.key: answer for answer in ordered}.values())
