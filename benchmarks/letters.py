"""What a letter costs, how well the postman uses what is allowed, what a full outbox costs.

- Processor time of a letter against a bare loop of `send_message`, on a canned Telegram.
- Letters through the sandbox's limits, in real time: the share of the allowed 30 a second that is
  used, and how often Telegram had to say 429.
- Claiming the next hundred among a million that are due later, against a thousand.
"""

import asyncio
import tempfile
import time
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from aiogram import Bot
from sqlalchemy import Text, bindparam, text

from benchmarks.letters_ours import put, until_all_left
from benchmarks.postgres import postgres_database
from benchmarks.processes import Process, WentWrongError
from benchmarks.report import Line, Report
from bot.app import utc_now
from bot.postman import Envelope, Postman
from bot.telegram.connection import connect
from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from sandbox import Sandbox
from sandbox.people import Person
from storage import migrate, outbox
from storage.columns import Moment
from storage.database import Database
from storage.vault import KeyRing

AT_MOST = 2.0
AT_MOST_CLAIMING = 1.5
LEAST_SHARE = 0.95
ALLOWED = 30
"""Messages a second, as Telegram says and the sandbox counts."""
CROWD = 1_000
HUNDRED = 100
TEXT = (
    "<b>Сообщили об ошибке</b>\n\nЗапись: Кризисный центр (<code>kz55-02</code>)\nЧто: переехал "
    "или закрылся"
)
_FILL = """
INSERT INTO letters (dedupe_key, chat_id, view, args, lane, delivery, state, not_before,
                     quiet_hours, attempts, created_at)
SELECT CAST(:name AS text) || n, n, t.view, t.args, n % 3, t.delivery, 'waiting', :moment,
       t.quiet_hours, 0, t.created_at
FROM (SELECT * FROM letters ORDER BY id LIMIT 1) AS t, {numbers}
"""
_NUMBERS = {
    "postgresql": "generate_series(1, CAST(:count AS integer)) AS n",
    "sqlite": "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :count)"
    " SELECT n FROM s)",
}


class UndoneError(Exception):
    """A claim is taken back, so that the next one finds the same."""


class WatchedGate(Gate):
    """Counts how often Telegram asked to wait."""

    refusals = 0

    def close(self, seconds: float) -> None:
        self.refusals += 1
        super().close(seconds)


def measure(*, quick: bool) -> Report:
    """All three; on PostgreSQL too where it answers."""
    lines = [_cpu(200 if quick else 3_000, 1 if quick else 7)]
    lines += asyncio.run(_through_the_limits(90 if quick else 10_000))
    few, many, rounds = (100, 2_000, 5) if quick else (1_000, 1_000_000, 60)
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory()))
        urls = [f"sqlite+aiosqlite:///{folder / name}.db" for name in ("few", "many")]
        lines.append(asyncio.run(_claiming("SQLite", urls, (few, many), rounds)))
        servers = [closing.enter_context(postgres_database()) for _ in range(2)]
        answering = [server for server in servers if server]
        if len(answering) == len(servers):
            lines.append(asyncio.run(_claiming("PostgreSQL", answering, (few, many), rounds)))
    return Report("letters", "Letters: a letter's CPU, ms; 30 a second; a full outbox, ms", lines)


def _cpu(count: int, pairs: int) -> Line:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        box = Process("letters_box")
        stack.callback(box.stop)
        port = str(box.ask()["port"])
        ours = Process("letters_ours", port, f"sqlite+aiosqlite:///{folder}/bench.db")
        stack.callback(ours.stop)
        bare = Process("letters_bare", port)
        stack.callback(bare.stop)

        def each(side: Process, first: int) -> float:
            cpu: float = side.ask(first=first, count=count, text=TEXT)["cpu"]
            if box.ask()["came"] != count:
                raise WentWrongError("not every letter arrived")
            return cpu / count * 1000

        starts = range(1, (pairs + 1) * count + 1, count)
        rounds = [(each(ours, first), each(bare, first)) for first in starts]
    rounds = rounds[1:]  # what happens only once is not what a letter costs
    ratios = [mine / plain for mine, plain in rounds]
    return Line(
        "CPU of a letter, ms",
        ours=median(mine for mine, _ in rounds),
        bare=median(plain for _, plain in rounds),
        ratio=median(ratios),
        least=min(ratios),
        greatest=max(ratios),
        at_most=AT_MOST,
    )


