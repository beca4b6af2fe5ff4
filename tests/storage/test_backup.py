"""A backup brings everything back, and a restore destroys nothing by accident."""

# ruff: noqa: ASYNC240 - nothing else runs in the loop of a test

import tarfile
from datetime import datetime
from pathlib import Path

import pytest

from storage import drafts, migrate, people
from storage.backup import backup, restore
from storage.database import Database
from storage.drafts import StoredDraft
from storage.errors import BackupError
from storage.people import Person
from storage.vault import KeyRing


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "secrets" / "master_keys"


@pytest.fixture
async def draft(database: Database, key_file: Path, aigul: Person, now: datetime) -> StoredDraft:
    ring = KeyRing.load_or_create(key_file)
    draft = StoredDraft("draft001", aigul.id, "complaint", 1, "text", 1, {"a": "иә"}, now, now)
    async with database.act() as conn:
        await drafts.insert(conn, ring, draft)
    return draft


@pytest.fixture
async def made(
    url: str, database: Database, key_file: Path, draft: StoredDraft, tmp_path: Path
) -> Path:
    target = tmp_path / "backups" / "monday.tar.gz"
    await backup(url, key_file, target)
    return target


async def read_draft(url: str, key_file: Path) -> StoredDraft | None:
    database = Database(url)
    async with database.look() as conn:
        found = await drafts.get(conn, KeyRing.load_or_create(key_file), "draft001")
    await database.close()
    return found


async def test_everything_comes_back_on_an_empty_machine(
    made: Path, empty_url: str, url: str, draft: StoredDraft, tmp_path: Path
) -> None:
    if Database(url).dialect != Database(empty_url).dialect:
        with pytest.raises(BackupError, match="DATABASE_URL names"):
            await restore(empty_url, tmp_path / "new" / "master_keys", made)
        return
    keys = tmp_path / "new" / "master_keys"
    await restore(empty_url, keys, made)
    assert await read_draft(empty_url, keys) == draft
    assert await migrate.current_revision(empty_url) == migrate.head_revision()
    assert keys.stat().st_mode & 0o777 == 0o600


async def test_a_backup_is_for_its_owner_only_and_leaves_nothing_beside_it(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    with tarfile.open(made) as archive:
        assert sorted(archive.getnames()) == ["database", "manifest.json", "master_keys"]


async def test_a_backup_is_never_written_over_another(url: str, key_file: Path, made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(BackupError, match="exists already"):
        await backup(url, key_file, made)
    assert made.read_bytes() == before


async def test_rows_that_are_there_are_not_overwritten_unasked(
    url: str, database: Database, key_file: Path, made: Path, draft: StoredDraft
) -> None:
    async with database.act() as conn:
        await people.set_region(conn, draft.person_id, "KZ-75")
    with pytest.raises(BackupError, match="holds rows already"):
        await restore(url, key_file, made)
    async with database.look() as conn:
        person = await people.by_id(conn, draft.person_id)
    assert person is not None
    assert person.region == "KZ-75"


async def test_rows_that_are_there_are_overwritten_when_asked(
    url: str, database: Database, key_file: Path, made: Path, aigul: Person, draft: StoredDraft
) -> None:
    async with database.act() as conn:
        await people.set_region(conn, aigul.id, "KZ-75")
        await drafts.delete(conn, draft.id)
    await database.close()
    await restore(url, key_file, made, force=True)
    async with database.look() as conn:
        assert await people.by_id(conn, aigul.id) == aigul
    assert await read_draft(url, key_file) == draft


async def test_replaced_keys_are_kept_beside_the_file(
    url: str, database: Database, key_file: Path, made: Path, draft: StoredDraft
) -> None:
    key_file.unlink()
    other = KeyRing.load_or_create(key_file)
    await database.close()
    await restore(url, key_file, made, force=True)
    kept = key_file.with_name("master_keys.before-restore")
    assert KeyRing.load_or_create(kept).open(other.seal(b"salem", "x"), "x") == b"salem"
    assert await read_draft(url, key_file) == draft


@pytest.mark.parametrize("damage", ["cut", "flipped", "foreign", "missing"])
async def test_a_damaged_backup_changes_nothing(
    url: str, database: Database, key_file: Path, made: Path, draft: StoredDraft, damage: str
) -> None:
    content = bytearray(made.read_bytes())
    if damage == "cut":
        made.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        content[len(content) // 2] ^= 1
        made.write_bytes(content)
    elif damage == "foreign":
        made.write_bytes(b"not a backup")
    else:
        made.unlink()
    keys = key_file.read_bytes()
    with pytest.raises(BackupError, match="nothing was changed"):
        await restore(url, key_file, made, force=True)
    assert key_file.read_bytes() == keys
    assert await read_draft(url, key_file) == draft


async def test_a_backup_of_postgresql_needs_its_programs(
    postgres_url: str, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="pg_dump is not installed"):
        await backup(postgres_url, key_file, tmp_path / "b.tar.gz")
    assert not (tmp_path / "b.tar.gz").exists()


async def test_the_keys_stay_when_the_database_cannot_be_restored(
    url: str,
    database: Database,
    key_file: Path,
    made: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fails(*_asked: object) -> None:
        raise BackupError("pg_restore failed")

    monkeypatch.setattr("storage.dumps.load", fails)
    key_file.unlink()
    KeyRing.load_or_create(key_file)
    keys = key_file.read_bytes()
    with pytest.raises(BackupError, match="pg_restore failed"):
        await restore(url, key_file, made, force=True)
    assert key_file.read_bytes() == keys
