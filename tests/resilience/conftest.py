"""Two houses for the storms.

`town` is the whole bot, wired as it is when it runs for people; where it must be killed it runs in
a process of its own (`bot_process.py`). `house` is the real intake, postman and database around a
handler of a few lines, with a time that only moves when somebody sleeps: for what takes hours, and
for moments that the whole bot passes too quickly. Its handler keeps the house's contract: what a
person said is an act in one transaction with the update's id, and the answer comes after the
commit.
"""

import asyncio
import logging
import os
import random
import sys
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import utc_now
from bot.intake.asking import Asking
from bot.intake.polling import Polling
from bot.intake.reception import Reception
from bot.intake.shelf import Shelf
from bot.intake.webhook import Webhook
from bot.postman import Envelope, Postman
from bot.telegram.connection import connect
from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from sandbox import Sandbox, world
from sandbox.line import Line
from sandbox.phone import Phone
from storage import outbox, people, updates
from storage.database import Database
from storage.outbox import Delivery, Lane, Letter
from storage.vault import KeyRing
from tests import databases
from tests.conversations.conftest import Town
from tests.resilience.books import Books
from tests.resilience.bot_process import AHEAD
from tests.resilience.errand import ERRAND
from tests.resilience.walker import Walker

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Time:
    """Moves only when somebody sleeps, and then at once."""

    def __init__(self):
        self.seconds = 0.0
        self.slept = []

    def monotonic(self):
        return self.seconds

    def now(self):
        return NOON + timedelta(seconds=self.seconds)

    def forward(self, seconds):
        self.seconds += seconds

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


class House:
    """The bot, which can be opened, closed, and killed in between."""

    def __init__(self, sandbox, time, url, ring):
        self.port = 0  # a free one makes it listen there instead of polling
        self.sandbox = sandbox
        self.time = time
        self.url = url
        self.ring = ring
        self.acts = []  # what people said, as often as it was acted upon
        self.began = []  # how often the handler was entered
        self.held = defaultdict(asyncio.Event)
        self.holding = set()
        self.poisoned = set()
        self.alarms = []
        self.changed = asyncio.Event()
        self._running = []

    async def open(self):
        self.database = Database(self.url)
        self.gate = Gate(self.time.monotonic, self.time.sleep)
        limits = Limits()
        self.bot = connect(
            self.sandbox.token, self.sandbox.url, self.gate, limits, sleep=self.time.sleep
        )
        reception = Reception(
            self.bot,
            self.handle,
            Shelf(self.database, self.ring, self.time.now),
            self.gate,
            alarm=self.alarm,
            apologise=self.apologise,
            sleep=self.time.sleep,
        )
        asking = Asking(self.bot, sleep=self.time.sleep)
        self.intake = self.port and Webhook(
            asking,
            reception,
            url=f"http://127.0.0.1:{self.port}/hook",
            secret="a-secret",
            host="127.0.0.1",
            port=self.port,
            path="/hook",
        )
        self.intake = self.intake or Polling(asking, reception, shortest_pause=0.001)
        self.postman = Postman(
            self.database,
            self.ring,
            self.bot,
            self.render,
            limits,
            self.gate,
            self.time.now,
            self.alarm,
            on_migrated=self.migrated,
            chance=lambda: 1.0,
        )
        self._running = [asyncio.create_task(self.intake.run())]

    async def close(self, grace=0.0):
        await self.intake.stop(grace)
        await self._gone()

    async def kill(self):
        """As by kill -9: nothing is finished, nothing is confirmed."""
        for task in self._running:
            task.cancel()
        await self._gone()

    async def _gone(self):
        for task in self._running:
            with suppress(asyncio.CancelledError):
                await task
        self._running = []
        await self.bot.session.close()
        await self.database.close()

    async def handle(self, update, more_of_album):
        self.tell(self.began, update.update_id)
        if update.message is None or update.message.text is None:
            return
        text, person = update.message.text, update.message.from_user.id
        if text in self.poisoned:
            raise ValueError(text)
        async with self.database.act() as conn:
            await people.meet(conn, person, "kk", self.time.now())
            is_new = await updates.record(conn, update.update_id, self.time.now())
        if is_new:
            self.tell(self.acts, (person, text))
        if text in self.holding:
            await self.held[text].wait()
        await self.bot.send_message(person, f"heard: {text}")

    async def alarm(self, number, reason):
        self.tell(self.alarms, reason)

    async def apologise(self, update, reference):
        await self.bot.send_message(update.message.chat.id, f"sorry: {reference}")

    async def migrated(self, old, new):
        self.alarms.append((old, new))

    async def render(self, letter):
        return Envelope(letter.dedupe_key)

    def hold(self, *texts):
        self.holding |= set(texts)

    def let(self, *texts):
        for text in texts:
            self.held[text].set()

    def tell(self, record, entry):
        record.append(entry)
        self.changed.set()
        self.changed = asyncio.Event()

    async def until(self, condition):
        while not condition():
            await self.changed.wait()

    async def breaks(self, kind, **details):
        """A fault of the sandbox's: 429, 500, cut_before, cut_after."""
        await Line(self.sandbox.url).post("faults", {"kind": kind, **details})

    async def put(self, key, chat, delivery=Delivery.AT_LEAST_ONCE, lane=Lane.NOTICE):
        letter = Letter(key, chat, "a_view", {}, lane, delivery, self.time.now())
        async with self.database.act() as conn:
            await outbox.put(conn, self.ring, letter, self.time.now())

    async def round(self, after=0.0):
        self.time.forward(after)
        verdicts = await self.postman.round(self.time.now())
        return {verdict.letter.dedupe_key: verdict.outcome.value for verdict in verdicts}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    with databases.migrated_sqlite(tmp_path_factory.mktemp("template")) as path:
        yield path


