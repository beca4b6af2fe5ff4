"""What epetition.kz says of the petitions that are followed here is written down, with its time."""

from __future__ import annotations

from datetime import datetime

from bot.epetition import Epetition, Unreadable
from bot.talk import Grounds
from civic.petitions.official import count_read, followed
from storage import official
from storage.official import StoredOfficial


async def read_portal(grounds: Grounds, portal: Epetition, now: datetime) -> None:
    """Where nothing came, the last count stays as it is, with its age."""
    async with grounds.database.look() as connection:
        wanted = await followed(connection)
    if not wanted:
        return
    try:
        found = await portal.read(wanted, now)
    except Unreadable:
        found = {}
    day = now.astimezone(grounds.zone).date()
    async with grounds.database.act() as connection:
        for one in found.values():
            read = StoredOfficial(
                id=one.id,
                title=one.title,
                applied_on=one.applied_on,
                votes=one.votes,
                read_at=now,
                tried_at=now,
                failures=0,
            )
            await official.keep(connection, read, day)
            await count_read(connection, one.id, one.votes, now)
        missing = [one for one in wanted if one not in found]
        if missing:
            await official.failed(connection, missing, now)
