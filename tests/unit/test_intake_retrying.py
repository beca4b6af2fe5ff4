"""An update on the shelf is tried again when somebody asks, and they are told how it went."""

import json

import pytest

from bot.intake.retrying import Retrying
from storage import updates
from storage.database import Database
from storage.vault import KeyRing
from tests import databases
from tests.storage.conftest import NOON


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    with databases.migrated_sqlite(tmp_path_factory.mktemp("template")) as path:
        yield path


@pytest.fixture
async def database(template, tmp_path):
    opened = Database(databases.copy_of(template, tmp_path))
    yield opened
    await opened.close()


class Desk:
    """The intake, as far as new tries go, and the administrator who waits for them."""

    def __init__(self, database, ring):
        self.database, self.ring = database, ring
        self.fails = None
        self.tried, self.told = [], []
        self.retrying = Retrying(database, ring, self, lambda: NOON, self.tell)

    async def try_again(self, arrival):
        self.tried.append((arrival.update_id, arrival.kind))
        return self.fails

    async def tell(self, update_id, administrator, asked_at, error):
        self.told.append((update_id, administrator, error))

    async def set_aside(self, update_id, raw):
        payload = json.dumps(raw).encode()
        async with self.database.act() as conn:
            await updates.set_aside(
                conn, self.ring, update_id, "message", "KeyError", 3, payload, NOON
            )
            assert await updates.retry_set_aside(conn, update_id, 77, NOON)

    async def kept(self, update_id):
        async with self.database.look() as conn:
            return await updates.one_set_aside(conn, update_id)


@pytest.fixture
def desk(database):
    return Desk(database, KeyRing({"k1": bytes(32)}))


async def test_what_works_now_is_resolved_and_told(desk):
    await desk.set_aside(5, {"update_id": 5, "message": {"from": {"id": 1}}})
    await desk.retrying.due(NOON)
    await desk.retrying.due(NOON)
    assert desk.tried == [(5, "message")]
    assert desk.told == [(5, 77, None)]
    assert (await desk.kept(5)).resolution == "retried"


async def test_what_fails_again_lies_there_as_before(desk):
    desk.fails = "ValueError"
    await desk.set_aside(5, {"update_id": 5, "message": {"from": {"id": 1}}})
    await desk.retrying.due(NOON)
    kept = await desk.kept(5)
    assert (kept.error, kept.attempts, kept.resolved_at, kept.retried_at) == (
        "ValueError",
        6,
        None,
        None,
    )
    assert desk.told == [(5, 77, "ValueError")]


async def test_of_which_nothing_was_kept_is_never_called_done(desk):
    await desk.set_aside(5, {"update_id": 5})
    await desk.retrying.due(NOON)
    assert desk.tried == []
    assert (await desk.kept(5)).error == updates.NOTHING_KEPT
    assert desk.told == [(5, 77, updates.NOTHING_KEPT)]


async def test_what_a_lost_key_sealed_stays_for_the_day_on_which_it_is_found(desk, database):
    await desk.set_aside(5, {"update_id": 5, "message": {}})
    other = Desk(database, KeyRing({"k2": bytes(32)}))
    await other.retrying.due(NOON)
    assert other.tried == []
    kept = await desk.kept(5)
    assert (kept.error, kept.resolved_at) == ("KeyLost", None)
