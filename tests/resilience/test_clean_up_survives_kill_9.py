"""The whole bot is killed amid a clean-up: what the person wanted gone is gone after its restart."""

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from sandbox import Sandbox
from sandbox.phone import Phone
from storage.database import Database

KEYS = "k1:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="


@asynccontextmanager
async def the_whole_bot(sandbox, folder, url):
    """`azamat run` in a process of its own; leaving kills it with signal 9."""
    settings = {
        "BOT_TOKEN": sandbox.token,
        "TELEGRAM_API_URL": sandbox.url,
        "DATABASE_URL": url,
        "MASTER_KEYS": KEYS,
        "ADMIN_IDS": "200000003",
        "PYTHONPATH": str(Path.cwd()),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=folder,
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def struck(faults, monkeypatch):
    """Set once a fault has struck a call."""
    has_struck, strike = asyncio.Event(), faults.next_for

    def next_for(method, chat_id):
        if (fault := strike(method, chat_id)) is not None:
            has_struck.set()
        return fault

    monkeypatch.setattr(faults, "next_for", next_for)
    return has_struck


@pytest.mark.parametrize(
    ("fault", "left"),
    [
        ({"kind": "cut_before"}, [False, True]),  # killed before anything was deleted
        ({"kind": "slow", "seconds": 600}, [True]),  # killed before it learned that they are gone
    ],
)
async def test_killed_amid_the_clean_up_it_goes_on_after_the_restart(
    tmp_path, monkeypatch, fault, left
):
    url = f"sqlite+aiosqlite:///{tmp_path / 'azamat.db'}"
    async with Sandbox(port=0, limits=False) as sandbox:
        phone = Phone(sandbox.url, "sergei", patience=60)
        async with the_whole_bot(sandbox, tmp_path, url):
            await phone.says("/crisis")
            for label in ("Да", "1 час", "Мне", "Нет", "Юрист"):
                await phone.taps(label)
            await phone.says("Павлодар")
            amid = struck(sandbox.telegram.faults, monkeypatch)
            trouble = {**fault, "method": "deleteMessages", "calls": None}
            await phone.line.post("faults", trouble)
            await phone.taps("Очистить и выйти", wait=False)
            await asyncio.wait_for(amid.wait(), 60)
        await phone.looks()
        assert [message.by_bot for message in phone.history] == left
        sandbox.telegram.faults.on.clear()
        amid.clear()
        await phone.line.post("faults", {"kind": "slow", "method": "deleteMessages", "seconds": 0})
        async with the_whole_bot(sandbox, tmp_path, url) as process:
            await asyncio.wait_for(amid.wait(), 60)
            process.terminate()  # it finishes what it has begun
            await process.wait()
        await phone.looks()
        assert [message.by_bot for message in phone.history] == [True]
        phone.sees("Готово.")
        phone.does_not_see("Павлодар")
    database = Database(url)
    async with database.look() as conn:
        for table in ("traces", "visits", "people"):
            kept = await conn.execute(text(f"SELECT count(*) FROM {table}"))
            assert kept.scalar_one() == 0, table
    await database.close()
