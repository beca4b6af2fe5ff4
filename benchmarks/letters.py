"""What a letter costs, how near the limits letters leave, what a claim costs beside a million.

A letter is compared with the least that can send one: a bare loop of aiogram's ``send_message``
with the same text. The rate is taken from the sandbox, which counts as Telegram does and answers
429 when it was too much. Claims are compared between a database in which a thousand letters are due
later and one in which a million are, with a million that left beside them.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.letters_ours import letter_to, shown_text
from benchmarks.postgres import postgres_database
from benchmarks.processes import Process, WentWrongError
from benchmarks.report import Line, Report
from storage import migrate, outbox
from storage.database import Database
from storage.vault import KeyRing

AT_MOST = 2.0
TAKES_AT_MOST = 1 / 0.95
"""The time that the limits ask for, by what is allowed of it: 95 % of the rate is kept."""
CLAIM_AT_MOST = 1.5
IN_A_CLAIM = 100
EVERYONE_A_SECOND = 30
RING = KeyRing({"k1": bytes(range(32))})


def measure(*, quick: bool) -> Report:
    """Processor time, rate and claims; on PostgreSQL too where it answers."""
    count, pairs = (200, 1) if quick else (2000, 5)
    lines = []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        files = [f"sqlite+aiosqlite:///{Path(folder) / name}.db" for name in "abcd"]
        servers = [closing.enter_context(postgres_database()) for _ in range(3)]
        lines.append(_cpu("SQLite", files[0], Path(folder), count, pairs))
        if servers[0]:
            lines.append(_cpu("PG", servers[0], Path(folder), count, pairs))
        lines += _rate(files[1], 150 if quick else 10_000)
        claims, later = (3, 20_000) if quick else (25, 1_000_000)
        lines.append(asyncio.run(_claims("SQLite", files[2:], claims, later)))
        if servers[1] and servers[2]:
            urls = [server for server in servers[1:] if server]
            lines.append(asyncio.run(_claims("PG", urls, claims, later)))
    return Report("letters", "Letters: ms of CPU each, seconds for all, ms of a claim", lines)


def _cpu(name: str, url: str, folder: Path, count: int, pairs: int) -> Line:
    """Ours and the bare loop by turns, each in a process of its own with one Telegram for both."""
    text = folder / "text.json"
    text.write_text(json.dumps(shown_text()), encoding="utf-8")
    with ExitStack() as stack:
        telegram = Process("telegram")
        stack.callback(telegram.stop)
        port = str(telegram.ask(port=True)["port"])
        ours = Process("letters_ours", f"http://127.0.0.1:{port}", url, "unlimited")
        stack.callback(ours.stop)
        bare = Process("letters_bare", port, str(text))
        stack.callback(bare.stop)
        rounds = []
        for number in range(pairs + 1):
            ours.ask(put=count, after=number * count)
            mine, plain = ours.ask(send=count)["cpu"], bare.ask(send=count)["cpu"]
            rounds.append((mine / count * 1000, plain / count * 1000))
    # the first round builds what is built but once
    return _line(f"{name}, CPU of a letter", rounds[1:], AT_MOST)


def _rate(url: str, count: int) -> Sequence[Line]:
    """As many letters to as many people, through the sandbox's own limits."""
    with ExitStack() as stack:
        sandbox = Process("letters_sandbox", str(count))
        stack.callback(sandbox.stop)
        ours = Process("letters_ours", sandbox.ask(url=True)["url"], url, "limited")
        stack.callback(ours.stop)
        ours.ask(put=count, after=0)
        spent = ours.ask(send=count)["cpu"]
        told = sandbox.ask(told=True)
    if told["arrived"] != count:
        raise WentWrongError(f"{told['arrived']} letters of {count} arrived")
    allowed = (count - EVERYONE_A_SECOND) / EVERYONE_A_SECOND
    return [
        Line(
            f"{count} letters, seconds",
            ours=told["seconds"],
            bare=allowed,
            ratio=told["seconds"] / allowed,
            at_most=TAKES_AT_MOST,
        ),
        Line("answers 429", ours=told["refused"], at_most=0),
        Line("CPU of a letter, at the limits", ours=spent / count * 1000),
    ]