async def _through_the_limits(count: int) -> list[Line]:
    """Each of a thousand people gets their share, in real time."""
    crowd = min(CROWD, count)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/bench.db"
        await migrate.upgrade(url)
        database, ring = Database(url), KeyRing({"k1": bytes(32)})
        first = 300_000_000
        await put(database, ring, first, count)
        async with database.act() as conn:  # ten letters for each, in turn
            shared = text("UPDATE letters SET chat_id = :first + chat_id % :crowd")
            await conn.execute(shared, {"first": first, "crowd": crowd})
        async with Sandbox(port=0) as sandbox:
            for at in range(crowd):
                person = Person(f"p{at}", first + at, "Адам", "ru", started=True)
                sandbox.telegram.add_person(person)
            gate, limits = WatchedGate(), Limits()
            bot = connect(sandbox.token, sandbox.url, gate, limits)
            seconds = await _send_all(database, ring, bot, gate, limits, count)
            await bot.session.close()
        await database.close()
    share = count / seconds / ALLOWED
    return [
        Line("share of 30 a second not used", 1 - share, at_most=1 - LEAST_SHARE),
        Line("times that Telegram said 429", float(gate.refusals), at_most=0.0),
    ]


async def _send_all(
    database: Database, ring: KeyRing, bot: Bot, gate: Gate, limits: Limits, count: int
) -> float:
    """Seconds from the first to the last."""
    left, made = asyncio.Event(), 0

    async def render(letter: outbox.Claimed) -> Envelope:
        nonlocal made
        made += 1
        if made == count:
            left.set()
        return Envelope(letter.dedupe_key)

    async def alarm(_letter: int, reason: str) -> None:
        raise AssertionError(reason)

    postman = Postman(database, ring, bot, render, limits, gate, utc_now, alarm)
    began = time.perf_counter()
    running = asyncio.create_task(postman.run())
    await left.wait()
    await until_all_left(database)
    ended = time.perf_counter()
    await postman.stop()
    await running
    return ended - began


async def _claiming(name: str, urls: list[str], counts: tuple[int, int], rounds: int) -> Line:
    """Milliseconds; few and many take turns, so that what else the machine does falls on both."""
    ring, now = KeyRing({"k1": bytes(32)}), datetime.now(UTC)
    databases = []
    for url, count in zip(urls, counts, strict=True):
        await migrate.upgrade(url)
        database = Database(url)
        await put(database, ring, 1, 1)
        await _fill(database, "later:", count, now + timedelta(days=30))
        await _fill(database, "due:", 500, now - timedelta(minutes=1))
        databases.append(database)
    taken = [[await _claim(one, ring, now) for one in databases] for _ in range(rounds + 1)][1:]
    for database in databases:
        await database.close()
    ratios = sorted(many / few for few, many in taken)
    return Line(
        f"{name}, the next hundred, ms",
        ours=median(many for _, many in taken),
        bare=median(few for few, _ in taken),
        ratio=median(ratios),
        least=ratios[0],
        greatest=ratios[-1],
        at_most=AT_MOST_CLAIMING,
    )


async def _fill(database: Database, name: str, count: int, moment: datetime) -> None:
    """Copies of the first letter, written by the database itself."""
    async with database.act() as conn:
        await conn.execute(
            text(_FILL.format(numbers=_NUMBERS[conn.dialect.name])).bindparams(
                bindparam("name", type_=Text), bindparam("moment", type_=Moment)
            ),
            {"name": name, "count": count, "moment": moment},
        )
    async with database.act() as conn:
        await conn.execute(text("ANALYZE letters"))


async def _claim(database: Database, ring: KeyRing, now: datetime) -> float:
    """Milliseconds for a hundred, in a transaction that is taken back."""
    took: list[float] = []
    with suppress(UndoneError):
        async with database.act() as conn:
            began = time.perf_counter()
            claimed = await outbox.claim(conn, ring, now, HUNDRED)
            took.append((time.perf_counter() - began) * 1000)
            undo(len(claimed))
    return took[0]


def undo(claimed: int) -> None:
    """Take the claim back."""
    raise UndoneError if claimed == HUNDRED else WentWrongError(f"{claimed} were claimed")
