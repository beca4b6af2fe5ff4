"""The sandbox as one thing to start and stop.

`async with Sandbox() as sandbox:` gives a Telegram at `sandbox.url` for the length of a
test; `python -m sandbox` gives one for the length of an evening.
"""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

from aiohttp import web

from sandbox import world
from sandbox.account import DEFAULT_TOKEN, BotAccount
from sandbox.api import BotApi
from sandbox.clock import SandboxClock
from sandbox.control import ControlApi
from sandbox.control.page import page_routes
from sandbox.numbering import never_given_before
from sandbox.shapes import Clock
from sandbox.telegram import Telegram

LARGEST_BODY = 64 * 1024 * 1024


class Sandbox:
    """A Telegram on this machine. It remembers nothing once it is closed.

    `port=0` takes a free one. `token=None` takes a well-shaped one that is plainly fake.
    `limits=False` lets the bot speak as often as it likes. `clock` returns aware datetimes;
    `telegram.clock.advance` and the control call push it forward. `webhook_backoff` is the
    pause before a failed delivery is repeated, in seconds. `counts_on` begins message ids not
    at 1 but above those of any earlier sandbox, for a bot whose database outlives it.
    """

    def __init__(
        self,
        port: int = 0,
        token: str | None = None,
        limits: bool = True,
        clock: Clock | None = None,
        *,
        host: str = "127.0.0.1",
        name: str = "Azamat",
        username: str = "azamat_sandbox_bot",
        webhook_backoff: float = 1.0,
        counts_on: bool = False,
    ) -> None:
        account = BotAccount(token or DEFAULT_TOKEN, name, username)
        self.telegram = Telegram(account, SandboxClock(clock), limited=limits)
        self.telegram.webhook.backoff = webhook_backoff
        world.settle(self.telegram)
        if counts_on:
            self.telegram.count_messages_from(never_given_before())
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None
        self._postman: asyncio.Task[None] | None = None

    @property
    def token(self) -> str:
        return self.telegram.account.token

    @property
    def url(self) -> str:
        """The address of the page and the base address of the Bot API."""
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Opens the port; raises OSError where it is taken."""
        api = BotApi(self.telegram)
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes(api.routes())
        app.add_routes(ControlApi(self.telegram).routes())
        app.add_routes(page_routes())
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]
        self._postman = asyncio.create_task(
            self.telegram.webhook.keep_delivering(api.answer_in_body), name="webhook delivery"
        )

    async def stop(self) -> None:
        """Closes the port; everything said is gone."""
        self.telegram.bell.close()
        if self._postman is not None:
            self._postman.cancel()
            with suppress(asyncio.CancelledError):
                await self._postman
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()
