"""An operator exports and publishes petitions; anybody verifies them, on any machine."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from pydantic import SecretStr

from bot.cli_petitions import add_petition_commands
from bot.config import Settings, SettingsError
from bot.doctor import examine
from bot.proof.nights import close_night
from bot.talk import Grounds
from civic.petitions import signing
from civic.petitions.official import Companion, follow
from storage import petitions
from storage.database import Database
from storage.vault import KeyRing
from tests.storage.petition_grounds import ALMATY, NOON, PETITION, Crowd, is_published

Command = Callable[..., Awaitable[str]]
KEYS = "k1:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="
OFFICIAL = "0f8fad5b-d9cb-469f-a165-70867728950e"
LINK = f"https://epetition.kz/petition/{OFFICIAL}?commentPage=0"


@pytest.fixture
def azamat(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("MASTER_KEYS", KEYS)
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()

    def add(name: str, command: object, what: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what)
        added.set_defaults(command=command)
        return added

    add_petition_commands(add)

    async def run(*words: str) -> str:
        chosen = parser.parse_args(("petitions", *words))
        await chosen.command(chosen)
        return capsys.readouterr().out

    return run


@pytest.fixture
def keys() -> KeyRing:
    return KeyRing.from_text(KEYS)


async def is_lived(database: Database, keys: KeyRing, **values: Any) -> None:
    await is_published(database, keys, **values)
    crowd = Crowd(database, keys)
    for who in range(12):
        await crowd.supports(1000 + who, region="KZ-10")
    assert await signing.close_day(database, keys, PETITION, NOON, ALMATY) is None


async def test_an_export_is_written_and_verified_without_a_database(
    azamat: Command,
    database: Database,
    keys: KeyRing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await is_lived(database, keys)
    assert "Written to abcd1234.json." in await azamat("export", PETITION)
    assert "Written to t.csv." in await azamat("export", PETITION, "t.csv", "--csv")
    assert "count,,12" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:////nowhere/at/all.db")
    monkeypatch.setenv("MASTER_KEYS", "none")
    said = await azamat("verify", "abcd1234.json")
    assert "✗" not in said
    assert "✓ The count, 12, is what the lines say." in said
    document = json.loads((tmp_path / "abcd1234.json").read_bytes())
    (tmp_path / "kept.json").write_text(json.dumps({"heads": document["heads"]}))
    key = document["public_key"]
    said = await azamat("verify", "abcd1234.json", "--key", key, "--heads", "kept.json")
    assert "that you kept" in said
    assert "✗" not in said


async def test_a_changed_file_ends_with_an_error(
    azamat: Command, database: Database, keys: KeyRing, tmp_path: Path
) -> None:
    await is_lived(database, keys)
    await azamat("export", PETITION)
    file = tmp_path / "abcd1234.json"
    file.write_bytes(file.read_bytes().replace(b"KZ-10", b"KZ-11"))
    with pytest.raises(SystemExit, match="it was changed"):
        await azamat("verify", file.name)
    file.write_bytes(b"{}")
    with pytest.raises(SettingsError, match="no export"):
        await azamat("verify", file.name)
    with pytest.raises(SettingsError, match="cannot be read"):
        await azamat("verify", "nowhere.json")


async def test_what_is_not_there_is_said(azamat: Command, database: Database) -> None:
    with pytest.raises(SettingsError, match="no published petition"):
        await azamat("export", "nothing0")


async def test_pages_of_all_listed_petitions_are_published(
    azamat: Command, database: Database, keys: KeyRing, tmp_path: Path
) -> None:
    await is_lived(
        database,
        keys,
        title_ru='Тёплая "школа" <b>& точка',
        text_ru="Строка\nещё строка\n\nАбзац <script>alert(1)</script>",
        region="KZ-55",
        level="oblast",
        body="akimat",
    )
    await is_published(database, keys, id="hidden00", state="gathering")
    await is_published(database, keys, id="answered", state="answered", outcome="partly")
    async with database.act() as conn:
        companion = Companion(official_id=OFFICIAL, title_kk="Ресми", title_ru="Официальная")
        kept = await follow(conn, companion, NOON, None)
    site = "https://petitions.example.kz"
    said = await azamat("publish", "site", "--url", site, "--bot", "azamat_bot")
    assert "3 petition(s) published" in said
    folder = tmp_path / "site"
    pages = sorted(file.name for file in folder.glob("*.html"))
    assert pages == sorted([f"{PETITION}.html", "answered.html", f"{kept.id}.html", "index.html"])
    for name in pages:
        is_good_page((folder / name).read_text(encoding="utf-8"), site)
    page = (folder / f"{PETITION}.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert f'property="og:image" content="{site}/{PETITION}.png"' in page
    assert "start=petition_abcd1234" in page
    with Image.open(folder / f"{PETITION}.png") as picture:
        assert picture.size == (1200, 630)
    assert "✗" not in await azamat("verify", f"site/{PETITION}.json")
    assert not (folder / "hidden00.html").exists()
    assert not (folder / f"{kept.id}.json").exists()


def is_good_page(page: str, site: str) -> None:
    """Good XML (and so no bracket of HTML is left open), in both languages, nothing from elsewhere."""
    head, body = page.split("\n", 1)
    assert head == "<!DOCTYPE html>"
    tree = ET.fromstring(body)
    assert tree.tag == "html"
    assert tree.get("lang") == "kk"
    assert [one.get("lang") for one in tree.iter("section")] == ["kk", "ru"]
    assert not {one.tag for one in tree.iter()} & {"script", "link", "img", "iframe", "object"}
    allowed = {"html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2"}
    allowed |= {"p", "a", "ul", "li", "br", "b", "code", "progress"}
    assert {one.tag for one in tree.iter()} <= allowed
    for one in tree.iter():
        assert one.get("src") is None
        assert not [name for name in one.attrib if name.startswith("on")]
        if one.tag == "p":
            assert not {inner.tag for inner in one.iter()} & {"ul", "section", "h1", "h2"}
    style = tree.findtext("head/style") or ""
    assert "url(" not in style
    assert "@import" not in style
    links = {one.get("href", "") for one in tree.iter("a")}
    allowed_links = r"[a-z0-9]+\.(html|json)|https://(t\.me|epetition\.kz)/.+"
    assert all(re.fullmatch(allowed_links, link) for link in links), links
    named = {one.get("property"): one.get("content") for one in tree.iter("meta")}
    assert named["og:title"]
    assert named.get("og:image", site).startswith(site)
    assert "\n" not in (named.get("og:description") or "")


async def test_what_is_no_longer_listed_goes_from_the_folder(
    azamat: Command, database: Database, keys: KeyRing, tmp_path: Path
) -> None:
    await is_lived(database, keys)
    await azamat("publish", "site")
    mine = tmp_path / "site" / "about.html"
    mine.write_text("mine")
    async with database.act() as conn:
        await petitions.change(conn, PETITION, state="removed")
    assert "0 petition(s)" in await azamat("publish", "site")
    left = sorted(file.name for file in (tmp_path / "site").iterdir())
    assert left == ["about.html", "index.html", "published.json"]


async def test_an_official_petition_is_followed_once(azamat: Command, database: Database) -> None:
    titles = ("--kk", "Ресми петиция", "--ru", "Официальная петиция")
    said = await azamat("companion", LINK, *titles, "--topic", "nature")
    (petition_id,) = re.findall(r"petition (\w{8})\.", said)
    async with database.look() as conn:
        kept = await petitions.get(conn, petition_id)
    assert kept is not None
    assert (kept.kind, kept.state, kept.official_id) == ("companion", "open", OFFICIAL)
    assert (kept.threshold, kept.topic) == (50_000, "nature")
    with pytest.raises(SettingsError, match="followed already"):
        await azamat("companion", LINK, *titles)
    with pytest.raises(SettingsError, match="do not find a petition"):
        await azamat("companion", "https://example.kz/petition/1", *titles)


async def test_the_doctor_tells_of_a_count_that_does_not_agree(
    database: Database, keys: KeyRing, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(_env_file=None, database_url=url, master_keys=SecretStr(KEYS))

    async def told() -> list[str]:
        found = [one async for one in examine(settings)]
        return [one.sentence for one in found if "petition" in one.sentence.lower()]

    assert "No petition has been recounted yet" in (await told())[0]
    await is_lived(database, keys)
    assert "agreed with its log" in (await told())[0]
    async with database.act() as conn:
        await conn.exec_driver_sql("UPDATE petition_logs SET supports = supports + 100")
    put: list[None] = []
    grounds = Grounds(
        database, keys, lambda: NOON, ALMATY, lambda: put.append(None), administrators=(1,)
    )
    await close_night(grounds, NOON.replace(day=4))
    (sentence,) = await told()
    assert "abcd1234 (count, 2026-06-04)" in sentence
    assert put
