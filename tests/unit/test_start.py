"""A start with a wrong setting ends in one sentence that names it and the remedy."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import refuse_lost_keys
from bot.cli import main
from storage import drafts, migrate, people
from storage.database import Database
from storage.drafts import StoredDraft
from storage.errors import KeyRingError
from storage.vault import KeyRing

GOOD_TOKEN = "1000000001:" + "A" * 35
WRONG = {
    "a token cut off": ("BOT_TOKEN", "12345:abc", "BotFather"),
    "no address of a database": ("DATABASE_URL", "azamat.db", "sqlite+aiosqlite:///"),
    "another kind of database": ("DATABASE_URL", "mysql://root@localhost/x", "postgresql"),
    "a folder that is not there": (
        "DATABASE_URL",
        "sqlite+aiosqlite:////nowhere/at/all/x.db",
        "folder",
    ),
    "a database server that is not there": (
        "DATABASE_URL",
        "postgresql+asyncpg://me:hunter2@127.0.0.1:1/azamat",
        "Start PostgreSQL",
    ),
    "an unknown time zone": ("TIMEZONE", "Asia/Atlantis", "Asia/Almaty"),
    "a path for a time zone": ("TIMEZONE", "/etc/passwd", "Asia/Almaty"),
    "a name for an id": ("ADMIN_IDS", "@aigul", "12345"),
    "a person for a group": ("STAFF_CHAT_ID", "12345", "-100"),
    "a name for a channel": ("CHANNEL_ID", "@azamat", "-100"),
    "a portal without a scheme": ("EPETITION_URL", "epetition.kz", "https://"),
    "a webhook without TLS": ("WEBHOOK_URL", "http://example.kz/hook", "https"),
    "a webhook without a secret": ("WEBHOOK_URL", "https://example.kz/hook", "WEBHOOK_SECRET"),
    "a secret with a blank": ("WEBHOOK_SECRET", "two words", "A-Z"),
    "a port beyond the last": ("WEBHOOK_PORT", "70000", "65535"),
    "keys that are none": ("MASTER_KEYS", "hunter2", "BASE64"),
    "a server without a scheme": ("TELEGRAM_API_URL", "localhost:8081", "http"),
}


@pytest.fixture(autouse=True)
def an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("BOT_TOKEN", "DATABASE_URL", "MASTER_KEYS", "ADMIN_IDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sentence_of(*command: str) -> str:
    with pytest.raises(SystemExit) as end:
        main(command)
    return str(end.value.code)


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_is_named_with_its_remedy(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, value, remedy = WRONG[case]
    monkeypatch.setenv("BOT_TOKEN", GOOD_TOKEN)
    monkeypatch.setenv(name, value)
    sentence = sentence_of("run")
    assert name in sentence
    assert remedy in sentence
    assert "Traceback" not in sentence
    assert "hunter2" not in sentence, "no secret is shown"


def test_two_wrong_settings_are_both_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "nonsense")
    monkeypatch.setenv("TIMEZONE", "nowhere")
    sentence = sentence_of("run")
    assert "BOT_TOKEN" in sentence
    assert "TIMEZONE" in sentence


@pytest.mark.parametrize("broken", ["a folder", "garbage", "open to others"])
def test_a_key_file_that_cannot_be_used_is_named_with_its_remedy(
    broken: str, an_empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", GOOD_TOKEN)
    keys = an_empty_folder / "secrets" / "master_keys"
    keys.parent.mkdir(mode=0o700)
    if broken == "a folder":
        keys.mkdir(mode=0o700)
    else:
        keys.write_text("garbage")
        keys.chmod(0o600 if broken == "garbage" else 0o644)
    sentence = sentence_of("run")
    assert "secrets/master_keys" in sentence
    assert re.search("MASTER_KEYS|backup|chmod", sentence)


def test_the_settings_may_stand_in_a_file(an_empty_folder: Path) -> None:
    (an_empty_folder / ".env").write_text("BOT_TOKEN=broken\n")
    assert "BOT_TOKEN" in sentence_of("run")


def test_the_doctor_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["migrate"])
    assert sentence_of("doctor") == "1"
    said = capsys.readouterr().out
    assert "✓ The database answers (sqlite)." in said
    assert "✗ The directory is empty." in said
    assert "✗ ADMIN_IDS is empty" in said


def test_a_backup_is_made_and_brought_back(
    an_empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["migrate"])
    with pytest.raises(SystemExit):
        main(["doctor"])  # makes the keys
    keys = (an_empty_folder / "secrets" / "master_keys").read_text()
    main(["backup", "kept.tar.gz"])
    (an_empty_folder / "azamat.db").unlink()
    (an_empty_folder / "secrets" / "master_keys").unlink()
    main(["restore", "kept.tar.gz"])
    assert (an_empty_folder / "secrets" / "master_keys").read_text() == keys
    assert (an_empty_folder / "azamat.db").exists()
    assert "Restored" in capsys.readouterr().out


def test_a_backup_of_nothing_is_refused(an_empty_folder: Path) -> None:
    sentence = sentence_of("backup", "kept.tar.gz")
    assert "DATABASE_URL" in sentence
    assert not (an_empty_folder / "azamat.db").exists(), "and no empty database is left behind"
    main(["migrate"])
    assert "folder" in sentence_of("backup", "nowhere/kept.tar.gz")


async def test_a_start_with_other_keys_than_the_database_was_sealed_with_is_refused(
    an_empty_folder: Path,
) -> None:
    url = f"sqlite+aiosqlite:///{an_empty_folder / 'azamat.db'}"
    await migrate.upgrade(url)
    database = Database(url)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    old, new = KeyRing.from_text(f"k1:{'A' * 43}="), KeyRing.from_text(f"k1:{'B' * 43}=")
    try:
        await refuse_lost_keys(database, new)
        async with database.act() as connection:
            person = await people.meet(connection, 1, "kk", now)
            draft = StoredDraft("draft001", person.id, "region", 1, "region", 1, {}, now, now)
            await drafts.insert(connection, old, draft)
        await refuse_lost_keys(database, old)
        with pytest.raises(KeyRingError, match="secrets/master_keys"):
            await refuse_lost_keys(database, new)
    finally:
        await database.close()
