"""What sealing costs, how fast the keys are changed, and what people notice of it meanwhile.

The whole bot talks with people who hesitate as people do, while 100,000 cases are sealed anew
beside it by a process of its own. How long people wait for an answer is measured in Telegram's
place, by turns: some talks without the change of keys, some with it. Two neighbours give one ratio.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.postgres import postgres_database
from benchmarks.processes import Process, WentWrongError
from benchmarks.report import Line, Report
from benchmarks.screens import screens_of
from storage import migrate
from storage.cases import Case
from storage.database import Database
from storage.tables import case_keys
from storage.vault import KeyRing, key_id_of

AT_MOST = 2.0
WALK = "mixed"
WALKS = 2
"""One after another make a turn."""
THINK = 0.2
"""Seconds between an answer and the next move, about."""
TEXT = ("Көшедегі шам сынған, ешкім жөндемейді. Өтініш: тексеріп, жауап беріңізші. " * 30)[:2000]
KEYS = Path("secrets") / "master_keys"


def measure(*, quick: bool) -> Report:
    """On SQLite, and on PostgreSQL where it answers."""
    cases, people = (6_000, 3) if quick else (100_000, 10)
    lines = list(_of_one_text(200 if quick else 20_000))
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory()))
        urls = {"SQLite": f"sqlite+aiosqlite:///{folder / 'bench.db'}"}
        if server := closing.enter_context(postgres_database()):
            urls["PostgreSQL"] = server
        for name, url in urls.items():
            asyncio.run(_fill(url, folder, cases))
            with _town(folder, url, people) as (town, turning):
                lines += _lines(name, town, turning)
    return Report(
        "vault", f"The vault: one text of 2,000 letters; {cases:,} cases sealed anew", lines
    )


def _of_one_text(times: int) -> Iterator[Line]:
    """Microseconds, the best of five rounds: the machine's other work only ever adds."""
    plain = TEXT.encode()
    ring, case = KeyRing({"k1": bytes(32)}), Case("complaint:ab12cd34", AESGCM(bytes(32)))
    by_ring, by_case = ring.seal(plain, "draft:1"), case.seal(plain, "complaints.text")
    calls: dict[str, Callable[[], object]] = {
        "sealed by its case, µs": lambda: case.seal(plain, "complaints.text"),
        "opened by its case, µs": lambda: case.open(by_case, "complaints.text"),
        "sealed by the ring, µs": lambda: ring.seal(plain, "draft:1"),
        "opened by the ring, µs": lambda: ring.open(by_ring, "draft:1"),
    }
    for what, call in calls.items():
        rounds = [_each(call, times) for _ in range(5)]
        yield Line(what, min(rounds), least=min(rounds), greatest=max(rounds))


def _each(call: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - began) / times * 1_000_000


class Town:
    """A Telegram with people, and the bot they talk to."""

    def __init__(self, telegram: Process, bot: Process, people: int) -> None:
        self._telegram = telegram
        self._bot = bot
        self._people = people
        self._first = screens_of(WALK)[0]
        self._next = 10_000_000

    def talks(self) -> float:
        """The wait in ms that nineteen of twenty answers do not reach."""
        waits: list[float] = []
        for _ in range(WALKS):
            crowd = {"walk": WALK, "first": self._next, "count": self._people}
            self._next += self._people
            self._bot.ask(**crowd)
            done = self._telegram.ask(**crowd, **self._first, think=THINK)
            if done["trouble"]:
                raise WentWrongError(done["trouble"])
            waits += done["waits"]
        return quantiles(waits, n=20)[-1]


@contextmanager
def _town(folder: Path, url: str, people: int) -> Iterator[tuple[Town, Process]]:
    with ExitStack() as stack:
        telegram = Process("telegram")
        stack.callback(telegram.stop)
        bot = Process("ours", str(telegram.ask(port=True)["port"]), url, "", folder=folder)
        stack.callback(bot.stop)
        turning = Process("turning", url, folder=folder)
        stack.callback(turning.stop)
        yield Town(telegram, bot, people), turning


def _lines(name: str, town: Town, turning: Process) -> Iterator[Line]:
    """Until all is sealed anew; a turn that it did not last to the end of says nothing."""
    town.talks()  # what happens only once is not what a step costs
    pairs: list[tuple[float, float]] = []
    speeds: list[float] = []
    rows, seconds, has_ended = 0, 0.0, False
    while not has_ended:
        without = town.talks()
        turning.ask(go=True)
        during = town.talks()
        told = turning.ask(rest=True)
        has_ended = told["ended"]
        if not has_ended or not pairs:
            pairs.append((during, without))
            speeds.append((told["rows"] - rows) / (told["seconds"] - seconds))
        rows, seconds = told["rows"], told["seconds"]
    ratios = [during / without for during, without in pairs]
    yield Line(f"{name}, rows a second", rows / seconds, least=min(speeds), greatest=max(speeds))
    yield Line(
        f"{name}, p95 of a step, ms",
        ours=median(during for during, _ in pairs),
        bare=median(without for _, without in pairs),
        ratio=median(ratios),
        least=min(ratios),
        greatest=max(ratios),
        at_most=AT_MOST,
    )


async def _fill(url: str, folder: Path, count: int) -> None:
    """So many cases, as the bot would have made them over the years."""
    database, ring, now = Database(url), KeyRing.load_or_create(folder / KEYS), datetime.now(UTC)
    await migrate.upgrade(url)
    for first in range(0, count, 1000):
        rows = []
        for number in range(first, min(first + 1000, count)):
            case_id = f"complaint:{number * 7_919 % 1_000_003:08x}"
            wrapped = ring.seal(os.urandom(32), f"case:{case_id}")
            key_id = key_id_of(wrapped)
            rows.append({"case_id": case_id, "wrapped": wrapped, "key_id": key_id, "made_at": now})
        async with database.act() as conn:
            await conn.execute(case_keys.insert(), rows)
    await database.close()
