"""A petition with as many supports as are wanted, filled in bulk, and people who support it."""

import hashlib
import itertools
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table

from civic.act import Act
from civic.petitions import supporting
from civic.petitions.events import Event, Line
from civic.petitions.merkle import Peaks
from civic.petitions.supporting import Declared, Given
from storage import migrate, people, petition_logs, petitions, updates
from storage.cases import in_hand, open_case
from storage.database import Database
from storage.petitions import StoredPetition
from storage.tables import people as people_table
from storage.tables import petition_lines, petition_nodes, petition_supports
from storage.tables import petition_logs as logs_table
from storage.vault import KeyRing

PETITION = "abcd1234"
ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 6, 3, 6, tzinfo=UTC)
TODAY = NOW.date()
RING = KeyRing({"bench": bytes(32)})
AT_ONCE = 20_000
"""Rows that are inserted together."""
FIRST_NEW = 10_000_000_000
"""Telegram ids of those who support while it is measured."""


class House:
    """A database with one petition in it."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self._numbers = itertools.count(1)

    async def open(self, count: int) -> None:
        """The petition, with so many supports that count."""
        await migrate.upgrade(self.database.url.render_as_string(hide_password=False))
        kept = StoredPetition(
            id=PETITION,
            kind="ngo",
            author_id=None,
            state="open",
            state_at=NOW,
            topic="school",
            level="republic",
            body="government",
            threshold=50_000_000,
            proof="account",
            written_in="kk",
            title_kk="Жылы мектеп",
            title_ru="Тёплая школа",
        )
        async with self.database.act() as conn:
            with in_hand(await open_case(conn, RING, supporting.case_id(PETITION), NOW)):
                await petitions.add(conn, kept, None)
            await petition_logs.begin(conn, PETITION, NOW)
        await self._fill(count)

    async def _fill(self, count: int) -> None:
        peaks = Peaks()
        for start in range(0, count, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, count))
            lines: list[dict[str, Any]] = []
            nodes: list[dict[str, Any]] = []
            for number in numbers:
                line = Line(PETITION, number, Event.SUPPORT, _subject(number), TODAY, True)
                peaks, complete = peaks.append(line.leaf)
                lines.append(
                    {
                        "petition_id": PETITION,
                        "seq": number,
                        "event": "support",
                        "subject": line.subject,
                        "day": TODAY,
                        "inside": True,
                    }
                )
                nodes += [
                    {"petition_id": PETITION, "level": level, "place": place, "hash": hashed}
                    for (level, place), hashed in complete
                ]
            await self._insert(people_table, [_person(number) for number in numbers])
            await self._insert(petition_lines, lines)
            await self._insert(petition_nodes, nodes)
            await self._insert(petition_supports, [_support(number) for number in numbers])
        async with self.database.act() as conn:
            filled = logs_table.update().values(
                size=count, peaks=peaks.packed, supports=count, last_number=count, shown=count
            )
            await conn.execute(filled)
            if self.database.dialect == "postgresql":  # as its own cleaner would, a little later
                behind = f"pg_get_serial_sequence('people', 'id'), {count + 1}"
                await conn.exec_driver_sql(f"SELECT setval({behind})")
                for name in ("people", "petition_lines", "petition_nodes", "petition_supports"):
                    await conn.exec_driver_sql(f"ANALYZE {name}")

    async def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        async with self.database.act() as conn:
            if self.database.dialect == "sqlite":
                await conn.execute(table.insert(), rows)
                return
            raw = await conn.get_raw_connection()
            assert raw.driver_connection is not None
            names = list(rows[0])
            records = [tuple(row[name] for name in names) for row in rows]
            await raw.driver_connection.copy_records_to_table(
                table.name, records=records, columns=names
            )

    async def supports(self, who: int, now: datetime = NOW) -> Given:
        """Somebody's whole act: met, their update recorded, the support, what reaches the disk."""
        number = next(self._numbers)
        async with self.database.act() as conn:
            person = await people.meet(conn, who, "kk", now)
            await updates.record(conn, number, now)
            act = Act(conn, RING, person, now, number)
            declared = Declared(region="KZ-75", name="Айгүл С.", wants_news=True)
            return await supporting.support(act, PETITION, declared, ALMATY)

    async def timed_supports(self, newcomers: Iterator[int], times: int) -> float:
        """Milliseconds of one, the mean of some."""
        began = time.perf_counter()
        for _time in range(times):
            await self.supports(next(newcomers))
        return (time.perf_counter() - began) * 1000 / times


def _subject(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number + 1,
        "telegram_id": number + 1,
        "language": "kk",
        "region": "KZ-75",
        "met_at": NOW,
    }


def _support(number: int) -> dict[str, Any]:
    return {
        "petition_id": PETITION,
        "person_id": number + 1,
        "subject": _subject(number),
        "number": number + 1,
        "region": "KZ-75",
        "inside": True,
        "wants_news": number % 2 == 0,
        "supported_at": NOW - timedelta(seconds=number % 1_000_000),
        "seq": number,
    }
