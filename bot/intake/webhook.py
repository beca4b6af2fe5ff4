"""Updates by webhook: Telegram is answered 200 only after the work.

aiogram's own webhook answers first and works later: a kill in between loses what the person said.
Here an update that is not done is not answered for, so Telegram delivers it again.
"""

import asyncio
import hmac
import json

from aiohttp import web

from bot.intake.arrival import Arrival, read_arrival
from bot.intake.asking import Asking
from bot.intake.errors import NotAnUpdateError
from bot.intake.lanes import Lanes
from bot.intake.reception import Reception
from bot.telegram.errors import PortTakenError

LARGEST_BODY = 1024 * 1024  # bytes; an update of Telegram's is a few thousand
_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name is no secret
_LAST_ANSWERS_WITHIN = 2.0  # seconds


class Webhook:
    """`await run()` until `stop()`: listens for POST `path`, and GET /healthz, on `host`:`port`.

    `url` is what Telegram is told; it ends at `path` by way of a proxy that speaks TLS.
    """

    def __init__(
        self,
        asking: Asking,
        reception: Reception,
        *,
        url: str,
        secret: str,
        host: str,
        port: int,
        path: str,
        people: int = 32,
    ) -> None:
        """Raises ValueError without a secret: anybody could speak as anybody."""
        if not secret:
            raise ValueError("WEBHOOK_SECRET is empty: anybody could speak to the bot as anybody")
        self._asking = asking
        self._reception = reception
        self._url = url
        self._secret = secret
        self._host = host
        self._port = port
        self._path = path
        self._lanes = Lanes(self._see_to, people)
        self._under_way: dict[int, asyncio.Future[bool]] = {}
        self._parked: set[int] = set()
        self._stopping = asyncio.Event()
        self._grace = 0.0
        self._running = False
        self._ended = asyncio.Event()
        self.listening = asyncio.Event()
        """Set once the port is open and Telegram knows of it."""

    @property
    def port(self) -> int:
        """Where it listens; a real number also when 0 ("any free one") was asked for."""
        return self._port

    async def run(self) -> None:
        """Listen until `stop`. Raises PortTakenError and TokenRefusedError."""
        self._running = True
        runner = self._runner()
        await runner.setup()
        try:
            async with self._lanes as lanes:
                for arrival in await self._reception.shelf.parked():
                    self._parked.add(arrival.update_id)
                    self._accept(arrival)
                site = web.TCPSite(runner, self._host, self._port)
                await self._open(site)
                self._port = runner.addresses[0][1]
                await self._asking.announce(self._url, self._secret)
                self.listening.set()
                await self._stopping.wait()
                await lanes.close(self._grace)
        finally:
            for done in self._under_way.values():
                if not done.done():
                    done.set_result(False)
            # After those answers were made possible: it waits for the requests under way.
            await runner.cleanup()
            self._ended.set()

    async def stop(self, grace: float = 10.0) -> None:
        """Take nothing new, give what runs `grace` seconds; Telegram delivers the rest again.

        The webhook stays announced: Telegram keeps what comes until somebody listens again.
        """
        self._grace = grace
        self._lanes.start_no_more()
        self._stopping.set()
        if self._running:
            await self._ended.wait()

    async def _open(self, site: web.TCPSite) -> None:
        try:
            await site.start()
        except OSError as error:
            raise PortTakenError(self._port) from error

    def _runner(self) -> web.AppRunner:
        application = web.Application(client_max_size=LARGEST_BODY)
        application.router.add_post(self._path, self._receive)
        application.router.add_get("/healthz", _healthz)
        # No access log: it would hold the path, and whoever knows the path is half way in.
        return web.AppRunner(application, access_log=None, shutdown_timeout=_LAST_ANSWERS_WITHIN)

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=401)
        if request.content_length is not None and request.content_length > LARGEST_BODY:
            # Unread, so the connection cannot be used for anything after it.
            return web.Response(status=413, headers={"Connection": "close"})
        try:
            arrival = read_arrival(json.loads(await request.read()))
        except (ValueError, RecursionError, NotAnUpdateError):
            return web.Response(status=400)
        if self._stopping.is_set():
            return web.Response(status=503)
        # A delivery that Telegram repeats while the first one is at work waits for the same end.
        # Shielded, since a request that is cut off must not end the wait of the others.
        done = await asyncio.shield(self._under_way.get(arrival.update_id) or self._accept(arrival))
        return web.Response(status=200 if done else 503)

    def _accept(self, arrival: Arrival) -> asyncio.Future[bool]:
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._under_way[arrival.update_id] = done
        self._lanes.put(arrival)
        return done

    async def _see_to(self, arrival: Arrival, more_of_album: bool) -> None:
        handled = await self._reception.receive(arrival, more_of_album)
        update_id = arrival.update_id
        if update_id in self._parked:
            self._parked.discard(update_id)
            if handled:
                await self._reception.take_down(update_id)
        self._under_way.pop(update_id).set_result(True)


async def _healthz(_: web.Request) -> web.Response:
    return web.Response(text="ok")
