"""The disk is full, or somebody else holds the file: people wait, and nothing is lost."""

import sqlite3
from contextlib import contextmanager

from sqlalchemy import make_url

from bot.views.late import LATE
from tests import databases
from tests.resilience import errand
from tests.resilience.agreement import NOT_KEPT, the_errand_is_run
from tests.resilience.books import Books
from tests.resilience.bot_process import BotProcess, settings_of
from tests.resilience.walker import Walker


async def test_on_a_full_disk_she_is_told_that_it_will_be_late(live_sandbox, template, tmp_path):
    """The kernel lets the bot write nothing more into any file, until there is room again."""
    url = databases.copy_of(template, tmp_path)
    [aigul, sergei], books = await Walker.crowd(live_sandbox, 2), Books(url)
    async with BotProcess(settings_of(live_sandbox, url)) as bot:
        for person in (aigul, sergei):
            await person.gets_to_know()
        await aigul.says("/start errand")
        await aigul.sees(errand.WHAT)
        bot.fill_the_disk()
        await aigul.says("bread")
        await bot.logs(NOT_KEPT)
        await aigul.sees(LATE.msgid)
        await sergei.says("/help")
        await sergei.sees("/privacy")
        await sergei.says("/crisis")
        await sergei.sees("112")
        bot.free_the_disk()
        await the_errand_is_run(aigul, books)
        await sergei.sees("One question first.")
        assert aigul.times_got(aigul._(LATE.msgid)) == 1
        assert sergei.times_got(sergei._("One question first.")) == 1


async def test_killed_on_a_full_disk(live_sandbox, template, tmp_path):
    url = databases.copy_of(template, tmp_path)
    [aigul], books = await Walker.crowd(live_sandbox, 1), Books(url)
    async with BotProcess(settings_of(live_sandbox, url)) as bot:
        await aigul.gets_to_know()
        await aigul.says("/start errand")
        await aigul.sees(errand.WHAT)
        bot.fill_the_disk()
        await aigul.says("bread")
        await bot.logs(NOT_KEPT)
    async with BotProcess(settings_of(live_sandbox, url)):
        await the_errand_is_run(aigul, books)


async def test_while_somebody_else_holds_the_file(walker, town, books, log, monkeypatch):
    """Longer than the bot is ready to wait for it."""
    monkeypatch.setattr("storage.sqlite_writer.BUSY_SECONDS", 0.05)
    await walker.says("/start errand")
    await walker.sees(errand.WHAT)
    with somebody_writes(town.settings.database_url):
        await walker.says("bread")
        await log.has(NOT_KEPT)
        await walker.sees(LATE.msgid)
        sergei = town.phone("sergei")
        await sergei.says("/help", wait=False)
        await sergei.waits_for("/privacy")
    await the_errand_is_run(walker, books)


@contextmanager
def somebody_writes(url):
    other = sqlite3.connect(make_url(url).database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
