"""Petitions under a crowd: 2,000 supports a minute, and what a million existing ones cost.

The crowd comes at a steady pace, whether the bot keeps up or not; how long each waits is told from
the moment at which they were due. At the end rows, log and receipts are counted: a bot that lost
some would look wonderfully quick. The clock shows the count every five seconds beside it.
"""

import asyncio
import itertools
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import func, select

from benchmarks.petitions_house import ALMATY, FIRST_NEW, PETITION, House
from benchmarks.postgres import postgres_database
from benchmarks.report import Line, Report
from civic.petitions import counting, log
from storage import petition_logs
from storage.tables import petition_supports

A_MINUTE, MINUTES = 2_000, 10
P95_AT_MOST, LAG_AT_MOST = 1_000.0, 10.0
"""Milliseconds, seconds."""
FEW, MANY, AT_MOST = 1_000, 1_000_000, 1.3
RECEIPT_AT_MOST = 50.0
SHOWN_EVERY, LOOKED_EVERY = 5.0, 0.25
"""Seconds: how often the clock counts together, and how often somebody looks at the card."""
RECEIPTS = 200


def measure(*, quick: bool) -> Report:
    """The crowd on SQLite; few against many on SQLite, and on PostgreSQL where it answers."""
    people = 100 if quick else A_MINUTE * MINUTES
    few, many, rounds = (100, 2_000, 2) if quick else (FEW, MANY, 15)
    lines = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        urls = [
            f"sqlite+aiosqlite:///{Path(folder) / name}.db" for name in ("crowd", "few", "many")
        ]
        lines += asyncio.run(_crowd(urls[0], people))
        lines += asyncio.run(_growth("SQLite", urls[1:], few, many, rounds))
        servers = [closing.enter_context(postgres_database()) for _ in range(2)]
        if all(servers):
            found = [server for server in servers if server]
            lines += asyncio.run(_growth("PG", found, few, many, rounds))
    title = f"Petitions, ms: {many:,} existing supports (ours), {few:,} (bare)"
    return Report("petitions", title, lines)


@dataclass(slots=True)
class Crowd:
    """What was seen while they came."""

    waited: list[float] = field(default_factory=list)
    """Milliseconds from the moment at which each was due."""
    done: list[float] = field(default_factory=list)
    """The moments at which the first, the second … support stood."""
    shown: list[tuple[float, int]] = field(default_factory=list)
    """What the card showed when."""

    @property
    def lag(self) -> float:
        """The longest time from a support to its being shown, in seconds."""
        ordered = sorted(self.done)
        longest, told = 0.0, 0
        for moment, count in self.shown:
            fresh = ordered[told:count]
            if fresh:
                longest = max(longest, moment - fresh[0])
            told = max(told, count)
        return longest


async def _crowd(url: str, count: int) -> list[Line]:
    house, seen = House(url), Crowd()
    await house.open(0)
    over = asyncio.Event()
    began = time.perf_counter() + 0.5
    async with asyncio.TaskGroup() as both:
        both.create_task(_show(house, over))
        both.create_task(_look(house, seen, over))
        async with asyncio.TaskGroup() as crowd:
            for number in range(count):
                due = began + number * 60 / A_MINUTE
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                crowd.create_task(_supports(house, seen, FIRST_NEW + number, due))
        took = time.perf_counter() - began
        await asyncio.sleep(SHOWN_EVERY + 2 * LOOKED_EVERY)
        over.set()
    await _all_accepted(house, seen, count)
    await house.database.close()
    return [
        Line("crowd, supports a minute", ours=count / took * 60),
        Line("crowd, p95", ours=quantiles(seen.waited, n=20)[18], at_most=P95_AT_MOST),
        Line("crowd, the longest", ours=max(seen.waited)),
        Line("crowd, count lags (s)", ours=seen.lag, at_most=LAG_AT_MOST),
    ]


async def _supports(house: House, seen: Crowd, who: int, due: float) -> None:
    given = await house.supports(who, datetime.now(UTC))
    moment = time.perf_counter()
    assert given.is_new
    seen.waited.append((moment - due) * 1000)
    seen.done.append(moment)


async def _show(house: House, over: asyncio.Event) -> None:
    while not over.is_set():
        async with house.database.act() as conn:
            await counting.refresh(conn, datetime.now(UTC), ALMATY)
        await asyncio.sleep(SHOWN_EVERY)


async def _look(house: House, seen: Crowd, over: asyncio.Event) -> None:
    while not over.is_set():
        async with house.database.look() as conn:
            kept = await petition_logs.get(conn, PETITION)
        assert kept is not None
        seen.shown.append((time.perf_counter(), kept.shown))
        await asyncio.sleep(LOOKED_EVERY)


async def _all_accepted(house: House, seen: Crowd, count: int) -> None:
    """Rows, log, what is shown, and the receipt of each."""
    async with house.database.look() as conn:
        rows = await conn.scalar(select(func.count()).select_from(petition_supports))
        recount = await log.recount(conn, PETITION)
        kept = await petition_logs.get(conn, PETITION)
        numbers = (await conn.execute(select(petition_supports.c.number))).scalars().all()
        seqs = (await conn.execute(select(petition_supports.c.seq))).scalars().all()
        assert recount is not None
        assert kept is not None
        assert rows == recount.counted.count == kept.shown == len(seen.done) == count
        assert recount.agrees
        assert sorted(numbers) == list(range(1, count + 1)), "each has a number of their own"
        assert sorted(seqs) == list(range(count))
        for seq in seqs:
            proof = await log.prove(conn, PETITION, seq, kept.size)
            assert proof is not None
            assert proof.holds
            assert proof.root == recount.root


async def _growth(name: str, urls: list[str], few: int, many: int, rounds: int) -> list[Line]:
    small, large = [House(url) for url in urls]
    await small.open(few)
    await large.open(many)
    newcomers = itertools.count(FIRST_NEW)
    for house in (large, small):  # what happens only once is not what it costs
        await house.timed_supports(newcomers, 5)
    times = [
        (await large.timed_supports(newcomers, 20), await small.timed_supports(newcomers, 20))
        for _ in range(rounds)
    ]
    receipts = [
        (await _receipts(large, many), await _receipts(small, few)) for _ in range(min(rounds, 5))
    ]
    for house in (small, large):
        await house.database.close()
    ratios = [ours / bare for ours, bare in times]
    return [
        Line(
            f"{name}, a support",
            ours=median(ours for ours, _ in times),
            bare=median(bare for _, bare in times),
            ratio=median(ratios),
            least=min(ratios),
            greatest=max(ratios),
            at_most=AT_MOST,
        ),
        Line(
            f"{name}, a receipt is checked",
            ours=median(ours for ours, _ in receipts),
            at_most=RECEIPT_AT_MOST,
        ),
    ]


async def _receipts(house: House, count: int) -> float:
    """Milliseconds of one, spread over the whole log."""
    began = time.perf_counter()
    for number in range(RECEIPTS):
        async with house.database.look() as conn:
            kept = await petition_logs.get(conn, PETITION)
            assert kept is not None
            seq = (number * 7919 + 1) % count
            proof = await log.prove(conn, PETITION, seq, kept.size)
        assert proof is not None
        assert proof.holds
    return (time.perf_counter() - began) * 1000 / RECEIPTS
