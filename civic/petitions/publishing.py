"""What is published of the petitions that anybody may find: gathered here, drawn elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.petitions.exporting import Document, export
from civic.petitions.kinds import Kind
from civic.petitions.states import LISTED
from storage import official, petition_logs, petitions
from storage.database import Database
from storage.official import StoredOfficial
from storage.petitions import StoredPetition
from storage.vault import KeyRing


@dataclass(frozen=True, slots=True)
class Published:
    """One petition. Of an NGO's its ``document``; of a companion what the portal said last."""

    petition: StoredPetition
    document: Document | None
    read: StoredOfficial | None

    @property
    def count(self) -> int | None:
        """What is counted here, or there; ``None``: nobody could read it."""
        if self.document is not None:
            head = self.document["head"]
            return int(head["supports"] - head["withdrawals"] - head["invalidations"])
        return self.read.votes if self.read else None

    @property
    def outside(self) -> int:
        """Of those that count here, how many are from elsewhere."""
        return int(self.document["head"]["outside"]) if self.document else 0


async def listed(database: Database) -> list[StoredPetition]:
    """All that a search may find, the newest first."""
    async with database.look() as conn:
        found = await petitions.in_states(conn, LISTED)
    return sorted(found, key=lambda one: (one.opened_at or one.state_at, one.id), reverse=True)


async def published(database: Database, ring: KeyRing, now: datetime) -> AsyncIterator[Published]:
    """One after the other, each in an act of its own. ``NotSigned``: a log is not what it was."""
    for petition in await listed(database):
        async with database.act() as conn:
            yield await _one(conn, ring, petition, now)


async def _one(
    conn: AsyncConnection, ring: KeyRing, petition: StoredPetition, now: datetime
) -> Published:
    if petition.kind == Kind.COMPANION:
        read = await official.get(conn, petition.official_id or "")
        return Published(petition, None, read)
    has_log = await petition_logs.get(conn, petition.id) is not None
    document = await export(conn, ring, petition.id, now) if has_log else None
    return Published(petition, document, None)
