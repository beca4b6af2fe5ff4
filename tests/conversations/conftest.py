"""A talk with the whole bot: the sandbox plays Telegram over HTTP, the bot runs beside it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import Azamat, open_azamat, utc_now
from bot.config import Settings
from bot.flows.script import Script
from sandbox import Sandbox, world
from sandbox.phone import Phone
from tests.conversations.voice import Speaker

DATABASE = "azamat.db"
NOON = 7
"""Of UTC; in Kazakhstan it is twelve."""


class Clock:
    """The time that the bot sees; it stands still until it is pushed.

    It begins at the coming noon: at the hour of whoever runs the tests a trial of the night, or
    the quiet hours, would now be in every talk and now in none.
    """

    def __init__(self) -> None:
        now = utc_now()
        noon = now.replace(hour=NOON, minute=0, second=0, microsecond=0)
        self.moment = noon if noon > now else noon + timedelta(days=1)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        """Let so much time pass."""
        self.moment += timedelta(**by)


class Town:
    """The people, their phones, and the bot that can be switched off and on."""

    def __init__(self, sandbox: Sandbox, folder: Path, database_url: str | None = None) -> None:
        self.sandbox = sandbox
        self.folder = folder
        self.clock = Clock()
        self.azamat: Azamat | None = None
        self.more_scripts: dict[str, Script] = {}
        self.settings = Settings(
            _env_file=None,
            bot_token=SecretStr(sandbox.token),
            telegram_api_url=sandbox.url,
            database_url=database_url or f"sqlite+aiosqlite:///{folder / DATABASE}",
            admin_ids=(world.ADMINISTRATOR_ID,),
            staff_chat_id=world.VOLUNTEERS_CHAT_ID,
            master_keys=SecretStr("k1:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="),
        )
        self._stopped = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None

    def phone(self, person: str) -> Phone:
        return Phone(self.sandbox.url, person=person)

    def sets_the_clocks(self) -> None:
        """Telegram's clock shows what the bot's does."""
        self.sandbox.telegram.clock.advance(self.clock() - self.sandbox.telegram.clock.now())

    async def is_born(self) -> None:
        """The database as the first start makes it: migrated, the directories in it."""
        async with open_azamat(self.settings, now=self.clock):
            pass

    async def wake_the_bot(self) -> None:
        self._stopped.clear()
        ready = asyncio.Event()
        self._serving = asyncio.create_task(self._serve(ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({waiting, self._serving}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._serving.done():
            self._serving.result()

    async def _serve(self, ready: asyncio.Event) -> None:
        async with open_azamat(
            self.settings, now=self.clock, more_scripts=self.more_scripts
        ) as azamat:
            self.azamat = azamat
            ready.set()
            await azamat.serve(self._stopped)

    def administrators_are(self, *telegram_ids: int) -> None:
        """From the bot's next start on."""
        self.settings = self.settings.model_copy(update={"admin_ids": telegram_ids})

    async def restarts(self) -> None:
        await self.stop_the_bot()
        await self.wake_the_bot()

    async def stop_the_bot(self) -> None:
        self._stopped.set()
        if self._serving is not None:
            await self._serving
            self._serving = None


@pytest.fixture(scope="session")
def born(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What each town's database is copied from: a first start took half of a test's time."""
    folder = tmp_path_factory.mktemp("born")

    async def first_start() -> None:
        async with Sandbox(port=0, limits=False) as sandbox:
            await Town(sandbox, folder).is_born()

    asyncio.run(first_start())
    return folder / DATABASE


@pytest.fixture
async def town(tmp_path: Path, born: Path) -> AsyncIterator[Town]:
    shutil.copy(born, tmp_path / DATABASE)
    async with Sandbox(port=0, limits=False) as sandbox:
        town = Town(sandbox, tmp_path)
        town.sets_the_clocks()
        await town.wake_the_bot()
        try:
            yield town
        finally:
            await town.stop_the_bot()


@pytest.fixture
def aigul(town: Town) -> Phone:
    """She writes Kazakh."""
    return town.phone("aigul")


@pytest.fixture
def sergei(town: Town) -> Phone:
    """He writes Russian."""
    return town.phone("sergei")


@pytest.fixture
def asel(town: Town) -> Phone:
    """The administrator."""
    return town.phone("asel")


@pytest.fixture(params=["kk", "ru"])
def citizen(request: pytest.FixtureRequest, town: Town) -> Speaker:
    """A citizen: the talk is tried in Kazakh and in Russian."""
    language: str = request.param
    return Speaker(town.phone("aigul" if language == "kk" else "sergei"), language)