async def _claims(name: str, urls: Sequence[str], claims: int, later: int) -> Line:
    few, many = [Database(url) for url in urls]
    now = datetime.now(UTC)
    await _fill(few, 1000, 0, claims, now)
    await _fill(many, later, later, claims, now)
    rounds = []
    for _ in range(claims):
        beside_few = await _claim(few, now)
        rounds.append((await _claim(many, now), beside_few))
    for database in (few, many):
        await database.close()
    return _line(f"{name}, {IN_A_CLAIM} claimed", rounds, CLAIM_AT_MOST)


async def _claim(database: Database, now: datetime) -> float:
    """Milliseconds, with the commit."""
    began = time.perf_counter()
    async with database.act() as conn:
        claimed = await outbox.claim(conn, RING, now, IN_A_CLAIM, exclude_chats=[1, 2, 3])
    spent = (time.perf_counter() - began) * 1000
    if len(claimed) != IN_A_CLAIM:
        raise WentWrongError(f"{len(claimed)} letters were claimed")
    return spent


async def _fill(database: Database, later: int, left: int, claims: int, now: datetime) -> None:
    """Letters due later, letters that left, and as many that are due as will be claimed."""
    await migrate.upgrade(database.url.render_as_string(hide_password=False))
    tomorrow, yesterday = now + timedelta(days=1), now - timedelta(days=1)
    for state, count, moment in (("waiting", later, tomorrow), ("sent", left, yesterday)):
        async with database.act() as conn:
            await conn.exec_driver_sql(_many(database.dialect, state, count, moment, now))
    async with database.act() as conn:
        for number in range((claims + 1) * IN_A_CLAIM):
            await outbox.put(conn, RING, letter_to(number, now), now)
    if database.dialect == "postgresql":
        async with database.act() as conn:  # as its own cleaner would, a little later
            await conn.exec_driver_sql("ANALYZE letters")
    await _claim(database, now)  # what happens only once is not what a claim costs


def _many(dialect: str, state: str, count: int, moment: datetime, now: datetime) -> str:
    """One statement: a million inserts by way of Python would take longer than all the rest."""
    made = f"{now:%Y-%m-%d %H:%M:%S.%f}+00:00"
    at = f"{moment:%Y-%m-%d %H:%M:%S}"
    if dialect == "sqlite":
        source = f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM s WHERE n<{count}) "
        due = f"strftime('%Y-%m-%d %H:%M:%S.000000+00:00', '{at}', n || ' seconds')"
        rows = "s"
    else:
        source, rows = "", f"generate_series(1, {count}) n"
        due = f"'{at}+00'::timestamptz + n * interval '1 second'"
    left = f"'{made}'" if state == "sent" else "NULL"
    columns = "dedupe_key, chat_id, view, args, lane, delivery, state, not_before, attempts"
    chosen = (
        f"'{state}:' || n, 100000 + n, 'mistake_reported', '{{}}', n % 3, 'at_least_once', "
        f"'{state}', {due}, 0"
    )
    cast = "" if dialect == "sqlite" else "::timestamptz"
    return (
        f"INSERT INTO letters ({columns}, created_at, sent_at) "
        f"{source}SELECT {chosen}, '{made}'{cast}, {left}{cast} FROM {rows}"
    )


def _line(what: str, rounds: Sequence[tuple[float, float]], at_most: float) -> Line:
    ratios = [ours / bare for ours, bare in rounds]
    told: dict[str, Any] = {"least": min(ratios), "greatest": max(ratios), "at_most": at_most}
    return Line(
        what,
        ours=median(ours for ours, _ in rounds),
        bare=median(bare for _, bare in rounds),
        ratio=median(ratios),
        **told,
    )
