"""Our whole bot under measurement: as ``azamat run`` wires it, with the measured scripts added."""

import asyncio
import logging
import sys

from pydantic import SecretStr

from benchmarks.orders import Order, obey, used
from benchmarks.screens import LANGUAGE
from benchmarks.script import script_of
from benchmarks.walk import WALKS, draft_of
from bot.app import Azamat, open_azamat
from bot.config import Settings
from bot.flows.desk import store
from bot.flows.script import begin
from civic.act import Act
from storage import people

TOKEN = "123456:" + "A" * 35
KEYS = "k1:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


async def settle(azamat: Azamat, walk: str, first: int, count: int) -> None:
    """Let these people be known, each at the first question of the walk."""
    grounds, script = azamat.grounds, script_of(walk)
    async with grounds.database.act() as connection:
        now = grounds.now()
        for number in range(first, first + count):
            person = await people.meet(connection, number, LANGUAGE, now)
            await people.set_onboarded(connection, person.id, now)
            act = Act(connection, grounds.ring, person, now, 0)
            await store(act, None, begin(script, draft_of(number)))


async def main(port: str, database_url: str, keys: str = KEYS) -> None:
    """Serve and obey. `keys`: the ring, or nothing for that of a key file in this folder."""
    settings = Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        telegram_api_url=f"http://127.0.0.1:{port}",
        database_url=database_url,
        master_keys=SecretStr(keys) if keys else None,
    )
    scripts = {script.name: script for script in map(script_of, WALKS)}
    stopped = asyncio.Event()
    async with open_azamat(settings, more_scripts=scripts) as azamat:

        async def answer(order: Order) -> Order:
            if "walk" in order:
                await settle(azamat, order["walk"], order["first"], order["count"])
            return used()

        async with asyncio.TaskGroup() as both:  # a bot that failed must not be waited for
            both.create_task(azamat.serve(stopped))
            await obey(answer)
            stopped.set()


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    asyncio.run(main(*sys.argv[1:]))
