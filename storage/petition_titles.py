"""Titles and summaries of petitions, without their texts: what likeness is looked for in."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import petitions


@dataclass(frozen=True, slots=True)
class Titled:
    """What a petition is called and says in short."""

    id: str
    title_kk: str | None
    title_ru: str | None
    summary_kk: str | None
    summary_ru: str | None


_IN = (
    select(*(petitions.c[name] for name in Titled.__dataclass_fields__))
    .where(petitions.c.state.in_(bindparam("states", expanding=True)))
    .order_by(petitions.c.opened_at.desc(), petitions.c.id)
)


async def in_states(conn: AsyncConnection, states: Collection[str]) -> list[Titled]:
    """Of all that are in these states, the newest first."""
    return [Titled(*row) for row in await conn.execute(_IN, {"states": list(states)})]
