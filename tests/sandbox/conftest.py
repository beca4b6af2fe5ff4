"""A sandbox with a clock that stands still, a bot's line to it, and people's phones."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession

from sandbox import Sandbox, world
from sandbox.phone import Phone

NOON = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


class RawLine:
    """Calls the Bot API without any library's help."""

    def __init__(self, session: ClientSession, sandbox: Sandbox) -> None:
        self.session = session
        self.base = f"{sandbox.url}/bot{sandbox.token}"

    async def call(self, method: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
        async with self.session.post(f"{self.base}/{method}", json=parameters) as response:
            return response.status, await response.json()

    async def result(self, method: str, **parameters: Any) -> Any:
        _, answer = await self.call(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **parameters: Any) -> str:
        _, answer = await self.call(method, **parameters)
        assert not answer["ok"], answer
        return answer["description"]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False, clock=lambda: NOON) as opened:
        yield opened


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    bot = Bot(sandbox.token, session=session)
    yield bot
    if session._session is not None:  # session.close() would wait for TLS that is not there
        await session._session.close()


@pytest.fixture
async def raw(sandbox: Sandbox) -> AsyncIterator[RawLine]:
    async with ClientSession() as session:
        yield RawLine(session, sandbox)


@pytest.fixture
async def aigul(sandbox: Sandbox) -> Phone:
    """Айгүл, who has begun the talk; nothing of it is left to confirm."""
    phone = Phone(sandbox.url, world.AIGUL)
    await phone.says("/start", wait=False)
    sandbox.telegram.updates.clear()
    return phone


@pytest.fixture
def stranger(sandbox: Sandbox) -> Phone:
    """Сергей, who has never written to the bot."""
    return Phone(sandbox.url, world.SERGEI)


@pytest.fixture
def daniyar(sandbox: Sandbox) -> Phone:
    return Phone(sandbox.url, world.DANIYAR)


@pytest.fixture
async def advance(sandbox: Sandbox, aigul: Phone) -> Any:
    """Pushes the sandbox's clock forward by seconds."""

    async def push(seconds: float) -> None:
        await aigul.line.post("clock", {"seconds": seconds})

    return push
