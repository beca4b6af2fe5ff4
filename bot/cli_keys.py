"""`azamat keys rotate|retire|list`: the master keys are changed while the bot runs.

Whoever may have seen the key file can read everything that was sealed under its keys. Without a
command that can be interrupted anywhere, nobody would dare to change them; and an old key that is
taken off too early takes with it what people wrote.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta

from bot.app import key_ring, refuse_lost_keys
from bot.cli_directory import Add
from bot.config import KEY_FILE, Settings, SettingsError, load_settings
from storage import keys, migrate
from storage.database import Database
from storage.rotation import census, rewrap
from storage.rotation_census import Census
from storage.vault import KeyRing

SETTLED = timedelta(minutes=10)
"""Longer than any act of the bot: what it began with the older keys is in the tables by then."""


def add_key_commands(add: Add) -> None:
    """The command and what it takes."""
    parser = add("keys", change_keys, "change the master keys, take old ones off, or list them")
    parser.add_argument("what", choices=sorted(WAYS))


async def change_keys(chosen: argparse.Namespace) -> None:
    """One of the three."""
    async with _open_vault(load_settings()) as vault:
        await WAYS[chosen.what](vault)


class Vault:
    """What the three commands work on."""

    def __init__(self, settings: Settings, database: Database, ring: KeyRing) -> None:
        self.database = database
        self.ring = ring
        self.is_fixed = settings.master_keys is not None
        """The keys come from MASTER_KEYS, which only the operator can change."""

    async def counted(self) -> Census:
        """What stands where, by the keys of this moment."""
        self.ring.refresh()
        return await census(self.database, self.ring)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else changes the file of the keys meanwhile."""
        if self.is_fixed:
            yield
        else:
            with keys.alone(KEY_FILE):
                yield


async def rotate(vault: Vault) -> None:
    """A new newest key, unless a change is unfinished; then everything is sealed anew under it."""
    with vault.alone():
        before = await vault.counted()
        if before.is_unfinished:
            _say("A change of keys was begun and is not finished: going on with it.")
        elif vault.is_fixed:
            raise SettingsError(
                "MASTER_KEYS is set, so the bot's keys stay as they are while it runs. Put a new "
                f"entry before the others (for example {keys.next_id(vault.ring.key_ids)}:"
                "$(openssl rand -base64 32)), restart the bot wherever it runs, then run this "
                "again: it seals everything anew under the new key."
            )
        else:
            keys.turn(KEY_FILE)
            before = await vault.counted()
            _say(
                f"{before.newest} is the newest key now. Save {KEY_FILE} at once (azamat backup "
                "FILE): what people write from now on cannot be read without it."
            )
    await _seal_anew(vault, before)
    after = await vault.counted()
    _refuse_lost(after)
    if after.is_unfinished:
        raise SettingsError(f"The bot held on to {_told(after.left)}. Run this again in a minute.")
    _tell_of_broken(after)
    _say(
        f"All that is sealed stands under {after.newest}. Ten minutes from now the older keys can "
        "be taken off: azamat keys retire"
    )


async def _seal_anew(vault: Vault, before: Census) -> None:
    """Tells at every twentieth part how far it is. It may be stopped at any point."""
    left = before.left
    if left:
        _say(f"To be sealed anew: {_told(left)}. The bot goes on working.")
    done = dict.fromkeys(left, 0)
    async for progress in rewrap(vault.database, vault.ring):
        name = progress.column
        was, all_of_it = done.get(name, 0), max(left.get(name, 0), 1)
        done[name] = was + progress.count
        if was * 20 // all_of_it != done[name] * 20 // all_of_it:
            _say(f"{name}: {done[name]} of {max(all_of_it, done[name])}")
    await vault.database.wash()


async def retire(vault: Vault, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Takes off every older key that nothing needs; refuses, naming what needs them, otherwise."""
    with vault.alone():
        counted = await vault.counted()
        idle = ", ".join(counted.idle)
        if vault.is_fixed:
            _say(f"MASTER_KEYS is set: take {idle or 'nothing'} off there, and restart the bot.")
        elif len(counted.under) == 1:
            _say(f"{counted.newest} is the only key: there is nothing to take off.")
        else:
            _refuse_unsettled(now())
            if idle:
                keys.take_off(KEY_FILE, counted.idle)
                _say(f"Taken off for good: {idle}.")
    if counted.is_unfinished:
        needed = [
            f"{key_id} stays: {_told(under)} need it."
            for key_id, under in counted.under.items()
            if under and key_id != counted.newest
        ]
        raise SettingsError("\n".join([*needed, "Run: azamat keys rotate"]))


def _refuse_unsettled(now: datetime) -> None:
    changed = datetime.fromtimestamp(KEY_FILE.stat().st_mtime, UTC)
    if now - changed < SETTLED:
        raise SettingsError(
            "The keys were changed less than ten minutes ago, and the bot may still be finishing "
            "what it began with the older ones. Nothing was taken off: try again later."
        )


async def list_keys(vault: Vault) -> None:
    """Newest first, with what stands under each. The keys themselves are never shown."""
    counted = await vault.counted()
    for key_id, under in counted.under.items():
        role = " (newest)" if key_id == counted.newest else ""
        _say(f"{key_id}{role}: {_told(under) or 'nothing'}")
    _tell_of_broken(counted)
    _refuse_lost(counted)


WAYS: Mapping[str, Callable[[Vault], Coroutine[None, None, None]]] = {
    "rotate": rotate,
    "retire": retire,
    "list": list_keys,
}


@asynccontextmanager
async def _open_vault(settings: Settings) -> AsyncIterator[Vault]:
    database = Database(settings.database_url)
    try:
        await database.check()
        await migrate.upgrade(settings.database_url)
        ring = key_ring(settings)
        await refuse_lost_keys(database, ring)
        yield Vault(settings, database, ring)
    finally:
        await database.close()


def _refuse_lost(counted: Census) -> None:
    if counted.lost:
        raise SettingsError(
            f"Nobody can read {_told(counted.lost)}: they were sealed with keys that are not on "
            f"the ring. Bring those back from your backup, at the end of {KEY_FILE} (or of "
            "MASTER_KEYS), then run this again."
        )


def _tell_of_broken(counted: Census) -> None:
    if counted.broken:
        _say(
            f"Left as they are: {_told(counted.broken)}. No key opens them: they were damaged, or "
            "moved from another row."
        )


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} of {name}" for name, count in counts.items())


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
