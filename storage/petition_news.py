"""What an author writes to the supporters: read by a moderator before anybody else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialects import for_database, insert_unless_there
from storage.tables import petition_news


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNews:
    """Neither approved nor refused: a moderator has not decided."""

    id: str
    petition_id: str
    text_kk: str | None = None
    text_ru: str | None = None
    written_at: datetime
    approved_at: datetime | None = None
    refused_at: datetime | None = None
    decided_by: int | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a moderator has still to decide."""
        return self.approved_at is None and self.refused_at is None


_FIELDS = tuple(StoredNews.__dataclass_fields__)
_COLUMNS = tuple(petition_news.c[name] for name in _FIELDS)
_ADD = insert_unless_there(petition_news, _FIELDS)
_GET = select(*_COLUMNS).where(petition_news.c.id == bindparam("news"))
_HOLD = _GET.with_for_update()
_WAITING = (
    select(*_COLUMNS)
    .where(petition_news.c.approved_at.is_(None), petition_news.c.refused_at.is_(None))
    .order_by(petition_news.c.written_at, petition_news.c.id)
)
_LAST = select(func.max(petition_news.c.written_at)).where(
    petition_news.c.petition_id == bindparam("petition"), petition_news.c.refused_at.is_(None)
)


async def add(conn: AsyncConnection, news: StoredNews) -> bool:
    """Keep it; False when it was kept before."""
    row = {name: getattr(news, name) for name in _FIELDS}
    return (await conn.execute(for_database(conn, _ADD), row)).rowcount == 1


async def get(conn: AsyncConnection, news_id: str, *, hold: bool = False) -> StoredNews | None:
    """One of them."""
    rows = await conn.execute(_HOLD if hold else _GET, {"news": news_id})
    row = rows.mappings().one_or_none()
    return StoredNews(**row) if row else None


async def waiting(conn: AsyncConnection) -> list[StoredNews]:
    """Those that nobody has decided about, the oldest first."""
    return [StoredNews(**row) for row in (await conn.execute(_WAITING)).mappings()]


async def last_written(conn: AsyncConnection, petition_id: str) -> datetime | None:
    """When the last one that was not refused was written."""
    moment: datetime | None = await conn.scalar(_LAST, {"petition": petition_id})
    return moment


async def decide(conn: AsyncConnection, news_id: str, **values: Any) -> None:
    """``approved_at`` or ``refused_at``, and ``decided_by``."""
    decided = update(petition_news).where(petition_news.c.id == news_id)
    await conn.execute(decided.values(**values))
