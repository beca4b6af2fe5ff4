"""The whole bot in a process of its own, to be killed.

It is forked off a server that has imported everything: a hundred kills must not cost a hundred
imports. What it logs comes back through a pipe, since the disk that it stands on may be full.
"""

import asyncio
import logging
import multiprocessing
import resource
from contextlib import suppress

from bot.app import open_azamat, utc_now
from bot.config import Settings
from sandbox import world
from tests.resilience.books import KEYS
from tests.resilience.errand import ERRAND

READY = "ready"
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload([__name__])


def settings_of(sandbox, database_url, **more):
    """What a bot over this sandbox is told; `more` may be what a live bot would refuse."""
    settings = Settings(
        _env_file=None,
        bot_token=sandbox.token,
        telegram_api_url=sandbox.url,
        database_url=database_url,
        admin_ids=(world.ADMINISTRATOR_ID,),
        staff_chat_id=world.VOLUNTEERS_CHAT_ID,
        master_keys=KEYS,
    )
    return settings.model_copy(update=more)


AHEAD = utc_now().replace(hour=7, minute=0) - utc_now()


def daytime():
    """The time of these bots. It was noon in Almaty when the tests began: no letter must wait."""
    return utc_now() + AHEAD


class BotProcess:
    """`async with BotProcess(settings) as bot:` it serves until it is killed, at the latest here.

    With `born=False` nobody waits until it serves.
    """

    def __init__(self, settings, *, born=True):
        self._settings = settings
        self._born = born
        self.log = []
        self._heard = asyncio.Event()

    async def __aenter__(self):
        self._wire, theirs = _forks.Pipe()
        self._process = _forks.Process(
            target=live, args=(theirs, self._settings, AHEAD), daemon=True
        )
        # The server of forks is started with the first one, which takes its time.
        await asyncio.shield(asyncio.to_thread(self._process.start))
        theirs.close()
        asyncio.get_running_loop().add_reader(self._wire.fileno(), self._listen)
        try:
            if self._born:
                await self.logs(READY)
        except BaseException:
            await self.kill()
            raise
        return self

    async def __aexit__(self, *_):
        await self.kill()

    async def kill(self):
        """kill -9. A second time does nothing."""
        self._process.kill()
        await asyncio.to_thread(self._process.join)
        if not self._wire.closed:
            self._listen()
            asyncio.get_running_loop().remove_reader(self._wire.fileno())
            self._wire.close()

    async def logs(self, words):
        """Wait until a line of the log has these words."""
        async with asyncio.timeout(60):
            while not any(words in line for line in self.log):
                assert self._process.is_alive(), "\n".join(self.log)
                await self._heard.wait()

    def fill_the_disk(self):
        """From now on the kernel lets this process write nothing more into any file."""
        self._wire.send(0)

    def free_the_disk(self):
        self._wire.send(resource.RLIM_INFINITY)

    def _listen(self):
        with suppress(EOFError, OSError):
            while self._wire.poll():
                self.log.append(self._wire.recv())
        self._heard.set()
        self._heard = asyncio.Event()


class ToTheWire(logging.Handler):
    def __init__(self, wire):
        super().__init__()
        self._wire = wire

    def emit(self, record):
        with suppress(OSError):  # the test is over
            self._wire.send(f"{record.levelname} {record.name}: {record.getMessage()}")


def live(wire, settings, ahead):
    """The life of the process."""
    logging.basicConfig(level=logging.INFO, handlers=[ToTheWire(wire)])
    asyncio.run(_serve(wire, settings, ahead))


async def _serve(wire, settings, ahead):
    def obey():
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (wire.recv(), most))

    asyncio.get_running_loop().add_reader(wire.fileno(), obey)
    scripts = {ERRAND.name: ERRAND}
    async with open_azamat(settings, now=lambda: utc_now() + ahead, more_scripts=scripts) as azamat:
        wire.send(READY)
        await azamat.serve(asyncio.Event())
