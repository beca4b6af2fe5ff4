"""Two workers on PostgreSQL behind a proxy; one is killed, and the other does the work of both."""

import asyncio
import random

import pytest
from pydantic import SecretStr

from tests.resilience.agreement import all_agree
from tests.resilience.books import Books
from tests.resilience.bot_process import BotProcess, settings_of
from tests.resilience.proxy import Proxy
from tests.resilience.walker import Walker


@pytest.fixture
async def proxy():
    async with Proxy() as opened:
        yield opened


@pytest.mark.soak
async def test_one_of_two_is_killed_again_and_again_and_people_notice_nothing(
    live_sandbox, postgres_url, proxy
):
    await relay(live_sandbox, postgres_url, proxy, kills=3, people=4, seed=20261122)


@pytest.mark.soak
async def test_one_of_two_is_killed_a_hundred_times(live_sandbox, postgres_url, proxy, soak_seed):
    await relay(live_sandbox, postgres_url, proxy, kills=100, people=8, seed=soak_seed)


async def relay(sandbox, url, proxy, kills, people, seed):
    """The workers are killed in turn, each at any moment, and each soon has a successor."""
    chance, over, bell = random.Random(seed), asyncio.Event(), sandbox.telegram.bell
    asel = Walker.administrator(sandbox)
    walkers = [asel, *await Walker.crowd(sandbox, people, seed)]
    workers = [await worker(sandbox, url, proxy, port).__aenter__() for port in proxy.workers]
    try:
        async with asyncio.TaskGroup() as nursery:
            walks = [nursery.create_task(walker.walks(over)) for walker in walkers]
            for turn in range(kills):
                end = bell.version + chance.randint(20, 120)
                await bell.until(lambda end=end: bell.version >= end, 5)
                at = turn % len(workers)
                await workers[at].kill()
                workers[at] = await worker(sandbox, url, proxy, proxy.workers[at]).__aenter__()
            over.set()
            await asyncio.gather(*walks)
            await all_agree(sandbox, Books(url), asel, walkers)
    finally:
        for one in workers:
            await one.kill()


def worker(sandbox, url, proxy, port):
    return BotProcess(
        settings_of(
            sandbox,
            url,
            webhook_url=proxy.url,
            webhook_secret=SecretStr("a-secret"),
            webhook_port=port,
        )
    )
