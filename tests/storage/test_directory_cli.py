"""An operator takes a spreadsheet in and out by command, and is told in words what is wrong."""

import argparse
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.cli_directory import add_directory_commands
from bot.config import SettingsError
from civic.directory.forms import CENTRES
from civic.directory.sheet import read, write

Command = Callable[..., Awaitable[str]]
ROW = {"id": "kz75-99", "name_ru": "Центр", "address": "Абай, 1"}


@pytest.fixture
def azamat(
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()

    def add(name: str, command: object, what: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what)
        added.set_defaults(command=command)
        return added

    add_directory_commands(add)

    async def run(*words: str) -> str:
        chosen = parser.parse_args(words)
        await chosen.command(chosen)
        return capsys.readouterr().out

    return run


def left_over(folder: Path) -> list[Path]:
    return list(folder.glob("*.partial"))


async def test_a_table_goes_in_and_comes_out(azamat: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_bytes(write([ROW], CENTRES))
    said = await azamat("import", "centres", "mine.csv")
    assert "1 added, 0 changed." in said
    assert "1 address(es) left out" in said
    assert "Written to out.csv." in await azamat("export", "centres", "out.csv")
    (row,) = read((tmp_path / "out.csv").read_bytes(), CENTRES)
    assert (row["id"], row["name_ru"], row["address"]) == ("kz75-99", "Центр", "")
    await azamat("export", "centres", "out.csv", "--excel")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfid;")
    assert not left_over(tmp_path), "a half-written file is not left behind"


async def test_hsds_is_written_as_json(azamat: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_bytes(write([ROW], CENTRES))
    await azamat("import", "centres", "mine.csv")
    await azamat("export", "centres", "--hsds", "out.json")
    page = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert [service["name"] for service in page["contents"]] == ["Центр"]


async def test_what_is_wrong_ends_in_a_sentence(azamat: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_bytes(write([{**ROW, "tier": "Z"}], CENTRES))
    with pytest.raises(SettingsError, match=r"mine\.csv: Nothing was imported(.|\n)*line 2, tier"):
        await azamat("import", "centres", "mine.csv")
    with pytest.raises(SettingsError, match=r"none\.csv cannot be read: No such file"):
        await azamat("import", "centres", "none.csv")
    with pytest.raises(SettingsError, match="cannot be written"):
        await azamat("export", "hotlines", "no/such/folder.csv")
    with pytest.raises(SettingsError, match="centres only"):
        await azamat("export", "hotlines", "out.json", "--hsds")
