"""What an answer of the finder costs as the directory grows: 10,000 entries against 50.

Rounds alternate, so that what else the machine does falls on both; a pair of neighbours gives one
ratio. What is told is the median of the ratios, with the least and the greatest. The entries of the
last line stand all in one region, which no country has: it is told, and nothing is required of it.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.postgres import postgres_database
from benchmarks.report import Line, Report
from civic.directory import Need, answer
from civic.directory.seed import load_data
from civic.directory.vocabulary import CONDITIONS, SERVICES, codes_of
from civic.regions import regions
from storage import migrate
from storage.database import Database
from storage.tables import centres

FEW, MANY, AT_MOST = 50, 10_000, 3.0
NOW = datetime(2026, 11, 1, tzinfo=UTC)
EVERYWHERE, ONE_REGION = tuple(regions()), ("KZ-75",)
WISHES = ("roof", "no-papers", "son-12")
NEEDS: dict[str, dict[str, Any]] = {
    "a region": {},
    "three wishes": {"wishes": WISHES, "urgent": True},
    "wishes and nearest": {"wishes": WISHES, "near": (43.25, 76.95)},
}


def measure(*, quick: bool) -> Report:
    """The ratio on SQLite, and on PostgreSQL where it answers."""
    answers, pairs = (20, 3) if quick else (100, 9)
    lines = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        urls = [f"sqlite+aiosqlite:///{Path(folder) / name}.db" for name in ("few", "many", "one")]
        lines += asyncio.run(_lines("SQLite", urls, answers, pairs))
        servers = [closing.enter_context(postgres_database()) for _ in urls]
        if all(servers):
            urls = [server for server in servers if server]
            lines += asyncio.run(_lines("PG", urls, answers, pairs))
    title = f"One answer of the finder, ms: {MANY:,} entries (ours), {FEW} (bare)"
    return Report("finder", title, lines)


async def _lines(name: str, urls: Sequence[str], answers: int, pairs: int) -> list[Line]:
    few, many, one = [Database(url) for url in urls]
    await _fill(few, FEW, EVERYWHERE)
    await _fill(many, MANY, EVERYWHERE)
    await _fill(one, MANY, ONE_REGION)
    lines = []
    for what, need in NEEDS.items():
        rounds = await _rounds(many, few, need, answers, pairs)
        lines.append(_line(f"{name}, {what}", rounds, AT_MOST))
    rounds = await _rounds(one, few, NEEDS["three wishes"], answers, pairs, ONE_REGION)
    lines.append(_line(f"{name}, all in one region", rounds, None))
    for database in (few, many, one):
        await database.close()
    return lines


def _line(what: str, rounds: list[tuple[float, float]], at_most: float | None) -> Line:
    ratios = [ours / bare for ours, bare in rounds]
    return Line(
        what,
        ours=median(ours for ours, _ in rounds),
        bare=median(bare for _, bare in rounds),
        ratio=median(ratios),
        least=min(ratios),
        greatest=max(ratios),
        at_most=at_most,
    )


async def _rounds(
    ours: Database,
    bare: Database,
    need: dict[str, Any],
    answers: int,
    pairs: int,
    asked: Sequence[str] = EVERYWHERE,
) -> list[tuple[float, float]]:
    for database in (ours, bare):  # what happens only once is not what an answer costs
        await _round(database, need, answers, asked)
    return [
        (
            await _round(ours, need, answers, asked),
            await _round(bare, need, answers, EVERYWHERE),
        )
        for _ in range(pairs)
    ]


async def _round(
    database: Database, need: dict[str, Any], answers: int, asked: Sequence[str]
) -> float:
    """Milliseconds of one answer, region after region."""
    began = time.perf_counter()
    for number in range(answers):
        async with database.look() as conn:
            await answer(conn, Need(asked[number % len(asked)], **need), NOW)
    return (time.perf_counter() - began) / answers * 1000


async def _fill(database: Database, count: int, where: Sequence[str]) -> None:
    """The lines as they are, and made-up entries: three of five are checked."""
    chance = random.Random(count)  # the same entries in every run
    await migrate.upgrade(database.url.render_as_string(hide_password=False))
    async with database.act() as conn:
        await load_data(conn, NOW)
        await conn.execute(centres.delete())
        rows = [_entry(number, where[number % len(where)], chance) for number in range(count)]
        await conn.execute(centres.insert(), rows)
    if database.dialect == "postgresql":
        async with database.act() as conn:  # as its own cleaner would, a little later
            await conn.exec_driver_sql("ANALYZE centres")


def _entry(number: int, region: str, chance: random.Random) -> dict[str, Any]:
    conditions = [chance.choice(codes) for codes in CONDITIONS.values() if chance.random() < 0.4]  # noqa: PLR2004 - some of them
    services = chance.sample(SERVICES, 3)
    is_checked = number % 5 < 3  # noqa: PLR2004 - three of five
    return {
        "id": f"made-{number}",
        "name_ru": f"Центр {number}",
        "region": region,
        "phones": "150",
        "latitude": 43 + chance.random(),
        "longitude": 76 + chance.random(),
        "geo_precision": "house",
        "publish_level": "public_office",
        "status": "confirmed" if is_checked else "unverified",
        "tier": chance.choice("ABC"),
        "position": number,
        "loaded_at": NOW,
        "services": ";".join(services),
        "conditions": ";".join(conditions),
        "codes": f";{';'.join(codes_of([], services, None, conditions))};",
        "checked_at": NOW - timedelta(days=chance.randrange(200)) if is_checked else None,
    }
