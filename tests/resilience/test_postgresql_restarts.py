"""PostgreSQL cuts its connections, or is away for a while: people wait, and nothing is lost."""

import asyncio
from contextlib import asynccontextmanager

import asyncpg
import pytest
from sqlalchemy import make_url

from bot.views.late import LATE
from sandbox.line import Line
from storage.outbox import Delivery
from tests import databases
from tests.resilience import errand
from tests.resilience.agreement import NOT_KEPT, ONCE, the_errand_is_run


@pytest.fixture
def database_url(postgres_url):
    return postgres_url


@asynccontextmanager
async def the_server_is_away(url):
    await asyncio.to_thread(databases.close_doors, url)
    try:
        yield
    finally:
        await asyncio.to_thread(databases.open_doors, url)


@asynccontextmanager
async def somebody_holds_her_row(url, telegram_id):
    """Her next word has to wait for them; what they have is a connection, to look and to cut."""
    other = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string())
    await other.execute("BEGIN")
    await other.execute("SELECT 1 FROM people WHERE telegram_id = $1 FOR UPDATE", telegram_id)
    yield other
    await other.execute("ROLLBACK")
    await other.close()


async def cut_off_who_waits(conn):
    """The bot waits for the row, and loses its connection while it does."""
    ended = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted"
    async with asyncio.timeout(60):
        while not await conn.fetch(ended):
            pass


async def test_connections_are_cut_between_two_words(walker, books, postgres_url):
    await walker.says("/start errand")
    await walker.sees(errand.WHAT)
    await asyncio.to_thread(databases.end_connections, postgres_url)
    await walker.says("bread")
    await the_errand_is_run(walker, books)


async def test_the_connection_is_cut_while_her_word_is_written_down(walker, books, postgres_url):
    await walker.says("/start errand")
    await walker.sees(errand.WHAT)
    async with somebody_holds_her_row(postgres_url, walker.phone.chat_id) as somebody:
        await walker.says("bread")
        await cut_off_who_waits(somebody)
    await the_errand_is_run(walker, books)


async def test_the_server_is_away_amid_a_talk(walker, books, log, postgres_url):
    await walker.says("/start errand")
    await walker.sees(errand.WHAT)
    async with the_server_is_away(postgres_url):
        await walker.says("bread")
        await log.has(NOT_KEPT)
        await walker.sees(LATE.msgid)
    await the_errand_is_run(walker, books)
    assert walker.times_got(walker._(LATE.msgid)) == 1


async def test_the_server_goes_while_news_are_on_their_way(walker, town, books, log, postgres_url):
    """They arrive once, and that they did is written down as soon as there is where."""
    chat, now = walker.phone.chat_id, town.clock()
    fault = {"kind": "slow", "seconds": 2, "method": "sendMessage"}
    await Line(town.sandbox.url).post("faults", fault)
    await books.put("news", chat, Delivery.AT_MOST_ONCE, now)
    town.azamat.postman.wake()
    await walker.gets("news")
    async with the_server_is_away(postgres_url):
        await log.has("the outbox cannot be reached")
    await books.put("more news", chat, Delivery.AT_MOST_ONCE, now)
    await walker.gets("more news")
    assert walker.times_got("news") == 2
    assert (await books.letters())["news", ONCE, "sent"] == 1