@pytest.fixture
def time():
    return Time()


@pytest.fixture
async def sandbox(time):
    async with Sandbox(port=0, limits=False, clock=time.now, webhook_backoff=0.01) as opened:
        yield opened


@pytest.fixture
async def house(sandbox, time, template, tmp_path):
    ring = KeyRing.load_or_create(tmp_path / "keys" / "master_keys")
    built = House(sandbox, time, databases.copy_of(template, tmp_path), ring)
    await built.open()
    yield built
    await built.close()


@pytest.fixture
def aigul(sandbox):
    return Phone(sandbox.url, world.AIGUL)


@pytest.fixture
def sergei(sandbox):
    return Phone(sandbox.url, world.SERGEI)


@pytest.fixture
async def live_sandbox():
    """In real time, and without limits: storms have troubles enough."""
    async with Sandbox(limits=False, webhook_backoff=0.05) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path, template):
    """A migrated database of each kind."""
    if request.param == "sqlite":
        yield databases.copy_of(template, tmp_path)
    else:
        yield request.getfixturevalue("postgres_url")


@pytest.fixture
def postgres_url():
    databases.require_postgres()
    with databases.migrated_postgres() as address:
        yield address


class WallClock:
    """It begins in daytime and goes as any clock does, until somebody sets it."""

    def __init__(self):
        self._ahead = AHEAD

    def __call__(self):
        return utc_now() + self._ahead

    def jumps(self, **by):
        self._ahead += timedelta(**by)


@pytest.fixture
def database_url(template, tmp_path):
    """Where the town's bot writes."""
    return databases.copy_of(template, tmp_path)


@pytest.fixture
async def town(live_sandbox, tmp_path, database_url):
    town = Town(live_sandbox, tmp_path, database_url)
    town.clock = WallClock()
    town.more_scripts = {ERRAND.name: ERRAND}
    await town.wake_the_bot()
    yield town
    await town.stop_the_bot()


@pytest.fixture
def books(town):
    """What the town's bot has written down."""
    return Books(town.settings.database_url)


@pytest.fixture
async def walker(town):
    """Somebody whom the bot knows."""
    [walker] = await Walker.crowd(town.sandbox, 1)
    await walker.gets_to_know()
    return walker


@pytest.fixture
def soak_seed(capsys):
    """Another one each time, and printed: AZAMAT_SEED plays the same storm again."""
    seed = int(os.environ.get("AZAMAT_SEED") or random.SystemRandom().randrange(10**9))
    with capsys.disabled():
        sys.stdout.write(f"\nAZAMAT_SEED={seed}\n")
    return seed


class Log(logging.Handler):
    """What the operator reads, and a way to wait for it."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self._heard = asyncio.Event()

    def emit(self, record):
        self.lines.append(record.getMessage())
        self._heard.set()
        self._heard = asyncio.Event()

    async def has(self, words):
        async with asyncio.timeout(60):
            while not any(words in line for line in self.lines):
                await self._heard.wait()


@pytest.fixture
async def log():
    handler = Log()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
