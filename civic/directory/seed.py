"""The dated files that come with the code, taken into the tables at each start."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from civic.directory.exchange import centre_rows, hotline_rows
from civic.regions import DATA
from storage import directory


async def load_data(connection: AsyncConnection, now: datetime) -> None:
    """Take the files of ``data/`` into the tables; what people checked or imported is kept."""
    hotlines = hotline_rows((DATA / "hotlines.csv").read_bytes())
    centres = centre_rows((DATA / "centres.csv").read_bytes())
    await directory.load_hotlines(connection, hotlines, now)
    await directory.load_centres(connection, centres, now)
