"""`python -m sandbox`: opens the sandbox and keeps it open until Ctrl+C."""

import argparse
import asyncio
import signal
import sys
from contextlib import suppress

from sandbox.server import Sandbox


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8080, help="0 takes a free one")
    parser.add_argument("--token", help="the bot's token; a fake one by default")
    parser.add_argument("--name", default="Azamat", help="what the bot is called")
    parser.add_argument("--username", default="azamat_sandbox_bot", help="the bot's username")
    parser.add_argument("--no-limits", action="store_true", help="never answer 429 by itself")
    chosen = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_stay_open(chosen))


async def _stay_open(chosen: argparse.Namespace) -> None:
    sandbox = Sandbox(
        chosen.port,
        chosen.token,
        limits=not chosen.no_limits,
        host=chosen.host,
        name=chosen.name,
        username=chosen.username,
        counts_on=True,
    )
    async with sandbox:
        sys.stdout.write(
            f"Page:         {sandbox.url}/\n"
            f"Bot API:      {sandbox.url}/bot<token>/<method>\n"
            f"Token:        {sandbox.token}\n"
            "Everything is in memory and gone when the sandbox stops (Ctrl+C).\n"
        )
        sys.stdout.flush()
        await _asked_to_stop()


async def _asked_to_stop() -> None:
    """Ctrl+C, or the SIGTERM of whatever started the sandbox."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has none; there Ctrl+C interrupts
            loop.add_signal_handler(name, stop.set)
    await stop.wait()


if __name__ == "__main__":
    main()
