"""A proxy before two workers, as nginx stands before them in life: one address for Telegram.

It tries the workers in turn. One that does not open its door is passed over; one that dies amid a
request is not asked again for another: Telegram is told 502 and delivers anew.
"""

import socket
from itertools import cycle

from aiohttp import ClientConnectorError, ClientError, ClientSession, web

PATH = "/hook"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Proxy:
    """`async with Proxy() as proxy:` then `proxy.workers` are the ports, `proxy.url` its address."""

    def __init__(self, workers=2):
        self.workers = [free_port() for _ in range(workers)]
        self._turns = cycle(range(workers))

    async def __aenter__(self):
        app = web.Application()
        app.router.add_post(PATH, self._pass_on)
        self._session = ClientSession()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}{PATH}"
        return self

    async def __aexit__(self, *_):
        await self._runner.cleanup()
        await self._session.close()

    async def _pass_on(self, request):
        body = await request.read()
        for _ in self.workers:
            port = self.workers[next(self._turns)]
            try:
                async with self._session.post(
                    f"http://127.0.0.1:{port}{PATH}", data=body, headers=request.headers
                ) as response:
                    return web.Response(status=response.status)
            except ClientConnectorError:
                continue
            except ClientError:
                break
        return web.Response(status=502)
