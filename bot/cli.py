"""The command `azamat`: start, try out, keep in order.

Every error that an operator can mend ends here in one sentence, without a traceback.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import URL, make_url

from bot.app import key_ring, open_azamat
from bot.cli_directory import add_directory_commands
from bot.cli_keys import add_key_commands
from bot.cli_petitions import add_petition_commands
from bot.config import KEY_FILE, LAST_PORT, Settings, SettingsError, load_settings
from bot.doctor import examine
from bot.telegram.errors import WireError
from bot.views.tongue import CataloguesMissing
from civic.complaints.law import LawBroken
from civic.working_days import CalendarBroken
from sandbox import Sandbox, world
from storage import migrate
from storage.backup import backup, restore
from storage.database import Database
from storage.errors import StorageError

MENDABLE = (
    SettingsError,
    StorageError,
    WireError,
    CataloguesMissing,
    LawBroken,
    CalendarBroken,
)
"""Errors whose text tells the operator what to do."""
SANDBOX_PORT = 8080
AZAMAT = ".venv/bin/azamat"
"""How the command is called where `make` put it."""
LOG_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
SANDBOX_FILE = Path("azamat-sandbox.db")
SANDBOX_DATABASE = f"sqlite+aiosqlite:///{SANDBOX_FILE}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; exits with 1 and a sentence where the operator must do something."""
    chosen = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format=LOG_LINE)
    for chatty in ("aiogram", "apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    command: Callable[[argparse.Namespace], Coroutine[None, None, None]] = chosen.command
    try:
        asyncio.run(command(chosen))
    except MENDABLE as problem:
        sys.exit(f"{problem}")
    except ExceptionGroup as group:
        mendable, rest = group.split(MENDABLE)
        if mendable is None or rest is not None:
            raise
        sys.exit("\n".join(str(problem) for problem in mendable.exceptions))
    except KeyboardInterrupt:
        pass


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="azamat", description="The Telegram bot Azamat.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[..., object], what: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what, description=what)
        added.set_defaults(command=command)
        return added

    add("run", run, "start the bot: live with BOT_TOKEN, else the sandbox")
    demo_parser = add("demo", demo, "start the sandbox: a Telegram on this machine, and its page")
    demo_parser.add_argument("--port", type=_port, default=SANDBOX_PORT)
    demo_parser.add_argument(
        "--fresh", action="store_true", help="forget what the bot kept of people in the sandbox"
    )
    add("migrate", migrate_tables, "bring the database's tables up to date")
    add("doctor", look_over, "check everything that the bot needs, and say what is missing")
    add_directory_commands(add)
    add_key_commands(add)
    add_petition_commands(add)
    backup_parser = add("backup", save, "put the database and the keys into one file")
    backup_parser.add_argument("file", type=Path, help="where to, for example azamat.tar.gz")
    restore_parser = add("restore", bring_back, "take the database and the keys from a backup")
    restore_parser.add_argument("file", type=Path, help="what `azamat backup` wrote")
    restore_parser.add_argument(
        "--force", action="store_true", help="overwrite a database that is not empty"
    )
    return parser


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {LAST_PORT}")
    return int(text)


async def run(chosen: argparse.Namespace) -> None:
    """Live with a token, else the sandbox."""
    settings = load_settings()
    if settings.bot_token is None:
        chosen.port, chosen.fresh = SANDBOX_PORT, False
        await demo(chosen)
        return
    async with open_azamat(settings) as azamat:
        await azamat.serve(_stop_on_signals())


async def demo(chosen: argparse.Namespace) -> None:
    """The bot against the sandbox, with a database of its own."""
    settings = load_settings()
    key_ring(settings)
    Database(settings.database_url)
    try:
        sandbox = Sandbox(port=chosen.port, counts_on=True)
        await sandbox.start()
    except OSError:
        raise SettingsError(
            f"Port {chosen.port} is taken. Stop what uses it, or choose another: "
            f"{AZAMAT} demo --port {min(chosen.port + 1, LAST_PORT)}"
        ) from None
    if chosen.fresh:
        for end in ("", "-wal", "-shm"):
            SANDBOX_FILE.with_name(SANDBOX_FILE.name + end).unlink(missing_ok=True)
    try:
        async with open_azamat(_in_the_sandbox(settings, sandbox)) as azamat:
            sys.stdout.write(
                f"\nAzamat is in the sandbox. Open its chat page: {sandbox.url}\n"
                "No BOT_TOKEN is used. The chats are gone when you stop it (Ctrl+C); what the bot\n"
                "keeps of people stays in its database, so that you can try a restart. To begin\n"
                f"anew: {AZAMAT} demo --fresh\n\n"
            )
            sys.stdout.flush()
            await azamat.serve(_stop_on_signals())
    finally:
        await sandbox.stop()


def _in_the_sandbox(settings: Settings, sandbox: Sandbox) -> Settings:
    """These settings with the sandbox for Telegram, and never the database of a live bot.

    Its letters would be claimed here, and said to nobody.
    """
    named = "DATABASE_URL" in os.environ or "database_url" in settings.model_fields_set
    is_live = settings.bot_token is not None
    return settings.model_copy(
        update={
            "bot_token": SecretStr(sandbox.token),
            "telegram_api_url": sandbox.url,
            "admin_ids": (world.ADMINISTRATOR_ID,),
            "staff_chat_id": world.VOLUNTEERS_CHAT_ID,
            "database_url": settings.database_url if named and not is_live else SANDBOX_DATABASE,
            "webhook_url": None,
            "channel_id": None,
            "epetition_url": "",
        }
    )


def _stop_on_signals() -> asyncio.Event:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    return stopped


async def migrate_tables(_chosen: argparse.Namespace) -> None:
    """The tables of today."""
    settings = load_settings()
    database = Database(settings.database_url)
    try:
        await database.check()
    finally:
        await database.close()
    await migrate.upgrade(settings.database_url)
    sys.stdout.write(f"The tables are at revision {migrate.head_revision()}.\n")


async def look_over(_chosen: argparse.Namespace) -> None:
    """One line for each thing; exits with 1 where something is missing."""
    all_well = True
    async for finding in examine(load_settings()):
        all_well &= finding.well
        sys.stdout.write(f"{'✓' if finding.well else '✗'} {finding.sentence}\n")
    if not all_well:
        sys.exit(1)


async def save(chosen: argparse.Namespace) -> None:
    """A backup that can be restored on another machine."""
    settings = load_settings()
    await _refuse_nothing(settings)
    if not chosen.file.absolute().parent.is_dir():
        raise SettingsError(f"There is no folder {chosen.file.absolute().parent}. Make it first.")
    await backup(settings.database_url, KEY_FILE, chosen.file)
    sys.stdout.write(
        f"Saved to {chosen.file}. It holds the keys too: keep it where only you can read it.\n"
    )


def _is_missing(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").exists()


async def _refuse_nothing(settings: Settings) -> None:
    """A backup of a database that is not there would be found empty on the day it is needed."""
    url = make_url(settings.database_url)
    if _is_missing(url) or await migrate.current_revision(settings.database_url) is None:
        raise SettingsError(
            f"DATABASE_URL: {url.database} holds no tables, so there is nothing to save. "
            f"(The sandbox's database is {SANDBOX_FILE}: name it in DATABASE_URL to save it.)"
        )


async def bring_back(chosen: argparse.Namespace) -> None:
    """The bot must not run meanwhile."""
    await restore(load_settings().database_url, KEY_FILE, chosen.file, force=chosen.force)
    sys.stdout.write(f"Restored. Start the bot: {AZAMAT} run\n")
