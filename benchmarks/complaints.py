"""What one's own list and the tick of terms cost as complaints pile up: 100,000 against 1,000.

Rounds alternate, as in the other benchmarks; told is the median of the ratios of neighbours. The
tick is told for each complaint that is due: as many are due in the large database as in the small.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, bindparam, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.postgres import postgres_database
from benchmarks.report import Line, Report
from civic.complaints.facts import ComplaintFacts
from civic.complaints.kept import case_id, complaints_of
from civic.complaints.kinds import Kind, Topic
from civic.complaints.reminding import tell_what_is_due
from storage import migrate
from storage.cases import open_case
from storage.database import Database
from storage.tables import complaint_events, complaints, people
from storage.vault import KeyRing

FEW, MANY, AT_MOST = 1_000, 100_000, 2.0
OF_EACH = 5
"""Complaints of one person."""
DUE = 50
ALMATY = ZoneInfo("Asia/Almaty")
REGISTERED = datetime(2026, 6, 1, 9, tzinfo=ALMATY)
TODAY = datetime(2026, 6, 17, 9, tzinfo=ALMATY)
LATER = TODAY + timedelta(days=5)
RING = KeyRing({"bench": bytes(32)})
FACTS = ComplaintFacts(kind=Kind.STATEMENT, topic=Topic.LABOUR, what_happened="Жалақы " * 100)


def measure(*, quick: bool) -> Report:
    """The ratios on SQLite, and on PostgreSQL where it answers."""
    many, rounds = (5_000, 2) if quick else (MANY, 7)
    lines = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        urls = [f"sqlite+aiosqlite:///{Path(folder) / name}.db" for name in ("few", "many")]
        lines += asyncio.run(_lines("SQLite", urls, many, rounds))
        servers = [closing.enter_context(postgres_database()) for _ in urls]
        if all(servers):
            urls = [server for server in servers if server]
            lines += asyncio.run(_lines("PG", urls, many, rounds))
    title = f"Complaints, ms: {many:,} of them (ours), {FEW:,} (bare)"
    return Report("complaints", title, lines)


async def _lines(name: str, urls: list[str], count: int, rounds: int) -> list[Line]:
    few, many = [Database(url) for url in urls]
    await _fill(few, FEW)
    await _fill(many, count)
    lines = []
    for what, one in (("one's own list", _list), ("the tick, for each due", _tick)):
        for database in (many, few):  # what happens only once is not what it costs
            await one(database)
        pairs = [(await one(many), await one(few)) for _ in range(rounds)]
        ratios = [ours / bare for ours, bare in pairs]
        lines.append(
            Line(
                f"{name}, {what}",
                ours=median(ours for ours, _ in pairs),
                bare=median(bare for _, bare in pairs),
                ratio=median(ratios),
                least=min(ratios),
                greatest=max(ratios),
                at_most=AT_MOST,
            )
        )
    for database in (few, many):
        await database.close()
    return lines


async def _list(database: Database) -> float:
    """Milliseconds of opening the list, person after person."""
    began = time.perf_counter()
    for person in range(1, 101):
        async with database.look() as conn:
            assert len(await complaints_of(conn, person)) == OF_EACH
    return (time.perf_counter() - began) * 10


async def _tick(database: Database) -> float:
    """Milliseconds for each complaint that is due; they are due again afterwards."""
    async with database.act() as conn:
        await _make_due(conn)
    began = time.perf_counter()
    async with database.act() as conn:
        looked_at = await tell_what_is_due(conn, RING, ALMATY, TODAY.astimezone(UTC), TODAY)
    took = time.perf_counter() - began
    assert looked_at == DUE
    async with database.act() as conn:
        await conn.execute(text("DELETE FROM letters"))
    return took / DUE * 1000


async def _make_due(conn: AsyncConnection) -> None:
    due = complaints.c.id.in_([f"made{number:06}" for number in range(DUE)])
    await conn.execute(update(complaints).where(due).values(look_at=TODAY.astimezone(UTC)))


async def _fill(database: Database, count: int) -> None:
    await migrate.upgrade(database.url.render_as_string(hide_password=False))
    for start in range(0, count, 5_000):
        async with database.act() as conn:
            await _add(conn, range(start, min(start + 5_000, count)))
    if database.dialect == "postgresql":
        async with database.act() as conn:  # as its own cleaner would, a little later
            await conn.exec_driver_sql("ANALYZE")


async def _add(conn: AsyncConnection, numbers: range) -> None:
    """People, and complaints whose words are sealed as they always are."""
    owners = range(numbers.start // OF_EACH, numbers.stop // OF_EACH)
    await conn.execute(
        people.insert(),
        [{"id": it + 1, "telegram_id": 10_000 + it, "met_at": REGISTERED} for it in owners],
    )
    # one key for all of a block: neither the list nor the tick of the first milestones opens any
    case = await open_case(conn, RING, case_id(f"made{numbers.start:06}"), REGISTERED)
    facts = case.seal(json.dumps(FACTS.to_json()).encode(), "complaints.facts")
    files = case.seal(b"[]", "complaints.files")
    await conn.execute(
        text(
            "INSERT INTO complaints (id, person_id, kind, topic, facts, files, prepared_at, "
            "touched_at, look_at) VALUES "
            "(:id, :person, 'statement', 'labour', :facts, :files, :at, :at, :look_at)"
        ).bindparams(_moment("at"), _moment("look_at")),
        list(_rows(numbers, facts, files)),
    )
    await conn.execute(
        complaint_events.insert(),
        [
            {
                "complaint_id": f"made{number:06}",
                "status": "registered",
                "day": REGISTERED.date(),
                "noted_at": REGISTERED,
                "act": "bench",
            }
            for number in numbers
        ],
    )


def _rows(numbers: range, facts: bytes, files: bytes) -> Iterator[dict[str, Any]]:
    for number in numbers:
        yield {
            "id": f"made{number:06}",
            "person": number // OF_EACH + 1,
            "facts": facts,
            "files": files,
            "at": REGISTERED,
            "look_at": LATER,
        }


def _moment(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=complaints.c.prepared_at.type)
