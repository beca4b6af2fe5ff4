"""One file that brings everything back: the database and the keys that open it.

Either without the other is worth nothing, so they travel together, and a restore verifies the whole
file before it touches anything. Whoever holds the file holds every secret: mode 0600.
"""

# ruff: noqa: ASYNC240 - a glance at a path; what takes long runs in a thread or a program

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, inspect, text

from storage import archive, dumps, keys, migrate
from storage.database import Database
from storage.errors import BackupError
from storage.tables import metadata


async def backup(url: str, key_file: Path, target: Path, *, now: datetime | None = None) -> None:
    """Write the archive to `target`; BackupError when it cannot be made.

    Where the keys come from the environment there is no `key_file`, and the archive holds none.
    """
    revision = await migrate.current_revision(url)
    database = Database(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".backup-") as made:
        folder = Path(made)
        if key_file.exists():
            with keys.alone(key_file):  # a key taken off between the two would be missing
                await dumps.dump(database.url, folder / archive.DATABASE)
                shutil.copyfile(key_file, folder / archive.KEYS)
        else:
            await dumps.dump(database.url, folder / archive.DATABASE)
        manifest = archive.Manifest(
            layout=archive.LAYOUT,
            version=version("azamat"),
            dialect=database.dialect,
            revision=revision,
            made_at=(now or datetime.now(UTC)).isoformat(timespec="seconds"),
            digests=await asyncio.to_thread(archive.digests, folder),
        )
        await asyncio.to_thread(archive.pack, target, folder, manifest)


async def restore(url: str, key_file: Path, source: Path, *, force: bool = False) -> None:
    """Bring the archive's database and keys back; stop the bot before.

    BackupError, with nothing changed, when the archive is damaged or foreign, or when rows or other
    keys are there already and `force` is not given. Replaced keys are kept beside the file.
    """
    database = Database(url)
    await database.check()
    with TemporaryDirectory(prefix="azamat-restore-") as made:
        folder = Path(made)
        try:
            manifest = await asyncio.to_thread(archive.unpack, source, folder)
            await _refuse_foreign(url, database, manifest)
            if not force:
                await _refuse_overwriting(database, key_file, folder / archive.KEYS)
        finally:
            await database.close()
        with _keys_in_place(key_file, folder / archive.KEYS):
            await dumps.load(database.url, folder / archive.DATABASE)


async def _refuse_foreign(url: str, database: Database, manifest: archive.Manifest) -> None:
    if manifest.dialect != database.dialect:
        raise BackupError(
            f"This is a backup of {manifest.dialect}, and DATABASE_URL names {database.dialect}."
        )
    known = migrate.revisions()
    if manifest.revision not in (None, *known):
        raise BackupError(
            f"This backup is of a newer Azamat ({manifest.version}): restore it with that one."
        )
    current = await migrate.current_revision(url)
    if current is not None and current != manifest.revision:
        raise BackupError(
            f"The database stands at step {current}, the backup at {manifest.revision}: "
            "restore it into an empty database, and migrate afterwards."
        )


async def _refuse_overwriting(database: Database, key_file: Path, kept_keys: Path) -> None:
    async with database.look() as conn:
        filled = await conn.run_sync(_first_filled_table)
    if filled:
        raise BackupError(
            f"The database holds rows already ({filled}): nothing was changed. "
            "Restore into an empty one, or add --force to overwrite them."
        )
    if key_file.exists() and kept_keys.exists() and key_file.read_bytes() != kept_keys.read_bytes():
        raise BackupError(
            f"Other master keys are in {key_file}: nothing was changed. "
            "Move them away, or say that they may be replaced."
        )


def _first_filled_table(connection: Connection) -> str | None:
    there = set(inspect(connection).get_table_names())
    for table in metadata.sorted_tables:
        if table.name in there:
            found = connection.execute(text(f"SELECT 1 FROM {table.name} LIMIT 1"))  # noqa: S608 - a name from our own tables
            if found.first():
                return table.name
    return None


@contextmanager
def _keys_in_place(key_file: Path, restored: Path) -> Iterator[None]:
    """The archive's keys stand where the bot looks for them; the old ones again on failure."""
    if not restored.exists():
        yield
        return
    key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = key_file.with_name(f"{key_file.name}.before-restore")
    if key_file.exists():
        key_file.replace(before)
    try:
        keys.write_new(key_file, restored.read_text(encoding="ascii"))
        yield
    except BaseException:
        if before.exists():
            before.replace(key_file)
        else:
            key_file.unlink(missing_ok=True)
        raise
