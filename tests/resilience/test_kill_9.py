"""The process is killed again and again amid the talk: every word is acted upon exactly once."""

import asyncio
import sys
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import text

from storage.database import Database
from tests import databases

SCRIPT = Path(__file__).with_name("bot_process.py")


@asynccontextmanager
async def bot_process(*arguments):
    process = await asyncio.create_subprocess_exec(sys.executable, str(SCRIPT), *arguments)
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


async def has(phone, words):
    """Wait until the words are among all that the person ever got."""
    await phone.looks()
    while not any(message.text == words for message in phone.history):
        version = phone.state["version"]
        phone.state = await phone.line.get("state", 30, since=version, timeout=30)


async def test_killed_amid_the_talk_nothing_is_lost_and_nothing_is_done_twice(
    sandbox, template, tmp_path, aigul, sergei
):
    url = databases.copy_of(template, tmp_path)
    database = Database(url)
    async with database.act() as conn:
        await conn.execute(text("CREATE TABLE acts (said TEXT)"))
    arguments = (sandbox.token, sandbox.url, url, str(tmp_path / "keys" / "master_keys"))
    said = [f"word {number:02}" for number in range(30)]
    phones = dict(zip(said, [aigul, sergei] * 15, strict=True))

    for first in (0, 10):
        for word in said[first : first + 10]:
            await phones[word].says(word, wait=False)
        async with bot_process(*arguments):
            # Killed as soon as the first of ten is answered: the others are on their way.
            await phones[said[first]].waits_for(f"heard: {said[first]}", within=60)
    for word in said[20:]:
        await phones[word].says(word, wait=False)
    async with bot_process(*arguments):
        for word, phone in phones.items():
            await has(phone, f"heard: {word}")
            await has(phone, f"letter: {word}")

    async with database.look() as conn:
        acts = list((await conn.execute(text("SELECT said FROM acts"))).scalars())
    await database.close()
    assert sorted(acts) == said
    for owner in (aigul, sergei):
        own = [word for word in acts if phones[word] is owner]
        assert own == sorted(own), "each person's words were taken in their order"
