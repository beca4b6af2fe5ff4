"""Several workers on PostgreSQL: one of them is postman, and another when that one goes."""

from datetime import UTC, datetime

import pytest

from bot.postman import Envelope, Postman
from bot.telegram.connection import connect
from bot.telegram.gate import Gate
from bot.telegram.limits import Allowance, Limits
from sandbox import world
from storage import outbox
from storage.database import Database
from storage.leadership import Leadership
from storage.outbox import Delivery, Lane, Letter
from storage.vault import KeyRing
from tests import databases

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
GENEROUS = Allowance(1000, 1.0)


class Worker:
    def __init__(self, sandbox, url, ring):
        self.database = Database(url)
        self.leadership = Leadership(self.database)
        self.ring = ring
        limits, gate = Limits(everyone=GENEROUS, person=GENEROUS), Gate()
        self.bot = connect(sandbox.token, sandbox.url, gate, limits)
        self.postman = Postman(
            self.database,
            ring,
            self.bot,
            self.render,
            limits,
            gate,
            lambda: NOON,
            self.alarm,
            leadership=self.leadership,
        )

    async def render(self, letter):
        return Envelope(letter.dedupe_key)

    async def alarm(self, letter_id, reason):
        raise AssertionError(reason)

    async def put(self, key, delivery=Delivery.AT_LEAST_ONCE):
        letter = Letter(key, world.AIGUL_ID, "-", {}, Lane.NOTICE, delivery, NOON)
        async with self.database.act() as conn:
            await outbox.put(conn, self.ring, letter, NOON)

    async def round(self):
        return [verdict.letter.dedupe_key for verdict in await self.postman.round(NOON)]

    async def leave(self):
        """Die, as far as the database can tell."""
        await self.leadership.leave()

    async def close(self):
        await self.leave()
        await self.bot.session.close()
        await self.database.close()


@pytest.fixture(scope="module")
def url():
    databases.require_postgres()
    with databases.migrated_postgres() as address:
        yield address


@pytest.fixture
async def workers(sandbox, url, tmp_path, aigul):
    ring = KeyRing.load_or_create(tmp_path / "keys" / "master_keys")
    both = [Worker(sandbox, url, ring) for _ in range(2)]
    await aigul.starts(wait=False)
    yield both
    for worker in both:
        await worker.close()


async def test_one_is_postman_and_the_other_takes_over_what_it_left(workers, aigul):
    first, second = workers
    await first.put("one")
    assert await first.round() == ["one"]
    assert await second.round() == []
    await first.put("answer", Delivery.AT_LEAST_ONCE)
    await first.put("broadcast", Delivery.AT_MOST_ONCE)
    async with first.database.act() as conn:
        assert len(await outbox.claim(conn, first.ring, NOON, 10)) == 2
    await first.put("new")
    await first.leave()
    assert await second.round() == ["answer", "new"], "the broadcast is in doubt and left alone"
    assert await first.round() == []
    await aigul.looks()
    assert [message.text for message in aigul.history if message.by_bot] == ["one", "answer", "new"]
