"""An export proves itself on any machine: whatever is changed in it is found, and it names nobody."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.petitions import signing
from civic.petitions.auditing import NotAnExport, check, kept_heads, read
from civic.petitions.exporting import Document, as_csv, as_json, export, sealed
from civic.petitions.hiding import LEAST, hidden
from storage.database import Database
from storage.vault import KeyRing
from tests.storage.petition_grounds import ALMATY, NOON, PETITION, Crowd, is_published

ROOT = Path(__file__).resolve().parents[2]
REGIONS = ("KZ-10", "KZ-55", "KZ-75")


async def exported(database: Database, ring: KeyRing, now: Any = NOON) -> Document:
    async with database.act() as conn:
        document = await export(conn, ring, PETITION, now)
    assert document is not None
    return document


async def lived_through(database: Database, ring: KeyRing) -> Crowd:
    """Three days with supports and some taken back, each night signed."""
    await is_published(database, ring)
    crowd = Crowd(database, ring)
    for day in range(3):
        for who in range(day * 12, day * 12 + 12 - day * 4):
            await crowd.supports(1000 + who, region=REGIONS[who % 3], name="Айгүл С.")
        await crowd.takes_back(1000 + day * 12)
        assert await signing.close_day(database, ring, PETITION, crowd.now, ALMATY) is None
        crowd.now += timedelta(days=1)
    return crowd


def wrong(document: Document, **more: Any) -> list[str]:
    try:
        again = read(as_json(document))
    except NotAnExport as error:
        return [str(error)]
    return [one.what for one in check(again, **more) if not one.holds]


async def test_an_export_holds_and_names_nobody(database: Database, ring: KeyRing) -> None:
    crowd = await lived_through(database, ring)
    document = await exported(database, ring, crowd.now)
    assert wrong(document) == []
    assert wrong(document, key=document["public_key"]) == []
    assert wrong(document, key="00" * 32) == ["The key is the one that you named."]
    content = as_json(document).decode()
    assert "Айгүл С." not in content
    assert not re.search(r"\b10(0\d|1\d|2\d)\b", content), "a Telegram id"
    assert len(document["lines"]) == 1 + 12 + 8 + 4 + 3
    assert len(document["heads"]) == 3
    kept = kept_heads(json.dumps({"heads": document["heads"][:1]}).encode())
    assert wrong(document, kept=kept) == []


async def test_whatever_row_is_changed_is_found(sqlite: Database, ring: KeyRing) -> None:
    crowd = await lived_through(sqlite, ring)
    document = await exported(sqlite, ring, crowd.now)
    tried = 0
    for changed in every_change(document):
        assert wrong(changed), json.dumps(changed)[:200]
        tried += 1
    assert tried > 250


async def test_whoever_seals_it_anew_is_found_by_the_lines(sqlite: Database, ring: KeyRing) -> None:
    """With the key itself: an insider who changes rows and signs the file is found by the heads."""
    crowd = await lived_through(sqlite, ring)
    document = await exported(sqlite, ring, crowd.now)
    async with sqlite.act() as conn:
        secret = await signing.seed(conn, ring, NOON)
    signed_parts = ("lines", "by_day", "heads", "head")
    for changed in every_change({name: document[name] for name in signed_parts}):
        resealed = sealed({**document, **changed, "seal": ""}, secret)
        assert wrong(resealed), json.dumps(changed)[:200]


async def test_a_line_left_out_added_or_moved_is_found(sqlite: Database, ring: KeyRing) -> None:
    crowd = await lived_through(sqlite, ring)
    document = await exported(sqlite, ring, crowd.now)
    for at in range(len(document["lines"])):
        for lines in (
            document["lines"][:at] + document["lines"][at + 1 :],
            document["lines"][: at + 1] + document["lines"][at:],
        ):
            assert wrong({**document, "lines": lines})


async def test_what_somebody_kept_from_the_channel_binds_the_bot(
    database: Database, ring: KeyRing
) -> None:
    """The log is written anew with other supports, with the same key: the kept head tells."""
    crowd = await lived_through(database, ring)
    document = await exported(database, ring, crowd.now)
    kept = kept_heads(json.dumps({"heads": document["heads"]}).encode())
    async with database.act() as conn:
        secret = await signing.seed(conn, ring, NOON)
    lines = document["lines"][:20]
    forged = {**document, "lines": lines, "heads": []}
    assert wrong(sealed(forged, secret), kept=kept)


async def test_the_table_is_small_enough_to_name_nobody(database: Database, ring: KeyRing) -> None:
    await is_published(database, ring)
    crowd = Crowd(database, ring)
    for who in range(30):
        region = "KZ-10" if who < 14 else "KZ-55" if who < 27 else "KZ-75"
        await crowd.supports(1000 + who, region=region)
    document = await exported(database, ring)
    assert document["by_region"] == [
        {"region": "KZ-10", "supports": None},
        {"region": "KZ-55", "supports": 13},
        {"region": "KZ-75", "supports": None},
    ]
    table = as_csv(document).decode("utf-8-sig")
    assert "count,,30" in table
    assert "region,KZ-55,13" in table
    assert "region,KZ-75,\r\n" in table


async def test_how_many_live_there_hides_nobody_else(database: Database, ring: KeyRing) -> None:
    """Of a local petition the lines tell how many are from there, so that cell hides no other."""
    await is_published(database, ring, level="oblast", body="akimat", region="KZ-10")
    crowd = Crowd(database, ring)
    for who in range(40):
        region = "KZ-10" if who < 20 else "KZ-55" if who < 35 else "KZ-75"
        await crowd.supports(1000 + who, region=region)
    document = await exported(database, ring)
    assert [row["supports"] for row in document["by_region"]] == [20, None, None]


async def test_a_draft_is_not_exported(database: Database, ring: KeyRing) -> None:
    await is_published(database, ring, state="in_moderation")
    async with database.act() as conn:
        assert await export(conn, ring, PETITION, NOON) is None
        assert await export(conn, ring, "nothing0", NOON) is None


async def test_the_verifier_of_the_page_finds_the_same(
    sqlite: Database, ring: KeyRing, tmp_path: Path
) -> None:
    """The thirty lines of Python in docs/petitions-log.md do what they say."""
    page = (ROOT / "docs" / "petitions-log.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len([line for line in program.splitlines() if line.strip()]) <= 36
    code = compile(program, "petitions-log.md", "exec")
    crowd = await lived_through(sqlite, ring)
    document = await exported(sqlite, ring, crowd.now)
    file = tmp_path / "petition.json"

    def run(told: Document) -> None:
        file.write_bytes(as_json(told))
        exec(code, {"FILE": str(file), "print": lambda *_: None})

    run(document)
    found = 0
    for changed in every_change({"lines": document["lines"], "head": document["head"]}):
        with pytest.raises(Exception):  # noqa: B017 - whatever tells that it does not hold
            run({**document, **changed})
        found += 1
    assert found > 100


def every_change(document: Document) -> Iterator[Document]:
    """The document with any one value of any row changed to another of its kind."""
    for path in list(_paths(document)):
        for value in _others(_at(document, path)):
            changed = copy.deepcopy(document)
            _at(changed, path[:-1])[path[-1]] = value
            yield changed


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _paths(inner, (*path, at))
    else:
        yield path


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _others(value: Any) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case None:
            yield 5
        case str() if re.fullmatch(r"[0-9a-f]{32,}", value):
            yield ("0" if value[0] != "0" else "1") + value[1:]
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            yield "2026-06-21"
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\dT.*", value):
            yield value.replace(":00+", ":01+")
        case "support" | "withdrawal" | "invalidation" | "text":
            yield from {"support", "withdrawal", "invalidation", "text"} - {value}
        case str():
            yield value + "x"


CELLS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(1, 40), max_size=7)


@given(CELLS)
def test_what_is_hidden_cannot_be_worked_out(cells: dict[str, int]) -> None:
    """Every small cell is hidden, and by the total alone it could be another number as well."""
    shown = hidden(cells)
    assert shown.keys() == cells.keys()
    assert all(count is None for key, count in shown.items() if cells[key] < LEAST)
    gone = [key for key, count in shown.items() if count is None]
    rest = sum(cells[key] for key in gone)
    if len(gone) > 1:
        assert rest >= LEAST or len(gone) == len(cells)
        return
    assert not gone or len(cells) == 1


@given(CELLS)
def test_hiding_tells_the_same_of_other_cells_that_may_be_meant(cells: dict[str, int]) -> None:
    """For each hidden small cell there is another table with the same print and another value."""
    shown = hidden(cells)
    gone = [key for key, count in shown.items() if count is None]
    if len(gone) == len(cells):
        return
    for key in (one for one in gone if cells[one] < LEAST):
        others = [
            {**cells, key: cells[key] + by, other: cells[other] - by}
            for other in gone
            if other != key
            for by in range(-LEAST, LEAST + 1)
            if by and cells[key] + by > 0 and cells[other] - by > 0
        ]
        assert any(hidden(table) == shown for table in others), (cells, key)
